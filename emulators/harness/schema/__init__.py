"""Reads the JSON schemas of a contract: what they ask for, and which of their clauses a value breaks."""
