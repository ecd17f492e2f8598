"""Holds targets to contracts. The harness speaks HTTP only: it knows no emulator and no vendor."""

from emulators.extras import require

require("verify", "holding targets to contracts")
