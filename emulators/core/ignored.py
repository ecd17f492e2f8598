"""Finds the fields of a document that its schema does not know. They are ignored, and the journal says so."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from emulators.core.nearest import nearest
from emulators.core.schema import nested_schemas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.core.schema import Document

MOST = 20
"""How many ignored fields of one document are told."""

LONGEST = 100
"""Characters of an unknown name that are told."""


@dataclass(frozen=True, slots=True)
class IgnoredField:
    """One unknown field that was sent: its dotted name, and the known name that was probably meant, or an empty text."""

    field: str
    nearest: str

    @property
    def text(self) -> str:
        """The field's name, with the one that was probably meant."""
        return f"{self.field} (did you mean {self.nearest!r}?)" if self.nearest else self.field


def ignored_fields(schema: type[Document], document: Any, typed: object = None) -> tuple[IgnoredField, ...]:
    """Returns the fields of a document, at any depth, that the schema drops: at most `MOST`. `typed` is what the schema made
    of it: an object in it may be of a schema that drops nothing."""
    return tuple(islice(_ignored(schema, document, "", typed), MOST))


def _ignored(schema: type[BaseModel], document: Any, prefix: str, typed: object = None) -> Iterator[IgnoredField]:
    if not isinstance(document, dict) or schema.model_config.get("extra") != "ignore":
        return
    known = _nested(schema)
    for name, value in document.items():
        if name not in known:
            cut = name[:LONGEST]
            yield IgnoredField(prefix + cut, nearest(cut, known))
        made = getattr(typed, name, None)
        for inner in [type(made)] if isinstance(made, BaseModel) else known.get(name, ()):
            for item in value if isinstance(value, list) else [value]:
                yield from _ignored(inner, item, f"{prefix}{name}.")


@cache
def _nested(schema: type[BaseModel]) -> dict[str, tuple[type[BaseModel], ...]]:
    """Returns the fields of a schema by their names on the wire, each with the schemas of the objects in it."""
    return {field.alias or name: nested_schemas(field) for name, field in schema.model_fields.items()}
