"""Sends generated requests: Schemathesis makes them from a contract, and they are evaluated like any other case."""
