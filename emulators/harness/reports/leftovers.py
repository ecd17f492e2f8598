"""What a run made at a target and could not delete, and the command that deletes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from emulators.harness.masking.curl import quote
from emulators.harness.reports.text import line

if TYPE_CHECKING:
    from emulators.harness.execution.report import Report

LEFTOVER = 200
"""A thing that was left over is told of in so many characters."""
SWEEP_OPTIONS = ("--targets", "--ledger", "--ca-file", "--cert", "--proxy")
"""What a sweep takes over from the command of the run."""


def leftover_lines(report: Report) -> tuple[str, ...]:
    """Returns what was left over, a short line each."""
    return tuple(line(each, LEFTOVER) for each in report.leftovers)


def sweep_command(report: Report) -> str:
    """Returns the command that deletes what was left over, as far as the contract has a way."""
    details = report.details
    if details.origin:
        where = f"--target {quote(report.target)}"
    else:
        headers = "".join(f" -H {quote(f'{name}: {value}')}" for name, value in details.headers)
        where = f"--url {quote(details.url)}{headers}"
    also = re.findall(rf" ({'|'.join(SWEEP_OPTIONS)})[ =]('[^']*'|[^' ]+)", details.command)
    return " ".join([f"emulators sweep {report.contract} {where}", *(f"{name} {value}" for name, value in also)])
