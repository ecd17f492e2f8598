"""Failures that somebody asked for, per namespace: which requests fail, when, and how. One module per outcome."""
