"""The command `emulators ledger`: shows what runs created on accounts, and forgets what somebody has looked after."""

from __future__ import annotations

from typing import Annotated

import typer

from emulators.cli import options  # noqa: TC001 -- typer reads the annotations
from emulators.cli.usage import explain_errors, fail


def run(
    ledger: options.LedgerFile = None,
    forget: Annotated[
        list[int] | None,
        typer.Option(metavar="ID", help="Remove this entry, once you have looked after it; may be repeated."),
    ] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove entries that are settled and old, as every run does.")
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Show what runs such as `verify --mode provision` created at targets and did not delete.

    An entry whose answer nobody knows stays until it is forgotten. Settled entries go after 30 days, those of loopback
    targets after one.
    """
    import json
    from dataclasses import asdict

    from emulators.harness.client.ledger import Ledger, default_path
    from emulators.harness.reports.text import inert, inert_json, line

    with explain_errors():
        opened = Ledger(ledger or default_path())
    for number in forget or ():
        if not opened.forget(number):
            fail(f"the ledger {opened.path} has no entry {number}")
    gone = opened.prune() if prune else 0
    entries = list(opened.open_entries())
    opened.close()
    if as_json:
        told = {"file": str(opened.path), "entries": [asdict(entry) for entry in entries]}
        typer.echo(inert_json(json.dumps(told)))
        return
    typer.echo(f"{opened.path}: {len(entries)} open" + (f", {gone} pruned" if prune else ""))
    for entry in entries:
        ids = ", ".join(entry.ids.values()) or (
            "no id" if entry.state == "created" else "not known whether it was made"
        )
        where = f"{entry.id}  {entry.asked_at}  {entry.contract} at {entry.url}"
        typer.echo(inert(f"{where}  {line(entry.request, 80)}  ({line(ids)})"))
