"""Counts what a contract states, by how it is known."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from emulators.harness.document.document import YamlDocument
from emulators.harness.model.clause import Basis

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EXAMPLES = frozenset({"example", "examples", "x-examples"})


def count_clauses(path: Path) -> dict[str, int]:
    """Returns how many clauses of a contract have which basis, requests and answers alike.

    A clause is one `x-basis`, or one keyword where that is a map, or one cause of a response. What others refer to counts
    once, where it stands; examples do not count.

    Raises:
        ContractError: the file is not a document.
    """
    counts = Counter(_bases(YamlDocument.read(path).value))
    return {basis.value: counts[basis.value] for basis in Basis}


def _bases(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _bases(item)
    elif isinstance(value, dict):
        yield from _own(value.get("x-basis"))
        for cause in (value.get("x-when") or {}).values():
            yield from _own(cause.get("basis"))
        for name, inner in value.items():
            if name not in EXAMPLES and not name.startswith("x-"):
                yield from _bases(inner)


def _own(basis: Any) -> Iterator[str]:
    yield from basis.values() if isinstance(basis, dict) else [basis] if basis else []
