"""Decides what a new vendor does: what it stores, how it answers, and which exchanges show it."""
