"""The values that flow through the harness."""
