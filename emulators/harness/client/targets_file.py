"""Reads targets from `targets.toml`."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from emulators.harness.client.target import Limits, Mode, NetworkOptions, Target
from emulators.harness.errors import ConfigError
from emulators.harness.nearest import meant, meant_or_all

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

FILE = "targets.toml"
E164 = re.compile(r"\+[1-9][0-9]{6,14}")


def load(
    name: str,
    path: Path | None = None,
    environment: Mapping[str, str] | None = None,
    *,
    others: Collection[str] = (),
) -> Target:
    """Returns the target `[name]` of a `targets.toml`, the nearest one upward from here where no path is given.
    `others` are names of targets that need no table, to be suggested for a misspelt one.

    Raises:
        ConfigError: the file, or a variable of the environment that it uses, is missing or wrong.
    """
    try:
        found = path or find()
    except ConfigError as error:
        raise ConfigError(f"{error}{meant(name, others)}") from None
    tables = _read(found)
    table = tables.get(name)
    if not isinstance(table, dict):
        raise ConfigError(f"{found}: there is no [{name}] in it{meant_or_all(name, [*tables, *others])}")
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
                raise self.error(f"{where}{key}", f"is no setting{meant_or_all(key, allowed)}")

    def _text(self, key: str, default: str | None = None) -> str:
        value = self.table.get(key, default)
        if value is None:
            raise self.error(key, "is missing")
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
        numbers = self._list("numbers", value) if value else ()
        for number in numbers:
            if not E164.fullmatch(number):
                raise self.error("numbers", f"{number!r} is not in E.164 form, such as +16505550100")
        return numbers

    def _mode(self) -> Mode:
        word = self.table.get("mode", Mode.NO_PROVISION)
        if word not in list(Mode):
            raise self.error("mode", f"must be one of {', '.join(Mode)}{meant(str(word), list(Mode))}")
        return Mode(word)

    def _limits(self) -> Limits:
        given = self._inner("limits")
        self._only("limits.", given, ("requests", "creates", "rate", "seconds"))
        for key, value in given.items():
            if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
                raise self.error(f"limits.{key}", "must be a number, 0 or more")
        return Limits(**given)
