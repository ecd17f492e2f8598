"""The command `emulators settings`: shows and changes the settings of a namespace of a running server."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from emulators.cli.running import DEFAULT_URL, Json, Namespace, RunningServer, Url
from emulators.cli.usage import fail, parse_settings
from emulators.core.nearest import suggestion


def run(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[EMULATOR | EMULATOR.SETTING=VALUE]...", help="Which emulators to show, or settings to change."
        ),
    ] = None,
    url: Url = DEFAULT_URL,
    namespace: Namespace = "",
    as_json: Json = False,
) -> None:
    """Show the settings of a namespace with their reasons, or change some: all of them or none."""
    server = RunningServer(url, namespace)
    changes = parse_settings(word for word in words or () if "=" in word)
    every = server.ask("PUT", "settings", changes) if changes else server.ask("GET", "settings")
    asked_for = {word for word in words or () if "=" not in word} | changes.keys()
    for name in asked_for - every.keys():
        fail(f"no emulator {name!r} with settings there; {suggestion(name, every)}")
    shown = {name: settings for name, settings in every.items() if not asked_for or name in asked_for}
    if as_json:
        typer.echo(json.dumps(shown, indent=2))
    else:
        lines = [_line(name, setting, said) for name, group in shown.items() for setting, said in group.items()]
        typer.echo("\n".join(lines))


def _line(emulator: str, setting: str, said: dict[str, Any]) -> str:
    value, default = json.dumps(said["value"]), json.dumps(said["default"])
    changed = "" if value == default else f", default {default}"
    return f"{emulator}.{setting} = {value}  ({said['basis']}{changed}) {said['reason']}"
