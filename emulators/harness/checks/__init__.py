"""What can be wrong with one answer, layer by layer."""
