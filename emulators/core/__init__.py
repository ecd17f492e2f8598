"""What every emulator is made of. Knows no vendor."""
