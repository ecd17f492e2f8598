"""Describes a target: its base URL or application, its credentials, what is known of its data, and what may be done to
it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from typing import Any, Literal, TypeAlias
from urllib.parse import unquote, urlsplit

from emulators.harness.errors import ConfigError

Scope: TypeAlias = MutableMapping[str, Any]
Asgi: TypeAlias = Callable[[Scope, Callable[[], Awaitable[Any]], Callable[[Any], Awaitable[None]]], Awaitable[None]]


class Mode(StrEnum):
    """What may be done to a target whose data belongs to somebody."""

    READONLY = "readonly"
    NO_PROVISION = "no-provision"
    PROVISION = "provision"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one run may do: requests, creates, requests a second (0: without limit), and seconds in all."""

    requests: int = 60
    creates: int = 3
    rate: float = 1.0
    seconds: float = 600.0


@dataclass(frozen=True, slots=True)
class NetworkOptions:
    """How a target is reached over the network: paths of PEM files, and a proxy's URL. Empty ones mean the usual way.

    `ca_file` holds the certificates that are trusted instead of the public ones, `cert` a client certificate with its
    key.
    """

    ca_file: str = ""
    cert: str = ""
    proxy: str = ""


@dataclass(frozen=True)
class Target:
    """One side that a contract is held against.

    `url` takes the place of the contract's server; with `app`, its path is where the application is mounted.
    `shown` is what stands for a header's value in reports. `known` and `foreign` are values that exist, by name.
    `numbers` are the numbers that may be used beside fictional ones, or "any" where no number rings anybody.
    `is_vendor`: it is the vendor itself, so that what it does is right where it is compared with another.
    `allowance` are the limits that the user gave, where `limits` are what earlier phases of the run left of them.
    With `allow_faults`, failures that somebody asked for are evaluated like any other answer.
    `fresh` returns the same target with new and empty data; only an emulator has it.
    `served` is the URL that reports name for a target that nobody else can reach, `serve` the command that serves it there.
    `origin` is the file and the line that describe the target.

    Raises:
        ConfigError: the URL is not one of http(s), or the rate is unlimited on a remote host.
    """

    name: str
    url: str
    app: Asgi | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    foreign: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Literal["any"] | tuple[str, ...] = ()
    mode: Mode = Mode.NO_PROVISION
    limits: Limits = field(default_factory=Limits)
    allowance: Limits | None = None
    profile: str = ""
    emulator: bool = False
    is_vendor: bool = False
    allow_faults: bool = False
    connection: NetworkOptions = field(default_factory=NetworkOptions)
    fresh: Callable[[], Target] | None = None
    served: str = ""
    serve: str = ""
    origin: tuple[str, int] | None = None

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
            shown = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
            raise ConfigError(f"target {self.name}: the url must be http(s)://host[:port][/path], not {shown!r}")
        if self.limits.rate == 0 and not (self.emulator or self.is_loopback):
            raise ConfigError(f"target {self.name}: an unlimited rate is for loopback only")

    @property
    def shown_url(self) -> str:
        """The URL that reports name, so that their commands can be pasted."""
        return self.served or self.url

    @property
    def is_loopback(self) -> bool:
        """Whether it is an application in this process, or a server on this machine."""
        host = urlsplit(self.url).hostname or ""
        return self.app is not None or host == "localhost" or _is_loopback(host)

    @property
    def is_guarded(self) -> bool:
        """Whether its data belongs to somebody who would miss it."""
        return not self.emulator

    @classmethod
    def at(cls, url: str, *, headers: Mapping[str, str], **rest: Any) -> Target:
        """Returns the target at a URL. A user and a password in the URL become the header `Authorization`, and are not
        in the target's name."""
        parts = urlsplit(url)
        user, found, host = parts.netloc.rpartition("@")
        if not found:
            return cls(url=url, headers=headers, **{"name": url, **rest})
        plain = parts._replace(netloc=host).geturl()
        basic = b64encode(unquote(user if ":" in user else f"{user}:").encode()).decode()
        return cls(url=plain, headers={"Authorization": f"Basic {basic}", **headers}, **{"name": plain, **rest})

    def header(self, name: str) -> str | None:
        """Returns the value of one of its headers, in any spelling, or None."""
        return next((value for key, value in self.headers.items() if key.lower() == name.lower()), None)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
