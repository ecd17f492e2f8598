"""A contract: the operations of one vendor, their parameters, bodies and responses, and the credentials they ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from emulators.harness.document import Document, Node
from emulators.harness.errors import ContractError
from emulators.harness.model import Basis
from emulators.harness.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

FORM = "application/x-www-form-urlencoded"
METHODS = ("get", "post", "put", "patch", "delete", "head", "options", "trace")


@dataclass(frozen=True, eq=False, repr=False)
class Cause:
    """Why a response is given (`x-when`)."""

    name: str
    node: Node

    @property
    def basis(self) -> Basis:
        word = self.node.get("basis")
        return Basis(word) if word else self.node.basis()


@dataclass(frozen=True, eq=False, repr=False)
class Response:
    """One status of one operation."""

    status: int
    node: Node

    @cached_property
    def causes(self) -> dict[str, Cause]:
        return {name: Cause(name, node) for name, node in self.node.below("x-when")}

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300

    def basis_of(self, cause: str) -> Basis:
        """How it is known that this cause has this status: no better than the status itself."""
        found = self.causes.get(cause)
        return Basis.weakest(self.node.basis(), found.basis) if found else self.node.basis()

    @cached_property
    def media_types(self) -> tuple[str, ...]:
        return tuple(self.node.get("content") or ())

    @cached_property
    def shapes(self) -> dict[str, Shape]:
        """The schema of the body in each media type."""
        return dict(_shapes(self.node))

    @property
    def shape(self) -> Shape | None:
        """The schema of the JSON body; None where the contract describes none."""
        return next((shape for name, shape in self.shapes.items() if "json" in name), None)


@dataclass(frozen=True, eq=False, repr=False)
class Parameter:
    """A value in the path, the query or a header."""

    name: str
    place: Literal["path", "query", "header"]
    required: bool
    node: Node

    @cached_property
    def shape(self) -> Shape:
        schema = self.node.child("schema")
        if schema is None:
            raise self.node.wrong(f"the parameter {self.name} has no schema")
        return Shape(schema)

    @property
    def is_known(self) -> bool:
        return bool(self.node.get("x-known") or self.shape.node.get("x-known"))


@dataclass(frozen=True, eq=False, repr=False)
class Credential:
    """One header that carries a credential."""

    name: str
    header: str
    node: Node


@dataclass(frozen=True, eq=False, repr=False)
class Operation:
    """One method on one path."""

    id: str
    method: str
    path: str
    node: Node
    parameters: tuple[Parameter, ...]
    responses: tuple[Response, ...]
    credentials: tuple[Credential, ...]

    @property
    def label(self) -> str:
        return f"{self.method} {self.path}"

    @cached_property
    def _bodies(self) -> dict[str, Shape]:
        request = self.node.child("requestBody")
        found = dict(_shapes(request)) if request else {}
        return {name: found[name] for name in sorted(found, key=lambda name: ("json" not in name, name != FORM))}

    @property
    def body(self) -> Shape | None:
        """The schema of the request body, in JSON where it may be JSON."""
        return next(iter(self._bodies.values()), None)

    @property
    def media_type(self) -> str:
        """What a request body is sent as."""
        return next(iter(self._bodies), "application/json")

    @property
    def sends_form(self) -> bool:
        return self.media_type == FORM

    @property
    def body_required(self) -> bool:
        request = self.node.child("requestBody")
        return bool(request and request.get("required"))

    def examples(self) -> Iterator[tuple[str, Node]]:
        """The named examples of the request body."""
        request = self.node.child("requestBody")
        for _, media in request.below("content") if request else ():
            yield from media.below("examples")

    def answering(self, *causes: str) -> tuple[Response, ...]:
        """The responses that name one of the causes."""
        return tuple(response for response in self.responses if any(cause in response.causes for cause in causes))

    def response(self, status: int) -> Response | None:
        return next((response for response in self.responses if response.status == status), None)

    @cached_property
    def success(self) -> Response | None:
        """What a good request is answered with."""
        named = self.answering("ok")
        return next(iter(named or (response for response in self.responses if response.is_success)), None)

    def parameter(self, name: str) -> Parameter | None:
        return next((parameter for parameter in self.parameters if parameter.name == name), None)

    def matches(self, method: str, path: str) -> bool:
        """Is this the operation of a request? `path` is relative to the contract's server, without its query."""
        return method == self.method and self._pattern.fullmatch(path) is not None

    def arguments_of(self, path: str) -> dict[str, str]:
        """The path parameters in a concrete path."""
        found = self._pattern.fullmatch(path)
        names = re.findall(r"\{([^}]+)\}", self.path)
        return dict(zip(names, found.groups(), strict=True)) if found else {}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        literals = re.split(r"\{[^}]+\}", self.path)
        return re.compile(r"([^/]*)".join(re.escape(literal) for literal in literals))


