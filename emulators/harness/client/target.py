"""Describes a target: its base URL or application, its credentials, what is known of its data, and what may be done to
it."""

from __future__ import annotations

import os
import re
import tomllib
from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal, TypeAlias
from urllib.parse import unquote, urlsplit

from emulators.harness.errors import ConfigError

Scope: TypeAlias = MutableMapping[str, Any]
Asgi: TypeAlias = Callable[[Scope, Callable[[], Awaitable[Any]], Callable[[Any], Awaitable[None]]], Awaitable[None]]
FILE = "targets.toml"


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


def load(name: str, path: Path | None = None, environment: Mapping[str, str] | None = None) -> Target:
    """Returns the target `[name]` of a `targets.toml`, the nearest one upward from here where no path is given.

    Raises:
        ConfigError: the file, or a variable of the environment that it uses, is missing or wrong.
    """
    found = path or find()
    table = _read(found).get(name)
    if not isinstance(table, dict):
        raise ConfigError(f"{found}: there is no [{name}] in it")
    return _Table(found, name, table, os.environ if environment is None else environment).target()


def find(start: Path | None = None) -> Path:
    """Returns the nearest `targets.toml`, from here up to the root.

    Raises:
        ConfigError: there is none.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / FILE).is_file():
            return folder / FILE
    raise ConfigError(f"no {FILE} in {here} or above it")


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from None


KEYS = (
    "contract",
    "url",
    "headers",
    "known",
    "foreign",
    "numbers",
    "mode",
    "limits",
    "profile",
    "emulator",
    "vendor",
    "ca_file",
    "cert",
    "proxy",
)


@dataclass(frozen=True)
class _Table:
    """Reads one table of a `targets.toml`, key by key."""

    path: Path
    name: str
    table: Mapping[str, Any]
    environment: Mapping[str, str]

    def target(self) -> Target:
        """Returns the target that the table describes."""
        self._only("", self.table, KEYS)
        headers = self._texts("headers")
        return Target.at(
            self._resolve("url", self._text("url")),
            name=self.name,
            headers={key: self._resolve(f"headers.{key}", value) for key, value in headers.items()},
            shown={key: re.sub(r"\$\{(\w+)\}", r"$\1", value) for key, value in headers.items() if "${" in value},
            known=self._lists("known"),
            foreign=self._lists("foreign"),
            numbers=self._numbers(),
            mode=self._mode(),
            limits=self._limits(),
            profile=self._text("profile", ""),
            emulator=self._flag("emulator"),
            is_vendor=self._flag("vendor"),
            origin=(str(self.path), self._line()),
            connection=NetworkOptions(
                *(self._resolve(key, self._text(key, "")) for key in ("ca_file", "cert", "proxy"))
            ),
        )

    def _line(self) -> int:
        """Returns the line at which the table begins, 1 where it is written in another way than `[name]`."""
        head = re.compile(rf"""\s*\[\s*["']?{re.escape(self.name)}["']?\s*\]""")
        lines = self.path.read_text(encoding="utf-8").splitlines()
        return next((number for number, line in enumerate(lines, start=1) if head.match(line)), 1)

    def error(self, key: str, message: str) -> ConfigError:
        """Returns an error about a key; its message names the file and the table."""
        return ConfigError(f"{self.path}: [{self.name}] {key}: {message}")

    def _only(self, where: str, table: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
        for key in table:
            if key not in allowed:
                raise self.error(f"{where}{key}", f"is no setting; there are {', '.join(allowed)}")

    def _text(self, key: str, default: str | None = None) -> str:
        value = self.table.get(key, default)
        if not isinstance(value, str):
            raise self.error(key, "must be a text")
        return value

    def _flag(self, key: str) -> bool:
        value = self.table.get(key, False)
        if not isinstance(value, bool):
            raise self.error(key, "must be true or false")
        return value

    def _resolve(self, key: str, value: str) -> str:
        """Returns the value with `${NAME}` replaced from the environment."""

        def replacement(match: re.Match[str]) -> str:
            if match[1] not in self.environment:
                raise self.error(key, f"the environment variable {match[1]} is not set")
            if not self.environment[match[1]]:
                raise self.error(key, f"the environment variable {match[1]} is empty")
            return self.environment[match[1]]

        return re.sub(r"\$\{(\w+)\}", replacement, value)

    def _inner(self, key: str) -> Mapping[str, Any]:
        value = self.table.get(key, {})
        if not isinstance(value, dict):
            raise self.error(key, "must be a table")
        return value

    def _texts(self, key: str) -> dict[str, str]:
        for name, value in self._inner(key).items():
            if not isinstance(value, str):
                raise self.error(f"{key}.{name}", "must be a text")
        return dict(self._inner(key))

    def _lists(self, key: str) -> dict[str, tuple[str, ...]]:
        return {name: self._list(f"{key}.{name}", value) for name, value in self._inner(key).items()}

    def _list(self, key: str, value: Any) -> tuple[str, ...]:
        values = value if isinstance(value, list) else [value]
        if not values or not all(isinstance(each, str) for each in values):
            raise self.error(key, "must be a text or a list of texts")
        return tuple(self._resolve(key, each) for each in values)

    def _numbers(self) -> Literal["any"] | tuple[str, ...]:
        value = self.table.get("numbers", [])
        if value == "any":
            return "any"
        return self._list("numbers", value) if value else ()

    def _mode(self) -> Mode:
        word = self.table.get("mode", Mode.NO_PROVISION)
        if word not in list(Mode):
            raise self.error("mode", f"must be one of {', '.join(Mode)}")
        return Mode(word)

    def _limits(self) -> Limits:
        given = self._inner("limits")
        self._only("limits.", given, ("requests", "creates", "rate", "seconds"))
        for key, value in given.items():
            if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
                raise self.error(f"limits.{key}", "must be a number, 0 or more")
        return Limits(**given)
