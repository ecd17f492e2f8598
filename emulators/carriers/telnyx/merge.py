"""Changes to a row: an object inside it keeps what it was not given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from emulators.core.store import Row


def changes(row: Row, given: dict[str, Any]) -> Row:
    """Returns the new values of the fields that were given; of an object inside the row only what that object was given."""
    return {name: row[name] | value if isinstance(value, dict) else value for name, value in given.items()}
