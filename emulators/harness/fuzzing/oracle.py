"""Decides what a contract demands for any request: that it is accepted, that it is refused for these reasons, or
either."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from emulators.harness.fuzzing.plausibility import Plausibility, basis_of_value, is_odd, typed
from emulators.harness.fuzzing.preconditions import depends_on_branch, may_exist_already
from emulators.harness.model.absent import NOTHING
from emulators.harness.model.clause import Basis, Clause, with_basis
from emulators.harness.schema.traversal import leaves
from emulators.harness.testcases.placeholders import with_stand_ins

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.contract.parameter import Parameter
    from emulators.harness.document.node import Node
    from emulators.harness.schema.validation import SchemaViolation
    from emulators.harness.testcases.builder import CaseBuilder, CaseLabel
    from emulators.harness.testcases.case import Case, Step

SCALARS = (str, int, float, bool, type(None))


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that is wrong with a request: the clause that it breaks, and the causes for which it may be refused.

    A defect that does not count is in a field without a meaning in the request's branch.
    """

    clause: Clause
    causes: tuple[str, ...]
    counts: bool = True


@dataclass(frozen=True, eq=False)
class Oracle:
    """Decides what the contract demands for requests of one operation."""

    builder: CaseBuilder

    @cached_property
    def plausibility(self) -> Plausibility:
        """How certain it is that bodies of the operation are good."""
        return Plausibility(
            self.builder.operation.body.node if self.builder.operation.body else self.builder.operation.node
        )

    def case(self, label: CaseLabel, step: Step) -> Case:
        """Returns the case for a request. Fields without a meaning in its branch need not be in the answer."""
        if isinstance(step.body, dict) and self.plausibility.has_foreign(step.body):
            label = replace(label, kind="foreign branch")
        wrong = list(self._wrong(step))
        telling = [each for each in wrong if each.counts]
        if telling:
            best = min(telling, key=lambda each: each.clause.basis.rank)
            causes = tuple(dict.fromkeys(cause for each in wrong for cause in each.causes))
            if not self._is_odd(step) and self._is_usual(step):
                return self.builder.expect_refused(label, step, best.clause, causes)
            return _with_inferred_status(self.builder.expect_refused(label, step, best.clause, (*causes, "invalid")))
        clause = self._clause(step)
        undecided = (
            wrong
            or self._is_odd(step)
            or depends_on_branch(self.builder, step)
            or may_exist_already(self.builder, step)
        )
        return (
            self.builder.expect_either(label, step, clause)
            if undecided
            else self.builder.expect_accepted(label, step, clause)
        )

    # What is wrong.

    def _wrong(self, step: Step) -> Iterator[Defect]:
        for parameter in self.builder.operation.parameters:
            if parameter.location in ("path", "query"):
                yield from self._wrong_argument(parameter, step)
        if self.builder.operation.body is not None:
            yield from self._wrong_body(step)

    def _wrong_argument(self, parameter: Parameter, step: Step) -> Iterator[Defect]:
        given, name = (step.path if parameter.location == "path" else step.query), parameter.name
        if name not in given:
            if parameter.required:
                clause = parameter.node.clause(f"{name} is required", "required")
                yield Defect(clause, self.builder.invalid(name, missing=True))
            return
        for violation in parameter.schema.violations(typed(parameter.schema.node, with_stand_ins(given[name]))):
            yield Defect(_as_read(violation, "text"), (*self.builder.invalid(name), f"unknown.{name}"))

    def _wrong_body(self, step: Step) -> Iterator[Defect]:
        schema, body = self.builder.operation.body, with_stand_ins(step.body)
        if schema is None:
            return
        if body is NOTHING:
            if step.raw is not None or self.builder.operation.body_required:
                yield Defect(self._malformed(schema.node), ("malformed", "media_type", "invalid", "missing"))
            return
        branch = self.plausibility.branch(body)
        for violation in schema.violations(body):
            name = _name(violation)
            missing = violation.keyword == "required"
            causes = ("malformed", "invalid") if not violation.pointer and not missing else ()
            counts = self.plausibility.means_something(branch, violation.pointer or f"/{name}")
            found = _at(body, violation.pointer)
            clause = _as_read(violation, found)
            if self.builder.operation.sends_form and found == "":
                clause = with_basis(clause, Basis.weakest(clause.basis, Basis.INFERRED))
            yield Defect(clause, (*causes, *self._causes(violation, name)), counts)

    def _causes(self, violation: SchemaViolation, name: str) -> Iterator[str]:
        """Yields the causes for a property and for those above it, since a vendor may blame any of them."""
        names = [*(token for token in violation.pointer.split("/") if token and not token.isdecimal()), name]
        for each in dict.fromkeys(names):
            yield from self.builder.invalid(each, missing=violation.keyword == "required")

    def _malformed(self, schema: Node) -> Clause:
        for response in self.builder.operation.answering("malformed")[:1]:
            cause = response.causes["malformed"]
            return with_basis(cause.node.clause("a body that is no JSON is refused"), cause.basis)
        return with_basis(schema.clause("the body is JSON"), Basis.ASSUMED)

    # What is good.

    def _is_odd(self, step: Step) -> bool:
        given = {**step.path, **step.query}
        argued = [each for each in self.builder.operation.parameters if each.name in given]
        odd = (is_odd(each.schema.node, given[each.name]) for each in argued)
        return any(odd) or (step.body is not NOTHING and self.plausibility.is_odd(step.body))

    def _clause(self, step: Step) -> Clause:
        """Returns the clause by which the request is good. Its basis is the weakest among the values in it."""
        operation = self.builder.operation
        bases = [Basis.DOCUMENTED, *(self._basis_of_argument(each, step) for each in operation.parameters)]
        schema = operation.body
        if schema is None:
            node = operation.success.node if operation.success else operation.node
            return with_basis(node.clause("a good request is accepted"), Basis.weakest(*bases))
        if isinstance(step.body, dict):
            bases += list(self.plausibility.bases(step.body))
        return with_basis(schema.node.clause("a body that keeps to its schema is accepted"), Basis.weakest(*bases))

    def _is_usual(self, step: Step) -> bool:
        """Returns whether everything in the request but its defects is usual."""
        given = [*step.path.values(), *step.query.values()]
        body = self.builder.operation.body
        if body is not None and step.body is not NOTHING:
            given += [value for _, _, value in leaves(body.node, step.body)]
        return all(basis_of_value(value) is Basis.DOCUMENTED for value in given)

    def _basis_of_argument(self, parameter: Parameter, step: Step) -> Basis:
        given = {"path": step.path, "query": step.query}.get(parameter.location, {})
        if parameter.name not in given:
            return parameter.node.basis()
        return Basis.weakest(
            parameter.node.basis(), basis_of_value(typed(parameter.schema.node, given[parameter.name]))
        )


def _with_inferred_status(case: Case) -> Case:
    """Returns the case with its status inferred at best, as the answer may be about another unusual value."""
    expect = case.expect
    return replace(case, expect=replace(expect, status_basis=Basis.weakest(expect.status_basis, Basis.INFERRED)))


def _as_read(violation: SchemaViolation, value: Any) -> Clause:
    """Returns the clause, as inferred where a lenient reader takes the value: another plain type, or a format."""
    lenient = violation.keyword == "format" or (violation.keyword == "type" and isinstance(value, SCALARS))
    return (
        with_basis(violation.clause, Basis.weakest(violation.clause.basis, Basis.INFERRED))
        if lenient
        else violation.clause
    )


def _name(violation: SchemaViolation) -> str:
    """Returns the name of the property that is missing or wrong."""
    missing = re.match(r'"(.+)" is a required property', violation.message)
    if missing:
        return missing[1]
    return next((token for token in reversed(violation.pointer.split("/")) if token and not token.isdecimal()), "")


def _at(value: Any, pointer: str) -> Any:
    for token in pointer.split("/")[1:]:
        try:
            value = value[int(token)] if isinstance(value, list) else value[token]
        except (KeyError, IndexError, ValueError, TypeError):
            return None
    return value
