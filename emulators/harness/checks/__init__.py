"""Checks one exchange against its case: acceptance, status, body, fields, values, and leaks of secrets."""
