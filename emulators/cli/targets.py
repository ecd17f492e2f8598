"""The command `emulators targets init`: writes a `targets.toml` to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from emulators.cli import options  # noqa: TC001 -- typer reads the annotations
from emulators.cli.usage import explain_errors, fail

app = typer.Typer(help="Describe targets of your own.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Makes `init` a command of its own, although it is the only one."""


@app.command()
def init(
    contract: options.Contract,
    name: Annotated[str, typer.Option(help="The target's name; that of the contract where none is given.")] = "",
    file: Annotated[
        Path, typer.Option(metavar="FILE", help="The file to write; the table is added to one that exists.")
    ] = Path("targets.toml"),
) -> None:
    """Write a commented targets.toml with all that a contract wants of a target."""
    import tomllib

    from emulators.harness.client.targets_template import template
    from emulators.harness.contract.contract import Contract

    with explain_errors():
        document = Contract.load(contract)
    chosen = name or document.name.rpartition("/")[2]
    try:
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        if chosen in tomllib.loads(before):
            fail(f"{file}: there is a [{chosen}] in it already; choose another --name")
        text = template(document, chosen)
        file.write_text(f"{before.rstrip()}\n\n{text}" if before.strip() else text, encoding="utf-8", newline="\n")
    except OSError as error:
        fail(f"{file}: cannot be written: {error.strerror}")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        fail(f"{file}: is not TOML: {error}")
    typer.echo(
        f"{file}: [{chosen}]. Look up what stands in comments, then: emulators verify {contract} --target {chosen}"
    )
