"""A test case: the requests to send to a target, and the answer that a clause of the contract demands."""

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
    """Whether a request must be accepted, must be refused, or may be either."""

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
class ExpectedAnswer:
    """The answer that a case demands: whether it is accepted, and the statuses that the contract gives to its causes.

    `basis` is that of the acceptance, `status_basis` that of the statuses; a body's basis stands in its own schema.
    """

    answer: Acceptance
    basis: Basis
    causes: tuple[str, ...] = ()
    statuses: tuple[int, ...] = ()
    status_basis: Basis = Basis.ASSUMED


@dataclass(frozen=True, slots=True)
class Step:
    """One request whose values may be placeholders.

    `operation` is an operationId. A header that is None is left out even where the target has one. `raw` is a body as
    bytes. After a step that `may_fail`, the next one is sent whatever the answer was.
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
    """One test case for one clause: send the steps in order, and evaluate the answer to the last.

    The id is stable: it changes only with the clause's pointer, the kind or the requests. `operation` is a label
    (`METHOD /path`), `needs` names the values that only the target's owner can give.
    """

    id: str
    operation: str
    kind: str
    title: str
    clause: Clause
    steps: tuple[Step, ...]
    expect: ExpectedAnswer
    risk: Risk
    branch: str = ""
    needs: tuple[str, ...] = ()
    example: Example | None = None
