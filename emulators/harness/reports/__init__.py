"""Renders the report of a run for people, CI systems and code scanners."""
