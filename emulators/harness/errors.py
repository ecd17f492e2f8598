"""Errors of the user's side: a document, a setting or an option is wrong. A target's mistake is never one of these."""

from __future__ import annotations


class HarnessError(Exception):
    """Raised where a run cannot start or continue. The message is one line, and a command exits with 2."""


class ContractError(HarnessError):
    """Raised for a contract that cannot be read or breaks the conventions; the message starts with `file:line`."""


class ConfigError(HarnessError):
    """Raised for a target, an option or an environment variable that is missing or malformed."""
