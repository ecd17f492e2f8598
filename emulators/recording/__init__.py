"""Recordings of a vendor's answers: a reverse proxy makes them, files keep them, and they are played against the
emulators."""
