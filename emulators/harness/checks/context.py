"""One exchange together with its case, and with what the contract says about such an answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from emulators.harness.masking.curl import curl
from emulators.harness.model.absent import NOTHING
from emulators.harness.model.finding import Finding

if TYPE_CHECKING:
    from emulators.harness.checks.observation import Observation
    from emulators.harness.contract.operation import ContractOperation
    from emulators.harness.contract.response import Response
    from emulators.harness.masking.redaction import Mask
    from emulators.harness.model.clause import Clause
    from emulators.harness.model.finding import Layer
    from emulators.harness.schema.validation import Schema
    from emulators.harness.testcases.case import Case

SHOWN = 300
"""How many characters of an answer a finding quotes."""


@dataclass(frozen=True)
class CheckContext:
    """What a check reads. `base` is the target's URL, `mask` the run's mask."""

    case: Case
    operation: ContractOperation
    observation: Observation
    base: str
    mask: Mask

    @property
    def status_differs(self) -> bool:
        """Whether the case names statuses, and the answer has another one."""
        expect = self.case.expect
        return bool(expect.statuses) and self.observation.status not in expect.statuses

    @property
    def expected_response(self) -> Response | None:
        """The first response of the contract with a status that the case expects."""
        statuses = self.case.expect.statuses
        return next((found for status in statuses if (found := self.operation.response(status))), None)

    @cached_property
    def matching_response(self) -> Response | None:
        """The response of the contract that describes this answer: that of its status, or of the one it should have."""
        own = self.operation.response(self.observation.status)
        if own is not None:
            return own
        return self.operation.success if self.observation.accepted else self.expected_response

    @cached_property
    def schema(self) -> Schema | None:
        """The schema of the answer, or of the one that it should have been; None where there is nothing to check."""
        response, silent = (
            self.matching_response,
            self.observation.status == 204 and not self.observation.exchange.response.body,
        )
        if response is None or not response.schemas or silent:
            return None
        return (
            response.schemas.get(self.observation.media_type)
            or response.schema
            or next(iter(response.schemas.values()))
        )

    @cached_property
    def answer(self) -> Any:
        """The answer as JSON, or as text where the contract has it in plain text; NOTHING where it cannot be read."""
        if (
            self.matching_response is not None
            and self.observation.media_type == "text/plain" in self.matching_response.schemas
        ):
            return self.observation.text
        return self.observation.exchange.response.json

    @property
    def quoted(self) -> str:
        """The beginning of the answer's body."""
        return _cut(self.observation.text)

    def finding(self, layer: Layer, clause: Clause, expected: str, got: str, pointer: str = "") -> Finding:
        """Returns a finding about this exchange with every secret in it masked."""
        found = Finding(
            subject=self.case.id,
            layer=layer,
            clause=clause,
            expected=expected,
            got=got,
            curl=self._curl,
            pointer=pointer,
        )
        return self._mask.finding(found)

    @cached_property
    def _mask(self) -> Mask:
        return self.mask.knowing(self.observation.secrets)

    @cached_property
    def _curl(self) -> str:
        return curl(self.base, self._mask.request(self.observation.exchange.request))


def brief(value: Any) -> str:
    """Returns a value as findings show it."""
    return "nothing" if value is NOTHING else _cut(json.dumps(value, ensure_ascii=False))


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN] + "..."
