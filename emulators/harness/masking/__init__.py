"""Secrets taken out of whatever leaves a run."""
