"""Checks that no secret comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.harness.model.absent import NOTHING
from emulators.harness.schema.traversal import leaves, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.checks.context import CheckContext
    from emulators.harness.model.clause import Clause
    from emulators.harness.model.finding import Finding
    from emulators.harness.schema.validation import Schema

SHORTEST = 6
"""A shorter secret may stand in an answer by chance."""


def check_leaks(context: CheckContext) -> Iterator[Finding]:
    """Yields a finding for each credential that comes back where the contract does not list it."""
    for name, value, clause in _secrets(context):
        if value in context.observation.text and not _listed(context, name, value):
            got = f"{context.observation.status} with the value of {name}"
            yield context.finding("secret", clause, f"no {name} in the answer", got)


def _secrets(context: CheckContext) -> Iterator[tuple[str, str, Clause]]:
    """Yields name, value and clause of each secret that the request had, and that did not also stand openly in it."""
    plain: set[str] = set()
    found: dict[str, tuple[str, Clause]] = {}
    body, schema = context.observation.exchange.values, context.operation.body
    for name, node, value in leaves(schema.node, body) if schema is not None and body is not NOTHING else ():
        if node.get("x-secret") and isinstance(value, str):
            found.setdefault(value, (name, node.clause(f"{name} is a secret and does not come back", "x-secret")))
        else:
            plain.add(str(value))
    for header, value, clause in _credentials(context):
        found.setdefault(value, (header, clause))
    for value, (name, clause) in found.items():
        if len(value) >= SHORTEST and value not in plain:
            yield name, value, clause


def _credentials(context: CheckContext) -> Iterator[tuple[str, str, Clause]]:
    for credential in context.operation.credentials:
        sent = context.observation.credentials.get(credential.header.lower(), "")
        clause = credential.node.clause("a credential does not come back", "x-secret")
        yield credential.header, sent.rpartition(" ")[2], clause


def _listed(context: CheckContext, name: str, value: str) -> bool:
    """Returns whether the secret stands only in fields that the contract lists for it."""
    if context.matching_response is None or context.matching_response.schema is None or context.answer is NOTHING:
        return False
    places = [pointer for pointer, text in texts(context.answer) if value in text]
    return bool(places) and all(_is_field_for(context.matching_response.schema, pointer, name) for pointer in places)


def _is_field_for(schema: Schema, pointer: str, name: str) -> bool:
    node = schema.declares(pointer)
    return node is not None and (
        pointer.rsplit("/", 1)[-1] == name or node.get("x-echo") == name or bool(node.get("x-secret"))
    )
