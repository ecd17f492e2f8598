"""Writes the folder and the contract of a new vendor from an OpenAPI document. They serve and pass at once; everything
in them is assumed."""
