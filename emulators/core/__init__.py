"""The vendor-neutral parts that every emulator is made of. Nothing here knows a vendor."""
