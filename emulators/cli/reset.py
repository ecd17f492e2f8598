"""The command `emulators reset`: brings a namespace of a running server back to how it began."""

from __future__ import annotations

import json

import typer

from emulators.cli.running import DEFAULT_URL, Json, Namespace, RunningServer, Url


def run(url: Url = DEFAULT_URL, namespace: Namespace = "", as_json: Json = False) -> None:
    """Bring a namespace back to how it began: rows, requests, clock, identifiers, settings, and no faults."""
    answer = RunningServer(url, namespace).ask("POST", "reset", part="reset")
    typer.echo(json.dumps(answer) if as_json else f"{answer['reset']} was reset")
