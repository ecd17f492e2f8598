"""Writes the plan down: as Python, as a contract, and as examples."""
