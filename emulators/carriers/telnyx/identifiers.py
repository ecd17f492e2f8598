"""Identifiers as Telnyx writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emulators.core.identifiers import Identifiers

LENGTH = 19


def new_id(ids: Identifiers) -> str:
    """Returns a new identifier: a decimal string of 19 digits that fits 63 bits, as all of Telnyx's are here."""
    return f"1{ids.digits(LENGTH - 1)}"
