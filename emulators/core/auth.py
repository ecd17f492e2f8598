"""Reads credentials in the forms in which vendors take them. The vendor's own `auth` looks up whom a credential lets
in."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from emulators.core.http import Headers


class Presentation(Protocol):
    """A documented place and form of a credential: which header, and how it is read."""

    @property
    def header(self) -> str:
        """The name of the header that carries the credential."""
        ...

    def read(self, headers: Headers) -> str | None:
        """Returns the credential, or None where it is absent or presented in another form."""
        ...


@dataclass(frozen=True, slots=True)
class Keyword:
    """A credential presented as `Authorization: KEYWORD credential`. RFC 9110: the keyword is read in any case."""

    keyword: str = "Bearer"
    header: str = "authorization"

    def read(self, headers: Headers) -> str | None:
        """Returns what follows the keyword, or None where it is absent or presented in another form."""
        keyword, _, credential = headers.get(self.header, "").partition(" ")
        return credential.strip() or None if keyword.lower() == self.keyword.lower() else None


BEARER = Keyword("Bearer")


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A credential presented bare, in a header of its own."""

    header: str

    def read(self, headers: Headers) -> str | None:
        """Returns the header's value, or None where it is empty."""
        return headers.get(self.header.lower(), "").strip() or None


@dataclass(frozen=True, slots=True)
class Basic:
    """A credential presented as user and password in base64 (RFC 7617)."""

    header: str = "authorization"

    def read(self, headers: Headers) -> str | None:
        """Returns `user:password`, decoded, or None where they are absent or cannot be decoded."""
        encoded = Keyword("Basic").read(headers)
        try:
            return base64.b64decode(encoded or "", validate=True).decode() or None
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks: a name, the tenant that owns what it makes, and the permissions that it was granted."""

    name: str
    tenant: str
    permissions: frozenset[str] = frozenset()
    details: Mapping[str, Any] = field(default_factory=dict)
