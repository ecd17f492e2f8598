"""Turns a printed exchange into a step that any target can be sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from emulators.harness.model.absent import NOTHING
from emulators.harness.schema.traversal import fields_of, required_of
from emulators.harness.schema.validation import Schema
from emulators.harness.testcases.case import Risk, Step
from emulators.harness.testcases.placeholders import Bound, Fresh, Known, Template

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.harness.contract.examples import Example
    from emulators.harness.contract.parameter import Parameter
    from emulators.harness.document.node import Node


@dataclass(frozen=True)
class ExampleConverter:
    """Converts examples into steps: known and bound values become placeholders, numbers become fresh ones.

    `known` are the values that exist, by name. With `as_printed`, a target with a world of its own gets the printed
    numbers.
    """

    known: Mapping[str, set[str]]
    as_printed: bool

    def step(self, example: Example, bound: Mapping[str, Bound]) -> Step:
        """Returns the request of an example as a step. `bound` are the values that it takes from earlier answers."""
        places: dict[str, dict[str, Template]] = {"path": {}, "query": {}, "header": {}}
        for parameter in example.operation.parameters:
            if parameter.name in bound or parameter.name in example.arguments:
                places[parameter.location][parameter.name] = self._argument(example, parameter, bound)
        schema, body = example.operation.body, example.body
        if schema is not None and body is not NOTHING:
            body = self._leaf(schema.node, body, "", bound, schema.node)
        return Step(
            operation=example.operation.id,
            risk=Risk.READ if example.operation.reads else Risk.PROVISION,
            path=places["path"],
            query=places["query"],
            headers={**places["header"], **example.headers},
            body=body,
            media_type=example.operation.media_type,
            may_fail=not example.response.is_success,
        )

    def _argument(self, example: Example, parameter: Parameter, bound: Mapping[str, Bound]) -> Template:
        name = parameter.name
        if name in bound:
            return bound[name]
        value = example.arguments[name]
        return Known(name, value, printed=True) if parameter.is_known and self._exists(name, value) else value

    def _leaf(self, schema: Node, value: Any, name: str, bound: Mapping[str, Bound], owner: Node) -> Template:
        if name in bound:
            return bound[name]
        if isinstance(value, dict):
            known = fields_of(schema)
            return {
                key: self._leaf(known[key], inner, key, bound, schema) if key in known else inner
                for key, inner in value.items()
            }
        item = schema.child("items")
        if isinstance(value, list) and item is not None:
            return [self._leaf(item, inner, name, bound, schema) for inner in value]
        if schema.get("x-known") and self._exists(name, value):
            return Known(name, value, printed=True, optional=not self.as_printed and name not in required_of(owner))
        return self._fresh(schema, value, name) if _must_be_new(schema, value) else value

    def _fresh(self, schema: Node, value: str, name: str) -> Fresh:
        owned = bool(schema.get("x-owned"))
        return Fresh(name, value, kind=str(schema.get("x-kind", "")), owned=owned, printed=self.as_printed)

    def _exists(self, name: str, value: Any) -> bool:
        return isinstance(value, str) and value in self.known.get(name, set())


def _must_be_new(schema: Node, value: Any) -> bool:
    """Returns whether a value must be a fresh one: a number or a unique value, unless the example is about a bad one."""
    marked = schema.get("x-unique") or schema.get("x-kind") in ("e164", "digits")
    return bool(marked) and isinstance(value, str) and Schema(schema).admits(value)
