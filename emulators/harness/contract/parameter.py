"""Parameters of an operation: values in the path, the query or a header."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from emulators.harness.schema.validation import Schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.document.node import Node


@dataclass(frozen=True, eq=False, repr=False)
class Parameter:
    """One parameter. `location` is where it stands in a request."""

    name: str
    location: Literal["path", "query", "header"]
    required: bool
    node: Node

    @cached_property
    def schema(self) -> Schema:
        """The schema of its values.

        Raises:
            ContractError: it has none.
        """
        schema = self.node.child("schema")
        if schema is None:
            raise self.node.error(f"the parameter {self.name} has no schema")
        return Schema(schema)

    @property
    def is_known(self) -> bool:
        """Whether its value must name something that exists at the target (`x-known`)."""
        return bool(self.node.get("x-known") or self.schema.node.get("x-known"))


def parameters(*owners: Node) -> Iterator[Parameter]:
    """Yields the parameters of a path and of an operation on it.

    Raises:
        ContractError: one is malformed.
    """
    for owner in owners:
        for _, node in owner.below("parameters"):
            name, location = node.get("name"), node.get("in")
            if not isinstance(name, str) or location not in ("path", "query", "header"):
                raise node.error("a parameter needs a name, and `in: path`, `query` or `header`")
            yield Parameter(name, location, bool(node.get("required")) or location == "path", node)
