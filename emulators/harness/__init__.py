"""Contracts held against targets. The harness speaks HTTP and knows no emulator and no vendor."""

from emulators.extras import require

require("verify", "holding targets to contracts")
