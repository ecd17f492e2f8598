"""Reads which headers an operation wants for credentials."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from emulators.harness.document.node import Node

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, eq=False, repr=False)
class SecurityHeader:
    """One header that carries a credential, and the security scheme that asks for it."""

    name: str
    header: str
    node: Node

    @property
    def is_basic(self) -> bool:
        """Whether it is HTTP Basic, which names a user."""
        return str(self.node.get("scheme", "")).lower() == "basic"


def credentials(operation: Node) -> Iterator[SecurityHeader]:
    """Yields the headers that an operation asks for.

    Raises:
        ContractError: a scheme is not declared, or is neither `http` nor an `apiKey` in a header.
    """
    declared = Node.root(operation.document).dig("components", "securitySchemes")
    schemes = dict(declared.items()) if declared else {}
    for name in _required(operation):
        scheme = schemes.get(name)
        if scheme is None:
            raise operation.error(f"the security scheme {name} is not declared")
        header = _header(scheme)
        if header is None:
            raise scheme.error(f"the security scheme {name} is neither `http` nor an `apiKey` in a header")
        yield SecurityHeader(name, header, scheme)


def _required(operation: Node) -> list[str]:
    """Returns the schemes of the first alternative; an operation's own list replaces the document's."""
    own = operation.get("security")
    ways: Any = own if own is not None else Node.root(operation.document).get("security")
    return list(ways[0]) if ways else []


def _header(scheme: Node) -> str | None:
    if scheme.get("type") == "http":
        return "Authorization"
    if scheme.get("type") == "apiKey" and scheme.get("in") == "header":
        return str(scheme.get("name"))
    return None
