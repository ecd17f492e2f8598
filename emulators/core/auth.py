"""How a credential is presented. What it opens is looked up by the vendor's own `auth`."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from emulators.core.http import Headers


class Presentation(Protocol):
    """A documented place and form for a credential."""

    @property
    def header(self) -> str: ...

    def read(self, headers: Headers) -> str | None:
        """The credential, or None where it is absent or presented in another form."""
        ...


@dataclass(frozen=True, slots=True)
class Keyword:
    """`Authorization: KEYWORD credential`; the keyword in any case, as RFC 9110 has it."""

    keyword: str = "Bearer"
    header: str = "authorization"

    def read(self, headers: Headers) -> str | None:
        keyword, _, credential = headers.get(self.header, "").partition(" ")
        return credential.strip() or None if keyword.lower() == self.keyword.lower() else None


BEARER = Keyword("Bearer")


@dataclass(frozen=True, slots=True)
class ApiKey:
    """The bare credential in a header of its own."""

    header: str

    def read(self, headers: Headers) -> str | None:
        return headers.get(self.header.lower(), "").strip() or None


@dataclass(frozen=True, slots=True)
class Basic:
    """RFC 7617: the credential is `user:password`, decoded."""

    header: str = "authorization"

    def read(self, headers: Headers) -> str | None:
        encoded = Keyword("Basic").read(headers)
        try:
            return base64.b64decode(encoded or "", validate=True).decode() or None
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks: a name, the tenant that owns what it makes, and the permissions it was granted."""

    name: str
    tenant: str
    permissions: frozenset[str] = frozenset()
    details: Mapping[str, Any] = field(default_factory=dict)
