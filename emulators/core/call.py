"""One request on its way through an emulator, and the reply that comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from emulators.core.auth import Headers, Principal
    from emulators.core.carrier import Carrier
    from emulators.core.clock import Identifiers
    from emulators.core.namespaces import Namespace
    from emulators.core.settings import Settings
    from emulators.core.store import Store


@dataclass(frozen=True, slots=True)
class Request:
    """What arrived. `path` is the vendor's own; `body` is None where it was larger than we read."""

    method: str
    path: str
    query: bytes
    headers: Headers
    body: bytes | None
    url: str = ""
    """The absolute URL of `path` as the client reached it, for replies that carry links to themselves."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back. `content` is rendered as JSON unless it is bytes; None is an empty body."""

    status: int
    content: Any
    media_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Call:
    """A request and everything an emulator may use to answer it. The pipeline fills `principal`, `params`, `query` and `body`.

    `path` holds the path's parameters as they came; `params`, `query` and `body` are typed by the operation's schemas.
    """

    request: Request
    namespace: Namespace
    settings: Settings
    path: Mapping[str, str]
    now: datetime
    principal: Principal = field(init=False)
    params: Any = None
    query: Any = None
    body: Any = None

    @property
    def headers(self) -> Headers:
        return self.request.headers

    @property
    def store(self) -> Store:
        return self.namespace.store

    @property
    def ids(self) -> Identifiers:
        return self.namespace.ids

    def carrier(self, name: str) -> Carrier:
        return self.namespace.carriers[name]
