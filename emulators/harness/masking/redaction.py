"""Masks secrets: the fields and headers that the contract marks, and their exact values wherever they occur."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from emulators.harness.masking.encodings import EncodedSecret
from emulators.harness.model.absent import NOTHING
from emulators.harness.model.exchange import Exchange, HttpRequest, HttpResponse
from emulators.harness.schema.traversal import nested_schemas

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from emulators.harness.contract.contract import Contract
    from emulators.harness.document.node import Node
    from emulators.harness.model.finding import Finding

SHORTEST = 6
"""A shorter value is masked in its own field only: elsewhere it may be anything."""


def variable(name: str) -> str:
    """Returns the shell variable that stands for a secret: `$AUTH_TOKEN` for `authToken`."""
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)
    return "$" + re.sub(r"\W+", "_", words).upper()


def secret_names(contract: Contract) -> frozenset[str]:
    """Returns the names of all body properties that the contract marks as credentials."""
    bodies = [body for each in contract.operations for body in (each.body, *(found.schema for found in each.responses))]
    nodes = [node for body in bodies if body is not None for node in nested_schemas(body.node)]
    return frozenset(name for node in nodes for name, child in node.below("properties") if is_secret(child))


def is_secret(node: Node) -> bool:
    """Returns whether the contract marks a property as a credential."""
    return bool(node.get("x-secret") or node.get("writeOnly") or node.get("format") == "password")


@dataclass(frozen=True)
class Mask:
    """Masks secrets. `names` are body fields, `headers` header names in lower case, `hidden` the secrets with what is
    shown for each, longest first."""

    names: frozenset[str]
    headers: frozenset[str]
    hidden: tuple[tuple[EncodedSecret, str], ...]

    @classmethod
    def of(cls, names: frozenset[str], headers: frozenset[str], secrets: Mapping[str, str]) -> Mask:
        """Returns a mask for these fields, these headers, and these secrets wherever they occur.

        `secrets` maps each value to what is shown in its place.
        """
        return cls(names, headers, _hidden(secrets))

    def knowing(self, secrets: Mapping[str, str]) -> Mask:
        """Returns this mask with more secrets. `secrets` maps each value to the name of its field."""
        known = {each.secret for each, _ in self.hidden}
        more = [
            (EncodedSecret(value, public=name), variable(name))
            for value, name in secrets.items()
            if len(value) >= SHORTEST and value not in known
        ]
        return replace(self, hidden=_longest_first((*self.hidden, *more))) if more else self

    def text(self, text: str) -> str:
        """Returns the text with its secrets masked, in whatever encoding they occur."""
        return self._masked_once(text)

    @cached_property
    def _masked_once(self) -> Callable[[str], str]:
        """Returns a function that masks a text and remembers recent ones, as names and clauses recur."""
        return lru_cache(maxsize=4096)(self._masked)

    def _masked(self, text: str) -> str:
        for secret, shown in self.hidden:
            text = secret.mask_in(text, shown)
        for secret, shown in reversed(self.hidden):
            text = secret.mask_parts_in(text, shown)
        return text

    def json(self, value: Any, name: str = "") -> Any:
        """Returns a JSON value with its secrets masked; `name` is that of the property that holds it."""
        if isinstance(value, dict):
            return {self.text(key): self.json(inner, key) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.json(inner, name) for inner in value]
        if name in self.names and isinstance(value, str) and value:
            return variable(name)
        return self.text(value) if isinstance(value, str) else value

    def body(self, body: bytes | None) -> bytes | None:
        """Returns a body with its secrets masked, as JSON where it is JSON."""
        if not body:
            return body
        try:
            return json.dumps(self.json(json.loads(body)), ensure_ascii=False).encode("utf-8", "surrogatepass")
        except (ValueError, RecursionError):
            return self.text(body.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")

    def request(self, request: HttpRequest) -> HttpRequest:
        """Returns a request with its secrets masked."""
        return HttpRequest(
            request.method, self.text(request.path), self._headers(request.headers), self.body(request.body)
        )

    def finding(self, finding: Finding) -> Finding:
        """Returns a finding with its secrets masked, those in a schema's message included."""
        return replace(
            finding,
            clause=replace(finding.clause, text=self.text(finding.clause.text)),
            expected=self.text(finding.expected),
            got=self.text(finding.got),
            curl=self.text(finding.curl),
            pointer=self.text(finding.pointer),
        )

    def exchange(self, exchange: Exchange) -> Exchange:
        """Returns an exchange with its secrets masked."""
        response = exchange.response
        return Exchange(
            operation=exchange.operation,
            request=self.request(exchange.request),
            response=HttpResponse(response.status, self._headers(response.headers), self.body(response.body) or b""),
            values=self.json(exchange.values) if exchange.values is not NOTHING else NOTHING,
        )

    def _headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        return {name: self._header(name, value) for name, value in headers.items()}

    def _header(self, name: str, value: str) -> str:
        masked = self.text(value)
        untouched = masked == value and name.lower() in self.headers
        return variable(name) if untouched else masked


def _hidden(values: Mapping[str, str]) -> tuple[tuple[EncodedSecret, str], ...]:
    return _longest_first((EncodedSecret(value), shown) for value, shown in values.items() if len(value) >= SHORTEST)


def _longest_first(hidden: Iterable[tuple[EncodedSecret, str]]) -> tuple[tuple[EncodedSecret, str], ...]:
    return tuple(sorted(hidden, key=lambda each: -len(each[0].secret)))
