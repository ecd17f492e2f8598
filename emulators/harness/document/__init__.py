"""A YAML document that remembers its lines, and a cursor through it."""
