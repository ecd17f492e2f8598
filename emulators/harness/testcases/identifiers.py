"""Cases for identifiers that name nothing, belong to somebody else, or were deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from emulators.harness.model.clause import with_basis
from emulators.harness.testcases.boundary_values import plain_text
from emulators.harness.testcases.builder import CaseBuilder, CaseLabel
from emulators.harness.testcases.case import Case, Risk, Step
from emulators.harness.testcases.placeholders import Foreign, Template, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from emulators.harness.document.node import Node


def identifiers(builder: CaseBuilder, name: str, node: Node, at: Callable[[Template], Step]) -> Iterator[Case]:
    """Yields the cases for an id that is unknown or somebody else's. `at` puts a value into the plain request."""
    for way, maker, words in (("unknown", Unknown, "names nothing"), ("foreign", Foreign, "is somebody else's")):
        cause = f"{way}.{name}"
        for response in builder.operation.answering(cause)[:1]:
            found = response.causes[cause]
            clause = with_basis(found.node.clause(f"{name} {words}"), found.basis)
            step = at(maker(name, plain_text(node, name)))
            yield builder.expect_refused(CaseLabel(way, f"{name} {words}", name), step, clause, (cause,))


def gone(builder: CaseBuilder) -> Iterator[Case]:
    """Yields a second deletion of the same resource."""
    for parameter in builder.operation.parameters:
        cause = f"unknown.{parameter.name}"
        answering = builder.operation.answering(cause)
        if parameter.location == "path" and parameter.name in builder.bound and answering:
            found = answering[0].causes[cause]
            clause = with_basis(found.node.clause(f"{parameter.name} is gone"), found.basis)
            once = replace(builder.step(), risk=Risk.DESTROY)
            yield builder.expect_refused(
                CaseLabel("gone", "deleted twice", parameter.name), builder.step(), clause, (cause,), (once,)
            )
