"""The command `emulators state`: shows the rows that a running server keeps."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from emulators.cli.running import DEFAULT_URL, Json, Namespace, RunningServer, Url


def run(
    place: Annotated[
        str,
        typer.Argument(
            metavar="[EMULATOR[.TABLE]]", help="Whose rows to show; without it, how many rows each table has."
        ),
    ] = "",
    limit: Annotated[int, typer.Option(min=0, max=1_000, help="How many rows of each table, the first ones.")] = 100,
    url: Url = DEFAULT_URL,
    namespace: Namespace = "",
    as_json: Json = False,
) -> None:
    """Show what a namespace keeps, secrets masked: the rows of an emulator, or how many each table holds."""
    server = RunningServer(url, namespace)
    path = "/".join(["state", *filter(None, place.split(".", 1))])
    answer = server.ask("GET", path, params={"limit": limit} if place else None)
    if as_json:
        typer.echo(json.dumps(answer, indent=2))
    elif place:
        tables = answer if isinstance(answer, dict) else {place: answer}
        typer.echo("\n".join(line for table, rows in tables.items() for line in _table(table, rows)))
    else:
        counts = ((f"{table:40} {count:6}") for tables in answer.values() for table, count in tables.items())
        typer.echo("\n".join(counts))


def _table(name: str, rows: list[dict[str, Any]]) -> list[str]:
    return [f"{name}: {len(rows)}", *(f"  {json.dumps(row)}" for row in rows)]
