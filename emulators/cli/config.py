"""The command `emulators config`: prints the defaults of options that files and the environment set."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import typer

from emulators.cli.configuration import PRECEDENCE, PREFIX, files


def run(context: typer.Context) -> None:
    """Print the options that configuration files and EMULATORS_... variables set, each with where it is from."""
    root = context.find_root()
    typer.echo(f"precedence: {PRECEDENCE}")
    typer.echo(f"files read: {', '.join(map(str, files(Path.cwd()))) or 'none'}")
    for line in _lines(root.command, root.default_map or {}, PREFIX, ""):
        typer.echo(line)


def _lines(command: Any, defaults: Mapping[str, Any], prefix: str, words: str) -> Iterator[str]:
    for name, inner in getattr(command, "commands", {}).items():
        yield from _lines(inner, defaults.get(name, {}), f"{prefix}_{name.upper()}", f"{words} {name}")
    for parameter in () if hasattr(command, "commands") else command.params:
        own = parameter.envvar if isinstance(parameter.envvar, str) else f"{prefix}_{str(parameter.name).upper()}"
        said = os.environ.get(own)
        if said is None and parameter.name not in defaults:
            continue
        value, source = (said, own) if said is not None else (defaults[str(parameter.name)], "file")
        yield f"{words.strip()} {parameter.opts[0]} = {_mask(parameter, value)}  ({source})"


def _mask(parameter: Any, value: object) -> str:
    """Returns the value without the credentials in it."""
    from emulators.core.mask import MASK, without_userinfo

    values = value if isinstance(value, list) else [value]
    if parameter.name in {"admin_token", "header", "headers", "known", "foreign"}:
        return MASK
    return ", ".join(without_userinfo(str(each)) for each in values)
