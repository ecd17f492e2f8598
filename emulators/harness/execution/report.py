"""Describes a finished run: its outcomes, and the verdict that follows from them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from importlib.metadata import version
from typing import TYPE_CHECKING

from emulators.harness.execution.evidence import Evidence
from emulators.harness.execution.outcome import State
from emulators.harness.model.exchange import HttpRequest

if TYPE_CHECKING:
    from emulators.harness.client.target import Target
    from emulators.harness.execution.outcome import Outcome
    from emulators.harness.masking.redaction import Mask
    from emulators.harness.model.finding import Finding


INTERRUPTED = 130
MOST_NOTICED = 1 / 3
"""Where a larger share of the cases that were checked did something else than what is inferred or assumed, the run is
inconclusive."""


class Verdict(StrEnum):
    """Whether the target holds to its contract, breaks it, or whether nothing could be shown."""

    HOLDS = "holds"
    BROKEN = "broken"
    INCONCLUSIVE = "inconclusive"

    @property
    def exit_code(self) -> int:
        """The exit code of a command with this verdict."""
        return {Verdict.HOLDS: 0, Verdict.BROKEN: 1, Verdict.INCONCLUSIVE: 3}[self]


@dataclass(frozen=True, slots=True)
class RunDetails:
    """When a run began, with which version of this package, URL, mode, seed and command.

    `url` and `command` are masked. `mode` is `emulator` where everything may be sent. Without a `seed`, made-up numbers
    differ from run to run. `command` is empty where no command line began the run.
    `serve` is the command that serves a target of this process at its URL, `origin` the file and line that describe it,
    `headers` what every request carries, masked.
    """

    began: datetime | None = None
    tool: str = ""
    url: str = ""
    mode: str = ""
    seed: int | None = None
    command: str = ""
    serve: str = ""
    origin: tuple[str, int] | None = None
    headers: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, target: Target, mask: Mask, seed: int | None) -> RunDetails:
        """Returns the details of a run against a target that begins now."""
        return cls(
            began=datetime.now(UTC),
            tool=version("voice-emulators"),
            url=mask.text(target.shown_url),
            mode=target.mode if target.is_guarded else "emulator",
            seed=seed,
            serve=target.serve,
            origin=target.origin,
            headers=tuple(mask.request(HttpRequest("GET", "/", dict(target.headers))).headers.items()),
        )

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What is known of these, as names and values for people."""
        seed = "none: made-up numbers differ from run to run" if self.seed is None else str(self.seed)
        facts = (
            ("began", self.began.isoformat(timespec="seconds") if self.began else ""),
            ("by", f"voice-emulators {self.tool}" if self.tool else ""),
            ("url", self.url),
            ("serve it by", self.serve),
            ("mode", self.mode),
            ("seed", seed if self.tool else ""),
            ("command", self.command),
        )
        return tuple((name, value) for name, value in facts if value)


@dataclass(frozen=True, slots=True)
class Report:
    """A finished run.

    `file` is the contract's, `creates` counts the requests that may have made something, `stopped` says why it stopped
    early, `leftovers` names what it created and could not delete.
    """

    contract: str
    version: str
    file: str
    target: str
    outcomes: tuple[Outcome, ...]
    requests: int = 0
    creates: int = 0
    seconds: float = 0.0
    stopped: str = ""
    leftovers: tuple[str, ...] = ()
    interrupted: bool = False
    details: RunDetails = field(default_factory=RunDetails)
    evidence: Evidence = field(default_factory=Evidence)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all outcomes."""
        return tuple(finding for outcome in self.outcomes for finding in outcome.findings)

    @property
    def failures(self) -> tuple[Finding, ...]:
        """The findings for which the target fails."""
        return tuple(finding for finding in self.findings if finding.is_failure)

    @property
    def notices(self) -> tuple[Finding, ...]:
        """The findings for which it does not fail."""
        return tuple(finding for finding in self.findings if not finding.is_failure)

    @property
    def successes(self) -> int:
        """How many cases met a success that a page describes. A run without any proves nothing."""
        return sum(outcome.success for outcome in self.outcomes)

    def count(self, state: State) -> int:
        """Returns how many outcomes have a state."""
        return sum(outcome.state is state for outcome in self.outcomes)

    @property
    def verdict(self) -> Verdict:
        """The verdict of the run."""
        if self.failures:
            return Verdict.BROKEN
        return Verdict.INCONCLUSIVE if self.stopped or not self.successes or self.gaps else Verdict.HOLDS

    @property
    def gaps(self) -> tuple[str, ...]:
        """Why the run shows too little to say that the target holds, one sentence each."""
        checked = [each for each in self.outcomes if each.state is not State.UNCHECKED]
        otherwise = sum(each.departs_in_effect for each in checked)
        if otherwise <= MOST_NOTICED * len(checked):
            return self.evidence.gaps()
        words = f"{otherwise} of {len(checked)} cases did something else than what is inferred or assumed"
        return (*self.evidence.gaps(), words)

    @property
    def clauses(self) -> int:
        """How many clauses have a case."""
        return len({outcome.case.clause.pointer for outcome in self.outcomes})

    @property
    def proven(self) -> int:
        """How many clauses are proven: all of their cases that were checked did as they should, one at least at an operation
        that also took a good request.
        """
        checked = [each for each in self.outcomes if each.state is not State.UNCHECKED]
        bad = {each.case.clause.pointer for each in checked if each.state is State.FAILED or each.departs_in_effect}
        shown = {each.case.clause.pointer for each in checked if each.case.operation in self.evidence.succeeded}
        return len(shown - bad)

    @property
    def exit_code(self) -> int:
        """The exit code of the verdict; 130, as a shell has it, where Ctrl-C ended the run."""
        return INTERRUPTED if self.interrupted else self.verdict.exit_code


def with_remaining_limits(target: Target, after: Report | None) -> Target:
    """Returns the target with the limits that a run has left over."""
    if after is None or not target.is_guarded:
        return target
    limits = target.limits
    left = replace(
        limits,
        requests=max(0, limits.requests - after.requests),
        creates=max(0, limits.creates - after.creates),
        seconds=max(0.0, limits.seconds - after.seconds),
    )
    return replace(target, limits=left, allowance=target.allowance or limits)
