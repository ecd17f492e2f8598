"""What becomes of a thing over time: made, read, changed, asked for twice, deleted, and asked for once more."""
