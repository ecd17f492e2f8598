"""Reads contracts for the commands that use a target, and refuses one that breaks the conventions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from emulators.harness.contract.contract import Contract


def read_contract(name: str) -> Contract:
    """Returns the contract of this name or file. Where it breaks the conventions, each mistake is printed as `file:line: message`.

    Raises:
        typer.Exit: 2, the contract breaks the conventions.
        ContractError: the contract cannot be read.
    """
    from emulators.harness.contract.contract import Contract

    contract = Contract.load(name)
    if report_mistakes(contract):
        raise typer.Exit(2)
    return contract


def report_mistakes(contract: Contract) -> int:
    """Prints what a contract does not keep of the conventions, and returns how many mistakes there are."""
    from emulators.harness.lint import lint

    mistakes = lint(contract)
    for mistake in mistakes:
        typer.echo(f"emulators: {mistake}", err=True)
    return len(mistakes)
