"""The command `emulators lint`: checks that contracts keep the conventions of `contracts/README.md`."""

from __future__ import annotations

from typing import Annotated

import typer

from emulators.cli.contracts import report_mistakes
from emulators.cli.usage import explain_errors


def run(
    contracts: Annotated[
        list[str] | None,
        typer.Argument(help="Names such as chorus or carriers/twilio, or files; no name means all there are."),
    ] = None,
) -> None:
    """Check contracts: every clause has a basis, every cause and extension is a known word, examples fit their schemas.

    Exit codes: 0 all is well, 2 each mistake was printed with its file and line.
    """
    from emulators.harness.contract.contract import Contract
    from emulators.harness.document.location import available

    with explain_errors():
        read = [Contract.load(name) for name in contracts or available()]
    mistakes = sum(report_mistakes(contract) for contract in read)
    if mistakes:
        raise typer.Exit(2)
    typer.echo(f"{', '.join(contract.name for contract in read)}: no mistakes found")
