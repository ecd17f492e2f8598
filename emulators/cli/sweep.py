"""The command `emulators sweep`: deletes what earlier runs left at a target."""

from __future__ import annotations

import typer

from emulators.cli import options  # noqa: TC001 -- typer reads the annotations
from emulators.cli.target import TargetOptions, open_target
from emulators.cli.usage import explain_errors, fail


def run(
    contract: options.Contract,
    target: options.TargetName = "",
    url: options.Url = "",
    header: options.Headers = None,
    targets: options.TargetsFile = None,
    ledger: options.LedgerFile = None,
    ca_file: options.CaFile = "",
    cert: options.Cert = "",
    proxy: options.Proxy = "",
) -> None:
    """Delete what earlier runs created at this target and did not delete, as far as the contract has an operation for it.

    Exit code 1 where something is left.
    """
    from emulators.harness.client.ledger import Ledger, default_path
    from emulators.harness.contract.contract import Contract
    from emulators.harness.execution.cleanup import sweep
    from emulators.harness.reports.text import inert, line

    if not (target or url):
        fail("name a target: --target NAME or --url URL")
    with explain_errors():
        document = Contract.load(contract)
        said = TargetOptions(url=url, headers=tuple(header or ()), file=targets, connection=(ca_file, cert, proxy))
        with open_target(target or url, document, said) as side:
            left = sweep(document, side, Ledger(ledger or default_path()))
    for each in left:
        typer.echo(inert(f"left: {line(each)}"))
    typer.echo(
        "nothing is left" if not left else f"{len(left)} left. Look at the target; then: emulators ledger --forget ID"
    )
    raise typer.Exit(1 if left else 0)
