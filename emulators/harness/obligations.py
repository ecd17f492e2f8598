"""Everything that a contract obliges a target to, ranked by what is learned for what is risked."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from emulators.harness import nearmiss
from emulators.harness.branches import ABSENT, Branch, at_home, branches, fields, required
from emulators.harness.model import NOTHING, Answer, Basis, Clause, Expectation, Obligation, Risk, Step
from emulators.harness.samples import Rewriter, Sample, bindings, chain, played, printed_known, samples
from emulators.harness.template import (
    Bound,
    Foreign,
    Fresh,
    Known,
    Placeholder,
    Secret,
    Spoiled,
    Template,
    Unknown,
    described,
    placeholders,
    stood_in,
)
from emulators.harness.witness import MAXIMAL, MINIMAL, body, kind, plain_text, witness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from emulators.harness.contract import Contract, Credential, Operation, Parameter
    from emulators.harness.document import Node
    from emulators.harness.shape import Breach

LEARNED = {
    "minimal": 100,
    "auth": 80,
    "exchange": 70,
    "duplicate": 60,
    "required": 55,
    "maximal": 50,
    "default": 45,
    "unknown": 40,
    "foreign": 40,
    "tenant": 40,
    "limit": 35,
    "enum": 30,
    "near miss": 25,
    "type": 22,
    "null": 20,
    "malformed": 18,
    "media type": 15,
    "known": 15,
    "foreign branch": 12,
    "unknown field": 10,
    "gone": 10,
}
"""How much one obligation of a kind tells about a target, from what was measured on planted bugs."""
PRICE = {Risk.READ: 1.0, Risk.REFUSED: 1.2, Risk.PROVISION: 4.0, Risk.DESTROY: 6.0}
"""What one request of a risk costs on an account that matters."""


def obligations(contract: Contract) -> list[Obligation]:
    """All obligations of a contract, the most telling for its risk first; the same list every time."""
    book = samples(contract)
    known = printed_known(book)
    found = {
        each.id: each for operation in contract.operations for each in _Compiler(contract, operation, book, known).all()
    }
    return sorted(found.values(), key=lambda each: (-LEARNED[each.kind] / PRICE[each.risk], each.id))


@dataclass(frozen=True)
class _Compiler:
    """Compiles one operation."""

    contract: Contract
    operation: Operation
    book: Mapping[str, Sample]
    known: Mapping[str, set[str]]
    setup: tuple[Step, ...] = field(init=False)
    bound: Mapping[str, Bound] = field(init=False)

    def __post_init__(self) -> None:
        setup, bound = self._prepared()
        object.__setattr__(self, "setup", setup)
        object.__setattr__(self, "bound", bound)

    def _prepared(self) -> tuple[tuple[Step, ...], dict[str, Bound]]:
        """What the operation's plainest good exchange needs first: its own obligations need the same."""
        rewriter = Rewriter(self.known, as_printed=False)
        plain = next((sample for sample in self._good() if self._is_needed(sample)), None)
        if plain is None:
            return (), {}
        return played(self.book, plain, rewriter.step)[:-1], bindings(plain, chain(self.book, plain))

    def _good(self) -> list[Sample]:
        own = [each for each in self.book.values() if each.operation is self.operation and each.response.is_success]
        return sorted(
            (each for each in own if not each.profile and not each.needs_emulator),
            key=lambda each: len(chain(self.book, each)),
        )

    def _is_needed(self, sample: Sample) -> bool:
        """Does it bind something that the operation cannot be asked without?"""
        asked = {parameter.name for parameter in self.operation.parameters if parameter.required}
        if self.operation.body is not None:
            asked |= {place.name for place in _places(self.operation.body.node, (), "", 0) if place.needed}
        return any(name in asked and source.split("/")[0] != self.operation.id for name, source in sample.bind.items())

    def all(self) -> Iterator[Obligation]:
        yield from self.exchanges()
        yield from self.credentials()
        yield from self.parameters()
        if self.operation.body is not None:
            yield from self.bodies()
        elif self.operation.success is not None:
            yield self.accepted("minimal", "a plain request", self.step(), self.operation.node, "")
        if self.operation.method == "DELETE":
            yield from self.gone()

    # Printed pairs.

    def exchanges(self) -> Iterator[Obligation]:
        rewriter = Rewriter(self.known, as_printed=True)
        for sample in self.book.values():
            if sample.operation is self.operation:
                steps = played(self.book, sample, rewriter.step)
                yield self._exchange(sample, (*steps[:-1], replace(steps[-1], risk=self._sample_risk(sample))))

    def _sample_risk(self, sample: Sample) -> Risk:
        if self.operation.method == "GET":
            return Risk.READ
        refused = not sample.response.is_success and sample.basis("status").binds
        return Risk.REFUSED if refused else self._risk_of_success()

    def _exchange(self, sample: Sample, steps: tuple[Step, ...]) -> Obligation:
        answer = Answer.ACCEPT if sample.response.is_success else Answer.REJECT
        basis = Basis.weakest(sample.basis("status"), sample.response.node.basis())
        return self.obligation(
            "exchange",
            f"the exchange {sample.name}",
            replace_basis(sample.node.clause(f"exchange {sample.name}"), sample.basis("status")),
            steps,
            Expectation(
                answer, sample.basis("status"), tuple(sample.response.causes), (sample.response.status,), basis
            ),
            detail=sample.name,
            sample=sample,
        )

    # Credentials and other headers.

    def credentials(self) -> Iterator[Obligation]:
        for credential in self.operation.credentials:
            yield from self._credential(credential)
        for parameter in self.operation.parameters:
            if parameter.place == "header" and parameter.required:
                yield self._header_missing(parameter)
                yield from self._other_tenant(parameter)

    def _credential(self, credential: Credential) -> Iterator[Obligation]:
        header, basis = credential.header, credential.node.basis()
        ways: list[tuple[str, Template, str]] = [
            ("none", None, ""),
            ("wrong key", Spoiled(header, "wrong", way="key"), ""),
        ]
        if header.lower() == "authorization":
            ways.append(("wrong scheme", Spoiled(header, "wrong", way="scheme"), "scheme"))
        for way, value, keyword in ways:
            known = credential.node.basis(keyword) if keyword else basis
            yield self.refused(
                "auth",
                f"{header}: {way}",
                self.step(headers={header: value}),
                credential.node.clause(f"{header} is asked for", keyword),
                known,
                ("unauthenticated",),
                detail=f"{header}-{way}",
            )

    def _header_missing(self, parameter: Parameter) -> Obligation:
        causes = ("no_tenant",) if self.operation.answering("no_tenant") else self._invalid(parameter.name, "missing")
        clause = parameter.node.clause(f"the header {parameter.name} is required", "required")
        return self.refused(
            "tenant",
            f"{parameter.name} missing",
            self.step(headers={parameter.name: None}),
            clause,
            clause.basis,
            causes,
            detail=parameter.name,
        )

    def _other_tenant(self, parameter: Parameter) -> Iterator[Obligation]:
        for response in self.operation.answering("wrong_tenant")[:1]:
            found = response.causes["wrong_tenant"]
            clause = replace_basis(found.node.clause(f"{parameter.name} names somebody else's"), found.basis)
            value = Foreign(
                parameter.name,
                f"{plain_text(parameter.shape.node, parameter.name)}-of-nobody".replace(" ", "-"),
                invented=True,
            )
            step = self.step(headers={parameter.name: value})
            yield self.refused(
                "tenant",
                f"{parameter.name} names somebody else's",
                step,
                clause,
                found.basis,
                ("wrong_tenant",),
                detail=f"{parameter.name}-wrong",
            )

    # Parameters in the path and the query.

    def parameters(self) -> Iterator[Obligation]:
        for parameter in self.operation.parameters:
            if parameter.place == "path":
                yield from self._path_parameter(parameter)
            elif parameter.place == "query":
                yield from self._query_parameter(parameter)

    def _path_parameter(self, parameter: Parameter) -> Iterator[Obligation]:
        yield from self._identifiers(
            parameter.name, parameter.shape.node, lambda value: self.step(path={parameter.name: value})
        )
        for miss in nearmiss.of(
            str(parameter.shape.node.get("x-kind", "")), plain_text(parameter.shape.node, parameter.name)
        ):
            if "/" not in miss.text:
                yield from self._argued(
                    parameter, "near miss", miss.text, f"{parameter.name}: {miss.name}", near=not miss.far
                )

    def _query_parameter(self, parameter: Parameter) -> Iterator[Obligation]:
        name, node = parameter.name, parameter.shape.node
        if parameter.name not in self.bound and not parameter.is_known:
            value = witness(node, name, MINIMAL)
            yield self.accepted(
                "known" if parameter.is_known else "maximal",
                f"{name} given",
                self.step(query={name: value}),
                node,
                "type",
                detail=name,
            )
        if parameter.required:
            clause = parameter.node.clause(f"{name} is required", "required")
            yield self.refused(
                "required",
                f"{name} left out",
                self.step(query={name: ABSENT}),
                clause,
                clause.basis,
                self._invalid(name, "missing"),
                detail=name,
            )
        yield from self._identifiers(name, node, lambda value: self.step(query={name: value}))
        for option in node.get("enum") or ():
            yield self.accepted(
                "enum", f"{name} is {option}", self.step(query={name: option}), node, "enum", detail=f"{name}-{option}"
            )
        for title, value, near in _wrong_texts(node, name):
            yield from self._argued(
                parameter, "limit" if "than" in title else "near miss", value, f"{name}: {title}", near=near
            )

    def _argued(self, parameter: Parameter, kind_: str, value: str, title: str, *, near: bool) -> Iterator[Obligation]:
        """A value of a parameter that its own schema refuses; one that it admits is nobody's obligation."""
        breaches = list(parameter.shape.breaches(_typed(parameter.shape.node, value)))
        if not breaches:
            return
        best = min(breaches, key=lambda breach: breach.clause.basis.rank)
        basis = (
            Basis.weakest(best.clause.basis, Basis.INFERRED) if near and best.keyword == "format" else best.clause.basis
        )
        step = self.step(**{parameter.place: {parameter.name: value}})
        causes = (*self._invalid(parameter.name, "invalid"), f"unknown.{parameter.name}")
        yield self.refused(kind_, title, step, best.clause, basis, causes, detail=f"{parameter.name}-{title}")

    def _identifiers(self, name: str, node: Node, at: Callable[[Template], Step]) -> Iterator[Obligation]:
        """An id that names nothing, and one that names somebody else's."""
        for way, maker, words in (("unknown", Unknown, "names nothing"), ("foreign", Foreign, "is somebody else's")):
            cause = f"{way}.{name}"
            for response in self.operation.answering(cause)[:1]:
                found = response.causes[cause]
                clause = replace_basis(found.node.clause(f"{name} {words}"), found.basis)
                step = at(maker(name, plain_text(node, name)))
                yield self.refused(way, f"{name} {words}", step, clause, found.basis, (cause,), detail=name)

    # Bodies.

    def bodies(self) -> Iterator[Obligation]:
        shape = self.operation.body
        if shape is None:
            return
        table = branches(shape.node)
        for branch in table:
            yield from self._witnesses(shape.node, branch, alone=len(table) == 1)
            yield from self._required_of(shape.node, branch, first=branch is table[0])
            yield from self._foreign_fields(shape.node, branch)
        for place in _places(shape.node, (), "", depth=0):
            yield from self._field(shape.node, table, place)
        yield from self._whole(shape.node, table[0])

    def _witnesses(self, schema: Node, branch: Branch, *, alone: bool) -> Iterator[Obligation]:
        name = "" if alone else branch.name
        basis = Basis.weakest(schema.basis(), *(row.basis() for row in branch.rows))
        row = branch.rows[0] if branch.rows else schema
        clause = replace_basis(row.clause(f"branch {name}" if name else "the body"), basis)
        small, large = body(schema, branch, MINIMAL), body(schema, branch, MAXIMAL)
        yield self._good_body("minimal", f"{name or 'the body'}: only what is required", small, clause, branch=name)
        if self._shown(large) != self._shown(small):
            yield self._good_body("maximal", f"{name or 'the body'}: everything", large, clause, branch=name)
        yield from self._discriminators(schema, branch, small)

    def _discriminators(self, schema: Node, branch: Branch, small: dict[str, Template]) -> Iterator[Obligation]:
        """A default written out, and every other value that leads into the same branch."""
        known = fields(schema)
        for name, choices in branch.choices.items():
            for choice in choices:
                if choice is ABSENT or small.get(name) == choice:
                    continue
                kind_, keyword = (
                    ("default", "default")
                    if choice == known[name].get("default") and branch.omissible(name)
                    else ("enum", "enum")
                )
                clause = known[name].clause(f"{name} may be {choice}", keyword)
                yield self._good_body(
                    kind_,
                    f"{branch.name}: {name} is {choice}",
                    {**small, name: choice},
                    clause,
                    branch=branch.name,
                    detail=f"{name}-{choice}",
                )

    def _required_of(self, schema: Node, branch: Branch, *, first: bool) -> Iterator[Obligation]:
        always = required(schema) if first else {}
        explicit = {
            **body(schema, branch, MINIMAL),
            **{name: branch.explicit(name) for name in branch.choices if branch.explicit(name) is not ABSENT},
        }
        for start, way in ((body(schema, branch, MINIMAL), ""), (explicit, "written out")):
            if way and self._shown(start) == self._shown(body(schema, branch, MINIMAL)):
                continue
            for name in [*always, *branch.required]:
                if name in start:
                    less = {key: value for key, value in start.items() if key != name}
                    yield from self._judged(
                        "required",
                        f"{branch.name}{' ' + way if way else ''}: {name} left out",
                        less,
                        name,
                        branch=branch,
                        detail=f"{name}-{way}",
                    )

    def _foreign_fields(self, schema: Node, branch: Branch) -> Iterator[Obligation]:
        """What means nothing in this branch, all of it at once: whether it is ignored is rarely said."""
        start = body(schema, branch, MINIMAL)
        foreign = {
            name: node
            for name, node in fields(schema).items()
            if node.get("x-foreign-branch") and name not in branch.choices and at_home(branch, name, node) is False
        }
        if foreign:
            node = next(iter(foreign.values()))
            said = node.get("x-basis")
            basis = Basis(said.get("x-foreign-branch", Basis.ASSUMED)) if isinstance(said, dict) else Basis.ASSUMED
            clause = replace_basis(
                node.clause(f"what means nothing here is ignored: {', '.join(foreign)}", "x-foreign-branch"), basis
            )
            made = {name: witness(node, name, MINIMAL) for name, node in foreign.items()}
            yield self._good_body(
                "foreign branch",
                f"{branch.name}: fields of other branches",
                {**start, **made},
                clause,
                branch=branch.name,
            )

    def _field(self, schema: Node, table: tuple[Branch, ...], place: _Place) -> Iterator[Obligation]:
        home, sure = _home(table, place)
        start = body(schema, home, MINIMAL)
        near_enum = bool(self.bound) and place.name in self.discriminating
        for title, kind_, value, keyword, near in _variants(place):
            near = near or (kind_ == "enum" and near_enum)
            changed = _with(schema, start, place.path, value)
            yield from self._judged(
                kind_,
                f"{place.name}: {title}",
                changed,
                place.name,
                branch=home,
                near=near or not sure,
                place=place,
                keyword=keyword,
                detail=f"{place.dotted}-{title}",
            )
        if place.node.get("x-known") and kind(place.node) == "string" and place.name not in self.bound:
            yield from self._known_field(schema, home, place, start)

    def _known_field(
        self, schema: Node, home: Branch, place: _Place, start: dict[str, Template]
    ) -> Iterator[Obligation]:
        if not _has(start, place.path):
            good = _with(schema, start, place.path, Known(place.name, plain_text(place.node, place.name)))
            clause = place.node.clause(f"{place.name} may name what exists")
            yield self._good_body(
                "known", f"{place.name} names what exists", good, clause, branch=home.name, detail=place.dotted
            )
        yield from self._identifiers(
            place.name, place.node, lambda value: self.step(body=_with(schema, start, place.path, value))
        )

    def _whole(self, schema: Node, branch: Branch) -> Iterator[Obligation]:
        start = body(schema, branch, MINIMAL)
        yield from self._judged(
            "unknown field",
            "a field that nobody knows",
            {**start, "harnessUnknownField": "x"},
            "",
            branch=branch,
            keyword="additionalProperties",
        )
        yield from self._judged(
            "malformed", "an array instead of an object", [], "", branch=branch, causes=("malformed", "invalid")
        )
        for title, raw in (("cut short", b'{"'), ("empty", b""), ("not UTF-8", b'{"a": "\xff"}')):
            yield from self._unreadable("malformed", title, replace(self.step(body=NOTHING), raw=raw), "malformed")
        yield from self._unreadable(
            "media type", "text/plain", self.step(body=start, media_type="text/plain"), "media_type"
        )
        yield from self._twice(schema, branch)

    def _unreadable(self, kind_: str, title: str, step: Step, cause: str) -> Iterator[Obligation]:
        for response in self.operation.answering(cause)[:1]:
            found = response.causes[cause]
            clause = replace_basis(found.node.clause(f"a body that is {title} is refused"), found.basis)
            yield self.refused(kind_, f"a body that is {title}", step, clause, found.basis, (cause,), detail=title)

    def _twice(self, schema: Node, branch: Branch) -> Iterator[Obligation]:
        unique = [name for name, node in fields(schema).items() if node.get("x-unique")]
        answering = self.operation.answering("duplicate")
        if not unique or not answering or self.bound:
            return
        found = answering[0].causes["duplicate"]
        first = self.step(body=body(schema, branch, MINIMAL))
        clause = replace_basis(found.node.clause(f"{', '.join(unique)} twice"), found.basis)
        yield self.refused(
            "duplicate",
            f"{', '.join(unique)} a second time",
            first,
            clause,
            found.basis,
            ("duplicate",),
            before=(replace(first, risk=Risk.PROVISION),),
            detail=unique[0],
        )

    def gone(self) -> Iterator[Obligation]:
        """What was deleted can not be deleted again."""
        for parameter in self.operation.parameters:
            cause = f"unknown.{parameter.name}"
            answering = self.operation.answering(cause)
            if parameter.place == "path" and parameter.name in self.bound and answering:
                found = answering[0].causes[cause]
                once = replace(self.step(), risk=Risk.DESTROY)
                clause = replace_basis(found.node.clause(f"{parameter.name} is gone"), found.basis)
                yield self.refused(
                    "gone",
                    "deleted twice",
                    self.step(),
                    clause,
                    found.basis,
                    (cause,),
                    before=(once,),
                    detail=parameter.name,
                )

    # What obligations are made of.

    def step(
        self,
        *,
        path: Mapping[str, Template] | None = None,
        query: Mapping[str, Template] | None = None,
        headers: Mapping[str, Template] | None = None,
        body: Template = ABSENT,
        media_type: str | None = "application/json",
    ) -> Step:
        """The operation's plain request, with some of it replaced; ABSENT leaves a query parameter out."""
        places: dict[str, dict[str, Template]] = {"path": {}, "query": {}, "header": {}}
        for parameter in self.operation.parameters:
            if parameter.required:
                places[parameter.place][parameter.name] = self._argument(parameter)
        questions = {name: value for name, value in {**places["query"], **(query or {})}.items() if value is not ABSENT}
        return Step(
            operation=self.operation.id,
            path={**places["path"], **(path or {})},
            query=questions,
            headers=headers or {},
            body=self._bound_in(self._plain_body() if body is ABSENT else body),
            media_type=media_type,
        )

    def _plain_body(self) -> Template:
        shape = self.operation.body
        return body(shape.node, branches(shape.node)[0], MINIMAL) if shape else NOTHING

    def _argument(self, parameter: Parameter) -> Template:
        if parameter.name in self.bound:
            return self.bound[parameter.name]
        made = witness(parameter.shape.node, parameter.name, MINIMAL)
        return Known(parameter.name, stood_in(made)) if parameter.is_known else made

    def _bound_in(self, template: Template) -> Template:
        """Known values give way to those that come from an earlier answer."""
        if isinstance(template, dict):
            return {name: self._bound_or(name, value) for name, value in template.items()}
        if isinstance(template, list):
            return [self._bound_in(value) for value in template]
        return template

    def _bound_or(self, name: str, value: Template) -> Template:
        if name in self.bound and isinstance(value, (Known, Fresh)) and not _is_formed(value):
            return self.bound[name]
        return self._bound_in(value)

    def _shown(self, template: Template) -> str:
        return json.dumps(described(template), sort_keys=True)

    def _good_body(
        self, kind_: str, title: str, made: Template, clause: Clause, *, branch: str = "", detail: str = ""
    ) -> Obligation:
        return self.accepted_by(kind_, title, self.step(body=made), clause, branch=branch, detail=detail or branch)

    def _judged(
        self,
        kind_: str,
        title: str,
        made: Template,
        name: str,
        *,
        branch: Branch,
        near: bool = False,
        place: _Place | None = None,
        keyword: str = "",
        causes: tuple[str, ...] = (),
        detail: str = "",
    ) -> Iterator[Obligation]:
        """A changed body: what the schema says of it is what is expected."""
        shape = self.operation.body
        if shape is None:
            return
        breaches = list(shape.breaches(stood_in(self._bound_in(made))))
        step, label = self.step(body=made), detail or title
        if breaches:
            best = min(breaches, key=lambda breach: breach.clause.basis.rank)
            basis = (
                Basis.weakest(best.clause.basis, Basis.INFERRED)
                if near and _is_a_reading(best, kind_)
                else best.clause.basis
            )
            reasons = causes or self._invalid(name, "missing" if kind_ == "required" else "invalid")
            yield self.refused(kind_, title, step, best.clause, basis, reasons, branch=branch.name, detail=label)
        elif kind_ != "required" and not (place and place.node.get("x-known")):
            node = place.node if place else shape.node
            clause = node.clause(f"{title}", keyword)
            if kind_ == "near miss":
                clause = replace_basis(clause, Basis.ASSUMED)
                yield self.obligation(
                    kind_,
                    title,
                    clause,
                    self._steps(step, self._risk_of_success()),
                    Expectation(Answer.EITHER, Basis.ASSUMED),
                    branch=branch.name,
                    detail=label,
                )
            else:
                yield self.accepted_by(
                    kind_,
                    title,
                    step,
                    replace_basis(clause, Basis.weakest(clause.basis, Basis.INFERRED)) if near else clause,
                    branch=branch.name,
                    detail=label,
                )

    def _invalid(self, name: str, how: str) -> tuple[str, ...]:
        """The causes that a wrong or missing value has here, the most particular alone."""
        if self.operation.answering(f"invalid.{name}"):
            return (f"invalid.{name}",)
        if how == "missing" and self.operation.answering("missing"):
            return ("missing",)
        return ("invalid",)

    def accepted(self, kind_: str, title: str, step: Step, node: Node, keyword: str, detail: str = "") -> Obligation:
        return self.accepted_by(kind_, title, step, node.clause(title, keyword), detail=detail)

    def accepted_by(
        self, kind_: str, title: str, step: Step, clause: Clause, *, branch: str = "", detail: str = ""
    ) -> Obligation:
        success = self.operation.success
        good = success.causes.get("ok") if success else None
        basis = Basis.weakest(clause.basis, good.basis) if good else clause.basis
        expect = Expectation(
            Answer.ACCEPT,
            basis,
            ("ok",),
            (success.status,) if success else (),
            success.node.basis() if success else Basis.ASSUMED,
        )
        return self.obligation(
            kind_,
            f"{title}: accepted",
            replace_basis(clause, basis),
            self._steps(step, self._risk_of_success()),
            expect,
            branch=branch,
            detail=detail,
        )

    def refused(
        self,
        kind_: str,
        title: str,
        step: Step,
        clause: Clause,
        basis: Basis,
        causes: tuple[str, ...],
        *,
        before: tuple[Step, ...] = (),
        branch: str = "",
        detail: str = "",
    ) -> Obligation:
        answering = [
            (response, cause) for response in self.operation.responses for cause in causes if cause in response.causes
        ]
        statuses = tuple(dict.fromkeys(response.status for response, _ in answering))
        known = (
            Basis.strongest(*(response.basis_of(cause) for response, cause in answering))
            if answering
            else Basis.ASSUMED
        )
        expect = Expectation(Answer.REJECT, basis, causes, statuses, known)
        return self.obligation(
            kind_,
            f"{title}: refused",
            replace_basis(clause, basis),
            (*self._steps(step, self._risk_of_refusal(step, basis), before),),
            expect,
            branch=branch,
            detail=detail,
        )

    def _steps(self, step: Step, risk: Risk, before: tuple[Step, ...] = ()) -> tuple[Step, ...]:
        return (*self.setup, *before, replace(step, risk=risk))

    def _risk_of_success(self) -> Risk:
        return {"GET": Risk.READ, "HEAD": Risk.READ, "DELETE": Risk.DESTROY}.get(self.operation.method, Risk.PROVISION)

    def _risk_of_refusal(self, step: Step, basis: Basis) -> Risk:
        if self.operation.method in ("GET", "HEAD"):
            return Risk.READ
        names_nothing = any(isinstance(value, Unknown) for value in step.path.values())
        return Risk.REFUSED if basis.binds or names_nothing else self._risk_of_success()

    def obligation(
        self,
        kind_: str,
        title: str,
        clause: Clause,
        steps: tuple[Step, ...],
        expect: Expectation,
        *,
        branch: str = "",
        detail: str = "",
        sample: Sample | None = None,
    ) -> Obligation:
        shown = [
            [
                step.operation,
                *(described(part) for part in (dict(step.path), dict(step.query), dict(step.headers), step.body)),
                repr(step.raw),
                step.media_type,
            ]
            for step in steps
        ]
        digest = hashlib.sha256(
            json.dumps([clause.pointer, kind_, expect.answer, shown], sort_keys=True).encode()
        ).hexdigest()[:8]
        readable = re.sub(r"[^A-Za-z0-9+.]+", "-", f"{self.operation.id}.{kind_}.{detail}").strip("-.")[:80]
        risks = [step.risk for step in steps]
        return Obligation(
            id=f"{readable}-{digest}",
            operation=self.operation.label,
            kind=kind_,
            title=title,
            clause=clause,
            steps=steps,
            expect=expect,
            risk=max(risks, key=list(Risk).index),
            branch=branch,
            needs=tuple(sorted(_needs(steps))),
            sample=sample,
        )


