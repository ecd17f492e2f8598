"""The one way out to a target, and what may take it."""
