"""Reads the operations of an OpenAPI document that can be taken over, and says why others cannot."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from emulators.harness.errors import ConfigError
from emulators.harness.nearest import meant
from emulators.scaffold.names import sentence, snake
from emulators.scaffold.openapi.schema import OpenApiSchema

if TYPE_CHECKING:
    from emulators.harness.document.node import Node
    from emulators.scaffold.openapi.reader import Reader

METHODS = ("get", "post", "put", "patch", "delete")
LEFT_OUT = "is left out"
_SEGMENT = re.compile(r"\{([^{}/]+)\}|[^{}?#]*")


class NotTaken(Exception):
    """Raised for an operation that cannot be taken over. The message says why."""


@dataclass(frozen=True, eq=False)
class OpenApiOperation:
    """One method on one path: what it takes, and what it answers to a good request.

    `query` holds the query parameters, `asked` the names of those that are required. `answer` is None where there is no
    body. `refusals` are the other statuses that the document lists.
    """

    id: str
    method: str
    path: str
    summary: str
    query: Mapping[str, OpenApiSchema]
    asked: frozenset[str]
    body: OpenApiSchema | None
    status: int
    answer: OpenApiSchema | None
    refusals: tuple[int, ...]

    @property
    def label(self) -> str:
        """The operation as `METHOD /path`, such as `GET /phone-numbers/{id}`."""
        return f"{self.method} {self.path}"

    @property
    def segments(self) -> list[str]:
        """The segments of the path, without the slashes."""
        return self.path.strip("/").split("/")


def parameter(segment: str) -> str:
    """Returns the name of the parameter that a segment of a path is; an empty text for a literal segment."""
    match = _SEGMENT.fullmatch(segment)
    return match[1] or "" if match else ""


def operations(root: Node, reader: Reader, wanted: Collection[str]) -> Iterator[OpenApiOperation]:
    """Yields the operations that can be taken over, in the document's order. For every other one, a note says why not.

    Where labels (`METHOD /path`) are wanted, all others are passed over.

    Raises:
        ConfigError: the document has no operation of a wanted label.
    """
    nodes = {label: (item, node) for label, item, node in _labelled(root)}
    for label in wanted:
        if label not in nodes:
            raise ConfigError(f"{root.document.path}: there is no operation {label!r}{meant(label, nodes)}")
    taken: set[str] = set()
    for label, (item, node) in nodes.items():
        if not wanted or label in wanted:
            try:
                found = _operation(label, item, node, reader, taken)
            except NotTaken as reason:
                reader.note(label, f"{LEFT_OUT}: {reason}")
            else:
                taken.add(found.id)
                yield found


def _labelled(root: Node) -> Iterator[tuple[str, Node, Node]]:
    for path, item in root.below("paths"):
        for method, node in item.items():
            if method in (*METHODS, "head", "options", "trace"):
                yield f"{method.upper()} {path}", item, node


def refusal_schema(root: Node, reader: Reader) -> OpenApiSchema:
    """Returns the body of the first refusal that the document describes."""
    for label, _, node in _labelled(root):
        for status, response in node.below("responses"):
            if status[0] == "4" or status == "default":
                media = next((each for name, each in response.below("content") if _is_json(name)), None)
                if media is not None and media.child("schema") is not None:
                    return reader.read_shown(media, f"{label}, {status}")
    return OpenApiSchema()


def _operation(label: str, item: Node, node: Node, reader: Reader, taken: set[str]) -> OpenApiOperation:
    method, _, path = label.partition(" ")
    _check(method, path)
    status, answer = _success(node, label, reader)
    query = dict(_query(label, item, node, reader))
    return OpenApiOperation(
        id=snake(str(node.get("operationId") or label), {*taken, *RESERVED}),
        method=method,
        path=path,
        summary=sentence(str(node.get("summary") or node.get("description") or label)).rstrip("."),
        query={name: schema for name, (schema, _) in query.items()},
        asked=frozenset(name for name, (_, asked) in query.items() if asked),
        body=_body(node, method, label, reader),
        status=status,
        answer=answer,
        refusals=tuple(int(each) for each, _ in node.below("responses") if re.fullmatch("[45][0-9]{2}", each)),
    )


RESERVED = frozenset(
    [
        "assumed",
        "milliseconds",
        "operations",
        "problems",
        "refusal",
        "rules",
        "seconds",
        "seed",
        "stored",
        "success",
        "tables",
    ]
)
"""Names that the modules of a vendor use themselves."""


def _check(method: str, path: str) -> None:
    """Raises `NotTaken` for a path that cannot be routed here."""
    if method.lower() not in METHODS:
        raise NotTaken(f"{method} is answered without being declared, or not at all")
    segments = path.strip("/").split("/")
    if (
        not path.startswith("/")
        or not all(_SEGMENT.fullmatch(segment) for segment in segments)
        or path != f"/{'/'.join(segments)}"
    ):
        raise NotTaken("the path is not made of words and whole parameters")
    named = [parameter(segment) for segment in segments]
    if any(name and (index == 0 or named[index - 1]) for index, name in enumerate(named)):
        raise NotTaken("a parameter follows no word that says what it names")


def _success(node: Node, label: str, reader: Reader) -> tuple[int, OpenApiSchema | None]:
    """Returns the first status of success, and its body."""
    found = sorted(
        (status, response) for status, response in node.below("responses") if re.fullmatch("2([0-9]{2}|XX)", status)
    )
    if not found:
        reader.note(label, "lists no status of success: 200 without a body is taken")
        return 200, None
    status, response = found[0]
    number = 200 if status == "2XX" else int(status)
    content = dict(response.below("content"))
    if not content or number == 204:
        return number, None
    json = [media for name, media in content.items() if _is_json(name)]
    if not json:
        raise NotTaken(f"it answers {', '.join(content)}, and only JSON is taken over")
    return number, reader.read_shown(json[0], f"{label}, {status}")


def _is_json(media_type: str) -> bool:
    name = media_type.partition(";")[0].strip().lower()
    return name in ("application/json", "*/*", "application/*") or name.endswith("+json")


def _body(node: Node, method: str, label: str, reader: Reader) -> OpenApiSchema | None:
    request = node.child("requestBody")
    if request is None:
        return None
    if method in ("GET", "DELETE"):
        reader.note(label, "its body is not read")
        return None
    content = dict(request.below("content"))
    json = [media for name, media in content.items() if _is_json(name)]
    if not json:
        raise NotTaken(f"it takes {', '.join(content) or 'an undescribed body'}, and only JSON is taken over")
    schema = reader.read_sent(json[0], f"{label}, body")
    if schema.kind not in ("object", "any"):
        raise NotTaken("its body is no object")
    if not request.get("required"):
        reader.note(label, "its body may be left out there, and must be an object here")
    return schema


def _query(label: str, item: Node, node: Node, reader: Reader) -> Iterator[tuple[str, tuple[OpenApiSchema, bool]]]:
    """Yields the query parameters, each with its schema and whether it must be given."""
    for owner in (item, node):
        for _, each in owner.below("parameters"):
            name, place = str(each.get("name")), each.get("in")
            if place == "path":
                continue
            if place != "query":
                reader.note(label, f"the {place} {name} is not read")
                continue
            schema = reader.read_sent(each, f"{label}, {name}")
            if schema.kind not in ("string", "integer", "boolean"):
                reader.note(label, f"the parameter {name} is not read: it is no text, integer or boolean")
                continue
            yield name, (schema, bool(each.get("required")))
