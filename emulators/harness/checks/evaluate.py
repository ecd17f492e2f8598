"""Evaluates one exchange against its case, check by check."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from emulators.harness.checks.body import RefusalForm, check_body, check_content_type, unreadable_body
from emulators.harness.checks.context import CheckContext
from emulators.harness.checks.excuses import Excuse, find_excuse, ill_formed_id
from emulators.harness.checks.fields import check_echoes, check_extra_fields, check_timestamps
from emulators.harness.checks.leaks import check_leaks
from emulators.harness.checks.status import check_acceptance, check_status
from emulators.harness.checks.values import check_values
from emulators.harness.model.absent import NOTHING
from emulators.harness.testcases.case import Acceptance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.checks.observation import Observation
    from emulators.harness.contract.contract import Contract
    from emulators.harness.contract.operation import ContractOperation
    from emulators.harness.contract.response import Cause
    from emulators.harness.masking.redaction import Mask
    from emulators.harness.model.finding import Finding
    from emulators.harness.testcases.case import Case


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The findings of one exchange. With an excuse, they count only once the run has shown that it does not apply.

    `success` says that the target accepted a request as a page says it does.
    """

    findings: tuple[Finding, ...] = ()
    excuse: Excuse | None = None
    success: bool = False


@dataclass
class Evaluator:
    """Evaluates the exchanges of one run. `base` is the target's URL."""

    contract: Contract
    base: str
    mask: Mask
    _refusal_form: RefusalForm = field(default_factory=RefusalForm)

    def evaluate(self, case: Case, observation: Observation) -> Evaluation:
        """Returns everything that one exchange shows about its case."""
        operation = self.contract.named(case.operation)
        context = CheckContext(case, operation, observation, self.base, self.mask)
        leaked, misled = tuple(check_leaks(context)), tuple(check_acceptance(context))
        if misled:
            return Evaluation((*leaked, *misled), find_excuse(context))
        found = (*leaked, *check_status(context), *self._content(context))
        may_be_excused = (
            observation.status in (404, 405)
            or (observation.status in (401, 403) and context.status_differs)
            or ill_formed_id(context) is not None
        )
        return Evaluation(found, find_excuse(context) if may_be_excused else None, self._is_success(context, found))

    def _is_success(self, context: CheckContext, found: tuple[Finding, ...]) -> bool:
        """Returns whether the target accepted what it must accept, as a page says.

        Where no page was read yet, so that nothing in the contract can fail a target, a success without any departure
        is one.
        """
        if not context.observation.accepted or context.case.expect.answer is not Acceptance.ACCEPT:
            return False
        if not self._has_bound_success:
            return not found
        good = _good(context.operation)
        return not any(finding.is_failure for finding in found) and (good is None or good.basis.binds)

    @cached_property
    def _has_bound_success(self) -> bool:
        return any(good is None or good.basis.binds for good in map(_good, self.contract.operations))

    def _content(self, context: CheckContext) -> Iterator[Finding]:
        response, schema = context.matching_response, context.schema
        if response is None or schema is None:
            return
        yield from check_content_type(context, response, schema)
        if context.answer is NOTHING:
            yield unreadable_body(context, schema)
            return
        broken = list(check_body(context, schema))
        yield from broken
        if context.observation.refused and broken:
            yield from self._refusal_form.check(context, schema)
        if context.observation.accepted:
            yield from check_echoes(context, schema)
            yield from check_timestamps(context, schema)
        yield from check_extra_fields(context, schema)
        yield from check_values(context, schema)


def _good(operation: ContractOperation) -> Cause | None:
    """Returns the cause of the answer to a good request, where the contract names one."""
    return operation.success.causes.get("ok") if operation.success else None
