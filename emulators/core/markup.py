"""Reads the XML that a webhook answers with, as far as a telephone company without audio needs to."""

from __future__ import annotations

from typing import NoReturn
from xml.parsers import expat


class _Entity(ValueError):
    """Raised where the document declares an entity: none is expanded."""


def root_of(document: bytes) -> str | None:
    """Returns the name of the root element, or None where the document is not well-formed or declares entities."""
    parser = expat.ParserCreate()
    names: list[str] = []
    parser.StartElementHandler = lambda name, _attributes: names.append(name)
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(document, True)  # noqa: FBT003 -- the parser's own signature: this is the last part
    except (expat.ExpatError, LookupError, ValueError):
        return None
    return names[0]


def _refuse(*_declaration: object) -> NoReturn:
    raise _Entity
