"""Contracts held against targets. The harness speaks HTTP and knows no emulator and no vendor."""
