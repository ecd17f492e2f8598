"""What a contract promises to any request at all, however it was made: good, refused for these reasons, or nobody says."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from emulators.harness.fuzzing.plausibility import Reading, is_odd, typed, usual
from emulators.harness.fuzzing.preconditions import depends, may_be_there
from emulators.harness.model.absent import NOTHING
from emulators.harness.model.clause import Basis, Clause, known_as
from emulators.harness.schema.traversal import leaves
from emulators.harness.testcases.placeholders import stood_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.contract.parameter import Parameter
    from emulators.harness.document.node import Node
    from emulators.harness.schema.validation import Breach
    from emulators.harness.testcases.builder import Draft, Theme
    from emulators.harness.testcases.case import Obligation, Step

SCALARS = (str, int, float, bool, type(None))


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong with a request: the clause it breaks, as it is known to be meant, and what to call it."""

    clause: Clause
    causes: tuple[str, ...]
    counts: bool = True


@dataclass(frozen=True, eq=False)
class Promise:
    """The promises of one operation."""

    draft: Draft

    @cached_property
    def reading(self) -> Reading:
        return Reading(self.draft.operation.body.node if self.draft.operation.body else self.draft.operation.node)

    def obligation(self, theme: Theme, step: Step) -> Obligation:
        """What the target owes to this request. What means nothing in its branch need not come back."""
        if isinstance(step.body, dict) and self.reading.has_foreign(step.body):
            theme = replace(theme, kind="foreign branch")
        wrong = list(self._wrong(step))
        telling = [each for each in wrong if each.counts]
        if telling:
            best = min(telling, key=lambda each: each.clause.basis.rank)
            causes = tuple(dict.fromkeys(cause for each in wrong for cause in each.causes))
            if not self._is_odd(step) and self._is_usual(step):
                return self.draft.refused(theme, step, best.clause, causes)
            return _less_sure(self.draft.refused(theme, step, best.clause, (*causes, "invalid")))
        clause = self._clause(step)
        doubtful = wrong or self._is_odd(step) or depends(self.draft, step) or may_be_there(self.draft, step)
        return self.draft.either(theme, step, clause) if doubtful else self.draft.accepted(theme, step, clause)

    # What is wrong.

    def _wrong(self, step: Step) -> Iterator[Wrong]:
        for parameter in self.draft.operation.parameters:
            if parameter.place in ("path", "query"):
                yield from self._wrong_argument(parameter, step)
        if self.draft.operation.body is not None:
            yield from self._wrong_body(step)

    def _wrong_argument(self, parameter: Parameter, step: Step) -> Iterator[Wrong]:
        given, name = (step.path if parameter.place == "path" else step.query), parameter.name
        if name not in given:
            if parameter.required:
                clause = parameter.node.clause(f"{name} is required", "required")
                yield Wrong(clause, self.draft.invalid(name, missing=True))
            return
        for breach in parameter.shape.breaches(typed(parameter.shape.node, stood_in(given[name]))):
            yield Wrong(_as_meant(breach, "text"), (*self.draft.invalid(name), f"unknown.{name}"))

    def _wrong_body(self, step: Step) -> Iterator[Wrong]:
        shape, body = self.draft.operation.body, stood_in(step.body)
        if shape is None:
            return
        if body is NOTHING:
            if step.raw is not None or self.draft.operation.body_required:
                yield Wrong(self._malformed(shape.node), ("malformed", "media_type", "invalid", "missing"))
            return
        branch = self.reading.branch(body)
        for breach in shape.breaches(body):
            name = _name(breach)
            missing = breach.keyword == "required"
            causes = ("malformed", "invalid") if not breach.pointer and not missing else ()
            counts = self.reading.means_something(branch, breach.pointer or f"/{name}")
            yield Wrong(_as_meant(breach, _at(body, breach.pointer)), (*causes, *self._causes(breach, name)), counts)

    def _causes(self, breach: Breach, name: str) -> Iterator[str]:
        """The names on the way to the place count as well: a vendor may blame any of them."""
        names = [*(token for token in breach.pointer.split("/") if token and not token.isdecimal()), name]
        for each in dict.fromkeys(names):
            yield from self.draft.invalid(each, missing=breach.keyword == "required")

    def _malformed(self, schema: Node) -> Clause:
        for response in self.draft.operation.answering("malformed")[:1]:
            cause = response.causes["malformed"]
            return known_as(cause.node.clause("a body that is no JSON is refused"), cause.basis)
        return known_as(schema.clause("the body is JSON"), Basis.ASSUMED)

    # What is good.

    def _is_odd(self, step: Step) -> bool:
        given = {**step.path, **step.query}
        argued = [each for each in self.draft.operation.parameters if each.name in given]
        odd = (is_odd(each.shape.node, given[each.name]) for each in argued)
        return any(odd) or (step.body is not NOTHING and self.reading.is_odd(step.body))

    def _clause(self, step: Step) -> Clause:
        """What lets the request in, known no better than the least known thing in it."""
        operation = self.draft.operation
        bases = [Basis.DOCUMENTED, *(self._basis_of_argument(each, step) for each in operation.parameters)]
        shape = operation.body
        if shape is None:
            node = operation.success.node if operation.success else operation.node
            return known_as(node.clause("a good request is accepted"), Basis.weakest(*bases))
        if isinstance(step.body, dict):
            bases += list(self.reading.bases(step.body))
        return known_as(shape.node.clause("a body that keeps to its schema is accepted"), Basis.weakest(*bases))

    def _is_usual(self, step: Step) -> bool:
        """Is nothing in it strange, whatever else is wrong?"""
        given = [*step.path.values(), *step.query.values()]
        body = self.draft.operation.body
        if body is not None and step.body is not NOTHING:
            given += [value for _, _, value in leaves(body.node, step.body)]
        return all(usual(value) is Basis.DOCUMENTED for value in given)

    def _basis_of_argument(self, parameter: Parameter, step: Step) -> Basis:
        given = {"path": step.path, "query": step.query}.get(parameter.place, {})
        if parameter.name not in given:
            return parameter.node.basis()
        return Basis.weakest(parameter.node.basis(), usual(typed(parameter.shape.node, given[parameter.name])))


def _less_sure(obligation: Obligation) -> Obligation:
    """What else is strange about a request may be what is answered to."""
    expect = obligation.expect
    return replace(obligation, expect=replace(expect, status_basis=Basis.weakest(expect.status_basis, Basis.INFERRED)))


def _as_meant(breach: Breach, value: Any) -> Clause:
    """A plain value of another type may be taken for the right one, and a format is a matter of reading."""
    lenient = breach.keyword == "format" or (breach.keyword == "type" and isinstance(value, SCALARS))
    return known_as(breach.clause, Basis.weakest(breach.clause.basis, Basis.INFERRED)) if lenient else breach.clause


def _name(breach: Breach) -> str:
    """The property that is missing, or the one that is wrong."""
    missing = re.match(r'"(.+)" is a required property', breach.message)
    if missing:
        return missing[1]
    return next((token for token in reversed(breach.pointer.split("/")) if token and not token.isdecimal()), "")


def _at(value: Any, pointer: str) -> Any:
    for token in pointer.split("/")[1:]:
        try:
            value = value[int(token)] if isinstance(value, list) else value[token]
        except (KeyError, IndexError, ValueError, TypeError):
            return None
    return value
