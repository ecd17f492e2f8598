"""The outcome of one case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from emulators.harness.model.exchange import Exchange
    from emulators.harness.model.finding import Finding
    from emulators.harness.testcases.case import Case


class State(StrEnum):
    """What became of a case: it held, failed, departed from what does not bind, or could not be checked."""

    HELD = "held"
    FAILED = "failed"
    NOTICED = "noticed"
    UNCHECKED = "not checked"

    @staticmethod
    def of(findings: Sequence[Finding]) -> State:
        """Returns the state that findings amount to."""
        if any(finding.is_failure for finding in findings):
            return State.FAILED
        return State.NOTICED if findings else State.HELD


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case: its findings, and its exchanges with secrets masked.

    `reason` says why it was not checked, `success` that the target accepted a request as a page says. `seconds` is what
    it took.
    """

    case: Case
    state: State
    findings: tuple[Finding, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    reason: str = ""
    success: bool = False
    seconds: float = 0.0
