"""Replaces secrets by placeholders in everything that a run prints, writes or records."""
