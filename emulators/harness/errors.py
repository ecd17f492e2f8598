"""Errors of our own side: a document, a setting or an option is wrong. A target's mistake is never one of these."""

from __future__ import annotations


class HarnessError(Exception):
    """A run cannot start or go on for a reason of ours. The message is one line, and the command exits with 2."""


class ContractError(HarnessError):
    """A contract cannot be read or breaks the conventions; the message starts with `file:line`."""


class ConfigError(HarnessError):
    """A target, an option or an environment variable is missing or malformed."""
