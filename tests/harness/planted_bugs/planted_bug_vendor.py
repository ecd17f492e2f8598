"""What the five planted-bug vendors share: bugs planted by name, a body, checks of single values, and credentials.

Each is written from its vendor's page alone and shares no code with the emulators. Without bugs it does all that the
page says, and decides whatever the page leaves open in another way than the emulators do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

Check = Callable[[Any], bool]
UUID = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"


@dataclass(frozen=True)
class Bug:
    """One thing that is done wrong: where it shows, in which layer of an answer, and the clause that it breaks.

    `clause` is a part of the clause's pointer in the contract, `kind` that of a case, where one tells more.
    `unsaid` says why no page states what the bug breaks, where none does, so that it earns a notice and fails nothing.
    """

    name: str
    operation: str
    layer: str
    clause: str
    kind: str = ""
    unsaid: str = ""

    @property
    def binds(self) -> bool:
        return not self.unsaid


@dataclass(frozen=True)
class World:
    """What the owner of an account tells about it: the base of its URLs, credentials, and what exists there."""

    path: str
    headers: dict[str, str]
    known: dict[str, tuple[str, ...]] = field(default_factory=dict)
    foreign: dict[str, tuple[str, ...]] = field(default_factory=dict)


class Refused(Exception):
    """The request is answered with no; the vendor's own words are made of these."""

    def __init__(self, status: int, reason: str, about: str = "") -> None:
        super().__init__(reason)
        self.status, self.reason, self.about = status, reason, about


class PlantedBugVendor:
    """A vendor whose world is a few dictionaries. `bugs` names what it does wrong."""

    bugs_to_plant: tuple[Bug, ...]
    world: World

    def __init__(self, bugs: frozenset[str] = frozenset()) -> None:
        unheard_of = bugs - {bug.name for bug in self.bugs_to_plant}
        if unheard_of:
            raise ValueError(f"nobody planted {', '.join(unheard_of)}")
        self.bugs = bugs
        self.made = 0
        routes = [Route(path, self.answering(way), methods=[verb]) for (verb, path), way in self.ways().items()]
        self.app = Starlette(routes=routes)

    def ways(self) -> dict[tuple[str, str], Callable[..., Any]]:
        """What answers each method and path."""
        raise NotImplementedError

    def no(self, refused: Refused) -> Response:
        """The vendor's way to say no."""
        raise NotImplementedError

    def records(self) -> dict[str, Any]:
        """Everything that somebody owns here, by its id."""
        raise NotImplementedError

    def snapshot(self) -> dict[str, Any]:
        return deepcopy(self.records())

    def has(self, bug: str) -> bool:
        if bug not in {each.name for each in self.bugs_to_plant}:
            raise ValueError(f"{bug!r} is not in the list of bugs")
        return bug in self.bugs

    def answering(self, way: Callable[..., Any]) -> Callable[..., Any]:
        async def endpoint(request: Request) -> Response:
            body = await request.body()
            try:
                self.admit(request)
                return way(request, body) if body else way(request, b"null")
            except Refused as refused:
                return self.no(refused)

        return endpoint

    def admit(self, request: Request) -> None:
        """Raises `Refused` where the credentials are not good."""
        raise NotImplementedError

    def number(self) -> int:
        self.made += 1
        return self.made


def thing(body: bytes, status: int) -> dict[str, Any]:
    """The JSON object of a body, whatever its content type says."""
    try:
        found = json.loads(body)
    except ValueError:
        raise Refused(status, "unreadable") from None
    if not isinstance(found, dict):
        raise Refused(status, "not an object")
    return found


def wrong(body: dict[str, Any], checks: dict[str, Check]) -> list[str]:
    """The names of the values that are there and not good; a null counts as absent unless a check takes it."""
    return [name for name, check in checks.items() if name in body and not check(body[name])]


def text(least: int = 0, most: int | None = None, form: str = "") -> Check:
    def check(value: Any) -> bool:
        if not isinstance(value, str) or not least <= len(value) <= (len(value) if most is None else most):
            return False
        return not form or re.fullmatch(form, value, re.ASCII) is not None

    return check


def whole(least: int, most: float) -> Check:
    return lambda value: isinstance(value, (int, float)) and not isinstance(value, bool) and least <= value <= most


def one_of(*words: str) -> Check:
    return lambda value: isinstance(value, str) and value in words


def flag(value: Any) -> bool:
    return isinstance(value, bool)


def anything(_value: Any) -> bool:
    return True


def maybe(check: Check) -> Check:
    """Null is good too."""
    return lambda value: value is None or check(value)
