"""Writes the folder and the contract of a new vendor from an OpenAPI document: a start that serves and passes, all of it assumed."""
