"""The command `emulators verify`: sends test cases to a target, and reports where it breaks its contract."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from emulators.cli import options  # noqa: TC001 -- typer reads the annotations
from emulators.cli.command_line import command_line
from emulators.cli.contracts import read_contract
from emulators.cli.emulator_target import EMULATOR
from emulators.cli.target import TargetOptions, open_ledger, open_target
from emulators.cli.usage import explain_errors, parse_settings, require_choice

if TYPE_CHECKING:
    from emulators.harness.client.ledger import Ledger
    from emulators.harness.client.target import Target
    from emulators.harness.contract.contract import Contract
    from emulators.harness.execution.report import Report

DETERMINISTIC, GENERATED = ("cases", "examples"), ("fuzzing", "stateful")
PARTS = (*DETERMINISTIC, *GENERATED)


def run(
    contracts: options.Contracts = None,
    target: options.TargetName = EMULATOR,
    url: options.Url = "",
    header: options.Headers = None,
    known: options.Known = None,
    foreign: options.Foreign = None,
    number: options.Numbers = None,
    targets: options.TargetsFile = None,
    operation: options.Operations = None,
    only: Annotated[list[str] | None, typer.Option(help=f"One of {', '.join(PARTS)}; may be repeated.")] = None,
    mode: options.TargetMode = "",
    max_requests: options.MaxRequests = None,
    max_creates: options.MaxCreates = None,
    rate: options.Rate = None,
    seed: options.Seed = None,
    seconds: Annotated[
        float, typer.Option(min=0, help="Repeat with other generated requests for this many seconds; 0 is one round.")
    ] = 0,
    profile: options.Profile = "default",
    setting: options.Set = None,
    ledger: options.LedgerFile = None,
    allow_faults: Annotated[
        bool, typer.Option("--allow-faults", help="Evaluate answers also where faults were asked for at the target.")
    ] = False,
    ca_file: options.CaFile = "",
    cert: options.Cert = "",
    proxy: options.Proxy = "",
    strict: Annotated[bool, typer.Option(help="Departures from what is not documented are failures, too.")] = False,
    dry_run: Annotated[bool, typer.Option(help="Print what would be sent, and send nothing.")] = False,
    as_json: options.Json = False,
    report: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="The folder to write JUnit XML, JSON, SARIF, HTML and Markdown to."),
    ] = None,
    github: Annotated[
        bool | None,
        typer.Option(
            help="Print workflow annotations, and write the summary of the job; on by itself in GitHub Actions.",
            show_default=False,
        ),
    ] = None,
    require_coverage: Annotated[
        float, typer.Option(min=0, max=100, help="Percent of the contract that must have been checked.")
    ] = 0,
) -> None:
    """Check emulators or real vendors against the contracts.

    Exit codes: 0 it holds, 1 a documented clause is broken, 2 usage, contract or configuration, 3 inconclusive,
    130 interrupted.
    """
    target_options = TargetOptions(
        url=url,
        headers=tuple(header or ()),
        known=tuple(known or ()),
        foreign=tuple(foreign or ()),
        numbers=tuple(number or ()),
        mode=mode,
        requests=max_requests,
        creates=max_creates,
        rate=rate,
        profile=profile,
        settings=parse_settings(setting or ()),
        file=targets,
        allow_faults=allow_faults,
        connection=(ca_file, cert, proxy),
    )
    verify_options = VerifyOptions(
        tuple(only or ()), tuple(operation or ()), seed, seconds, strict, as_json, report, github, require_coverage
    )
    for part in verify_options.only:
        require_choice("--only", part, PARTS)
    with explain_errors():
        from emulators.harness.execution.report import INTERRUPTED

        read = [read_contract(name) for name in contracts or _vendors()]
        codes: list[int] = []
        for contract in read:
            codes.append(_verify_one(contract, target, target_options, verify_options, ledger, dry_run=dry_run))
            if INTERRUPTED in codes:
                break
    raise typer.Exit(next((code for code in (INTERRUPTED, 2, 1, 3) if code in codes), 0))


@dataclass(frozen=True)
class VerifyOptions:
    """What is sent, and how the report is printed."""

    only: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()
    seed: int | None = None
    seconds: float = 0
    strict: bool = False
    as_json: bool = False
    report: Path | None = None
    github: bool | None = None
    coverage: float = 0

    @property
    def is_github(self) -> bool:
        """Whether GitHub is told: if it was asked for, or, where nothing is said, in a job of GitHub Actions."""
        return os.environ.get("GITHUB_ACTIONS") == "true" if self.github is None else self.github

    def parts(self, among: tuple[str, ...]) -> tuple[str, ...]:
        """Returns which of these parts are wanted; all of them where `--only` was not given."""
        return tuple(part for part in among if part in (self.only or PARTS))


def _vendors() -> list[str]:
    from emulators.harness.document.location import available

    return [name for name in available() if "/" not in name]


def _verify_one(
    contract: Contract,
    target: str,
    target_options: TargetOptions,
    verify_options: VerifyOptions,
    ledger: Path | None,
    *,
    dry_run: bool,
) -> int:
    """Holds one target to one contract, prints the report, and returns the exit code."""
    with open_target(target, contract, target_options) as side:
        if dry_run:
            return _print_plan(contract, side, verify_options)
        report = _verify(contract, side, verify_options, open_ledger(side, ledger))
        report = replace(report, details=replace(report.details, command=command_line(contract, side)))
    return print_report(report, verify_options)


def _print_plan(contract: Contract, target: Target, options: VerifyOptions) -> int:
    """Prints everything that could be sent."""
    from emulators.cli.dry_run import lines, record
    from emulators.harness.plan import plan

    planned = plan(contract, target, only=options.parts(PARTS), operations=options.operations, seed=options.seed)
    if options.as_json:
        typer.echo(record(contract.name, planned))
        return 0
    for line in lines(contract.name, planned):
        typer.echo(line)
    return 0


def _verify(contract: Contract, target: Target, options: VerifyOptions, ledger: Ledger) -> Report:
    """Runs with a progress bar: first the contract's cases, then generated requests and life cycles."""
    from rich.console import Console

    from emulators.harness.execution.report import with_remaining_limits
    from emulators.harness.execution.run import select_cases, verify
    from emulators.harness.explore import Extent, explore
    from emulators.harness.fuzzing.grouping import merge_reports
    from emulators.harness.reports.progress import Progress

    fixed, generated = options.parts(DETERMINISTIC), options.parts(GENERATED)
    cases = select_cases(contract, only=fixed, operations=options.operations)
    same: dict[str, Any] = {"operations": options.operations, "seed": options.seed, "ledger": ledger}
    title = f"{contract.name} against {target.name}"
    with Progress(Console(stderr=True), title) as progress:
        progress.begin("the contract's cases", len(cases))
        report = verify(contract, target, only=fixed, on_outcome=progress.record_case, **same)
        nothing_left = target.is_guarded and not with_remaining_limits(target, report).limits.requests
        if not generated or report.stopped or nothing_left:
            return report
        extent = Extent(seconds=options.seconds)
        same |= {"extent": extent, "after": report, "on_outcome": progress.record_outcome}
        more = explore(contract, target, only=generated, on_stage=progress.begin, on_step=progress.advance, **same)
    return merge_reports([report, more])


def print_report(report: Report, options: VerifyOptions) -> int:
    """Prints and writes the report as the options say, and returns the exit code."""
    from rich.console import Console

    from emulators.harness.reports import index, json_report, summary, write_all
    from emulators.harness.reports.coverage import Coverage
    from emulators.harness.reports.placement import with_contract_beside

    if options.as_json:
        typer.echo(json_report.render(report))
    else:
        summary.write(report, Console())
    if options.report:
        report = with_contract_beside(report, options.report / report.contract)
        write_all.write(report, options.report / report.contract)
        index.write(options.report)
    if options.is_github:
        _tell_github(report, err=options.as_json)
    covered = Coverage.of(report).percent()
    if covered < options.coverage:
        typer.echo(
            f"{report.contract}: {covered:.1f} % of the contract was checked, {options.coverage:g} % is required",
            err=True,
        )
        return max(report.exit_code, 1)
    return 1 if options.strict and report.notices else report.exit_code


def _tell_github(report: Report, *, err: bool) -> None:
    """Prints annotations, on stderr where stdout is a program's, and writes the summary of the job where there is one."""
    from emulators.harness.reports import annotations, job_summary

    typer.echo(annotations.render(report), nl=False, err=err)
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        job_summary.append(report, Path(summary))
