"""Request bodies: each branch at its smallest and largest, and every property on both sides of every clause."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from emulators.harness.model.absent import ABSENT, NOTHING
from emulators.harness.model.clause import Basis, Clause, known_as
from emulators.harness.schema.alternatives import fields, required
from emulators.harness.schema.branches import Branch, at_home, branches
from emulators.harness.testcases.boundary_values import MAXIMAL, MINIMAL, body, kind, plain_text, witness
from emulators.harness.testcases.builder import Draft, Theme
from emulators.harness.testcases.case import Obligation, Risk, Step
from emulators.harness.testcases.identifiers import identifiers
from emulators.harness.testcases.mutations import Variant, variants
from emulators.harness.testcases.placeholders import Known, Template, described, stood_in
from emulators.harness.testcases.property_paths import Place, has, home, places, put

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.document.node import Node
    from emulators.harness.schema.validation import Breach, Shape


def bodies(draft: Draft) -> Iterator[Obligation]:
    """What is owed to the bodies of an operation."""
    if draft.operation.body is not None:
        yield from _Bodies(draft, draft.operation.body, branches(draft.operation.body.node)).all()


@dataclass(frozen=True, eq=False, repr=False)
class _Bodies:
    draft: Draft
    shape: Shape
    table: tuple[Branch, ...]

    @property
    def schema(self) -> Node:
        return self.shape.node

    def all(self) -> Iterator[Obligation]:
        for branch in self.table:
            yield from self.witnesses(branch)
            yield from self.choices(branch)
            yield from self.left_out(branch)
            yield from self.foreign_fields(branch)
        for place in places(self.schema):
            yield from self.changed(place)
            yield from self.known(place)
        yield from self.unknown_field()
        yield from self.unreadable()
        yield from self.twice()

    def name_of(self, branch: Branch) -> str:
        return branch.name if len(self.table) > 1 else ""

    # Good bodies.

    def witnesses(self, branch: Branch) -> Iterator[Obligation]:
        """A branch at its smallest and at its largest."""
        name = self.name_of(branch)
        row = branch.rows[0] if branch.rows else self.schema
        basis = Basis.weakest(self.schema.basis(), *(row.basis() for row in branch.rows))
        clause = known_as(row.clause(f"the branch {name}" if name else "the body"), basis)
        small, large = body(self.schema, branch, MINIMAL), body(self.schema, branch, MAXIMAL)
        title = name or "the body"
        yield self.good(Theme("minimal", f"{title}: only what is required", name, name), small, clause)
        if _shown(large) != _shown(small):
            yield self.good(Theme("maximal", f"{title}: everything", name, name), large, clause)

    def choices(self, branch: Branch) -> Iterator[Obligation]:
        """A default written out, and every other value that leads into the same branch."""
        small = body(self.schema, branch, MINIMAL)
        for name, node in fields(self.schema).items():
            for choice in branch.choices.get(name, ()):
                if choice is ABSENT or small.get(name) == choice:
                    continue
                is_default = choice == node.get("default") and branch.omissible(name)
                word = "default" if is_default else "enum"
                theme = Theme(word, f"{branch.name}: {name} is {choice}", f"{name}-{choice}-{branch.name}", branch.name)
                yield self.good(theme, {**small, name: choice}, node.clause(f"{name} may be {choice}", word))

    def foreign_fields(self, branch: Branch) -> Iterator[Obligation]:
        """What means nothing in this branch, all of it at once; that it is ignored is rarely said."""
        foreign = {
            name: node
            for name, node in fields(self.schema).items()
            if name not in branch.choices and at_home(branch, name, node) is False
        }
        if not foreign:
            return
        node = next(iter(foreign.values()))
        said = node.get("x-basis")
        basis = Basis(said.get("x-foreign-branch", Basis.ASSUMED)) if isinstance(said, dict) else Basis.ASSUMED
        clause = known_as(
            node.clause(f"what means nothing here is ignored: {', '.join(foreign)}", "x-foreign-branch"), basis
        )
        made = {name: witness(node, name, MINIMAL) for name, node in foreign.items()}
        theme = Theme("foreign branch", f"{branch.name}: fields of other branches", branch.name, branch.name)
        yield self.good(theme, {**body(self.schema, branch, MINIMAL), **made}, clause)

    def good(self, theme: Theme, made: Template, clause: Clause) -> Obligation:
        return self.draft.accepted(theme, self.draft.step(body=made), clause)

    # Changed bodies.

    def left_out(self, branch: Branch) -> Iterator[Obligation]:
        """Each required property left out, with the branch chosen by its defaults and written out."""
        small = body(self.schema, branch, MINIMAL)
        written = {name: branch.explicit(name) for name in branch.choices if branch.explicit(name) is not ABSENT}
        always = required(self.schema) if branch is self.table[0] else {}
        for start, way in ((small, ""), ({**small, **written}, " written out")):
            if way and _shown(start) == _shown(small):
                continue
            for name in [*always, *branch.required]:
                less = {key: value for key, value in start.items() if key != name}
                theme = Theme(
                    "required", f"{branch.name}{way}: {name} left out", f"{name}-{branch.name}{way}", branch.name
                )
                yield from self.judged(theme, less, Variant("required", "", None, "required"), name)

    def changed(self, place: Place) -> Iterator[Obligation]:
        """One property as it should not be, or just still may be."""
        branch, sure = home(self.schema, self.table, place)
        start = body(self.schema, branch, MINIMAL)
        of_state = bool(self.draft.bound) and place.name in self.draft.discriminating
        for variant in variants(place):
            if self.draft.operation.sends_form and variant.kind in ("null", "type"):
                continue  # a form knows only text
            if len(place.path) == 1 and any(variant.value in each.choices.get(place.name, ()) for each in self.table):
                continue  # it leads into a branch of its own, whose witness has no field of this one
            depends = variant.kind == "enum" and of_state
            theme = Theme(
                variant.kind, f"{place.name}: {variant.title}", f"{place.dotted}-{variant.title}", branch.name
            )
            made = put(self.schema, start, place.path, variant.value)
            yield from self.judged(theme, made, variant, place.name, place, unsure=not sure, depends=depends)

    def judged(  # noqa: PLR0913 (what is owed depends on all of them)
        self,
        theme: Theme,
        made: Template,
        variant: Variant,
        name: str,
        place: Place | None = None,
        *,
        unsure: bool = False,
        depends: bool = False,
    ) -> Iterator[Obligation]:
        """What the schema says of a changed body is what is owed to it. Nobody says where it `depends` on the resource."""
        step = self.draft.step(body=made)
        breaches = list(self.shape.breaches(stood_in(self.draft.bind(made))))
        if breaches:
            best = min(breaches, key=lambda breach: breach.clause.basis.rank)
            doubtful = unsure or (variant.near and _is_a_reading(best, variant.kind))
            clause = _inferred(best.clause) if doubtful else best.clause
            yield self.draft.refused(theme, step, clause, self.draft.invalid(name, missing=variant.kind == "required"))
        elif place is not None and not place.node.get("x-known") and variant.kind != "type":
            clause = place.node.clause(theme.title, variant.keyword)
            if depends or variant.kind == "near miss":
                yield self.draft.either(theme, step, clause)
            else:
                yield self.draft.accepted(theme, step, _inferred(clause) if unsure or variant.near else clause)

    # Names.

    def known(self, place: Place) -> Iterator[Obligation]:
        """A property that names something: what exists, what does not, and what is somebody else's."""
        if not place.node.get("x-known") or kind(place.node) != "string" or place.name in self.draft.bound:
            return
        branch, _ = home(self.schema, self.table, place)
        start = body(self.schema, branch, MINIMAL)
        if not has(start, place.path):
            value = Known(place.name, plain_text(place.node, place.name))
            theme = Theme("known", f"{place.name} names what exists", place.dotted, branch.name)
            yield self.good(
                theme,
                put(self.schema, start, place.path, value),
                place.node.clause(f"{place.name} may name what exists"),
            )
        yield from identifiers(self.draft, place.name, place.node, lambda value: self.step_with(start, place, value))

    def step_with(self, start: Template, place: Place, value: Template) -> Step:
        return self.draft.step(body=put(self.schema, start, place.path, value))

    def unknown_field(self) -> Iterator[Obligation]:
        made = {**body(self.schema, self.table[0], MINIMAL), "harnessUnknownField": "x"}
        theme = Theme("unknown field", "a field that nobody knows", branch=self.table[0].name)
        step, breaches = self.draft.step(body=made), list(self.shape.breaches(stood_in(self.draft.bind(made))))
        if breaches:
            yield self.draft.refused(theme, step, breaches[0].clause, self.draft.invalid(""))
        else:
            said = self.schema.get("x-basis")
            basis = Basis(said.get("additionalProperties", Basis.ASSUMED)) if isinstance(said, dict) else Basis.ASSUMED
            clause = self.schema.clause("a field that nobody knows is ignored", "additionalProperties")
            yield self.draft.accepted(theme, step, known_as(clause, basis))

    # Bodies that are none.

    def unreadable(self) -> Iterator[Obligation]:
        if self.draft.operation.sends_form:
            return  # any text is a form
        plain = self.draft.step()
        for breach in list(self.shape.breaches([]))[:1]:
            theme = Theme("malformed", "an array instead of an object", "array")
            yield self.draft.refused(theme, self.draft.step(body=[]), breach.clause, ("malformed", "invalid"))
        for title, raw in (("cut short", b'{"'), ("empty", b""), ("not UTF-8", b'{"a": "\xff"}')):
            yield from self._unreadable("malformed", title, replace(plain, body=NOTHING, raw=raw), "malformed")
        yield from self._unreadable("media type", "text/plain", replace(plain, media_type="text/plain"), "media_type")

    def _unreadable(self, kind_: str, title: str, step: Step, cause: str) -> Iterator[Obligation]:
        for response in self.draft.operation.answering(cause)[:1]:
            found = response.causes[cause]
            clause = known_as(found.node.clause(f"a body that is {title} is refused"), found.basis)
            yield self.draft.refused(Theme(kind_, f"a body that is {title}", title), step, clause, (cause,))

    def twice(self) -> Iterator[Obligation]:
        """The same create again."""
        unique = [name for name, node in fields(self.schema).items() if node.get("x-unique")]
        answering = self.draft.operation.answering("duplicate")
        if unique and answering and not self.draft.bound:
            found, step = answering[0].causes["duplicate"], self.draft.step()
            words = ", ".join(unique)
            clause = known_as(found.node.clause(f"{words} twice"), found.basis)
            theme = Theme("duplicate", f"{words} a second time", unique[0])
            yield self.draft.refused(theme, step, clause, ("duplicate",), (replace(step, risk=Risk.PROVISION),))


def _inferred(clause: Clause) -> Clause:
    return known_as(clause, Basis.weakest(clause.basis, Basis.INFERRED))


def _is_a_reading(breach: Breach, kind_: str) -> bool:
    """Is it only our reading of the clause that refuses this? Limits and patterns leave no room; types, formats and the
    case of a word do.
    """
    return breach.keyword in ("format", "type", "enum") or kind_ not in ("near miss", "null", "type")


def _shown(template: Template) -> str:
    return json.dumps(described(template), sort_keys=True)
