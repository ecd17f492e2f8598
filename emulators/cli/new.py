"""The command `emulators new vendor`: writes a folder and a contract to begin with."""

from __future__ import annotations

import keyword
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from emulators.cli import options  # noqa: TC001 -- typer reads the annotations
from emulators.cli.usage import explain_errors, fail

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.scaffold.plan.vendor import Vendor

app = typer.Typer(help="Begin something new.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keeps `vendor` a command of its own: a group of one would be that one."""


@app.command("vendor")
def vendor(
    name: Annotated[str, typer.Argument(help="Lower case: a letter, then letters, digits and underscores.")],
    openapi: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The vendor's OpenAPI 3 document; without it, one is made up.")
    ] = None,
    operation: options.Operations = None,
    package: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write a project of its own there, and not into this checkout.")
    ] = None,
) -> None:
    """Write an emulator and a contract for a vendor. They lint, serve and verify at once; all that they say is assumed.

    Exit code 2 where the name, the document or the place will not do; nothing is written then.
    """
    with explain_errors():
        from emulators.scaffold.destination import write

        _check_name(name)
        planned = _plan(name, openapi, operation or [])
        fresh, files = _files(planned, package)
        write(files, fresh)
    _report(planned, files)


def _check_name(name: str) -> None:
    from emulators.core.discovery import discover, left_out
    from emulators.scaffold.names import NAME

    if not NAME.fullmatch(name) or keyword.iskeyword(name):
        fail(f"{name!r} is no name for a vendor: a lower-case letter, then up to 29 letters, digits and underscores")
    if name in {emulator.name for emulator in discover()} | left_out().keys():
        fail(f"there is an emulator {name} already")


def _plan(name: str, openapi: Path | None, operations: list[str]) -> Vendor:
    from emulators.scaffold.plan.vendor import plan
    from emulators.scaffold.source_document import DEFAULT, read_source

    if openapi:
        return plan(name, read_source(openapi), openapi.name, operations)
    return replace(plan(name, read_source(DEFAULT), "a made-up document", operations), title=name.capitalize())


def _files(planned: Vendor, package: Path | None) -> tuple[Path, Mapping[Path, str]]:
    """Returns the folder that must be new, and the text of every file."""
    from emulators.scaffold.destination import checkout
    from emulators.scaffold.source.folder import contract_file, package_files, vendor_files

    if package:
        written = package_files(planned, f"{planned.name}_emulator")
        return package, {package / name: text for name, text in written.items()}
    root = checkout()
    if root is None:
        fail("this is no checkout of voice-emulators: name a folder with --package DIR")
    fresh = root / "emulators" / "vendors" / planned.name
    files = {fresh / name: text for name, text in vendor_files(planned, f"emulators.vendors.{planned.name}").items()}
    return fresh, {**files, root / "contracts" / f"{planned.name}.yaml": contract_file(planned)}


def _report(planned: Vendor, files: Mapping[Path, str]) -> None:
    for path in files:
        typer.echo(path)
    if planned.notes:
        typer.echo("\nNot taken over:")
    for note in planned.notes:
        typer.echo(f"  {note}")
    typer.echo(
        f"\nNext: emulators lint {planned.name}; emulators verify {planned.name}; emulators serve {planned.name}"
    )
    typer.echo(
        "All of it is assumed. Read the vendor's page, and correct the contract and the folder, each on its own."
    )