def _needs(steps: tuple[Step, ...]) -> set[str]:
    """The names of the values that only the target's owner can give."""
    found = set()
    for step in steps:
        for each in placeholders([dict(step.path), dict(step.query), dict(step.headers), step.body]):
            if (isinstance(each, Foreign) and not each.invented) or (isinstance(each, Known) and not each.optional):
                found.add(each.name)
    return found


def replace_basis(clause: Clause, basis: Basis) -> Clause:
    return replace(clause, basis=basis)


def _is_formed(value: Placeholder) -> bool:
    return isinstance(value, Fresh) and bool(value.form)


def _is_a_reading(breach: Breach, kind_: str) -> bool:
    """Is it only our reading of the clause that refuses this? A limit and a pattern leave no room, a type and a format do."""
    return breach.keyword in ("format", "type") or kind_ not in ("near miss", "null", "type")


@dataclass(frozen=True, eq=False)
class _Place:
    """A property somewhere in a body."""

    path: tuple[str | int, ...]
    name: str
    node: Node
    needed: bool

    @property
    def dotted(self) -> str:
        return ".".join(str(token) for token in self.path)

    @property
    def nullable(self) -> bool:
        word = self.node.get("type")
        return word is None or word == "null" or (isinstance(word, list) and "null" in word)


