"""What a target owes to one clause: the requests to send, and the answer to expect."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from emulators.harness.model.absent import NOTHING
from emulators.harness.model.clause import Basis

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.harness.contract.examples import Example
    from emulators.harness.model.clause import Clause
    from emulators.harness.testcases.placeholders import Template


class Acceptance(StrEnum):
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

    answer: Acceptance
    basis: Basis
    causes: tuple[str, ...] = ()
    statuses: tuple[int, ...] = ()
    status_basis: Basis = Basis.ASSUMED


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
class Case:
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
    example: Example | None = None
