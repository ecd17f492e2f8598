"""Replaces secrets by placeholders in everything that leaves a run."""
