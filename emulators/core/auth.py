"""Reads credentials in the forms in which vendors take them. The vendor's own `auth` looks up whom a credential lets
in."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from emulators.core.mask import SCHEMES

if TYPE_CHECKING:
    from emulators.core.http import Headers

NOBODYS = "nobody has this credential"


class Presentation(Protocol):
    """A documented place and form of a credential: which header, and how it is read."""

    @property
    def header(self) -> str:
        """The name of the header that carries the credential."""
        ...

    def read(self, headers: Headers) -> str | None:
        """Returns the credential, or None where it is absent or presented in another form."""
        ...

    def explain(self, headers: Headers) -> str:
        """Returns for the journal why the headers let nobody in, without any part of a credential."""
        ...


@dataclass(frozen=True, slots=True)
class Keyword:
    """A credential presented as `Authorization: KEYWORD credential`. RFC 9110: the keyword is read in any case, unless
    `any_case` is false."""

    keyword: str = "Bearer"
    header: str = "Authorization"
    any_case: bool = True

    def read(self, headers: Headers) -> str | None:
        """Returns what follows the keyword, or None where it is absent or presented in another form."""
        keyword, _, credential = headers.get(self.header.lower(), "").partition(" ")
        return credential.strip() or None if self._is_mine(keyword) else None

    def explain(self, headers: Headers) -> str:
        """Returns for the journal why the header lets nobody in: it is absent, the keyword is missing or another one,
        or the credential is unknown. Another keyword is named only where it is a known one, as it could be a part of a
        key."""
        keyword, space, credential = headers.get(self.header.lower(), "").strip().partition(" ")
        if not keyword:
            return f"no {self.header} header"
        if self._is_mine(keyword):
            return NOBODYS if credential else f"nothing behind the keyword {self.keyword}"
        if space and keyword.lower() in SCHEMES:
            return f"the keyword {keyword} before the credential in place of {self.keyword}"
        return f"no keyword {self.keyword} before the credential"

    def _is_mine(self, keyword: str) -> bool:
        return keyword == self.keyword or (self.any_case and keyword.lower() == self.keyword.lower())


BEARER = Keyword("Bearer")


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A credential presented bare, in a header of its own."""

    header: str

    def read(self, headers: Headers) -> str | None:
        """Returns the header's value, or None where it is empty."""
        return headers.get(self.header.lower(), "").strip() or None

    def explain(self, headers: Headers) -> str:
        """Returns for the journal why the header lets nobody in: it is absent, or the credential is unknown."""
        return NOBODYS if self.read(headers) else f"no {self.header} header"


@dataclass(frozen=True, slots=True)
class Basic:
    """A credential presented as user and password in base64 (RFC 7617)."""

    header: str = "Authorization"

    def read(self, headers: Headers) -> str | None:
        """Returns `user:password`, decoded, or None where they are absent or cannot be decoded."""
        encoded = Keyword("Basic").read(headers)
        try:
            return base64.b64decode(encoded or "", validate=True).decode() or None
        except ValueError:
            return None

    def explain(self, headers: Headers) -> str:
        """Returns for the journal why the header lets nobody in."""
        presented = Keyword("Basic").read(headers) is not None
        return (
            "no base64 behind the keyword Basic"
            if presented and not self.read(headers)
            else Keyword("Basic").explain(headers)
        )


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks: a name, the tenant that owns what it makes, and the permissions that it was granted."""

    name: str
    tenant: str
    permissions: frozenset[str] = frozenset()
    details: Mapping[str, Any] = field(default_factory=dict)