def _places(schema: Node, path: tuple[str | int, ...], name: str, depth: int) -> Iterator[_Place]:
    if depth > 6:
        return
    needed = required(schema)
    for key, node in fields(schema).items():
        yield _Place((*path, key), key, node, key in needed)
        yield from _places(node, (*path, key), key, depth + 1)
    item = schema.child("items")
    if item is not None:
        yield from _places(item, (*path, 0), name, depth + 1)


def _home(table: tuple[Branch, ...], place: _Place) -> tuple[Branch, bool]:
    """A branch in which the property means something, and whether the contract says so."""
    top, node = str(place.path[0]), place.node
    while len(place.path) > 1 and node.above is not None and not node.get("x-foreign-branch"):
        node = node.above
    marked = node if node.get("x-foreign-branch") else place.node
    for branch in table:
        if top in branch.choices or at_home(branch, top, marked):
            return branch, True
    return table[-1], False


def _variants(place: _Place) -> Iterator[tuple[str, str, Template, str, bool]]:
    """What can be done to one property: title, kind, value, the keyword it tests, and whether it is only nearly wrong."""
    node = place.node
    yield "null", "null", None, "type", not place.needed
    wrong = _mistyped(node)
    if wrong is not ABSENT:
        yield f"of type {_type_name(wrong)}", "type", wrong, "type", False
    coerced = _coercible(node)
    if coerced is not ABSENT:
        yield f"as {json.dumps(coerced)}", "type", coerced, "type", True
    yield from _options(place)
    if kind(node) in ("integer", "number"):
        yield from _ranges(node)
    if kind(node) == "array":
        yield from _counts(place)
    if kind(node) == "string" and not node.get("enum"):
        yield from _lengths(place)
        yield from _misses(place)


