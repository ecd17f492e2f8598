"""Checks the content type and the body of a response, and that refusals have one form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from emulators.harness.checks.context import brief
from emulators.harness.model.clause import Basis
from emulators.harness.schema.traversal import part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.checks.context import CheckContext
    from emulators.harness.contract.response import Response
    from emulators.harness.model.finding import Finding
    from emulators.harness.schema.validation import Schema


def check_content_type(context: CheckContext, response: Response, schema: Schema) -> Iterator[Finding]:
    """Yields a finding where the content type is none of the response's."""
    if context.observation.media_type not in response.media_types:
        either = " or ".join(response.media_types)
        clause = schema.node.clause(f"the content type is {either}", "type")
        yield context.finding("content type", clause, either, context.observation.content_type or "none")


def unreadable_body(context: CheckContext, schema: Schema) -> Finding:
    """Returns the finding for a body that is not JSON."""
    return context.finding("body", schema.node.clause("the body is JSON", "type"), "JSON", context.quoted)


def check_body(context: CheckContext, schema: Schema) -> Iterator[Finding]:
    """Yields a finding for every clause of the schema that the body breaks."""
    for violation in schema.violations(context.answer):
        clause = replace(violation.clause, text=f"{violation.keyword}: {violation.message}")
        got = brief(part(context.answer, violation.pointer))
        yield context.finding("body", clause, violation.message, got, violation.pointer)


@dataclass
class RefusalForm:
    """The keys of the first refusal of a run that did not follow the contract."""

    keys: tuple[str, ...] | None = None

    def check(self, context: CheckContext, schema: Schema) -> Iterator[Finding]:
        """Yields a finding for a refusal that follows neither the contract nor the first such refusal of the run."""
        keys = tuple(sorted(context.answer)) if isinstance(context.answer, dict) else (type(context.answer).__name__,)
        if self.keys is None:
            self.keys = keys
        if keys != self.keys:
            clause = replace(schema.node.clause("one envelope for every refusal"), basis=Basis.ASSUMED)
            yield context.finding("envelope", clause, ", ".join(self.keys), ", ".join(keys))
