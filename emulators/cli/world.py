"""The command `emulators world`: prints the demo world that every namespace begins with."""

from __future__ import annotations

from typing import Annotated

import typer

from emulators.cli.usage import complete_emulators, select_emulators


def run(
    emulators: Annotated[
        list[str] | None, typer.Argument(help="Which ones; no name means all.", autocompletion=complete_emulators)
    ] = None,
    url: Annotated[str, typer.Option(help="Where the server is, or will be.")] = "http://127.0.0.1:8080",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show base URLs, credentials and ids of the demo world; the same as GET /__admin/world."""
    import json

    import yaml

    from emulators.control.world import describe_world

    world = describe_world(url.rstrip("/"), "default", select_emulators(emulators or ()))
    typer.echo(json.dumps(world, indent=2) if as_json else yaml.safe_dump(world, sort_keys=False, width=120).rstrip())
