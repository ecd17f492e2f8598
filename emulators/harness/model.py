"""The nouns that flow through the harness: a clause becomes an obligation, a play becomes exchanges, a verdict becomes findings."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from emulators.harness.samples import Sample
    from emulators.harness.template import Template


class Basis(StrEnum):
    """How a clause is known, strongest first."""

    DOCUMENTED = "documented"
    OBSERVED = "observed"
    INFERRED = "inferred"
    ASSUMED = "assumed"

    @property
    def binds(self) -> bool:
        """Can a target be failed for departing from a clause that is known this way?"""
        return self in (Basis.DOCUMENTED, Basis.OBSERVED)

    @property
    def rank(self) -> int:
        return list(Basis).index(self)

    @staticmethod
    def weakest(*bases: Basis) -> Basis:
        return max(bases, key=lambda basis: basis.rank)

    @staticmethod
    def strongest(*bases: Basis) -> Basis:
        return min(bases, key=lambda basis: basis.rank)


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of a contract: where it stands, how it is known, the page's words."""

    file: str
    line: int
    pointer: str
    basis: Basis
    cite: str
    text: str

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"


class Answer(StrEnum):
    ACCEPT = "accept"
    REJECT = "reject"
    EITHER = "either"


class Risk(StrEnum):
    """What a request may do to the account that it is sent to, mildest first."""

    READ = "read"
    REFUSED = "surely rejected"
    PROVISION = "may provision"
    DESTROY = "destructive"


@dataclass(frozen=True, slots=True)
class Expectation:
    """The class of answer a request must meet, and the statuses that the contract gives to its causes.

    `basis` is that of the class, `status_basis` that of the statuses; a body's basis stands in its own schema.
    """

    answer: Answer
    basis: Basis
    causes: tuple[str, ...] = ()
    statuses: tuple[int, ...] = ()
    status_basis: Basis = Basis.ASSUMED


class Nothing(Enum):
    """The one value that JSON does not have. Its name, unlike an address, is the same in every run: ids rest on it."""

    NOTHING = "nothing"


NOTHING = Nothing.NOTHING
"""The body of a step that has none (`None` is JSON's null)."""


@dataclass(frozen=True, slots=True)
class Step:
    """One request still to be filled in: its leaves may be placeholders (see `template`).

    `operation` is an operationId. A header that is None is left out even where the target has one.
    A step that `may_fail` is followed by the next whatever its answer.
    """

    operation: str
    risk: Risk = Risk.PROVISION
    path: Mapping[str, Template] = field(default_factory=dict)
    query: Mapping[str, Template] = field(default_factory=dict)
    headers: Mapping[str, Template] = field(default_factory=dict)
    body: Template = NOTHING
    raw: bytes | None = None
    media_type: str | None = "application/json"
    may_fail: bool = False


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing that a target owes to one clause: play the steps in order, judge the answer to the last.

    The id is stable: it changes only when the clause moves or the witness changes, never with the run.
    """

    id: str
    operation: str
    kind: str
    title: str
    clause: Clause
    steps: tuple[Step, ...]
    expect: Expectation
    risk: Risk
    branch: str = ""
    needs: tuple[str, ...] = ()
    sample: Sample | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it goes out. `path` is relative to the target's base and percent-encoded."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """One answer as it came in. Header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body's JSON, NOTHING where it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return NOTHING


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was asked and what came back. `values` is the request's body, `known` the names it took from the target."""

    operation: str
    request: Request
    response: Response
    values: Any = NOTHING
    known: frozenset[tuple[str, str]] = frozenset()


Layer = Literal[
    "class", "status", "content type", "body", "echo", "default", "secret", "envelope", "value", "order", "extra"
]


@dataclass(frozen=True, slots=True)
class Finding:
    """One departure from one clause. It is a failure if the clause binds, and otherwise a notice.

    `subject` is the obligation's id, `pointer` the place in the response's body.
    """

    subject: str
    layer: Layer
    clause: Clause
    expected: str
    got: str
    curl: str
    pointer: str = ""

    @property
    def is_failure(self) -> bool:
        return self.clause.basis.binds


class State(StrEnum):
    HELD = "held"
    FAILED = "failed"
    NOTICED = "noticed"
    UNCHECKED = "not checked"

    @staticmethod
    def of(findings: Sequence[Finding]) -> State:
        """What findings amount to."""
        if any(finding.is_failure for finding in findings):
            return State.FAILED
        return State.NOTICED if findings else State.HELD


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one obligation: the exchanges played (secrets masked) and what was found in the last."""

    obligation: Obligation
    state: State
    findings: tuple[Finding, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    reason: str = ""
    success: bool = False
    seconds: float = 0.0


class Verdict(StrEnum):
    HOLDS = "holds"
    BROKEN = "broken"
    INCONCLUSIVE = "inconclusive"

    @property
    def exit_code(self) -> int:
        return {Verdict.HOLDS: 0, Verdict.BROKEN: 1, Verdict.INCONCLUSIVE: 3}[self]


@dataclass(frozen=True, slots=True)
class Report:
    """A finished run: every obligation with its outcome, and why it stopped if it stopped early."""

    contract: str
    version: str
    file: str
    target: str
    outcomes: tuple[Outcome, ...]
    requests: int = 0
    seconds: float = 0.0
    stopped: str = ""
    leftovers: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for outcome in self.outcomes for finding in outcome.findings)

    @property
    def failures(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.is_failure)

    @property
    def notices(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if not finding.is_failure)

    @property
    def successes(self) -> int:
        """How often a success of the contract was met; a run that never met one proves nothing."""
        return sum(outcome.success for outcome in self.outcomes)

    def count(self, state: State) -> int:
        return sum(outcome.state is state for outcome in self.outcomes)

    @property
    def verdict(self) -> Verdict:
        if self.failures:
            return Verdict.BROKEN
        return Verdict.INCONCLUSIVE if self.stopped or not self.successes else Verdict.HOLDS

    @property
    def exit_code(self) -> int:
        return self.verdict.exit_code
