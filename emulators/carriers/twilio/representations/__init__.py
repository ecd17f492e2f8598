"""What each resource looks like in a reply."""