def _mistyped(node: Node) -> Any:
    """A value of a type that nobody takes for the right one."""
    return {
        "string": ["x"],
        "integer": "many",
        "number": "many",
        "boolean": "maybe",
        "object": "text",
        "array": "text",
    }.get(kind(node), ABSENT)


def _coercible(node: Node) -> Any:
    """A value of a type that lenient servers take for the right one."""
    return {"string": 12345, "integer": "1", "number": "1", "boolean": "true"}.get(kind(node), ABSENT)


def _type_name(value: Any) -> str:
    return {list: "array", str: "string", int: "integer", bool: "boolean", dict: "object"}[type(value)]


def _options(place: _Place) -> Iterator[tuple[str, str, Template, str, bool]]:
    node = place.node
    options = node.get("enum") or []
    for option in options:
        if option is not None:
            yield f"is {option}", "enum", option, "enum", False
    words = [option for option in options if isinstance(option, str)]
    if words:
        yield "is another word", "enum", f"not-{words[0]}", "enum", False
        swapped = words[0].swapcase()
        if swapped not in words:
            yield f"is {swapped}", "near miss", swapped, "enum", False
    if "const" in node.value:
        yield "is another value", "enum", f"not-{node.get('const')}", "const", False
    if "default" in node.value and not options:
        yield "is its default", "default", node.get("default"), "default", False


