"""One exchange against one obligation: class, status, content type, body, and what the fields promise each other."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from emulators.harness.branches import fields
from emulators.harness.comparison import Comparison, same
from emulators.harness.curl import curl
from emulators.harness.model import NOTHING, Answer, Basis, Clause, Exchange, Finding, Layer, Obligation
from emulators.harness.parts import described, fields_of, leaves, objects, texts
from emulators.harness.pointer import point
from emulators.harness.redaction import variable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from emulators.harness.contract import Contract
    from emulators.harness.filling import Filling
    from emulators.harness.node import Node
    from emulators.harness.operation import Operation
    from emulators.harness.redaction import Mask
    from emulators.harness.response import Response
    from emulators.harness.shape import Shape

SHOWN = 300
"""How much of an answer is quoted in a finding."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why an answer may be due to something outside the request; `needs` is what would prove that it is not."""

    reason: str
    needs: frozenset[str]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found. With a doubt, the findings count only once it is proven away."""

    findings: tuple[Finding, ...] = ()
    doubt: Doubt | None = None
    success: bool = False


@dataclass(frozen=True)
class Evidence:
    """An exchange as it was, before anything is masked, and what its request was made of."""

    exchange: Exchange
    arguments: Mapping[str, Any]
    filling: Filling

    @property
    def status(self) -> int:
        return self.exchange.response.status

    @property
    def accepted(self) -> bool:
        return 200 <= self.status < 300

    @property
    def refused(self) -> bool:
        return 400 <= self.status < 500


@dataclass
class Judge:
    """Judges the exchanges of one run; it remembers the first refusal that followed no documented form."""

    contract: Contract
    base: str
    mask: Mask
    _envelope: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def judge(self, obligation: Obligation, evidence: Evidence) -> Judgement:
        """Everything that one exchange says about its obligation."""
        operation = self.contract.operation(obligation.operation)
        if operation is None:
            return Judgement()
        case = _Case(self, obligation, evidence, operation)
        leaks = tuple(case.leaks())
        wrong_class = tuple(case.wrong_class())
        if wrong_class:
            return Judgement((*leaks, *wrong_class), case.doubt())
        found = (*leaks, *case.wrong_status(), *case.content())
        failed = any(finding.is_failure for finding in found)
        good = operation.success.causes.get("ok") if operation.success else None
        success = evidence.accepted and obligation.expect.answer is Answer.ACCEPT and not failed
        doubt = case.doubt() if evidence.status in (401, 403) and case.status_is_off else None
        return Judgement(found, doubt, success and (good is None or good.basis.binds))


@dataclass(frozen=True)
class _Case:
    judge: Judge
    obligation: Obligation
    evidence: Evidence
    operation: Operation

    # The class of the answer, and its status.

    def wrong_class(self) -> Iterator[Finding]:
        expect, evidence = self.obligation.expect, self.evidence
        right = {
            Answer.ACCEPT: evidence.accepted,
            Answer.REJECT: evidence.refused or evidence.status in expect.statuses,
            Answer.EITHER: evidence.accepted or evidence.refused,
        }
        if not right[expect.answer]:
            words = {Answer.ACCEPT: "accepted", Answer.REJECT: "refused", Answer.EITHER: "accepted or refused"}[
                expect.answer
            ]
            statuses = f" ({' or '.join(map(str, expect.statuses))})" if expect.statuses else ""
            clause = replace(self.obligation.clause, basis=expect.basis)
            yield self.finding("class", clause, words + statuses, f"{evidence.status}: {self.quoted()}")

    @property
    def status_is_off(self) -> bool:
        expect = self.obligation.expect
        return bool(expect.statuses) and self.evidence.status not in expect.statuses

    def wrong_status(self) -> Iterator[Finding]:
        expect = self.obligation.expect
        if expect.answer is not Answer.EITHER and self.status_is_off:
            owed = next((found for status in expect.statuses if (found := self.operation.response(status))), None)
            node = owed.node if owed else self.operation.node
            clause = replace(node.clause(f"status {' or '.join(map(str, expect.statuses))}"), basis=expect.status_basis)
            yield self.finding(
                "status", clause, " or ".join(map(str, expect.statuses)), f"{self.evidence.status}: {self.quoted()}"
            )

    def doubt(self) -> Doubt | None:
        """A reason for the answer that lies outside the request, if the contract or HTTP knows one."""
        status, operation = self.evidence.status, self.operation
        if status == 401 and "unauthenticated" not in self.obligation.expect.causes:
            return Doubt("the target answers 401 to the credentials it was given", frozenset({"credentials"}))
        if status == 403 and not {"forbidden", "wrong_tenant"} & set(self.obligation.expect.causes):
            return Doubt(
                "the target answers 403 to the credentials it was given", frozenset({f"operation {operation.id}"})
            )
        response = operation.response(status)
        if self.obligation.expect.answer is not Answer.ACCEPT or response is None or not self._well_formed(response):
            return None
        return self._worldly_doubt(response)

    def _worldly_doubt(self, response: Response) -> Doubt | None:
        done, known = f"operation {self.operation.id}", self._lent()
        for name, value in known:
            if {f"unknown.{name}", f"foreign.{name}"} & set(response.causes):
                words = self.judge.mask.text(value)
                return Doubt(f"the target does not know {name} {words}", frozenset({f"known {name}={value}", done}))
        needs = frozenset({done, *(f"known {name}={value}" for name, value in known)})
        if "duplicate" in response.causes and not self.evidence.filling.target.fresh:
            return Doubt("the target has this value already", needs, again=True)
        all_our_own = len(self.obligation.steps) > 1 and not known
        if "state" in response.causes and not all_our_own and not self.evidence.filling.target.fresh:
            return Doubt("something in the target's world may stand in the way", frozenset({"a world of our own"}))
        if "upstream" in response.causes:
            return Doubt(f"the telephone company behind the target may have caused the {response.status}", needs)
        return None

    def _lent(self) -> list[tuple[str, str]]:
        """The target's own values in this very request; those of the steps before it have been accepted."""
        said = {str(value) for value in self.evidence.arguments.values()}
        said |= {text for _, text in texts(self.evidence.exchange.values)}
        return sorted((name, value) for name, value in self.evidence.filling.known if value in said)

    def _well_formed(self, response: Response) -> bool:
        """Is this an answer that the contract can mean? What it only assumes of it, nobody has to send."""
        shape, answer = response.shape, self._answer()
        if shape is None:
            return True
        if answer is NOTHING:
            return not shape.node.basis("type").binds
        return not any(breach.clause.basis.binds for breach in shape.breaches(answer))

    # What the answer says.

    def _answer(self) -> Any:
        """The answer's JSON, or its text where the contract has it in plain text; NOTHING where it cannot be read."""
        body, response = self.evidence.exchange.response.body, self._expected_response()
        if response is not None and self._media_type() == "text/plain" in response.shapes:
            return body.decode("utf-8", "replace")
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            return NOTHING

    def _expected_response(self) -> Response | None:
        """The response that describes this answer: its own status's, or that of the status it should have had."""
        expect = self.obligation.expect
        own = self.operation.response(self.evidence.status)
        if own is not None:
            return own
        if self.evidence.accepted:
            return self.operation.success
        return next((found for status in expect.statuses if (found := self.operation.response(status))), None)

    def content(self) -> Iterator[Finding]:
        response = self._expected_response()
        silent = self.evidence.status == 204 and not self.evidence.exchange.response.body
        if response is None or not response.shapes or silent:
            return
        shape, answer = self._shape_of(response), self._answer()
        yield from self._content_type(response, shape)
        if answer is NOTHING:
            yield self.finding("body", shape.node.clause("the body is JSON", "type"), "JSON", self.quoted())
            return
        breaches = list(shape.breaches(answer))
        for breach in breaches:
            clause = replace(breach.clause, text=f"{breach.keyword}: {breach.message}")
            yield self.finding("body", clause, breach.message, _brief(_at(answer, breach.pointer)), breach.pointer)
        if self.evidence.refused and breaches:
            yield from self._other_envelope(shape, answer)
        if self.evidence.accepted:
            yield from self._echoes(shape, answer)
            yield from self._order(shape, answer)
        yield from self._extras(shape, answer)
        yield from self._sample(response, shape, answer)

    def _shape_of(self, response: Response) -> Shape:
        """The schema for what was answered, or the one that it should have been."""
        return response.shapes.get(self._media_type()) or response.shape or next(iter(response.shapes.values()))

    def _media_type(self) -> str:
        return self.evidence.exchange.response.headers.get("content-type", "").split(";")[0].strip().lower()

    def _content_type(self, response: Response, shape: Shape) -> Iterator[Finding]:
        sent = self.evidence.exchange.response.headers.get("content-type", "")
        if self._media_type() not in response.media_types:
            clause = shape.node.clause(f"the content type is {' or '.join(response.media_types)}", "type")
            yield self.finding("content type", clause, " or ".join(response.media_types), sent or "none")

    def _other_envelope(self, shape: Shape, answer: Any) -> Iterator[Finding]:
        """Refusals that follow no form of ours should at least follow one of their own."""
        keys = tuple(sorted(answer)) if isinstance(answer, dict) else (type(answer).__name__,)
        first = self.judge._envelope.setdefault("refusal", keys)  # noqa: SLF001 (the case is the judge's own)
        if keys != first:
            clause = replace(shape.node.clause("one envelope for every refusal"), basis=Basis.ASSUMED)
            yield self.finding("envelope", clause, ", ".join(first), ", ".join(keys))

    # What the fields promise.

    def _echoes(self, shape: Shape, answer: Any) -> Iterator[Finding]:
        for pointer, node, value in described(shape.node, answer):
            name = node.get("x-echo")
            if isinstance(name, str):
                yield from self._echo(name, node, pointer, value)

    def _echo(self, name: str, node: Node, pointer: str, value: Any) -> Iterator[Finding]:
        sent, basis, layer = self._sent(name)
        if sent is NOTHING or same(sent, value):
            return
        clause = node.clause(f"carries the request's {name}", "x-echo")
        clause = replace(clause, basis=Basis.weakest(clause.basis, basis))
        yield self.finding(layer, clause, _brief(sent), _brief(value), pointer)

    def _sent(self, name: str) -> tuple[Any, Basis, Layer]:
        """What the request said under a name, or the default that stands for saying nothing."""
        if name in self.evidence.arguments:
            return self.evidence.arguments[name], Basis.DOCUMENTED, "echo"
        body, shape = self.evidence.exchange.values, self.operation.body
        if shape is None or not isinstance(body, dict):
            return NOTHING, Basis.DOCUMENTED, "echo"
        node = fields(shape.node).get(name)
        if name in body:
            ignored = self.obligation.kind == "foreign branch" and node is not None and node.get("x-foreign-branch")
            return (NOTHING if ignored else body[name]), Basis.DOCUMENTED, "echo"
        if node is None or "default" not in node.value:
            return NOTHING, Basis.DOCUMENTED, "echo"
        return node.get("default"), node.basis("default"), "default"

    def _order(self, shape: Shape, answer: Any) -> Iterator[Finding]:
        """What was changed was made before."""
        for pointer, node, value in objects(shape.node, answer):
            for made, changed in (("createdAt", "updatedAt"), ("created_at", "updated_at")):
                first, last = _moment(value.get(made)), _moment(value.get(changed))
                known = fields_of(node)
                if first and last and made in known and changed in known and first > last:
                    clause = known[changed].clause(f"{changed} is not before {made}")
                    yield self.finding(
                        "order", clause, f"at or after {value[made]}", str(value[changed]), f"{pointer}/{changed}"
                    )

    def _extras(self, shape: Shape, answer: Any) -> Iterator[Finding]:
        """Fields that the contract does not name: never wrong, worth knowing."""
        for pointer, node, value in objects(shape.node, answer):
            known = fields_of(node)
            for name in value:
                if known and name not in known and not isinstance(node.get("additionalProperties"), dict):
                    clause = replace(node.clause("names its fields", "additionalProperties"), basis=Basis.ASSUMED)
                    yield self.finding("extra", clause, f"one of {', '.join(known)}", name, f"{pointer}/{name}")

    def _sample(self, response: Response, shape: Shape, answer: Any) -> Iterator[Finding]:
        sample = self.obligation.sample
        if sample is None or sample.expected is NOTHING or response is not sample.response:
            return
        filling = self.evidence.filling
        basis = Basis.weakest(sample.basis("body"), Basis.INFERRED) if filling.substituted else sample.basis("body")
        expected = _swapped(sample.expected, filling.swapped)
        comparison = Comparison(own_world=filling.target.fresh is not None)
        said = {text for _, text in texts(self.evidence.exchange.values)}
        for difference in comparison.differences(expected, answer, shape.node):
            printed = _at(sample.expected, difference.pointer)
            if isinstance(printed, str) and printed in said and printed == _at(answer, difference.pointer):
                continue  # fields that are printed alike, and only another of them was sent otherwise
            clause = replace(sample.node.clause(f"the exchange {sample.name}", "value"), basis=basis)
            yield self.finding("value", clause, difference.expected, difference.got, difference.pointer)

    # Secrets.

    def leaks(self) -> Iterator[Finding]:
        """A credential that comes back where the contract does not list it."""
        text = self.evidence.exchange.response.body.decode("utf-8", "replace")
        for name, value, clause in self._secrets():
            if value in text and not self._listed(name, value):
                yield self.finding(
                    "secret", clause, f"no {name} in the answer", f"{self.evidence.status} with the value of {name}"
                )

    def _secrets(self) -> Iterator[tuple[str, str, Clause]]:
        plain: set[str] = set()
        found: dict[str, tuple[str, Clause]] = {}
        body, shape = self.evidence.exchange.values, self.operation.body
        if shape is not None and body is not NOTHING:
            for name, node, value in leaves(shape.node, body):
                if node.get("x-secret") and isinstance(value, str):
                    found.setdefault(
                        value, (name, node.clause(f"{name} is a secret and does not come back", "x-secret"))
                    )
                else:
                    plain.add(str(value))
        for credential in self.operation.credentials:
            value = self.evidence.filling.target.header(credential.header) or ""
            found.setdefault(
                value.rpartition(" ")[2],
                (credential.header, credential.node.clause("a credential does not come back", "x-secret")),
            )
        for value, (name, clause) in found.items():
            if len(value) >= 6 and value not in plain:
                yield name, value, clause

    def _listed(self, name: str, value: str) -> bool:
        """Does the secret stand only where the contract lists a field for it?"""
        response, answer = self._expected_response(), self._answer()
        if response is None or response.shape is None or answer is NOTHING:
            return False
        places = [pointer for pointer, text in texts(answer) if value in text]
        return bool(places) and all(_is_field_for(response.shape, pointer, name) for pointer in places)

    # Findings.

    def quoted(self) -> str:
        text = self.evidence.exchange.response.body.decode("utf-8", "replace")
        return text if len(text) <= SHOWN else text[:SHOWN] + "..."

    def finding(self, layer: Layer, clause: Clause, expected: str, got: str, pointer: str = "") -> Finding:
        found = Finding(
            subject=self.obligation.id,
            layer=layer,
            clause=clause,
            expected=expected,
            got=got,
            curl=self._curl,
            pointer=pointer,
        )
        return self._mask.finding(found)

    @cached_property
    def _mask(self) -> Mask:
        return self.judge.mask.knowing(dict(self._made_up()))

    @cached_property
    def _curl(self) -> str:
        return curl(self.judge.base, self._mask.request(self.evidence.exchange.request))

    def _made_up(self) -> Iterator[tuple[str, str]]:
        for value, name in self.evidence.filling.secrets.items():
            yield value, variable(name)


def _brief(value: Any) -> str:
    if value is NOTHING:
        return "nothing"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHOWN else text[:SHOWN] + "..."


def _at(value: Any, pointer: str) -> Any:
    try:
        return point(value, pointer)
    except KeyError:
        return NOTHING


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment if moment is None or moment.tzinfo else None


def _is_field_for(shape: Shape, pointer: str, name: str) -> bool:
    node = shape.declares(pointer)
    return node is not None and (
        pointer.rsplit("/", 1)[-1] == name or node.get("x-echo") == name or bool(node.get("x-secret"))
    )


def _swapped(value: Any, swapped: Mapping[str, str]) -> Any:
    """The printed answer, with what was sent instead of the printed values."""
    if isinstance(value, dict):
        return {key: _swapped(inner, swapped) for key, inner in value.items()}
    if isinstance(value, list):
        return [_swapped(inner, swapped) for inner in value]
    if isinstance(value, str):
        for printed, sent in swapped.items():
            value = sent if value == printed else value.replace(printed, sent) if len(printed) > 5 else value
    return value
