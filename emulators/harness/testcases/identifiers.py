"""Identifiers that name nothing, or somebody else's; and what was deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from emulators.harness.model.clause import known_as
from emulators.harness.testcases.boundary_values import plain_text
from emulators.harness.testcases.builder import Draft, Theme
from emulators.harness.testcases.case import Obligation, Risk, Step
from emulators.harness.testcases.placeholders import Foreign, Template, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from emulators.harness.document.node import Node


def identifiers(draft: Draft, name: str, node: Node, at: Callable[[Template], Step]) -> Iterator[Obligation]:
    """What is owed to an id that is none of the sender's; `at` puts it into the plain request."""
    for way, maker, words in (("unknown", Unknown, "names nothing"), ("foreign", Foreign, "is somebody else's")):
        cause = f"{way}.{name}"
        for response in draft.operation.answering(cause)[:1]:
            found = response.causes[cause]
            clause = known_as(found.node.clause(f"{name} {words}"), found.basis)
            step = at(maker(name, plain_text(node, name)))
            yield draft.refused(Theme(way, f"{name} {words}", name), step, clause, (cause,))


def gone(draft: Draft) -> Iterator[Obligation]:
    """What was deleted cannot be deleted again."""
    for parameter in draft.operation.parameters:
        cause = f"unknown.{parameter.name}"
        answering = draft.operation.answering(cause)
        if parameter.place == "path" and parameter.name in draft.bound and answering:
            found = answering[0].causes[cause]
            clause = known_as(found.node.clause(f"{parameter.name} is gone"), found.basis)
            once = replace(draft.step(), risk=Risk.DESTROY)
            yield draft.refused(Theme("gone", "deleted twice", parameter.name), draft.step(), clause, (cause,), (once,))
