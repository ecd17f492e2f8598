"""Explains why a request was answered as it was: where it stopped, on what basis, and the nearest request that would
pass."""
