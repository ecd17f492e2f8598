"""A contract: what a vendor's API can be asked, as one document says it; and where our contracts are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from emulators.harness.document import Document
from emulators.harness.errors import ContractError
from emulators.harness.operation import Operation, operations

if TYPE_CHECKING:
    from emulators.harness.node import Node


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
        found = tuple(operations(paths))
        seen: dict[str, Operation] = {}
        for operation in found:
            if seen.setdefault(operation.id, operation) is not operation:
                raise operation.node.wrong(f"the operationId {operation.id} is taken")
        return cls(document, str(info.get("title", "")), str(info.get("version", "")), _server(root), found)

    @property
    def file(self) -> str:
        return str(self.document.path)

    def operation(self, name: str) -> Operation | None:
        """An operation by its id, or by `METHOD /path`."""
        return self._names.get(name)

    def named(self, name: str) -> Operation:
        """The same, for a name that comes from this contract."""
        return self._names[name]

    @cached_property
    def _names(self) -> dict[str, Operation]:
        return {name: operation for operation in self.operations for name in (operation.id, operation.label)}

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


def _server(root: Node) -> str:
    server = root.dig("servers", 0)
    return str(server.get("url", "")) if server else ""


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