@dataclass(frozen=True, eq=False, repr=False)
class Contract:
    """One document, read and checked far enough that nothing below it can fail for a reason of form."""

    document: Document
    name: str
    version: str
    server: str
    operations: tuple[Operation, ...]

    @classmethod
    def read(cls, path: Path) -> Contract:
        """Read a contract; whatever is wrong with it is a `ContractError` with file and line."""
        return cls.of(Document.read(path))

    @classmethod
    def of(cls, document: Document) -> Contract:
        root = document.root
        info, paths = root.child("info"), root.child("paths")
        if info is None or paths is None or not isinstance(paths.value, dict):
            raise root.wrong("is not an OpenAPI document: it needs `info` and `paths`")
        operations = tuple(_operations(root, paths))
        seen: dict[str, Operation] = {}
        for operation in operations:
            if seen.setdefault(operation.id, operation) is not operation:
                raise operation.node.wrong(f"the operationId {operation.id} is taken")
        return cls(document, str(info.get("title", "")), str(info.get("version", "")), _server(root), operations)

    @property
    def file(self) -> str:
        return str(self.document.path)

    def operation(self, name: str) -> Operation | None:
        """An operation by its id, or by `METHOD /path`."""
        return next((each for each in self.operations if name in (each.id, each.label)), None)

    def route(self, method: str, path: str) -> Operation | None:
        """The operation that a concrete request meets; a literal path goes before a parameter."""
        met = [operation for operation in self.operations if operation.matches(method, path)]
        return min(met, key=lambda operation: operation.path.count("{"), default=None)

    @cached_property
    def secret_headers(self) -> frozenset[str]:
        """Header names, lower case, whose values are credentials."""
        return frozenset(
            {"authorization"} | {each.header.lower() for operation in self.operations for each in operation.credentials}
        )


def _shapes(node: Node) -> Iterator[tuple[str, Shape]]:
    for name, media in node.below("content"):
        schema = media.child("schema")
        if schema is not None:
            yield name, Shape(schema)


def _server(root: Node) -> str:
    server = root.dig("servers", 0)
    return str(server.get("url", "")) if server else ""


def _operations(root: Node, paths: Node) -> Iterator[Operation]:
    declared = root.dig("components", "securitySchemes")
    schemes = dict(declared.items()) if declared else {}
    for path, item in paths.items():
        for method, node in item.items():
            if method in METHODS:
                yield _operation(path, method, node, item, schemes)


def _operation(path: str, method: str, node: Node, item: Node, schemes: dict[str, Node]) -> Operation:
    name = node.get("operationId")
    if not isinstance(name, str):
        raise node.wrong(f"{method.upper()} {path} has no operationId")
    return Operation(
        id=name,
        method=method.upper(),
        path=path,
        node=node,
        parameters=tuple(_parameters(item, node)),
        responses=tuple(_responses(node)),
        credentials=tuple(_credentials(node, schemes)),
    )


def _parameters(*owners: Node) -> Iterator[Parameter]:
    for owner in owners:
        for _, node in owner.below("parameters"):
            name, place = node.get("name"), node.get("in")
            if not isinstance(name, str) or place not in ("path", "query", "header"):
                raise node.wrong("a parameter needs a name, and `in: path`, `query` or `header`")
            yield Parameter(name, place, bool(node.get("required")) or place == "path", node)


def _responses(node: Node) -> Iterator[Response]:
    for status, response in node.below("responses"):
        if not status.isdecimal():
            raise response.wrong(f"a response needs a plain status, not {status!r}")
        yield Response(int(status), response)


def _credentials(node: Node, schemes: dict[str, Node]) -> Iterator[Credential]:
    for name in _required_schemes(node):
        scheme = schemes.get(name)
        if scheme is None:
            raise node.wrong(f"the security scheme {name} is not declared")
        header = _credential_header(scheme)
        if header is None:
            raise scheme.wrong(f"the security scheme {name} is neither `http` nor an `apiKey` in a header")
        yield Credential(name, header, scheme)


def _required_schemes(node: Node) -> list[str]:
    """The schemes of the first way in; an operation's own list replaces the document's."""
    own = node.get("security")
    ways: Any = own if own is not None else node.document.root.get("security")
    return list(ways[0]) if ways else []


def _credential_header(scheme: Node) -> str | None:
    if scheme.get("type") == "http":
        return "Authorization"
    if scheme.get("type") == "apiKey" and scheme.get("in") == "header":
        return str(scheme.get("name"))
    return None


def folder() -> Path:
    """Where the contracts are: beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).resolve().parents[1]
    for place in (package / "contracts", package.parent / "contracts"):
        if place.is_dir():
            return place
    raise ContractError(f"{package}: no contracts here; the installation is incomplete")


def find(name: str) -> Path:
    """The file of a contract by its name (`chorus`, `carriers/twilio`) or by a path."""
    given = Path(name)
    if given.suffix in (".yaml", ".yml"):
        return given
    path = folder() / f"{name}.yaml"
    if path.is_file():
        return path
    known = ", ".join(available()) or "none"
    raise ContractError(f"{path}: there is no contract {name!r}; there are: {known}")


def available() -> list[str]:
    """The names of all contracts that come with us."""
    root = folder()
    return sorted(path.relative_to(root).with_suffix("").as_posix() for path in root.rglob("*.yaml"))
