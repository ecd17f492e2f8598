"""Test cases sent to a target, and what became of each."""
