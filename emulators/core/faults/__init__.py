"""Faults: failures that somebody asked for in one namespace. A fault says which requests fail, when, and how; each way
to fail is a module."""
