"""Checks fields of an answer: values that repeat the request's, timestamps in order, and unknown fields."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from emulators.harness.checks.context import brief
from emulators.harness.checks.json_compare import same
from emulators.harness.model.absent import NOTHING
from emulators.harness.model.clause import Basis
from emulators.harness.schema.alternatives import fields
from emulators.harness.schema.traversal import described_properties, fields_of, objects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.checks.context import CheckContext
    from emulators.harness.document.node import Node
    from emulators.harness.model.finding import Finding, Layer
    from emulators.harness.schema.validation import Schema

TIMES = (("createdAt", "updatedAt"), ("created_at", "updated_at"))
BY_THEIR_NAMES = "The names of the two say so, and no page."


def check_echoes(context: CheckContext, schema: Schema) -> Iterator[Finding]:
    """Yields a finding for each field that should repeat a value of the request and has another one."""
    for pointer, node, value in described_properties(schema.node, context.answer):
        name = node.get("x-echo")
        if isinstance(name, str):
            yield from _echo(context, name, node, pointer, value)


def _echo(context: CheckContext, name: str, node: Node, pointer: str, value: Any) -> Iterator[Finding]:
    sent, basis, layer = _sent(context, name)
    if sent is NOTHING or same(sent, value):
        return
    clause = node.clause(f"carries the request's {name}", "x-echo")
    clause = replace(clause, basis=Basis.weakest(clause.basis, basis))
    yield context.finding(layer, clause, brief(sent), brief(value), pointer)


def _sent(context: CheckContext, name: str) -> tuple[Any, Basis, Layer]:
    """Returns what the request said under a name, or the default that stands for leaving it out."""
    if name in context.observation.arguments:
        return context.observation.arguments[name], Basis.DOCUMENTED, "echo"
    body, schema = context.observation.exchange.values, context.operation.body
    if schema is None or not isinstance(body, dict):
        return NOTHING, Basis.DOCUMENTED, "echo"
    node = fields(schema.node).get(name)
    if name in body:
        ignored = context.case.kind == "foreign branch" and node is not None and node.get("x-foreign-branch")
        return (NOTHING if ignored else body[name]), Basis.DOCUMENTED, "echo"
    if node is None or "default" not in node.value:
        return NOTHING, Basis.DOCUMENTED, "echo"
    return node.get("default"), node.basis("default"), "default"


def check_timestamps(context: CheckContext, schema: Schema) -> Iterator[Finding]:
    """Yields a finding where `updatedAt` is earlier than `createdAt`."""
    for pointer, node, value in objects(schema.node, context.answer):
        known = fields_of(node)
        for made, changed in TIMES:
            first, last = _moment(value.get(made)), _moment(value.get(changed))
            if first and last and made in known and changed in known and first > last:
                clause = known[changed].clause(f"{changed} is not before {made}")
                clause = replace(clause, basis=Basis.weakest(clause.basis, Basis.INFERRED), cite=BY_THEIR_NAMES)
                expected, got = f"at or after {value[made]}", str(value[changed])
                yield context.finding("order", clause, expected, got, f"{pointer}/{changed}")


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment if moment is None or moment.tzinfo else None


def check_extra_fields(context: CheckContext, schema: Schema) -> Iterator[Finding]:
    """Yields a notice for each field that the contract does not name."""
    for pointer, node, value in objects(schema.node, context.answer):
        known = fields_of(node)
        for name in value:
            if known and name not in known and not isinstance(node.get("additionalProperties"), dict):
                clause = replace(node.clause("names its fields", "additionalProperties"), basis=Basis.ASSUMED)
                yield context.finding("extra", clause, f"one of {', '.join(known)}", name, f"{pointer}/{name}")
