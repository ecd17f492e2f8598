"""Requests that nobody thought of: what Schemathesis makes of a contract, played and judged like any other case."""