def _ranges(node: Node) -> Iterator[tuple[str, str, Template, str, bool]]:
    for keyword, inward, edge in (
        ("minimum", 1, 0),
        ("maximum", -1, 0),
        ("exclusiveMinimum", 1, 1),
        ("exclusiveMaximum", -1, -1),
    ):
        limit = node.get(keyword)
        if limit is not None:
            yield f"{limit + edge} ({keyword})", "limit", limit + edge, keyword, False
            yield f"{limit + edge - inward} (past {keyword})", "limit", limit + edge - inward, keyword, False


def _counts(place: _Place) -> Iterator[tuple[str, str, Template, str, bool]]:
    item = place.node.child("items")
    for keyword, outward in (("minItems", -1), ("maxItems", 1)):
        limit = place.node.get(keyword)
        if limit is not None and item is not None:
            for count in (limit, limit + outward):
                if count >= 0:
                    yield (
                        f"{count} items ({keyword})",
                        "limit",
                        [witness(item, place.name, MINIMAL) for _ in range(count)],
                        keyword,
                        False,
                    )


def _lengths(place: _Place) -> Iterator[tuple[str, str, Template, str, bool]]:
    node = place.node
    for keyword, outward in (("minLength", -1), ("maxLength", 1)):
        limit = node.get(keyword)
        if limit is not None:
            for length in (limit, limit + outward):
                if length >= 0:
                    yield f"{length} characters ({keyword})", "limit", _sized(place, length), keyword, False


