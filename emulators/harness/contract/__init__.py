"""Reads a contract: the operations of an API, their parameters, bodies, responses, credentials and printed examples."""
