"""A new vendor as it is going to be written: what an OpenAPI document gives, and what is assumed around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from emulators.harness.document.json_pointer import escape
from emulators.harness.document.node import Node
from emulators.harness.errors import ConfigError
from emulators.scaffold.names import sentence
from emulators.scaffold.openapi.operation import LEFT_OUT, operations, refusal_schema
from emulators.scaffold.openapi.reader import Reader
from emulators.scaffold.openapi.schema import OpenApiSchema
from emulators.scaffold.openapi.security import security
from emulators.scaffold.plan.answer import FromRow, Item, Rows
from emulators.scaffold.plan.draw import answer_tree, refusal_tree
from emulators.scaffold.plan.grouping import distinct, resources
from emulators.scaffold.plan.sample import number_kind

if TYPE_CHECKING:
    from emulators.harness.document.document import YamlDocument
    from emulators.scaffold.openapi.operation import OpenApiOperation
    from emulators.scaffold.openapi.security import Security
    from emulators.scaffold.plan.resource import Act, ResourcePlan


@dataclass(frozen=True, eq=False)
class OperationPlan:
    """One operation, what it does to which resource, and the tree of its answer."""

    operation: OpenApiOperation
    act: Act
    resource: ResourcePlan | None
    answer: Any

    @property
    def kept(self) -> tuple[str, ...]:
        """What the body says that is kept."""
        resource, body = self.resource, self.operation.body
        if resource is None or body is None:
            return ()
        fixed = set(resource.owners)
        if self.act != "create":
            fixed |= {resource.key} | (set() if resource.handle else {resource.unique})
        return tuple(name for name in body.properties if resource.keeps(name) and name not in fixed)

    @property
    def number(self) -> str:
        """The property of the body with a telephone number, on which magic numbers act; empty where there is none."""
        said = self.operation.body.properties if self.operation.body else {}
        return next((name for name, schema in said.items() if number_kind(name, schema) == "e164"), "")

    @property
    def may_collide(self) -> bool:
        """Whether it can make two of a resource alike that must not be."""
        return bool(self.resource and self.resource.unique in self.kept)

    @property
    def named(self) -> tuple[ResourcePlan, ...]:
        """The resources that the path names one of, outermost first."""
        above = tuple(self.resource.above()) if self.resource else ()
        return above[:-1] if self.act in ("create", "list") else above


@dataclass(frozen=True, eq=False)
class Vendor:
    """Everything that the templates say. `origin` names where it comes from, for citations."""

    name: str
    title: str
    version: str
    origin: str
    server: str
    security: Security
    refusal: Any
    refusal_schema: OpenApiSchema
    endpoints: tuple[OperationPlan, ...]
    resources: tuple[ResourcePlan, ...]
    notes: tuple[str, ...]

    @property
    def left_out(self) -> tuple[str, ...]:
        """The operations that are not taken over, and why."""
        return tuple(note for note in self.notes if LEFT_OUT in note)

    @cached_property
    def base_path(self) -> str:
        """The path of the server's URL."""
        return urlsplit(self.server).path

    @cached_property
    def invalid(self) -> int:
        """The status of what is not valid: 422 where the document says that more often than 400."""
        counts = Counter(status for each in self.endpoints for status in each.operation.refusals)
        return 422 if counts[422] > counts[400] else 400

    @cached_property
    def items(self) -> dict[str, tuple[Item, OpenApiSchema]]:
        """Every way in which answers show a row, by a name in Python: the resource's own first."""
        found: dict[str, tuple[Item, OpenApiSchema]] = {}
        for endpoint in self.endpoints:
            for item, schema in items_of(endpoint.answer, endpoint.operation.answer or OpenApiSchema()):
                if all(known != (item, schema) for known in found.values()):
                    found[_unused("_".join(item.word.split()), found)] = (item, schema)
        return found

    def maker(self, resource: ResourcePlan) -> OperationPlan | None:
        """Returns the operation that makes one and says what it is called."""
        if resource.handle is None:
            return None
        return next(each for each in self.endpoints if each.operation is resource.create)

    def item_name(self, item: Item) -> str:
        """Returns the name of the way in which an answer shows a row."""
        return next(name for name, (known, _) in self.items.items() if known == item)

    def cite(self, words: str, longest: int = 70) -> str:
        """Words of the document as a citation."""
        return f"{self.origin}: {sentence(words, longest)}"


