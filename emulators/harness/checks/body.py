"""Is the answer what its schema says: its content type, its body, and the form of its refusals?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from emulators.harness.checks.context import brief
from emulators.harness.model.clause import Basis
from emulators.harness.schema.traversal import part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.checks.context import Case
    from emulators.harness.contract.response import Response
    from emulators.harness.model.finding import Finding
    from emulators.harness.schema.validation import Shape


def wrong_content_type(case: Case, response: Response, shape: Shape) -> Iterator[Finding]:
    if case.evidence.media_type not in response.media_types:
        either = " or ".join(response.media_types)
        clause = shape.node.clause(f"the content type is {either}", "type")
        yield case.finding("content type", clause, either, case.evidence.content_type or "none")


def unreadable(case: Case, shape: Shape) -> Finding:
    """A body that is not JSON."""
    return case.finding("body", shape.node.clause("the body is JSON", "type"), "JSON", case.quoted)


def breaches(case: Case, shape: Shape) -> Iterator[Finding]:
    """Every clause of the schema that the body breaks."""
    for breach in shape.breaches(case.answer):
        clause = replace(breach.clause, text=f"{breach.keyword}: {breach.message}")
        got = brief(part(case.answer, breach.pointer))
        yield case.finding("body", clause, breach.message, got, breach.pointer)


@dataclass
class Envelope:
    """The form of the first refusal of a run that followed none of ours."""

    keys: tuple[str, ...] | None = None

    def departures(self, case: Case, shape: Shape) -> Iterator[Finding]:
        """Refusals that follow no form of ours should at least follow one of their own."""
        keys = tuple(sorted(case.answer)) if isinstance(case.answer, dict) else (type(case.answer).__name__,)
        if self.keys is None:
            self.keys = keys
        if keys != self.keys:
            clause = replace(shape.node.clause("one envelope for every refusal"), basis=Basis.ASSUMED)
            yield case.finding("envelope", clause, ", ".join(self.keys), ", ".join(keys))