def _sized(place: _Place, length: int) -> Template:
    made = plain_text(place.node, place.name, length)
    if place.node.get("x-kind") in ("e164", "digits") and length >= 3 and not place.node.get("pattern"):
        return Fresh(
            place.name,
            made,
            kind=str(place.node.get("x-kind")),
            form=f"of {length}",
            owned=bool(place.node.get("x-owned")),
        )
    return Secret(place.name, made) if place.node.get("x-secret") else made


def _misses(place: _Place) -> Iterator[tuple[str, str, Template, str, bool]]:
    node, word = place.node, str(place.node.get("x-kind") or place.node.get("format") or "")
    good = plain_text(node, place.name)
    for miss in nearmiss.of(word, good if not word.startswith("e164") else "+" + good.lstrip("+")):
        value: Template = miss.text
        if word in ("e164", "digits"):
            value = Fresh(place.name, miss.text, kind=word, form=miss.name, owned=bool(node.get("x-owned")))
        yield (
            miss.name,
            "near miss",
            value,
            word if word in node.value else "pattern" if "pattern" in node.value else "format",
            not miss.far,
        )
    if node.get("pattern") and not word:
        yield "of another form", "near miss", f"?{good}?", "pattern", False


def _wrong_texts(node: Node, name: str) -> Iterator[tuple[str, str, bool]]:
    """Texts of a query parameter that its schema may refuse."""
    if kind(node) in ("integer", "number"):
        yield "not a number", "many", False
        for keyword, step in (("minimum", -1), ("maximum", 1)):
            if node.get(keyword) is not None:
                yield f"{'less' if step < 0 else 'more'} than {node.get(keyword)}", str(node.get(keyword) + step), False
    elif kind(node) == "boolean":
        yield "not a boolean", "maybe", False
    elif node.get("enum"):
        yield "another word", f"not-{node.get('enum')[0]}", False
    else:
        good = plain_text(node, name)
        for miss in nearmiss.of(str(node.get("x-kind") or node.get("format") or ""), good):
            yield miss.name, miss.text, not miss.far
        if node.get("pattern"):
            yield "of another form", f"?{good}?", False
        if node.get("maxLength"):
            yield f"longer than {node.get('maxLength')}", plain_text(node, name, node.get("maxLength") + 1), False


