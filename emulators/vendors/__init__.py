"""One folder per vendor. None knows another; adding one touches nothing else but its contract."""
