"""The command `emulators replay`: sends the requests of a bundle again, in a world of their own, and compares the answers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from emulators.cli.request_line import printable
from emulators.cli.usage import fail


def run(file: Annotated[Path, typer.Argument(metavar="FILE", help="A bundle, from `emulators bundle`.")]) -> None:
    """Replay a bundle. Exit code 0 where every answer is the same byte for byte, 1 with a diff where one is not."""
    import asyncio

    from emulators.bundles.bundle import BadBundle
    from emulators.bundles.file import read_file
    from emulators.bundles.replay import differences, replay
    from emulators.control.fault_reading import read_fault
    from emulators.core.discovery import discover

    try:
        bundle = read_file(file)
    except BadBundle as error:
        fail(str(error))
    try:
        lines = differences(bundle, asyncio.run(replay(bundle, discover(), read_fault)))
    except BadBundle as error:
        fail(f"{file}: {error}")
    if lines:
        typer.echo("\n".join(printable(line, 10_000) for line in lines))
        raise typer.Exit(1)
    typer.echo(f"{len(bundle.requests)} of {len(bundle.requests)} answers are the same")
