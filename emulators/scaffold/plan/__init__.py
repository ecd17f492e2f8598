"""Decides what a new vendor does: what it keeps, how it answers, and which exchanges show it."""
