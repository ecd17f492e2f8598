"""Sends the test cases of a contract to a target, and reports the outcomes."""
