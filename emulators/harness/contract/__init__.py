"""What an API can be asked, as one document says it."""
