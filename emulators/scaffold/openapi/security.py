"""Reads how requests present their credentials, by an OpenAPI document."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from emulators.scaffold.openapi.keywords import list_of

if TYPE_CHECKING:
    from emulators.harness.document.node import Node
    from emulators.scaffold.openapi.reader import Reader


@dataclass(frozen=True)
class Security:
    """A credential in the header `Authorization`, after `Bearer` or `Basic`, or by itself in another header."""

    kind: Literal["bearer", "basic", "key"]
    header: str = "Authorization"

    def credential(self, owner: str) -> str:
        """Returns a credential of the demo world, as the vendor stores it."""
        return f"{owner}:demo-key" if self.kind == "basic" else f"{owner}-demo-key"

    def present(self, owner: str) -> str:
        """Returns the value of the header that presents this credential."""
        credential = self.credential(owner)
        if self.kind == "basic":
            return f"Basic {base64.b64encode(credential.encode()).decode()}"
        return f"Bearer {credential}" if self.kind == "bearer" else credential

    def scheme(self) -> dict[str, str]:
        """Returns the credential as an OpenAPI security scheme."""
        if self.kind == "key":
            return {"type": "apiKey", "in": "header", "name": self.header}
        return {"type": "http", "scheme": self.kind}


def security(root: Node, reader: Reader) -> Security:
    """Returns the first kind of credential that can be taken over; a bearer token where there is none."""
    declared = dict(schemes.items()) if (schemes := root.dig("components", "securitySchemes")) else {}
    wanted = [name for way in _ways(root) for name in way]
    for name in [*wanted, *declared]:
        found = _taken(declared[name]) if name in declared else None
        if found is not None:
            if len(set(wanted)) > 1:
                reader.note(
                    "security",
                    f"there are several ways in, and {name} is the one that is taken over, for all operations",
                )
            return found
    reader.note("security", "no scheme can be taken over: a bearer token is asked for")
    return Security("bearer")


def _ways(root: Node) -> list[dict[str, object]]:
    """Returns the credentials that the document asks for, or else those of its first operation that asks for some."""
    operations = [operation for _, item in root.below("paths") for _, operation in item.items()]
    found = [way for node in (root, *operations) for way in list_of(node, "security")]
    return [way for way in found if isinstance(way, dict)]


def _taken(scheme: Node) -> Security | None:
    kind, word = scheme.get("type"), str(scheme.get("scheme", "")).lower()
    if kind == "http" and word in ("bearer", "basic"):
        return Security("basic" if word == "basic" else "bearer")
    if kind in ("oauth2", "openIdConnect"):
        return Security("bearer")
    if kind == "apiKey" and scheme.get("in") == "header":
        return Security("key", str(scheme.get("name")))
    return None
