"""A printed answer against a real one: by value, and by shape where the server makes the value."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from emulators.harness.samples import fields_of
from emulators.harness.shape import alternatives

if TYPE_CHECKING:
    from emulators.harness.document import Node


@dataclass(frozen=True, slots=True)
class Difference:
    """One place at which the two do not agree."""

    pointer: str
    expected: str
    got: str


def same(left: Any, right: Any) -> bool:
    """Equal as JSON: 1 and 1.0 are, 1 and true are not."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    return bool(left == right)


def differences(
    expected: Any, got: Any, schema: Node | None, *, whole: bool, own_world: bool, pointer: str = ""
) -> Iterator[Difference]:
    """Where an answer departs from a printed one.

    `whole`: the printed one shows all of it. `own_world`: nothing else lives there, so that lists are complete.
    """
    if schema is not None and schema.get("x-volatile"):
        return
    if isinstance(expected, dict) and isinstance(got, dict):
        known = fields_of(schema) if schema is not None else {}
        for name, value in expected.items():
            if name in got:
                yield from differences(
                    value, got[name], known.get(name), whole=whole, own_world=own_world, pointer=f"{pointer}/{name}"
                )
            else:
                yield Difference(f"{pointer}/{name}", _brief(value), "nothing")
    elif isinstance(expected, list) and isinstance(got, list):
        yield from _lists(expected, got, schema, whole=whole, own_world=own_world, pointer=pointer)
    elif not same(expected, got):
        yield Difference(pointer, _brief(expected), _brief(got))


def _lists(
    expected: list[Any], got: list[Any], schema: Node | None, *, whole: bool, own_world: bool, pointer: str
) -> Iterator[Difference]:
    item = (
        next((found for part in alternatives(schema) if (found := part.child("items"))), None)
        if schema is not None
        else None
    )
    if own_world and len(expected) != len(got):
        yield Difference(pointer, f"{len(expected)} items", f"{len(got)} items: {_brief(got)}")
        return
    if own_world and not (schema is not None and schema.get("x-unordered")):
        for index, (left, right) in enumerate(zip(expected, got, strict=True)):
            yield from differences(left, right, item, whole=whole, own_world=own_world, pointer=f"{pointer}/{index}")
        return
    for index, left in enumerate(expected):
        if not any(_agree(left, right, item, whole=whole, own_world=own_world) for right in got):
            yield Difference(f"{pointer}/{index}", _brief(left), f"not among the {len(got)} items")


def _agree(left: Any, right: Any, item: Node | None, *, whole: bool, own_world: bool) -> bool:
    return not any(differences(left, right, item, whole=whole, own_world=own_world))


def _brief(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 300 else text[:297] + "..."
