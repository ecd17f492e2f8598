"""Sends the test cases of a contract to a target, and reports what came of them."""
