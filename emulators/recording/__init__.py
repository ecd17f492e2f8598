"""Recordings of what a vendor answered: made by a reverse proxy, read from files, and played against the emulators."""
