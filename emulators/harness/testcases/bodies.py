"""Cases for request bodies: every branch at its smallest and largest, and every property on both sides of each limit."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from emulators.harness.model.absent import ABSENT, NOTHING
from emulators.harness.model.clause import Basis, Clause, with_basis
from emulators.harness.schema.alternatives import fields, required
from emulators.harness.schema.branches import Branch, belongs, branches
from emulators.harness.testcases.boundary_values import MAXIMAL, MINIMAL, body, boundary_value, kind, plain_text
from emulators.harness.testcases.builder import CaseBuilder, CaseLabel
from emulators.harness.testcases.case import Case, Risk, Step
from emulators.harness.testcases.identifiers import identifiers
from emulators.harness.testcases.mutations import Mutation, mutations
from emulators.harness.testcases.placeholders import Known, Template, describe, with_stand_ins
from emulators.harness.testcases.property_paths import PropertyPath, branch_of, has, property_paths, put

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.document.node import Node
    from emulators.harness.schema.validation import Schema, SchemaViolation


def bodies(builder: CaseBuilder) -> Iterator[Case]:
    """Yields the cases for the bodies of an operation."""
    if builder.operation.body is not None:
        yield from _Bodies(builder, builder.operation.body, branches(builder.operation.body.node)).all()


@dataclass(frozen=True, eq=False, repr=False)
class _Bodies:
    """The cases for the bodies of one operation."""

    builder: CaseBuilder
    body_schema: Schema
    all_branches: tuple[Branch, ...]

    @property
    def schema(self) -> Node:
        return self.body_schema.node

    def all(self) -> Iterator[Case]:
        for branch in self.all_branches:
            yield from self.extremes(branch)
            yield from self.choices(branch)
            yield from self.left_out(branch)
            yield from self.foreign_fields(branch)
        for path in property_paths(self.schema):
            yield from self.mutated(path)
            yield from self.known(path)
        yield from self.unknown_field()
        yield from self.unreadable()
        yield from self.duplicates()

    def name_of(self, branch: Branch) -> str:
        return branch.name if len(self.all_branches) > 1 else ""

    # Good bodies.

    def extremes(self, branch: Branch) -> Iterator[Case]:
        """Yields a branch's smallest and largest body, both to be accepted."""
        name = self.name_of(branch)
        row = branch.rows[0] if branch.rows else self.schema
        basis = Basis.weakest(self.schema.basis(), *(row.basis() for row in branch.rows))
        clause = with_basis(row.clause(f"the branch {name}" if name else "the body"), basis)
        small, large = body(self.schema, branch, MINIMAL), body(self.schema, branch, MAXIMAL)
        title = name or "the body"
        yield self.good(CaseLabel("minimal", f"{title}: only what is required", name, name), small, clause)
        if _shown(large) != _shown(small):
            yield self.good(CaseLabel("maximal", f"{title}: everything", name, name), large, clause)

    def choices(self, branch: Branch) -> Iterator[Case]:
        """Yields a body for each default that is written out, and for every other value that leads into the branch."""
        small = body(self.schema, branch, MINIMAL)
        for name, node in fields(self.schema).items():
            for choice in branch.choices.get(name, ()):
                if choice is ABSENT or small.get(name) == choice:
                    continue
                is_default = choice == node.get("default") and branch.omissible(name)
                word = "default" if is_default else "enum"
                label = CaseLabel(
                    word, f"{branch.name}: {name} is {choice}", f"{name}-{choice}-{branch.name}", branch.name
                )
                yield self.good(label, {**small, name: choice}, node.clause(f"{name} may be {choice}", word))

    def foreign_fields(self, branch: Branch) -> Iterator[Case]:
        """Yields a body with all fields that have no meaning in this branch. Pages rarely say that they are ignored."""
        foreign = {
            name: node
            for name, node in fields(self.schema).items()
            if name not in branch.choices and belongs(branch, name, node) is False
        }
        if not foreign:
            return
        node = next(iter(foreign.values()))
        said = node.get("x-basis")
        basis = Basis(said.get("x-foreign-branch", Basis.ASSUMED)) if isinstance(said, dict) else Basis.ASSUMED
        clause = with_basis(
            node.clause(f"what means nothing here is ignored: {', '.join(foreign)}", "x-foreign-branch"), basis
        )
        made = {name: boundary_value(node, name, MINIMAL) for name, node in foreign.items()}
        label = CaseLabel("foreign branch", f"{branch.name}: fields of other branches", branch.name, branch.name)
        yield self.good(label, {**body(self.schema, branch, MINIMAL), **made}, clause)

    def good(self, label: CaseLabel, made: Template, clause: Clause) -> Case:
        return self.builder.expect_accepted(
            label, self.builder.step(body=made), self.as_known(clause, label.branch, made)
        )

    def as_known(self, clause: Clause, branch: str, made: Template) -> Clause:
        """Returns the clause with a basis no stronger than those of the branch that a good body takes and of each
        property in it."""
        rows = [row.basis() for each in self.all_branches if each.name == branch for row in each.rows]
        known = fields(self.schema)
        said = [known[name].get("x-basis") for name in (made if isinstance(made, dict) else ()) if name in known]
        return with_basis(
            clause, Basis.weakest(clause.basis, *rows, *(Basis(word) for word in said if isinstance(word, str)))
        )

    # Changed bodies.

    def left_out(self, branch: Branch) -> Iterator[Case]:
        """Yields bodies without one required property, with the branch chosen by its defaults and written out."""
        small = body(self.schema, branch, MINIMAL)
        written = {name: branch.explicit(name) for name in branch.choices if branch.explicit(name) is not ABSENT}
        always = required(self.schema) if branch is self.all_branches[0] else {}
        for start, way in ((small, ""), ({**small, **written}, " written out")):
            if way and _shown(start) == _shown(small):
                continue
            for name in [*always, *branch.required]:
                less = {key: value for key, value in start.items() if key != name}
                label = CaseLabel(
                    "required", f"{branch.name}{way}: {name} left out", f"{name}-{branch.name}{way}", branch.name
                )
                yield from self.build_by_schema(label, less, Mutation("required", "", None, "required"), name)

    def mutated(self, path: PropertyPath) -> Iterator[Case]:
        """Yields bodies with one property changed to a value that is just good or just not."""
        branch, sure = branch_of(self.schema, self.all_branches, path)
        start = body(self.schema, branch, MINIMAL)
        of_state = bool(self.builder.bound) and path.name in self.builder.discriminating
        for mutation in mutations(path):
            if self.builder.operation.sends_form and mutation.kind in ("null", "type"):
                continue  # a form knows only text
            if len(path.tokens) == 1 and any(
                mutation.value in each.choices.get(path.name, ()) for each in self.all_branches
            ):
                continue  # it leads into a branch of its own, whose cases have no field of this one
            depends_on_branch = mutation.kind == "enum" and of_state
            label = CaseLabel(
                mutation.kind, f"{path.name}: {mutation.title}", f"{path.dotted}-{mutation.title}", branch.name
            )
            made = put(self.schema, start, path.tokens, mutation.value)
            yield from self.build_by_schema(
                label, made, mutation, path.name, path, unsure=not sure, depends_on_branch=depends_on_branch
            )

    def build_by_schema(  # noqa: PLR0913 (what is owed depends on all of them)
        self,
        label: CaseLabel,
        made: Template,
        mutation: Mutation,
        name: str,
        path: PropertyPath | None = None,
        *,
        unsure: bool = False,
        depends_on_branch: bool = False,
    ) -> Iterator[Case]:
        """Yields the case for a changed body, to be accepted or refused as the schema says.

        Nobody says which it is where that depends on the branch of an existing resource.
        """
        step = self.builder.step(body=made)
        violations = list(self.body_schema.violations(with_stand_ins(self.builder.bind(made))))
        if violations:
            best = min(violations, key=lambda violation: violation.clause.basis.rank)
            cleared = self.builder.operation.sends_form and mutation.value == ""
            is_reading = unsure or cleared or (mutation.near and _depends_on_reading(best, mutation.kind))
            clause = _inferred(best.clause) if is_reading else best.clause
            yield self.builder.expect_refused(
                label, step, clause, self.builder.invalid(name, missing=mutation.kind == "required")
            )
        elif path is not None and not path.node.get("x-known") and mutation.kind != "type":
            clause = self.as_known(path.node.clause(label.title, mutation.keyword), label.branch, made)
            if depends_on_branch or mutation.kind == "near miss":
                yield self.builder.expect_either(label, step, clause)
            else:
                yield self.builder.expect_accepted(
                    label, step, _inferred(clause) if unsure or mutation.near else clause
                )

    # Names.

    def known(self, path: PropertyPath) -> Iterator[Case]:
        """Yields bodies in which a property names what exists, what does not, and what belongs to somebody else."""
        if not path.node.get("x-known") or kind(path.node) != "string" or path.name in self.builder.bound:
            return
        branch, _ = branch_of(self.schema, self.all_branches, path)
        start = body(self.schema, branch, MINIMAL)
        if not has(start, path.tokens):
            value = Known(path.name, plain_text(path.node, path.name))
            label = CaseLabel("known", f"{path.name} names what exists", path.dotted, branch.name)
            yield self.good(
                label,
                put(self.schema, start, path.tokens, value),
                path.node.clause(f"{path.name} may name what exists"),
            )
        yield from identifiers(self.builder, path.name, path.node, lambda value: self.step_with(start, path, value))

    def step_with(self, start: Template, path: PropertyPath, value: Template) -> Step:
        return self.builder.step(body=put(self.schema, start, path.tokens, value))

    def unknown_field(self) -> Iterator[Case]:
        made = {**body(self.schema, self.all_branches[0], MINIMAL), "harnessUnknownField": "x"}
        label = CaseLabel("unknown field", "a field that nobody knows", branch=self.all_branches[0].name)
        step, violations = (
            self.builder.step(body=made),
            list(self.body_schema.violations(with_stand_ins(self.builder.bind(made)))),
        )
        if violations:
            yield self.builder.expect_refused(label, step, violations[0].clause, self.builder.invalid(""))
        else:
            said = self.schema.get("x-basis")
            basis = Basis(said.get("additionalProperties", Basis.ASSUMED)) if isinstance(said, dict) else Basis.ASSUMED
            clause = self.schema.clause("a field that nobody knows is ignored", "additionalProperties")
            yield self.builder.expect_accepted(label, step, with_basis(clause, basis))

    # Bodies that are none.

    def unreadable(self) -> Iterator[Case]:
        if self.builder.operation.sends_form:
            return  # any text is a form
        plain = self.builder.step()
        for violation in list(self.body_schema.violations([]))[:1]:
            label = CaseLabel("malformed", "an array instead of an object", "array")
            yield self.builder.expect_refused(
                label, self.builder.step(body=[]), violation.clause, ("malformed", "invalid")
            )
        for title, raw in (("cut short", b'{"'), ("empty", b""), ("not UTF-8", b'{"a": "\xff"}')):
            yield from self._unreadable("malformed", title, replace(plain, body=NOTHING, raw=raw), "malformed")
        yield from self._unreadable("media type", "text/plain", replace(plain, media_type="text/plain"), "media_type")

    def _unreadable(self, kind_: str, title: str, step: Step, cause: str) -> Iterator[Case]:
        for response in self.builder.operation.answering(cause)[:1]:
            found = response.causes[cause]
            clause = with_basis(found.node.clause(f"a body that is {title} is refused"), found.basis)
            yield self.builder.expect_refused(
                CaseLabel(kind_, f"a body that is {title}", title), step, clause, (cause,)
            )

    def duplicates(self) -> Iterator[Case]:
        """Yields the same create a second time, where the contract has an answer for duplicates."""
        unique = [name for name, node in fields(self.schema).items() if node.get("x-unique")]
        answering = self.builder.operation.answering("duplicate")
        if unique and answering and not self.builder.bound:
            found, step = answering[0].causes["duplicate"], self.builder.step()
            words = ", ".join(unique)
            clause = with_basis(found.node.clause(f"{words} twice"), found.basis)
            label = CaseLabel("duplicate", f"{words} a second time", unique[0])
            yield self.builder.expect_refused(
                label, step, clause, ("duplicate",), (replace(step, risk=Risk.PROVISION),)
            )


def _inferred(clause: Clause) -> Clause:
    return with_basis(clause, Basis.weakest(clause.basis, Basis.INFERRED))


def _depends_on_reading(violation: SchemaViolation, kind_: str) -> bool:
    """Returns whether only our reading of the clause refuses the value. Limits and patterns leave no room for reading;
    types, formats and the case of a word do."""
    return violation.keyword in ("format", "type", "enum") or kind_ not in ("near miss", "null", "type")


def _shown(template: Template) -> str:
    return json.dumps(describe(template), sort_keys=True)
