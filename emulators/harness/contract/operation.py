"""An operation of an API: a method on a path, what it takes, and what it may answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from emulators.harness.contract.parameter import Parameter, parameters
from emulators.harness.contract.response import Response, responses
from emulators.harness.contract.security import SecurityHeader, credentials
from emulators.harness.schema.traversal import nested_schemas
from emulators.harness.schema.validation import Schema, schemas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.document.node import Node

FORM = "application/x-www-form-urlencoded"
METHODS = ("get", "post", "put", "patch", "delete", "head", "options", "trace")


@dataclass(frozen=True, eq=False, repr=False)
class ContractOperation:
    """One method on one path of the contract."""

    id: str
    method: str
    path: str
    node: Node
    parameters: tuple[Parameter, ...]
    responses: tuple[Response, ...]
    credentials: tuple[SecurityHeader, ...]

    @property
    def label(self) -> str:
        """The operation as `METHOD /path`."""
        return f"{self.method} {self.path}"

    @property
    def reads(self) -> bool:
        """Whether the operation only reads: by its method, or because the contract says so (`x-reads`)."""
        return self.method in ("GET", "HEAD") or self.node.get("x-reads") is True

    @cached_property
    def _bodies(self) -> dict[str, Schema]:
        request = self.node.child("requestBody")
        found = schemas(request) if request else {}
        return {name: found[name] for name in sorted(found, key=lambda name: ("json" not in name, name != FORM))}

    @property
    def body(self) -> Schema | None:
        """The schema of the request body, of its JSON where there is one; None where the operation takes no body."""
        return next(iter(self._bodies.values()), None)

    @property
    def media_type(self) -> str:
        """The media type in which request bodies are sent."""
        return next(iter(self._bodies), "application/json")

    @property
    def sends_form(self) -> bool:
        """Whether request bodies are sent as a form."""
        return self.media_type == FORM

    @property
    def body_required(self) -> bool:
        """Whether a request must have a body."""
        request = self.node.child("requestBody")
        return bool(request and request.get("required"))

    def examples(self) -> Iterator[tuple[str, Node]]:
        """Yields the named examples of the request body."""
        request = self.node.child("requestBody")
        for _, media in request.below("content") if request else ():
            yield from media.examples()

    def answering(self, *causes: str) -> tuple[Response, ...]:
        """Returns the responses that name at least one of the causes (`x-when`)."""
        return tuple(response for response in self.responses if any(cause in response.causes for cause in causes))

    def response(self, status: int) -> Response | None:
        """Returns the response with a status, None where the contract describes none."""
        return next((response for response in self.responses if response.status == status), None)

    @cached_property
    def success(self) -> Response | None:
        """The response to a good request, None where the contract describes none."""
        named = self.answering("ok")
        return next(iter(named or (response for response in self.responses if response.is_success)), None)

    def parameter(self, name: str) -> Parameter | None:
        """Returns a parameter by its name, None where there is none."""
        return next((parameter for parameter in self.parameters if parameter.name == name), None)

    @cached_property
    def value_names(self) -> frozenset[str]:
        """What a request of the operation may name: its parameters, and the properties of its body at any depth."""
        found = {parameter.name for parameter in self.parameters}
        if self.body is not None:
            found |= {name for node in nested_schemas(self.body.node) for name in node.get("properties") or ()}
        return frozenset(found)

    def matches(self, method: str, path: str) -> bool:
        """Returns whether a request is one of this operation. `path` is relative to the contract's server and has no
        query."""
        return method == self.method and self._pattern.fullmatch(path) is not None

    def arguments_of(self, path: str) -> dict[str, str]:
        """Returns the values of the path parameters in a concrete path."""
        found = self._pattern.fullmatch(path)
        names = re.findall(r"\{([^}]+)\}", self.path)
        return dict(zip(names, found.groups(), strict=True)) if found else {}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        literals = re.split(r"\{[^}]+\}", self.path)
        return re.compile(r"([^/]*)".join(re.escape(literal) for literal in literals))


def operations(paths: Node) -> Iterator[ContractOperation]:
    """Yields the operations of a `paths` object, in its order.

    Raises:
        ContractError: one has no operationId.
    """
    for path, item in paths.items():
        for method, node in item.items():
            if method in METHODS:
                yield _operation(path, method, node, item)


def _operation(path: str, method: str, node: Node, item: Node) -> ContractOperation:
    name = node.get("operationId")
    if not isinstance(name, str):
        raise node.error(f"{method.upper()} {path} has no operationId")
    return ContractOperation(
        id=name,
        method=method.upper(),
        path=path,
        node=node,
        parameters=tuple(parameters(item, node)),
        responses=tuple(responses(node)),
        credentials=tuple(credentials(node)),
    )
