"""The command `emulators`. Each of its commands is a module here, which imports what it needs only when it runs, so
that `--help` is quick."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from emulators.cli.configuration import PREFIX, BadConfiguration, read
from emulators.extras import MissingExtra

app = typer.Typer(
    name="emulators",
    help="Stateful local stand-ins for voice-AI phone-number APIs, and contracts to check them and the real vendors against.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

COMMANDS = (
    "serve",
    "list",
    "errors",
    "world",
    "env",
    "call",
    "requests",
    "explain",
    "report",
    "bundle",
    "replay",
    "record",
    "reproduce",
    "state",
    "settings",
    "reset",
    "clock",
    "wait",
    "run",
    "config",
    "lint",
    "verify",
    "compare",
    "corpus",
    "sweep",
    "ledger",
)
GROUPS = ("new", "fault", "namespace", "targets")
"""Commands that have commands of their own."""

for _name in COMMANDS:
    app.command(_name)(import_module(f"emulators.cli.{_name}").run)
for _name in GROUPS:
    app.add_typer(import_module(f"emulators.cli.{_name}").app, name=_name)


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
    """Takes the options that stand before a command."""


def main() -> None:
    """Runs the command line, and ends the process with its exit code.

    A package that is missing is one line on stderr and exit code 2. A reader that stopped reading, as `head` does, is no error.
    """
    try:
        defaults = read(typer.main.get_group(app), Path.cwd())
        app(auto_envvar_prefix=PREFIX, default_map=defaults)
    except BadConfiguration as wrong:
        typer.echo(f"emulators: {wrong}", err=True)
        sys.exit(2)
    except MissingExtra as missing:
        typer.echo(f"emulators: {missing}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
