"""Reads an OpenAPI document: what of it can be taken over, and what cannot."""
