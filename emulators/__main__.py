"""Runs the command `emulators` as `python -m emulators`."""

from emulators.cli import main

main()
