"""Describes the outcome of one case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from emulators.harness.testcases.case import Acceptance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from emulators.harness.model.exchange import Exchange
    from emulators.harness.model.finding import Finding
    from emulators.harness.testcases.case import Case


OF_REFUSAL = ("class",)
OF_EFFECT = (*OF_REFUSAL, "value", "echo", "default")
"""The layers of findings in which an answer shows that something else was done."""


class State(StrEnum):
    """The state of a case: it held, it failed, it departed from a clause that does not bind, or it could not be
    checked."""

    HELD = "held"
    FAILED = "failed"
    NOTICED = "noticed"
    UNCHECKED = "not checked"

    @staticmethod
    def of(findings: Sequence[Finding]) -> State:
        """Returns the state that these findings lead to."""
        if any(finding.is_failure for finding in findings):
            return State.FAILED
        return State.NOTICED if findings else State.HELD


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one case: its findings, and its exchanges with secrets masked.

    `reason` says why it was not checked, `success` that the target accepted a request as a page says. `seconds` is how
    long it took.
    """

    case: Case
    state: State
    findings: tuple[Finding, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    reason: str = ""
    success: bool = False
    seconds: float = 0.0

    @property
    def departs_in_effect(self) -> bool:
        """Whether the target did something else than it should, and not only told it in another way.

        Of a refusal, which does nothing, only that counts that it is one.
        """
        layers = OF_REFUSAL if self.case.expect.answer is Acceptance.REJECT else OF_EFFECT
        return any(finding.layer in layers for finding in self.findings)
