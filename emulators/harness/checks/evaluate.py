"""One exchange against one case: class, status, content type, body, and what the fields promise each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from emulators.harness.checks.body import RefusalForm, unreadable, violations, wrong_content_type
from emulators.harness.checks.context import CheckContext
from emulators.harness.checks.excuses import Excuse, find_excuse
from emulators.harness.checks.fields import disorder, echoes, extras
from emulators.harness.checks.leaks import leaks
from emulators.harness.checks.status import wrong_class, wrong_status
from emulators.harness.checks.values import wrong_values
from emulators.harness.model.absent import NOTHING
from emulators.harness.testcases.case import Acceptance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.checks.observation import Observation
    from emulators.harness.contract.contract import Contract
    from emulators.harness.masking.redaction import Mask
    from emulators.harness.model.finding import Finding
    from emulators.harness.testcases.case import Case


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was found. With a doubt, the findings count only once it is proven away."""

    findings: tuple[Finding, ...] = ()
    excuse: Excuse | None = None
    success: bool = False


@dataclass
class Evaluator:
    """Judges the exchanges of one run; it remembers the first refusal that followed no documented form."""

    contract: Contract
    base: str
    mask: Mask
    _refusal_form: RefusalForm = field(default_factory=RefusalForm)

    def evaluate(self, case: Case, observation: Observation) -> Evaluation:
        """Everything that one exchange says about its case."""
        operation = self.contract.named(case.operation)
        context = CheckContext(case, operation, observation, self.base, self.mask)
        leaked, misled = tuple(leaks(context)), tuple(wrong_class(context))
        if misled:
            return Evaluation((*leaked, *misled), find_excuse(context))
        found = (*leaked, *wrong_status(context), *self._content(context))
        credentials = observation.status in (401, 403) and context.status_is_off
        return Evaluation(found, find_excuse(context) if credentials else None, _is_success(context, found))

    def _content(self, context: CheckContext) -> Iterator[Finding]:
        response, schema = context.described, context.schema
        if response is None or schema is None:
            return
        yield from wrong_content_type(context, response, schema)
        if context.answer is NOTHING:
            yield unreadable(context, schema)
            return
        broken = list(violations(context, schema))
        yield from broken
        if context.observation.refused and broken:
            yield from self._refusal_form.departures(context, schema)
        if context.observation.accepted:
            yield from echoes(context, schema)
            yield from disorder(context, schema)
        yield from extras(context, schema)
        yield from wrong_values(context, schema)


def _is_success(context: CheckContext, found: tuple[Finding, ...]) -> bool:
    """Did the target take what it had to take, as a page says that it does?"""
    if not context.observation.accepted or context.case.expect.answer is not Acceptance.ACCEPT:
        return False
    good = context.operation.success.causes.get("ok") if context.operation.success else None
    return not any(finding.is_failure for finding in found) and (good is None or good.basis.binds)
