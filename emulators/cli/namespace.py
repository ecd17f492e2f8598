"""The commands `emulators namespace list|new|fork|delete|snapshot|restore`: manage the namespaces of a running server."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from emulators.cli.running import DEFAULT_URL, Json, Namespace, RunningServer, Url
from emulators.cli.usage import fail, parse_settings

app = typer.Typer(help="List, make, fork and delete namespaces, and keep them in files.", no_args_is_help=True)

Name = Annotated[str | None, typer.Argument(help="Its name; a random one where none is given.")]


@app.command("list")
def show(url: Url = DEFAULT_URL, as_json: Json = False) -> None:
    """List the names of all namespaces."""
    answer = RunningServer(url).ask("GET", "namespaces", part="namespaces")
    typer.echo(json.dumps(answer) if as_json else "\n".join(answer["namespaces"]))


@app.command()
def new(
    name: Name = None,
    seed: Annotated[int | None, typer.Option(help="The same identifiers in the same order.")] = None,
    now: Annotated[str | None, typer.Option(metavar="TIME", help="Stop the clock at this ISO 8601 time.")] = None,
    profile: Annotated[str | None, typer.Option(help="default or examples.")] = None,
    setting: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="EMULATOR.SETTING=VALUE", help="Change a setting; may be repeated."),
    ] = None,
    url: Url = DEFAULT_URL,
    as_json: Json = False,
) -> None:
    """Make a namespace, and print its URL; with --json also its credentials and ids."""
    asked = {
        "name": name,
        "seed": seed,
        "now": now,
        "profile": profile,
        "settings": parse_settings(setting or ()) or None,
    }
    _make(url, {key: value for key, value in asked.items() if value is not None}, as_json=as_json)


@app.command()
def fork(
    source: Annotated[str, typer.Argument(help="The namespace to copy.")],
    name: Name = None,
    url: Url = DEFAULT_URL,
    as_json: Json = False,
) -> None:
    """Make a namespace as a copy of another one, and print its URL."""
    _make(url, {"fork": source} | ({} if name is None else {"name": name}), as_json=as_json)


def _make(url: str, asked: dict[str, Any], *, as_json: bool) -> None:
    answer = RunningServer(url).ask("POST", "namespaces", asked, part="base_url")
    typer.echo(json.dumps(answer) if as_json else answer["base_url"])


@app.command()
def delete(
    names: Annotated[list[str] | None, typer.Argument(help="Which ones.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every namespace but the default one.")] = False,
    url: Url = DEFAULT_URL,
) -> None:
    """Delete namespaces, with their files."""
    if bool(names) is every:
        fail("name the namespaces to delete, or say --all")
    for path in ["namespaces"] if every else [f"namespaces/{name}" for name in names or ()]:
        typer.echo("\n".join(RunningServer(url).ask("DELETE", path, part="deleted")["deleted"]))


@app.command()
def snapshot(
    file: Annotated[Path, typer.Argument(help="The file to write; credentials stand in it as they were sent.")],
    url: Url = DEFAULT_URL,
    namespace: Namespace = "",
) -> None:
    """Write rows, settings and clock of a namespace to an SQLite file that only you can read."""
    image = RunningServer(url, namespace).transfer("GET", "snapshot")
    try:
        with open(file, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as written:
            written.write(image)
    except OSError as error:
        fail(f"cannot write {file}: {error.strerror}")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that `snapshot` wrote.")],
    url: Url = DEFAULT_URL,
    namespace: Namespace = "",
) -> None:
    """Replace a namespace by what a snapshot holds."""
    try:
        image = file.read_bytes()
    except OSError as error:
        fail(f"cannot read {file}: {error.strerror}")
    RunningServer(url, namespace).transfer("PUT", "snapshot", image)
