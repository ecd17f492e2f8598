"""Makes the places that a report names places that its reader finds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from emulators.harness.document.location import is_at_hand
from emulators.harness.errors import ConfigError
from emulators.harness.private_file import write_private

if TYPE_CHECKING:
    from emulators.harness.execution.outcome import Outcome
    from emulators.harness.execution.report import Report
    from emulators.harness.model.clause import Clause

NAME = "contract.yaml"


def with_contract_beside(report: Report, folder: Path) -> Report:
    """Returns the report with every clause in a file that its reader finds: the contract of an installed package is copied
    into the folder of the reports.

    Raises:
        ConfigError: the folder cannot be written to.
    """
    if is_at_hand(report.file) or not Path(report.file).is_file():
        return report
    copy = folder.resolve() / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_private(copy, Path(report.file).read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{folder}: cannot be written: {error.strerror}") from None
    return moved(report, str(copy))


def moved(report: Report, file: str) -> Report:
    """Returns the report with the clauses of its contract in another file, at the same lines."""

    def there(clause: Clause) -> Clause:
        return replace(clause, file=file) if clause.file == report.file else clause

    def outcome(each: Outcome) -> Outcome:
        findings = tuple(replace(finding, clause=there(finding.clause)) for finding in each.findings)
        return replace(each, case=replace(each.case, clause=there(each.case.clause)), findings=findings)

    return replace(report, file=file, outcomes=tuple(map(outcome, report.outcomes)))
