"""Translates regular expressions into one dialect that every reader here understands alike."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError
from pydantic_core import SchemaError

from emulators.harness.schema import regex

_CLASSES = {r"\d": "0-9", r"\w": "A-Za-z0-9_"}
_PARTICULAR = re.compile(r"\\[^.\\+*?^$|(){}\[\]/\-]|\(\?(?!:)|[*+?}][+]|&&|\[\[")
"""What one dialect has and another has not, or reads otherwise: classes by letter, look-around, possessive quantifiers."""
LONGEST = 200


def portable(pattern: str) -> str | None:
    """Returns the pattern in constructs that all dialects share, or None where it has others, or where no matching text
    was found."""
    for name, inside in _CLASSES.items():
        pattern = re.sub(rf"(\[[^\]]*){re.escape(name)}", rf"\g<1>{inside}", pattern).replace(name, f"[{inside}]")
    if len(pattern) > LONGEST or not pattern.isascii() or _PARTICULAR.search(pattern):
        return None
    made = regex.matching_text(pattern)
    try:
        TypeAdapter(Annotated[str, Field(pattern=pattern)]).validate_python(made)
    except (SchemaError, ValidationError):
        return None
    return pattern