def _typed(node: Node, value: str) -> Any:
    """A text of the query as the schema sees it."""
    if kind(node) in ("integer", "number"):
        try:
            return float(value) if "." in value else int(value)
        except ValueError:
            return value
    return {"true": True, "false": False}.get(value, value) if kind(node) == "boolean" else value


def _with(schema: Node, start: Template, path: tuple[str | int, ...], value: Template) -> Template:
    """The body with one place in it replaced; what stands above it is made where it is absent."""
    key, *rest = path
    if isinstance(key, int):
        item = schema.child("items")
        first = (
            start[0]
            if isinstance(start, list) and start
            else witness(item, "item", MINIMAL)
            if item is not None
            else {}
        )
        return [_with(item, first, tuple(rest), value) if rest and item is not None else value]
    node = fields(schema)[key]
    if not rest:
        return {**start, key: value}
    inner = start.get(key, ABSENT)
    made = witness(node, key, MINIMAL) if inner is ABSENT or not isinstance(inner, (dict, list)) else inner
    return {**start, key: _with(node, made, tuple(rest), value)}


def _has(template: Template, path: tuple[str | int, ...]) -> bool:
    for key in path:
        if isinstance(template, dict) and key in template:
            template = template[str(key)]
        elif isinstance(template, list) and isinstance(key, int) and key < len(template):
            template = template[key]
        else:
            return False
    return True
