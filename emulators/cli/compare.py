"""The command `emulators compare`: sends the same requests to two targets, and says which one breaks the contract where
they differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from emulators.cli import options  # noqa: TC001 -- typer reads the annotations
from emulators.cli.command_line import command_line
from emulators.cli.contracts import read_contract
from emulators.cli.emulator_target import EMULATOR
from emulators.cli.target import TargetOptions, open_ledger, open_target
from emulators.cli.usage import explain_errors, fail, require_choice

if TYPE_CHECKING:
    from emulators.harness.compare.baseline import Baseline
    from emulators.harness.compare.compare import Comparison

SIDE = "`emulator`, `emulator-http`, a URL, or a table of targets.toml."


def run(
    contract: options.Contract,
    left: Annotated[str, typer.Option(help=SIDE)] = EMULATOR,
    right: Annotated[str, typer.Option(help=SIDE)] = "",
    vendor: Annotated[
        str, typer.Option(metavar="left|right", help="The side that is the vendor itself, and so right by definition.")
    ] = "",
    header: options.Headers = None,
    known: options.Known = None,
    foreign: options.Foreign = None,
    number: options.Numbers = None,
    targets: options.TargetsFile = None,
    operation: options.Operations = None,
    corpus: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Send these requests, too; `emulators corpus` makes them.")
    ] = None,
    mode: options.TargetMode = "",
    max_requests: options.MaxRequests = None,
    max_creates: options.MaxCreates = None,
    rate: options.Rate = None,
    seed: options.Seed = None,
    ledger: options.LedgerFile = None,
    baseline: Annotated[Path | None, typer.Option(metavar="FILE", help="Differences that are known, in TOML.")] = None,
    accept: Annotated[bool, typer.Option(help="Write the new differences into the baseline.")] = False,
    owner: Annotated[str, typer.Option(help="With --accept: who answers for them.")] = "",
    reason: Annotated[str, typer.Option(help="With --accept: why they are accepted.")] = "",
    expires: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="With --accept: until when.")] = None,
    as_json: options.Json = False,
) -> None:
    """Compare two targets. Exit codes: 0 no new difference, 1 new or expired ones, 2 usage, 3 nothing was concluded."""
    target_options = TargetOptions(
        headers=tuple(header or ()),
        known=tuple(known or ()),
        foreign=tuple(foreign or ()),
        numbers=tuple(number or ()),
        mode=mode,
        requests=max_requests,
        creates=max_creates,
        rate=rate,
        file=targets,
    )
    if not right:
        fail("name the other target: --right TARGET")
    if vendor:
        require_choice("--vendor", vendor, ("left", "right"))
    if accept and not (baseline and owner and reason):
        fail("--accept needs --baseline FILE, --owner and --reason")
    with explain_errors():
        known_differences = _read_baseline(baseline)
        found = _compare(
            contract, left, right, vendor, target_options, corpus, operation or (), seed, ledger, known_differences
        )
        if accept and baseline:
            _accept(known_differences, found, baseline, owner, reason, expires.date() if expires else None)
    print_comparison(found, as_json=as_json)
    raise typer.Exit(0 if accept else found.exit_code)


def _read_baseline(file: Path | None) -> Baseline:
    from emulators.harness.compare import baseline

    return baseline.read(file) if file and file.exists() else baseline.Baseline()


def _accept(known: Baseline, found: Comparison, file: Path, owner: str, reason: str, expires: date | None) -> None:
    from emulators.harness.compare import baseline

    baseline.write(known.with_entries(found.entries(owner, reason, expires)), file)


def _compare(
    name: str,
    left: str,
    right: str,
    vendor: str,
    target_options: TargetOptions,
    frozen: Path | None,
    operations: Any,
    seed: int | None,
    ledger: Path | None,
    known: Baseline,
) -> Comparison:
    from rich.console import Console

    from emulators.harness.compare.compare import compare
    from emulators.harness.fuzzing import corpus
    from emulators.harness.reports.progress import Progress

    contract = read_contract(name)
    with (
        open_target(left, contract, target_options) as one,
        open_target(right, contract, target_options) as other,
        Progress(Console(stderr=True), contract.name) as progress,
    ):
        opened = open_ledger(one if one.is_guarded else other, ledger)
        found = compare(
            contract,
            replace(one, is_vendor=True) if vendor == "left" else one,
            replace(other, is_vendor=True) if vendor == "right" else other,
            frozen=corpus.read(frozen) if frozen else None,
            operations=operations,
            seed=seed,
            baseline=known,
            ledger=opened,
            on_stage=progress.begin,
            on_step=progress.advance,
        )
        command = command_line(contract, one, other)
    return replace(found, details=tuple(replace(each, command=command) for each in found.details))


def print_comparison(found: Comparison, *, as_json: bool) -> None:
    """Prints a comparison as text or as JSON, so that no terminal and no CI system obeys a target's words."""
    from emulators.harness.compare import report
    from emulators.harness.reports.text import folded, inert, inert_json, visible

    typer.echo(inert_json(report.record(found)) if as_json else inert(visible(folded(report.text(found)))), nl=False)
