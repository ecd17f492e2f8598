"""A contract: all operations of a vendor's API, read from one OpenAPI document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from emulators.harness.contract.operation import ContractOperation, operations
from emulators.harness.document.document import YamlDocument
from emulators.harness.document.location import find
from emulators.harness.document.node import Node

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, eq=False, repr=False)
class Contract:
    """One OpenAPI document with its operations. Reading it checks its form, on which later stages rely."""

    document: YamlDocument
    name: str
    version: str
    server: str
    operations: tuple[ContractOperation, ...]

    @classmethod
    def load(cls, name: str) -> Contract:
        """Returns the contract of this name, such as `chorus` or `carriers/twilio`, or of the file at this path.

        Raises:
            ContractError: there is none, or something is wrong with it, told with file and line.
        """
        return cls.read(find(name))

    @classmethod
    def read(cls, path: Path) -> Contract:
        """Reads a contract from a file.

        Raises:
            ContractError: the file is not a contract; the message starts with `file:line`.
        """
        return cls.of(YamlDocument.read(path))

    @classmethod
    def of(cls, document: YamlDocument) -> Contract:
        """Returns the contract of a document.

        Raises:
            ContractError: the document is not a contract; the message starts with `file:line`.
        """
        root = Node.root(document)
        info, paths = root.child("info"), root.child("paths")
        if info is None or paths is None or not isinstance(paths.value, dict):
            raise root.error("is not an OpenAPI document: it needs `info` and `paths`")
        found = tuple(operations(paths))
        seen: dict[str, ContractOperation] = {}
        for operation in found:
            if seen.setdefault(operation.id, operation) is not operation:
                raise operation.node.error(f"the operationId {operation.id} is taken")
        return cls(document, str(info.get("title", "")), str(info.get("version", "")), _server(root), found)

    @property
    def file(self) -> str:
        """The path of the document."""
        return str(self.document.path)

    def operation(self, name: str) -> ContractOperation | None:
        """Returns an operation by its id or by `METHOD /path`, None where there is none."""
        return self._names.get(name)

    def named(self, name: str) -> ContractOperation:
        """Returns the operation of an id or label that is known to be one of this contract.

        Raises:
            KeyError: it is none.
        """
        return self._names[name]

    @cached_property
    def _names(self) -> dict[str, ContractOperation]:
        return {name: operation for operation in self.operations for name in (operation.id, operation.label)}

    def route(self, method: str, path: str) -> ContractOperation | None:
        """Returns the operation that a request meets, or None where there is none. A literal path wins over one with
        parameters."""
        met = [operation for operation in self.operations if operation.matches(method, path)]
        return min(met, key=lambda operation: operation.path.count("{"), default=None)

    @cached_property
    def secret_headers(self) -> frozenset[str]:
        """The names, in lower case, of all headers that carry credentials."""
        return frozenset(
            {"authorization"} | {each.header.lower() for operation in self.operations for each in operation.credentials}
        )


def _server(root: Node) -> str:
    server = root.dig("servers", 0)
    return str(server.get("url", "")) if server else ""
