"""Requests with everything that made their answers what they were, in one file that can be replayed byte for byte."""
