"""Bundles: requests with everything that made their answers what they were, in one file that replays byte for byte."""
