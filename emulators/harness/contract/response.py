"""Responses of an operation: their statuses, what causes them, and their bodies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from emulators.harness.model.clause import Basis
from emulators.harness.schema.validation import Schema, schemas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.document.node import Node


@dataclass(frozen=True, eq=False, repr=False)
class Cause:
    """One reason for a response, from its `x-when`."""

    name: str
    node: Node

    @property
    def basis(self) -> Basis:
        """The basis on which this cause has this response.

        Raises:
            ContractError: its `basis` is not one of the four words.
        """
        word = self.node.get("basis")
        try:
            return Basis(word) if word else self.node.basis()
        except ValueError:
            raise self.node.error(f"the basis of {self.name} is not one of {', '.join(Basis)}: {word!r}") from None


@dataclass(frozen=True, eq=False, repr=False)
class Response:
    """One status that an operation may answer, with its causes and its body."""

    status: int
    node: Node

    @cached_property
    def causes(self) -> dict[str, Cause]:
        """The causes of this response by name (`ok`, `invalid.NAME`, `duplicate`, ...)."""
        return {name: Cause(name, node) for name, node in self.node.below("x-when")}

    @property
    def is_success(self) -> bool:
        """Whether the status is 2xx."""
        return 200 <= self.status < 300

    def basis_of(self, cause: str) -> Basis:
        """Returns the basis on which a cause has this status: no stronger than that of the status itself."""
        found = self.causes.get(cause)
        return Basis.weakest(self.node.basis(), found.basis) if found else self.node.basis()

    def examples(self) -> Iterator[tuple[str, str, Node]]:
        """Yields the media type, the name and the node of each example. Without a body, the media type is empty."""
        for media_type, media in self.node.below("content"):
            yield from ((media_type, name, example) for name, example in media.examples())
        yield from (("", name, example) for name, example in self.node.below("x-examples"))

    @cached_property
    def media_types(self) -> tuple[str, ...]:
        """The media types of its body."""
        return tuple(self.node.get("content") or ())

    @cached_property
    def schemas(self) -> dict[str, Schema]:
        """The schema of the body in each media type."""
        return schemas(self.node)

    @property
    def schema(self) -> Schema | None:
        """The schema of the JSON body, None where the contract describes none."""
        return next((schema for name, schema in self.schemas.items() if "json" in name), None)


def responses(operation: Node) -> Iterator[Response]:
    """Yields the responses of an operation object.

    Raises:
        ContractError: a status is not a number.
    """
    for status, response in operation.below("responses"):
        if not status.isdecimal():
            raise response.error(f"a response needs a plain status, not {status!r}")
        yield Response(int(status), response)
