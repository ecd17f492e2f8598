"""Derives test cases from a contract: requests to send, and the answers that each clause demands."""
