"""Builds the cases of one operation: its plain request, the steps that must come first, and the answer to expect."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from emulators.harness.contract.examples import Example, known_values_printed, read_examples
from emulators.harness.model.absent import ABSENT, NOTHING
from emulators.harness.model.clause import Basis, Clause, with_basis
from emulators.harness.schema.branches import branches
from emulators.harness.schema.conditions import rows
from emulators.harness.testcases.boundary_values import MINIMAL, body, boundary_value
from emulators.harness.testcases.case import Acceptance, Case, ExpectedAnswer, Risk, Step
from emulators.harness.testcases.from_examples import ExampleConverter
from emulators.harness.testcases.placeholders import (
    Bound,
    Foreign,
    Fresh,
    Known,
    Placeholder,
    Template,
    Unknown,
    describe,
    placeholders,
    with_stand_ins,
    without_owned_numbers,
)
from emulators.harness.testcases.prerequisites import bindings, steps_of, with_prerequisites
from emulators.harness.testcases.property_paths import property_paths

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.harness.contract.contract import Contract
    from emulators.harness.contract.operation import ContractOperation
    from emulators.harness.contract.parameter import Parameter


@dataclass(frozen=True, slots=True)
class CaseLabel:
    """What a case is about. `detail` distinguishes it, in its id, from others of its kind."""

    kind: str
    title: str
    detail: str = ""
    branch: str = ""


@dataclass(frozen=True, eq=False, repr=False)
class CaseBuilder:
    """Builds the cases of one operation.

    `examples` are all of the contract, `known` the values that exist by name, `discriminating` the properties that
    choose a branch somewhere, `setup` the steps that every case needs first, and `bound` what it takes from their
    answers.
    """

    operation: ContractOperation
    examples: Mapping[str, Example]
    known: Mapping[str, set[str]]
    discriminating: frozenset[str]
    setup: tuple[Step, ...] = ()
    bound: Mapping[str, Bound] = field(default_factory=dict)

    @classmethod
    def all(cls, contract: Contract) -> list[CaseBuilder]:
        """Returns a builder for every operation of a contract."""
        examples = read_examples(contract)
        known, discriminating = known_values_printed(examples), _discriminating(contract)
        return [cls.of(operation, examples, known, discriminating) for operation in contract.operations]

    @classmethod
    def of(
        cls,
        operation: ContractOperation,
        examples: Mapping[str, Example],
        known: Mapping[str, set[str]],
        discriminating: frozenset[str],
    ) -> CaseBuilder:
        """Returns the builder of one operation. Its setup is that of its plainest good example."""
        good = [example for example in _good(operation, examples) if _found_before(operation, example)]
        if not good:
            return cls(operation, examples, known, discriminating, (), {})
        plain = max(good, key=lambda example: len(_found_before(operation, example)))
        steps = steps_of(examples, plain, ExampleConverter(known, as_printed=False).step)
        return cls(
            operation, examples, known, discriminating, steps[:-1], bindings(plain, with_prerequisites(examples, plain))
        )

    # Requests.

    def step(
        self,
        *,
        path: Mapping[str, Template] | None = None,
        query: Mapping[str, Template] | None = None,
        headers: Mapping[str, Template] | None = None,
        body: Template = ABSENT,
    ) -> Step:
        """Returns the plain request with some of it replaced; ABSENT leaves a query parameter out."""
        plain = {each.name: self._argument(each) for each in self.operation.parameters if each.required}
        at = {each.name: each.location for each in self.operation.parameters}
        questions = {name: value for name, value in plain.items() if at[name] == "query"} | dict(query or {})
        return Step(
            operation=self.operation.id,
            path={name: value for name, value in plain.items() if at[name] == "path"} | dict(path or {}),
            query={name: value for name, value in questions.items() if value is not ABSENT},
            headers=headers or {},
            body=self.bind(self._plain_body() if body is ABSENT else body),
            media_type=self.operation.media_type,
        )

    def _argument(self, parameter: Parameter) -> Template:
        if parameter.name in self.bound:
            return self.bound[parameter.name]
        made = boundary_value(parameter.schema.node, parameter.name, MINIMAL)
        return Known(parameter.name, with_stand_ins(made)) if parameter.is_known else made

    def _plain_body(self) -> Template:
        schema = self.operation.body
        return body(schema.node, branches(schema.node)[0], MINIMAL) if schema else NOTHING

    def bind(self, template: Template) -> Template:
        """Returns a template in which known values and plain numbers come from earlier answers, where there are any."""
        if isinstance(template, dict):
            return {name: self._bound_or(name, value) for name, value in template.items()}
        return [self.bind(value) for value in template] if isinstance(template, list) else template

    def _bound_or(self, name: str, value: Template) -> Template:
        plain = isinstance(value, Known) or (isinstance(value, Fresh) and not value.form)
        return self.bound[name] if name in self.bound and plain else self.bind(value)

    # Expectations.

    def invalid(self, name: str, *, missing: bool = False) -> tuple[str, ...]:
        """Returns the causes that a wrong or missing value has at this operation, only the most particular."""
        particular = ("missing", f"invalid.{name}") if missing else (f"invalid.{name}",)
        return (next((cause for cause in particular if self.operation.answering(cause)), "invalid"),)

    def expect_accepted(self, label: CaseLabel, step: Step, clause: Clause) -> Case:
        """Returns a case whose request must be accepted."""
        success = self.operation.success
        good = success.causes.get("ok") if success else None
        basis = Basis.weakest(clause.basis, good.basis) if good else clause.basis
        expect = ExpectedAnswer(Acceptance.ACCEPT, basis, ("ok",))
        if success is not None:
            expect = replace(expect, statuses=(success.status,), status_basis=success.node.basis())
        label = replace(label, title=f"{label.title}: accepted")
        return self.case(label, with_basis(clause, basis), self._steps(step, self.risk), expect)

    def expect_refused(
        self, label: CaseLabel, step: Step, clause: Clause, causes: tuple[str, ...], before: tuple[Step, ...] = ()
    ) -> Case:
        """Returns a case whose request must be refused, with a status that the contract gives to one of the causes.

        `before` are steps that come between the setup and the request.
        """
        found = [(each, cause) for each in self.operation.responses for cause in causes if cause in each.causes]
        expect = ExpectedAnswer(
            Acceptance.REJECT, clause.basis, causes, tuple(dict.fromkeys(each.status for each, _ in found))
        )
        if found:
            expect = replace(expect, status_basis=Basis.weakest(*(each.basis_of(cause) for each, cause in found)))
        label = replace(label, title=f"{label.title}: refused")
        risk, step = self._risk_of_refusal(step, clause.basis), replace(step, body=without_owned_numbers(step.body))
        return self.case(label, clause, self._steps(step, risk, before), expect)

    def expect_either(self, label: CaseLabel, step: Step, clause: Clause) -> Case:
        """Returns a case whose request may be accepted or refused: only a server failure is wrong."""
        label = replace(label, title=f"{label.title}: answered")
        steps = self._steps(step, self.risk)
        return self.case(
            label, with_basis(clause, Basis.ASSUMED), steps, ExpectedAnswer(Acceptance.EITHER, Basis.ASSUMED)
        )

    def _steps(self, step: Step, risk: Risk, before: tuple[Step, ...] = ()) -> tuple[Step, ...]:
        """Returns the setup and the request; without the setup where nothing of it is used."""
        own = (*before, replace(step, risk=risk))
        return (*self.setup, *own) if any(map(_is_bound, own)) else own

    @property
    def risk(self) -> Risk:
        """What the operation does to an account when it succeeds."""
        if self.operation.reads:
            return Risk.READ
        return Risk.DESTROY if self.operation.method == "DELETE" else Risk.PROVISION

    def _risk_of_refusal(self, step: Step, basis: Basis) -> Risk:
        if self.risk is Risk.READ:
            return Risk.READ
        names_nothing = any(isinstance(value, Unknown) for value in step.path.values())
        return Risk.REFUSED if basis.binds or names_nothing else self.risk

    # Cases.

    def case(
        self,
        label: CaseLabel,
        clause: Clause,
        steps: tuple[Step, ...],
        expect: ExpectedAnswer,
        example: Example | None = None,
    ) -> Case:
        """Returns a case with a stable id. `example` is the printed exchange that its answer is compared with."""
        readable = re.sub(r"[^A-Za-z0-9+.]+", "-", f"{self.operation.id}.{label.kind}.{label.detail}").strip("-.")[:80]
        return Case(
            id=f"{readable}-{_digest(clause, label.kind, steps, expect.answer)}",
            operation=self.operation.label,
            kind=label.kind,
            title=label.title,
            clause=clause,
            steps=steps,
            expect=expect,
            risk=max((step.risk for step in steps), key=list(Risk).index),
            branch=label.branch,
            needs=tuple(sorted(_needs(steps))),
            example=example,
        )


def _discriminating(contract: Contract) -> frozenset[str]:
    """Returns the names of all properties that choose a branch somewhere in a contract."""
    conditions = [row.child("if") for each in contract.operations if each.body for row in rows(each.body.node)]
    return frozenset(name for condition in conditions if condition for name, _ in condition.below("properties"))


def _good(operation: ContractOperation, examples: Mapping[str, Example]) -> list[Example]:
    """Returns the good examples of an operation that any target can be sent, the one with the fewest prerequisites first."""
    own = [each for each in examples.values() if each.operation is operation and each.response.is_success]
    plain = [each for each in own if not each.profile and not each.needs_emulator and not each.headers]
    return sorted(plain, key=lambda each: len(with_prerequisites(examples, each)))


def _found_before(operation: ContractOperation, example: Example) -> set[str]:
    """Returns what an operation needs and an example takes from earlier answers. The more it is, the less must be known."""
    asked = {parameter.name for parameter in operation.parameters if parameter.required}
    if operation.body is not None:
        asked |= {path.name for path in property_paths(operation.body.node) if path.needed}
    return {name for name, source in example.bind.items() if name in asked and source.split("/")[0] != operation.id}


def _leaves(step: Step) -> list[Placeholder]:
    return list(placeholders([dict(step.path), dict(step.query), dict(step.headers), step.body]))


def _is_bound(step: Step) -> bool:
    return any(isinstance(each, Bound) for each in _leaves(step))


def _needs(steps: tuple[Step, ...]) -> set[str]:
    """Returns the names of the values that only the target's owner can give."""
    found = set()
    for step in steps:
        for each in _leaves(step):
            given = isinstance(each, Foreign) and not each.invented
            if given or (isinstance(each, Known) and not each.optional):
                found.add(each.name)
    return found


def _digest(clause: Clause, kind: str, steps: tuple[Step, ...], answer: Acceptance) -> str:
    """Returns the hash in a case's id: of the clause's pointer and the requests, not of lines or titles."""
    shown = [
        [step.operation, step.media_type, repr(step.raw)]
        + [describe(part) for part in (dict(step.path), dict(step.query), dict(step.headers), step.body)]
        for step in steps
    ]
    place = clause.pointer.replace("/x-examples/", "/examples/")  # who else can read an example is not what it is
    text = json.dumps([place, kind, answer, shown], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]
