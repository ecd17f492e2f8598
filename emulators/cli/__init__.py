"""The command line: a thin skin over the library. One module per command; heavy imports wait until one runs."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated

import typer

from emulators.extras import MissingExtra

app = typer.Typer(
    name="emulators",
    help="Stateful local stand-ins for voice-AI phone-number APIs, and the contracts that hold them to the vendors' word.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

COMMANDS = ("serve", "list", "errors", "world", "env", "call", "lint", "verify", "diff", "corpus", "sweep")

for _name in COMMANDS:
    app.command(_name)(import_module(f"emulators.cli.{_name}").run)


def _version(asked: bool) -> None:  # noqa: FBT001 -- typer calls it so
    if asked:
        from importlib.metadata import version

        typer.echo(version("voice-emulators"))
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help="Print the version and stop.")
    ] = False,
) -> None:
    """What holds for every command."""


def main() -> None:
    """Runs the command line. What is missing or was mistaken is one line and exit code 2; a broken pipe is no news."""
    try:
        app()
    except MissingExtra as missing:
        typer.echo(f"emulators: {missing}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
