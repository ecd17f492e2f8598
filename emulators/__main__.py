"""`python -m emulators`, the same as the command `emulators`."""

from emulators.cli import main

main()
