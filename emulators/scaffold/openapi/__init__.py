"""Reads an OpenAPI document, and notes what of it cannot be taken over."""
