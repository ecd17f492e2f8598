"""Sends the same requests to two targets, and says by the contract which one is wrong where they differ."""
