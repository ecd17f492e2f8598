"""Plays life cycles: resources are created, read, changed, created again, deleted, and used after that."""
