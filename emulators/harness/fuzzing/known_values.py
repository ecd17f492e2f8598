"""Turns a generated request into a step, with placeholders for values that only a target can know."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from emulators.harness.fuzzing.plausibility import typed
from emulators.harness.model.absent import NOTHING
from emulators.harness.schema.traversal import fields_of, required_of
from emulators.harness.schema.validation import Schema
from emulators.harness.testcases.case import Risk, Step
from emulators.harness.testcases.placeholders import Fresh, InventedSecret, Known, Template

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from emulators.harness.contract.parameter import Parameter
    from emulators.harness.document.node import Node
    from emulators.harness.fuzzing.generation import GeneratedCase
    from emulators.harness.testcases.builder import CaseBuilder

NUMBERS = ("e164", "digits")
SHORTEST_NUMBER, LONGEST_NUMBER = 10, 16
"""Shorter numbers are too few to be always new, and longer ones are no numbers."""
LONGEST_ARGUMENT = 1000
MARKS = {"x-known", "x-unique", "x-secret"}
ENDING = "-00000000"
"""As long as the ending of a fresh text."""


class Inexpressible(Exception):
    """Raised where a request has no certain form on the wire: an empty segment of a path, or a list in a query."""


@dataclass(frozen=True)
class KnownValues:
    """Puts placeholders into the generated requests of one operation. A value that its own schema refuses is kept."""

    builder: CaseBuilder
    _schemas: dict[str, Schema] = field(default_factory=dict)

    def step(self, generated: GeneratedCase) -> Step:
        """Returns a generated request as a step.

        Raises:
            Inexpressible: it has no certain form on the wire, or would delete a value that the target's owner named.
        """
        step = self._step(generated)
        if self.builder.risk is Risk.DESTROY and any(isinstance(each, Known) for each in step.path.values()):
            raise Inexpressible
        return step

    def _step(self, generated: GeneratedCase) -> Step:
        return Step(
            operation=generated.operation,
            path=self._arguments(generated.path, "path", _segment),
            query=self._arguments(generated.query, "query", _plain),
            body=self._body(self._form(generated) if self.builder.operation.sends_form else generated.body),
            raw=generated.raw,
            media_type=self.builder.operation.media_type,
        )

    def _form(self, generated: GeneratedCase) -> Any:
        """Returns the body of a form as its reader will see it: every value is a text or a list of texts.

        Raises:
            Inexpressible: the body is no object.
        """
        schema = self.builder.operation.body
        if generated.body is NOTHING and generated.raw is None:
            return NOTHING
        if schema is None or not isinstance(generated.body, dict):
            raise Inexpressible
        known = fields_of(schema.node)
        return {name: _field(known.get(name), value) for name, value in generated.body.items()}

    def _arguments(self, given: Mapping[str, Any], place: str, form: Callable[[Any], Any]) -> dict[str, Template]:
        known = {each.name: each for each in self.builder.operation.parameters if each.location == place}
        return {name: self._argument(known[name], form(value)) for name, value in given.items() if name in known}

    def _argument(self, parameter: Parameter, value: Any) -> Template:
        if not parameter.schema.admits(value):
            return value
        if parameter.name in self.builder.bound:
            return replace(self.builder.bound[parameter.name], stand_in=value)
        return Known(parameter.name, value, optional=not parameter.required) if parameter.is_known else value

    def _body(self, body: Any) -> Template:
        schema = self.builder.operation.body
        return self._value(schema.node, body, "", needed=True) if schema is not None and body is not NOTHING else body

    def _value(self, schema: Node, value: Any, name: str, *, needed: bool) -> Template:
        if isinstance(value, dict):
            known, asked = fields_of(schema), required_of(schema)
            return {
                key: self._value(known[key], inner, key, needed=key in asked) if key in known else inner
                for key, inner in value.items()
            }
        item = schema.child("items")
        if isinstance(value, list) and item is not None:
            known_items = bool(schema.get("x-known"))
            return [self._item(item, inner, name, known=known_items) for inner in value]
        return self._text(schema, value, name, needed=needed) if isinstance(value, str) else value

    def _item(self, schema: Node, value: Any, name: str, *, known: bool) -> Template:
        if known and isinstance(value, str) and self._schema(schema).admits(value):
            return Known(name, value, optional=True)
        return self._value(schema, value, name, needed=False)

    def _text(self, schema: Node, value: str, name: str, *, needed: bool) -> Template:
        marked = MARKS & schema.value.keys() or schema.get("x-kind") in NUMBERS
        if not (value and marked and self._schema(schema).admits(value)):
            return value  # an empty text names nothing, and may mean something else than a value does
        if name in self.builder.bound:
            return replace(self.builder.bound[name], stand_in=value)
        if schema.get("x-known"):
            return Known(name, value, optional=not needed)
        if schema.get("x-unique") or schema.get("x-kind") in NUMBERS:
            return self._fresh(schema, value, name)
        return InventedSecret(name, value) if schema.get("x-secret") else value

    def _schema(self, schema: Node) -> Schema:
        return self._schemas.setdefault(repr(schema.value), Schema(schema))

    def _fresh(self, schema: Node, value: str, name: str) -> Template:
        """Returns a fresh value as long as the generated one, where it leaves room for a new ending."""
        kind, owned = str(schema.get("x-kind", "")), bool(schema.get("x-owned"))
        if kind in NUMBERS:
            free = not schema.get("pattern") and SHORTEST_NUMBER <= len(value) <= LONGEST_NUMBER and not owned
            return Fresh(name, value, kind=kind, form=f"of {len(value)}" if free else "", owned=owned)
        stem = next(
            (each for each in (value, value[: -len(ENDING)]) if self._schema(schema).admits(each + ENDING)), None
        )
        return Fresh(name, stem, kind=kind, owned=owned) if stem is not None else value


def _field(schema: Node | None, value: Any) -> Any:
    """Returns one field of a form as its reader sees it; a list stays one."""
    if isinstance(value, list) and schema is not None and schema.get("type") == "array":
        return [_field(schema.child("items"), each) for each in value]
    text = _plain(value) if not isinstance(value, bool) else str(value).lower()
    return typed(schema, str(text)) if schema is not None else str(text)


def _plain(value: Any) -> Any:
    if isinstance(value, (list, dict)):
        raise Inexpressible
    if value is None:
        return "null"
    if isinstance(value, str):
        _sendable(value)
    return value


def _segment(value: Any) -> Any:
    text = str(_plain(value))
    if text in ("", ".", "..") or "/" in text or "\\" in text:
        raise Inexpressible
    return value


def _sendable(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Inexpressible from None
    if len(text) > LONGEST_ARGUMENT:
        raise Inexpressible
