"""Two targets asked the very same things, and a contract to say which of them is wrong where they do not agree."""
