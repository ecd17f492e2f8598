"""Secrets out, at capture: by the contract's mark, and by their exact value wherever it turns up."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from emulators.harness.disguise import Disguise
from emulators.harness.model import NOTHING, Exchange, Request, Response
from emulators.harness.shape import alternatives

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from emulators.harness.contract import Contract
    from emulators.harness.model import Finding
    from emulators.harness.node import Node
    from emulators.harness.target import Target

DEEPEST = 8
"""How deep a schema is looked into."""
SHORTEST = 6
"""A value shorter than this is masked in its field only: elsewhere it may be anything."""


def variable(name: str) -> str:
    """What stands for a secret: a shell variable named after its field."""
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)
    return "$" + re.sub(r"\W+", "_", words).upper()


def secret_names(contract: Contract) -> frozenset[str]:
    """The names of all body properties that the contract marks as credentials."""
    shapes = [
        shape for each in contract.operations for shape in (each.body, *(found.shape for found in each.responses))
    ]
    nodes = [node for shape in shapes if shape is not None for node in schemas(shape.node)]
    return frozenset(name for node in nodes for name, child in node.below("properties") if _is_secret(child))


def _is_secret(node: Node) -> bool:
    return bool(node.get("x-secret") or node.get("writeOnly") or node.get("format") == "password")


def schemas(schema: Node, depth: int = 0) -> Iterator[Node]:
    """A schema, what it is put together from, and everything below."""
    if depth > DEEPEST:
        return
    for part in alternatives(schema):
        yield part
        for _, child in part.below("properties"):
            yield from schemas(child, depth + 1)
        item = part.child("items")
        if item is not None:
            yield from schemas(item, depth + 1)


@dataclass(frozen=True)
class Mask:
    """Masks what must not leave a run. `hidden` are the secrets and what stands for each, longest first."""

    names: frozenset[str]
    headers: frozenset[str]
    hidden: tuple[tuple[Disguise, str], ...]

    @classmethod
    def of(cls, contract: Contract, target: Target) -> Mask:
        names, headers = secret_names(contract), contract.secret_headers
        found: dict[str, str] = {}
        for name, value in target.headers.items():
            shown = target.shown.get(name, variable(name))
            found[value] = shown
            if " " in value:
                found[value.split(" ", 1)[1]] = shown.split(" ", 1)[-1] if " " in shown else variable(f"{name}_token")
        password = urlsplit(target.url).password
        if password:
            found[unquote(password)] = "$URL_PASSWORD"
        for name in names:
            found.update(dict.fromkeys(target.known.get(name, ()), variable(name)))
        return cls(names, headers, _hidden(found))

    def knowing(self, secrets: Mapping[str, str]) -> Mask:
        """The same mask with more secrets, and what each is called: those that a request makes up."""
        found = {value: variable(name) for value, name in secrets.items()}
        return replace(self, hidden=_longest_first((*self.hidden, *_hidden(found))))

    def text(self, text: str) -> str:
        """The text without any secret, however it is written."""
        for disguise, shown in self.hidden:
            text = disguise.removed(text, shown)
        return text

    def json(self, value: Any, name: str = "") -> Any:
        if isinstance(value, dict):
            return {self.text(key): self.json(inner, key) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.json(inner, name) for inner in value]
        if name in self.names and isinstance(value, str) and value:
            return variable(name)
        return self.text(value) if isinstance(value, str) else value

    def body(self, body: bytes | None) -> bytes | None:
        if not body:
            return body
        try:
            return json.dumps(self.json(json.loads(body)), ensure_ascii=False).encode("utf-8", "surrogatepass")
        except (ValueError, RecursionError):
            return self.text(body.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")

    def request(self, request: Request) -> Request:
        return Request(request.method, self.text(request.path), self._headers(request.headers), self.body(request.body))

    def finding(self, finding: Finding) -> Finding:
        """The finding as it may be told; what a schema says of a value quotes the value."""
        return replace(
            finding,
            clause=replace(finding.clause, text=self.text(finding.clause.text)),
            expected=self.text(finding.expected),
            got=self.text(finding.got),
            curl=self.text(finding.curl),
            pointer=self.text(finding.pointer),
        )

    def exchange(self, exchange: Exchange) -> Exchange:
        """The exchange as it may be kept."""
        response = exchange.response
        return Exchange(
            operation=exchange.operation,
            request=self.request(exchange.request),
            response=Response(response.status, self._headers(response.headers), self.body(response.body) or b""),
            values=self.json(exchange.values) if exchange.values is not NOTHING else NOTHING,
        )

    def _headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        return {name: self._header(name, value) for name, value in headers.items()}

    def _header(self, name: str, value: str) -> str:
        masked = self.text(value)
        untouched = masked == value and name.lower() in self.headers
        return variable(name) if untouched else masked


def _hidden(values: Mapping[str, str]) -> tuple[tuple[Disguise, str], ...]:
    return _longest_first((Disguise(value), shown) for value, shown in values.items() if len(value) >= SHORTEST)


def _longest_first(hidden: Iterable[tuple[Disguise, str]]) -> tuple[tuple[Disguise, str], ...]:
    return tuple(sorted(hidden, key=lambda each: -len(each[0].secret)))
