"""Normalizes an answer: values that a server makes anew each time become tokens, so that two answers can be compared."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from emulators.harness.schema.traversal import fields_of
from emulators.harness.schema.validation import subschemas

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from emulators.harness.contract.contract import Contract
    from emulators.harness.contract.response import Response
    from emulators.harness.document.node import Node
    from emulators.harness.model.exchange import Exchange

IDENTIFIER = re.compile(r"[A-Za-z]{0,12}[_-]?[0-9A-Za-z]*\d[0-9A-Za-z-]{3,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass
class Normalizer:
    """The tokens of one side of one case. The same value has the same token wherever it stands.

    `sent` are tokens of values that this side alone was sent. `moments` are the timestamps of the last answer by JSON pointer.
    """

    contract: Contract
    known: Mapping[str, tuple[str, ...]]
    isolated: bool
    sent: Mapping[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    moments: dict[str, datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, values in self.known.items():
            for index, value in enumerate(values):
                self.tokens.setdefault(value, f"<known {name} {index}>")
        self.tokens = {**self.sent, **self.tokens}

    def last(self, exchanges: Iterable[Exchange]) -> Any:
        """Returns the last answer, normalized by what stood in those before it."""
        masked: Any = None
        for exchange in exchanges:
            self.moments = {}
            masked = self._answer(exchange)
        return masked

    def _answer(self, exchange: Exchange) -> Any:
        operation = self.contract.operation(exchange.operation)
        response = operation.response(exchange.response.status) if operation else None
        if operation is not None and response is None and 200 <= exchange.response.status < 300:
            response = operation.success
        try:
            value = json.loads(exchange.response.body)
        except (ValueError, RecursionError):
            return self._text(exchange.response.body.decode("utf-8", "replace"))
        return self.value(value, _schema(response), "")

    def value(self, value: Any, schema: Node | None, pointer: str) -> Any:
        """Returns a JSON value with tokens in it. `schema` describes it, `pointer` is its place."""
        if isinstance(value, dict):
            known = fields_of(schema) if schema is not None else {}
            return {name: self.value(value[name], known.get(name), f"{pointer}/{name}") for name in sorted(value)}
        if isinstance(value, list):
            return self._list(value, schema, pointer)
        volatile = schema is not None and bool(schema.get("x-volatile"))
        if isinstance(value, str):
            return self._volatile(value, pointer) if volatile else self._text(value)
        return f"<{type(value).__name__}>" if volatile and value is not None else value

    def _list(self, value: list[Any], schema: Node | None, pointer: str) -> Any:
        """Returns a list with tokens in it; only a placeholder where other data may stand in the list."""
        if not self.isolated:
            return ["<items>"]
        item = next((found for part in subschemas(schema) if (found := part.child("items"))), None) if schema else None
        items = [self.value(each, item, f"{pointer}/{index}") for index, each in enumerate(value)]
        unordered = schema is not None and schema.get("x-unordered")
        return sorted(items, key=lambda each: json.dumps(each, sort_keys=True)) if unordered else items

    def _volatile(self, value: str, pointer: str) -> str:
        moment = _moment(value)
        if moment is not None:
            self.moments[pointer] = moment
            return "<moment>"
        if value in self.tokens:
            return self.tokens[value]
        if IDENTIFIER.fullmatch(value):
            return self.tokens.setdefault(value, f"<id {sum(each.startswith('<id') for each in self.tokens.values())}>")
        return "<text>"

    def _text(self, value: str) -> str:
        """Returns a text with the tokens of values that stood elsewhere."""
        if value in self.tokens:
            return self.tokens[value]
        for each, token in self.tokens.items():
            if len(each) > 7 and each in value:
                value = value.replace(each, token)
        return value


def _schema(response: Response | None) -> Node | None:
    return response.schema.node if response is not None and response.schema is not None else None


def _moment(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo and len(value) > 10 else None
