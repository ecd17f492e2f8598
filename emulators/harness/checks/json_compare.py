"""Compares a printed answer with a real one: by value, and only by form where the server makes the value."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from emulators.harness.schema.traversal import fields_of, items_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.document.node import Node


@dataclass(frozen=True, slots=True)
class JsonDifference:
    """One place at which a printed answer and a real one differ."""

    pointer: str
    expected: str
    got: str


def same(left: Any, right: Any) -> bool:
    """Returns whether two values are equal as JSON: 1 and 1.0 are, 1 and true are not."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    return bool(left == right)


@dataclass(frozen=True)
class JsonComparison:
    """Compares a printed answer with a real one. With `isolated`, nothing else exists, so that lists are complete and in
    order.
    """

    isolated: bool

    def differences(self, expected: Any, got: Any, schema: Node | None, pointer: str = "") -> Iterator[JsonDifference]:
        """Yields where the real answer differs from the printed one, in what the printed one shows."""
        if schema is not None and schema.get("x-volatile"):
            return
        if isinstance(expected, dict) and isinstance(got, dict):
            yield from self._objects(expected, got, schema, pointer)
        elif isinstance(expected, list) and isinstance(got, list):
            yield from self._lists(expected, got, schema, pointer)
        elif not same(expected, got):
            yield JsonDifference(pointer, _brief(expected), _brief(got))

    def _objects(
        self, expected: dict[str, Any], got: dict[str, Any], schema: Node | None, pointer: str
    ) -> Iterator[JsonDifference]:
        known = fields_of(schema) if schema is not None else {}
        for name, value in expected.items():
            if name in got:
                yield from self.differences(value, got[name], known.get(name), f"{pointer}/{name}")
            else:
                yield JsonDifference(f"{pointer}/{name}", _brief(value), "nothing")

    def _lists(
        self, expected: list[Any], got: list[Any], schema: Node | None, pointer: str
    ) -> Iterator[JsonDifference]:
        item = items_of(schema) if schema is not None else None
        if self.isolated and len(expected) != len(got):
            yield JsonDifference(pointer, f"{len(expected)} items", f"{len(got)} items: {_brief(got)}")
        elif self.isolated and not (schema is not None and schema.get("x-unordered")):
            for index, (left, right) in enumerate(zip(expected, got, strict=True)):
                yield from self.differences(left, right, item, f"{pointer}/{index}")
        else:
            for index, left in enumerate(expected):
                if all(any(self.differences(left, right, item)) for right in got):
                    yield JsonDifference(f"{pointer}/{index}", _brief(left), f"not among the {len(got)} items")


def _brief(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 300 else text[:297] + "..."
