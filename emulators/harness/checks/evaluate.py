"""One exchange against one obligation: class, status, content type, body, and what the fields promise each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from emulators.harness.checks.body import Envelope, breaches, unreadable, wrong_content_type
from emulators.harness.checks.context import Case
from emulators.harness.checks.excuses import Doubt, doubt
from emulators.harness.checks.fields import disorder, echoes, extras
from emulators.harness.checks.leaks import leaks
from emulators.harness.checks.status import wrong_class, wrong_status
from emulators.harness.checks.values import wrong_values
from emulators.harness.model.absent import NOTHING
from emulators.harness.testcases.case import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.checks.observation import Evidence
    from emulators.harness.contract.contract import Contract
    from emulators.harness.masking.redaction import Mask
    from emulators.harness.model.finding import Finding
    from emulators.harness.testcases.case import Obligation


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found. With a doubt, the findings count only once it is proven away."""

    findings: tuple[Finding, ...] = ()
    doubt: Doubt | None = None
    success: bool = False


@dataclass
class Judge:
    """Judges the exchanges of one run; it remembers the first refusal that followed no documented form."""

    contract: Contract
    base: str
    mask: Mask
    _envelope: Envelope = field(default_factory=Envelope)

    def judge(self, obligation: Obligation, evidence: Evidence) -> Judgement:
        """Everything that one exchange says about its obligation."""
        operation = self.contract.named(obligation.operation)
        case = Case(obligation, operation, evidence, self.base, self.mask)
        leaked, misled = tuple(leaks(case)), tuple(wrong_class(case))
        if misled:
            return Judgement((*leaked, *misled), doubt(case))
        found = (*leaked, *wrong_status(case), *self._content(case))
        credentials = evidence.status in (401, 403) and case.status_is_off
        return Judgement(found, doubt(case) if credentials else None, _is_success(case, found))

    def _content(self, case: Case) -> Iterator[Finding]:
        response, shape = case.described, case.shape
        if response is None or shape is None:
            return
        yield from wrong_content_type(case, response, shape)
        if case.answer is NOTHING:
            yield unreadable(case, shape)
            return
        broken = list(breaches(case, shape))
        yield from broken
        if case.evidence.refused and broken:
            yield from self._envelope.departures(case, shape)
        if case.evidence.accepted:
            yield from echoes(case, shape)
            yield from disorder(case, shape)
        yield from extras(case, shape)
        yield from wrong_values(case, shape)


def _is_success(case: Case, found: tuple[Finding, ...]) -> bool:
    """Did the target take what it had to take, as a page says that it does?"""
    if not case.evidence.accepted or case.obligation.expect.answer is not Answer.ACCEPT:
        return False
    good = case.operation.success.causes.get("ok") if case.operation.success else None
    return not any(finding.is_failure for finding in found) and (good is None or good.basis.binds)
