"""Replaces placeholders by values: the target's own, fresh ones, and those of earlier answers."""

from __future__ import annotations

import json
import random
import re
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from emulators.harness.checks.observation import Observation
from emulators.harness.contract.operation import FORM
from emulators.harness.document.json_pointer import look_up
from emulators.harness.execution.forgery import forged_key, forged_pair
from emulators.harness.model.absent import NOTHING
from emulators.harness.model.exchange import HttpRequest
from emulators.harness.testcases import near_misses
from emulators.harness.testcases.phone_numbers import ROOM, fictional
from emulators.harness.testcases.placeholders import (
    Bound,
    Foreign,
    Fresh,
    InventedSecret,
    Known,
    Placeholder,
    Spoiled,
    Template,
    Unknown,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from emulators.harness.client.target import Target
    from emulators.harness.contract.operation import ContractOperation
    from emulators.harness.model.exchange import Exchange
    from emulators.harness.testcases.case import Step

LEFT_OUT = object()


class Unavailable(Exception):
    """Raised where a case cannot be sent because a value that it needs is missing."""


class Allocator:
    """Gives out numbers and endings, each once in a run. The same seed gives the same ones."""

    def __init__(self, seed: int | None) -> None:
        self._random = random.Random(seed)  # noqa: S311 (names, not secrets)
        self._next = self._random.randrange(ROOM)
        self._owned: dict[str, int] = {}
        self.prints = True

    def number(self) -> str:
        """Returns the next fictional number in E.164 form."""
        self._next += 1
        return fictional(self._next)

    def ending(self) -> str:
        """Returns the next eight hexadecimal digits for the end of a text."""
        return f"{self._random.getrandbits(32):08x}"

    def owned(self, name: str, choices: tuple[str, ...]) -> str:
        """Returns the next of the numbers that an account owns; each is given out once.

        Raises:
            Unavailable: none is left.
        """
        index = self._owned.get(name, 0)
        if index >= len(choices):
            raise Unavailable(
                f"needs another {name} that the account owns: numbers in targets.toml, or --number; "
                f"known.{name} or --known {name}=VALUE for this property alone"
            )
        self._owned[name] = index + 1
        return choices[index]

    def unknown(self, like: str) -> str:
        """Returns an identifier of the same form that names nothing."""
        if re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", like):
            return str(uuid.UUID(int=self._random.getrandbits(128), version=4))
        if re.fullmatch(r"\+?\d{3,}", like):
            return self.number() if like.startswith("+") else self.number()[1:]
        prefix, digits = re.fullmatch(r"(.*?_)?(.*)", like, re.DOTALL).groups()  # type: ignore[union-attr]  # it always matches
        if re.fullmatch(r"[0-9a-f]{4,}", digits):
            return (prefix or "") + f"{self._random.getrandbits(4 * len(digits)):0{len(digits)}x}"
        return f"{like}-{self.ending()}".replace(" ", "-")


@dataclass
class Resolver:
    """Replaces the placeholders of one case by values, equal placeholders by equal values.

    With `dry`, values of earlier answers are those that the contract prints. `answers` are the bodies so far. It
    collects the target's own values that it used (`known`), what it sent instead of printed values (`substitutions`),
    and the secrets and identifiers that it made up.
    """

    target: Target
    allocator: Allocator
    dry: bool = False
    answers: list[Any] = field(default_factory=list)
    known: set[tuple[str, str]] = field(default_factory=set)
    substitutions: dict[str, str] = field(default_factory=dict)
    substituted: bool = False
    secrets: dict[str, str] = field(default_factory=dict)
    made_up: set[str] = field(default_factory=set)
    answered: set[tuple[str, str]] = field(default_factory=set)
    _drawn: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def request(self, step: Step, operation: ContractOperation) -> tuple[HttpRequest, dict[str, Any], Any]:
        """Returns the request of a step, its parameters by name, and its body as JSON (NOTHING where it has none).

        Raises:
            Unavailable: the target, or an earlier answer, lacks a value.
        """
        path = self._resolve(dict(step.path))
        query = self._resolve(dict(step.query))
        body = self._resolve(step.body) if step.body is not NOTHING else NOTHING
        self._forget_commonplace(step.body)
        content = step.raw if step.raw is not None else _encode(body, step.media_type) if body is not NOTHING else None
        url = re.sub(r"\{([^}]+)\}", lambda match: quote(str(path.get(match[1], "")), safe=""), operation.path)
        if query:
            url += "?" + urlencode({name: _text(value) for name, value in query.items()})
        request = HttpRequest(operation.method, url, self._headers(step, has_body=content is not None), content)
        return request, {**path, **query}, body

    def observe(self, exchange: Exchange, arguments: Mapping[str, Any]) -> Observation:
        """Returns the observation of an exchange, with the values that its placeholders took."""
        return Observation(
            exchange,
            arguments,
            credentials={name.lower(): value for name, value in self.target.headers.items()},
            secrets=self.secrets,
            substitutions=self.substitutions,
            answered=frozenset(self.answered),
            substituted=self.substituted,
            isolated=self.target.fresh is not None,
        )

    def _headers(self, step: Step, *, has_body: bool) -> dict[str, str]:
        headers = dict(self.target.headers)
        if has_body and step.media_type and self.target.header("content-type") is None:
            headers["Content-Type"] = step.media_type
        elif has_body and step.media_type:
            headers = _replace_header(headers, "Content-Type", step.media_type)
        for name, template in step.headers.items():
            headers = _replace_header(headers, name, None if template is None else str(self._resolve(template)))
        return headers

    def _resolve(self, template: Template) -> Any:
        if isinstance(template, Placeholder):
            return self._value(template)
        if isinstance(template, dict):
            filled = {name: self._resolve(value) for name, value in template.items()}
            return {name: value for name, value in filled.items() if value is not LEFT_OUT}
        if isinstance(template, list):
            return [value for value in map(self._resolve, template) if value is not LEFT_OUT]
        return template

    def _value(self, leaf: Placeholder) -> Any:
        ways: dict[type[Placeholder], Callable[[Any], Any]] = {
            Known: self._known,
            Fresh: self._fresh,
            Bound: self._bound,
            Foreign: self._foreign,
            Unknown: self._unknown,
            Spoiled: self._spoil,
            InventedSecret: self._secret,
        }
        return ways[type(leaf)](leaf)

    def _forget_commonplace(self, template: Template) -> None:
        """Forgets made-up secrets that stand in the body as ordinary values, too: hidden everywhere, they would hide those."""
        ordinary = set(_plain_texts(template))
        self.secrets = {value: name for value, name in self.secrets.items() if value not in ordinary}

    def _secret(self, leaf: InventedSecret) -> Any:
        self.secrets[str(leaf.stand_in)] = leaf.name
        return leaf.stand_in

    def _known(self, leaf: Known) -> Any:
        choices = self.target.known.get(leaf.name, ())
        if not choices:
            if leaf.optional:
                return LEFT_OUT
            raise Unavailable(
                f"needs known.{leaf.name}, which exists there: in targets.toml, or --known {leaf.name}=VALUE"
            )
        value = str(leaf.stand_in) if leaf.printed and str(leaf.stand_in) in choices else choices[0]
        if leaf.printed and value != leaf.stand_in:
            self.substitutions[str(leaf.stand_in)] = value
            self.substituted = True
        self.known.add((leaf.name, value))
        return value

    def _fresh(self, leaf: Fresh) -> str:
        key = (leaf.name, leaf.form, str(leaf.stand_in) if leaf.printed else "")
        if key not in self._drawn:
            self._drawn[key] = self._drawn_value(leaf)
        value = self._drawn[key]
        if leaf.printed and value != leaf.stand_in:
            self.substitutions[str(leaf.stand_in)] = value
        return value

    def _drawn_value(self, leaf: Fresh) -> str:
        if leaf.printed and self.allocator.prints and self.target.numbers == "any" and self.target.fresh is not None:
            return str(leaf.stand_in)
        if leaf.owned and self.target.numbers != "any" and not leaf.form:
            value = self.allocator.owned(leaf.name, self._owned_numbers(leaf))
            self.known.add((leaf.name, value))
            return value
        if leaf.kind not in ("e164", "digits"):
            return f"{leaf.stand_in}-{self.allocator.ending()}"
        return _form(self.allocator.number(), leaf)

    def _owned_numbers(self, leaf: Fresh) -> tuple[str, ...]:
        """Returns the account's numbers for a property, those that are known for it first."""
        numbers = () if self.target.numbers == "any" else self.target.numbers
        formed = (each.lstrip("+") if leaf.kind == "digits" else each for each in numbers)
        return tuple(dict.fromkeys((*self.target.known.get(leaf.name, ()), *formed)))

    def _bound(self, leaf: Bound) -> Any:
        if self.dry:
            return leaf.stand_in
        try:
            value = look_up(self.answers[leaf.step], leaf.pointer)
        except (KeyError, IndexError):
            raise Unavailable(f"the answer to an earlier step has no {leaf.pointer}") from None
        self.answered.add((leaf.name, str(value)))
        if isinstance(leaf.stand_in, str) and isinstance(value, str) and value != leaf.stand_in:
            self.substitutions[leaf.stand_in] = value
        return value

    def _foreign(self, leaf: Foreign) -> Any:
        choices = self.target.foreign.get(leaf.name, ())
        if choices:
            return choices[0]
        if leaf.invented:
            return leaf.stand_in
        raise Unavailable(
            f"needs foreign.{leaf.name}, which is somebody else's: in targets.toml, or --foreign {leaf.name}=VALUE"
        )

    def _unknown(self, leaf: Unknown) -> str:
        value = self.allocator.unknown(str(leaf.stand_in))
        self.made_up.add(value)
        return value

    def _spoil(self, leaf: Spoiled) -> str:
        keyword, _, key = (self.target.header(leaf.name) or "Bearer nobody").rpartition(" ")
        if leaf.way == "scheme":
            return f"{'Bearer' if keyword.lower() != 'bearer' else 'Token'} {key}"
        if leaf.way == "form":
            return f"{keyword} no-such-key-of-a-test".strip()
        basic = keyword.lower() == "basic"
        made = f"{keyword} {forged_pair(key, user=leaf.way == 'user') if basic else forged_key(key)}".strip()
        self.secrets[made] = leaf.name
        return made


def _plain_texts(template: Template) -> Iterator[str]:
    """Yields the texts of a template that are no placeholders."""
    if isinstance(template, str):
        yield template
    elif isinstance(template, dict):
        for value in template.values():
            yield from _plain_texts(value)
    elif isinstance(template, list):
        for value in template:
            yield from _plain_texts(value)


def _form(number: str, leaf: Fresh) -> str:
    """Returns a number in a wrong form, of a wanted length, or without its plus."""
    length = re.fullmatch(r"of (\d+)", leaf.form)
    if length:
        number = _of_length(number, int(length[1]))
    elif leaf.form in near_misses.FORMS:
        number = near_misses.FORMS[leaf.form](number)
    return number.lstrip("+") if leaf.kind == "digits" and leaf.form != "two pluses" else number


def _of_length(number: str, length: int) -> str:
    """Returns the number cut or filled to this many characters. Its last digits tell numbers apart, so they are kept."""
    return number + "0" * (length - len(number)) if length >= len(number) else "+" + number[1 - length :]


def _replace_header(headers: Mapping[str, str], name: str, value: str | None) -> dict[str, str]:
    others = {key: old for key, old in headers.items() if key.lower() != name.lower()}
    return others if value is None else {**others, name: value}


def _text(value: Any) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _encode(body: Any, media_type: str | None) -> bytes:
    """Returns the body as it is sent. In a form, lists are repeated keys and every value is a text."""
    if media_type != FORM or not isinstance(body, dict):
        return _json(body)
    pairs = [(name, each) for name, value in body.items() for each in (value if isinstance(value, list) else [value])]
    return urlencode([(name, _text(value)) for name, value in pairs]).encode()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