def items_of(part: Any, schema: OpenApiSchema) -> Iterator[tuple[Item, OpenApiSchema]]:
    """Yields the items in a tree, each with its schema."""
    if isinstance(part, Item):
        yield part, schema
    elif isinstance(part, Rows):
        yield from items_of(part.of, schema.items or OpenApiSchema())
    elif isinstance(part, dict):
        for name, inner in part.items():
            yield from items_of(inner, schema.properties.get(name, OpenApiSchema()))


def pointer_to(part: Any, column: str) -> str | None:
    """Returns where a tree takes something from a column, as a JSON pointer."""
    if part == FromRow(column):
        return ""
    inside = part.shown if isinstance(part, Item) else part
    for name, inner in inside.items() if isinstance(inside, dict) else ():
        found = pointer_to(inner, column)
        if found is not None:
            return f"/{escape(name)}{found}"
    return None


def _unused(name: str, taken: Collection[str]) -> str:
    return next(each for each in (name, *(f"{name}_{number}" for number in range(2, 1000))) if each not in taken)


def plan(name: str, document: YamlDocument, origin: str, wanted: Collection[str] = ()) -> Vendor:
    """Returns the vendor of this name, of an OpenAPI document or of those of its operations that are wanted (`METHOD
    /path`).

    Raises:
        ContractError: the document is no OpenAPI 3, or a reference in it leads nowhere.
        ConfigError: no operation can be taken over, or one that is wanted is not there.
    """
    root, reader = Node.root(document), Reader()
    if not str(root.get("openapi", "")).startswith("3.") or not isinstance(root.get("paths"), dict):
        raise root.error("is no OpenAPI 3.0 or 3.1 document: it needs `openapi: 3...` and `paths`")
    taken = distinct(list(operations(root, reader, wanted)))
    if not taken:
        raise ConfigError(
            f"{document.path}: no operation of it can be taken over: {'; '.join(reader.notes) or 'it has none'}"
        )
    known = resources(taken)
    endpoints = tuple(_endpoint(operation, known) for operation in taken)
    for endpoint in endpoints:
        if endpoint.act == "create" and endpoint.resource:
            endpoint.resource.handle = pointer_to(endpoint.answer, endpoint.resource.key)
    info = root.child("info") or root
    error, refused = refusal_tree(refusal_schema(root, reader))
    return Vendor(
        name=name,
        title=sentence(str(info.get("title") or name), 60),
        version=sentence(str(info.get("version") or "1"), 30),
        origin=origin,
        server=_server(root, name),
        security=security(root, reader),
        refusal=refused,
        refusal_schema=error,
        endpoints=endpoints,
        resources=tuple(known),
        notes=reader.notes,
    )


def _endpoint(operation: OpenApiOperation, known: list[ResourcePlan]) -> OperationPlan:
    for resource in known:
        for act, one in resource.acts:
            if one is operation:
                return OperationPlan(operation, act, resource, answer_tree(operation, act, resource))
    return OperationPlan(operation, "answer", None, answer_tree(operation, "answer", None))


def _server(root: Node, name: str) -> str:
    """Returns the URL of the first server, with what its variables are by default."""
    server = root.dig("servers", 0)
    url = str(server.get("url", "")) if server else ""
    for variable, node in server.below("variables") if server else ():
        url = url.replace(f"{{{variable}}}", str(node.get("default", variable)))
    url = urljoin(f"https://api.{name.replace('_', '-')}.example/", re.sub(r"[{}]", "", url))
    return url.rstrip("/") if urlsplit(url).hostname else f"https://api.{name.replace('_', '-')}.example"
