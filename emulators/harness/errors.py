"""What is wrong with our own side: a document, a setting, a way of asking. Never a target's failure."""

from __future__ import annotations


class HarnessError(Exception):
    """A run cannot start, or cannot go on, for a reason of ours; one clear line. The command exits with 2."""


class ContractError(HarnessError):
    """A contract cannot be read or breaks its own conventions; the message starts with `file:line`."""


class ConfigError(HarnessError):
    """A target, an option or an environment variable is missing or malformed."""
