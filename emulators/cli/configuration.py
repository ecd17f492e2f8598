"""Reads the defaults of options from `emulators.toml`, and from `[tool.emulators]` in pyproject.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from emulators.core.nearest import suggestion

if TYPE_CHECKING:
    from typer.core import TyperCommand, TyperGroup

PREFIX = "EMULATORS"
"""Of variables: `EMULATORS_SERVE_PORT` is the option `--port` of `serve`."""

PRECEDENCE = (
    "command line, then environment, then emulators.toml, then [tool.emulators] of pyproject.toml, then default"
)


class BadConfiguration(Exception):
    """A file that cannot be read, or that names what there is not. The message is meant for the user."""


def read(group: TyperGroup, folder: Path) -> dict[str, Any]:
    """Returns what the nearest files at or above the folder say, as click takes it: by command, then by parameter.

    Raises `BadConfiguration`, with the nearest name for one unknown.
    """
    defaults: dict[str, Any] = {}
    for path in files(folder):
        _merge(defaults, _named(group, _tables(path), path))
    return defaults


def files(folder: Path) -> Iterator[Path]:
    """Yields the files that are read, the strongest last."""
    for name in ("pyproject.toml", "emulators.toml"):
        found = next((each / name for each in (folder, *folder.parents) if (each / name).is_file()), None)
        if found:
            yield found


def _tables(path: Path) -> dict[str, Any]:
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        if path.name == "pyproject.toml":  # somebody else's business, until it says something of ours
            return {}
        raise BadConfiguration(f"{path}: {error}") from None
    found = content.get("tool", {}).get("emulators", {}) if path.name == "pyproject.toml" else content
    return found if isinstance(found, dict) else {}


def _named(group: TyperGroup, tables: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Returns the tables by the names of click's parameters: a table for each command, a key for each of its options."""
    named: dict[str, Any] = {}
    for name, table in tables.items():
        command = group.commands.get(name)
        if command and not isinstance(table, dict):
            raise BadConfiguration(f"{path}: {name} is a table: [{name}]")
        if command is None:
            raise BadConfiguration(f"{path}: there is no command {name!r}; {suggestion(name, group.commands)}")
        inner = getattr(command, "commands", None)
        named[name] = _named(command, table, path) if inner else _options(command, table, path)  # type: ignore[arg-type]  # a group has commands
    return named


def _options(command: TyperCommand, table: Mapping[str, Any], path: Path) -> dict[str, Any]:
    known = {flag.removeprefix("--"): parameter for parameter in command.params for flag in parameter.opts}
    read = {}
    for name, value in table.items():
        parameter = known.get(name.replace("_", "-")) or known.get(name)
        if parameter is None:
            raise BadConfiguration(f"{path}: {command.name} has no option {name!r}; {suggestion(name, known)}")
        read[str(parameter.name)] = list(_assignments(value)) if isinstance(value, dict) else value
    return read


def _assignments(table: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    """Yields the values of a table as `a.b=value`, as the command line takes them."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _assignments(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}={str(value).lower() if isinstance(value, bool) else value}"


def _merge(into: dict[str, Any], stronger: Mapping[str, Any]) -> None:
    for name, value in stronger.items():
        if isinstance(value, dict) and isinstance(into.get(name), dict):
            _merge(into[name], value)
        else:
            into[name] = value
