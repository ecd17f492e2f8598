"""Sends requests to a target, as far as they may be sent."""
