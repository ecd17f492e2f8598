"""The command `emulators clock`: shows and changes the time of a namespace on a running server."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from emulators.cli.running import DEFAULT_URL, Json, Namespace, RunningServer, Url


def run(
    now: Annotated[str | None, typer.Option("--set", metavar="TIME", help="Set it to this ISO 8601 time.")] = None,
    advance: Annotated[float | None, typer.Option(metavar="SECONDS", help="Move it forward.")] = None,
    frozen: Annotated[bool | None, typer.Option("--freeze/--run", help="Stop it, or let it run on.")] = None,
    restart: Annotated[
        bool, typer.Option("--restart", help="Set it back to what it was when the namespace began.")
    ] = False,
    url: Url = DEFAULT_URL,
    namespace: Namespace = "",
    as_json: Json = False,
) -> None:
    """Show the clock of a namespace, or stop, set and move it."""
    server = RunningServer(url, namespace)
    asked = {"now": now, "advance": advance, "frozen": frozen}
    changes = {name: value for name, value in asked.items() if value is not None}
    answer = server.ask("DELETE" if restart else "GET", "clock", part="frozen")
    if changes:
        answer = server.ask("PUT", "clock", changes, part="frozen")
    typer.echo(json.dumps(answer) if as_json else f"{answer['now']}  {'frozen' if answer['frozen'] else 'running'}")
