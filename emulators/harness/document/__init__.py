"""YAML documents that remember their lines, and a cursor that reads them."""
