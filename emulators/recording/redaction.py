"""Takes the secrets out of exchanges when they are captured: where the contract marks them, and by their exact values."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import orjson

from emulators.core.auth import Basic
from emulators.core.mask import MASK, masked, masked_headers, without_userinfo
from emulators.core.media import Malformed, pairs
from emulators.harness.masking.redaction import Mask, is_secret
from emulators.harness.schema.traversal import described_properties

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.harness.contract.contract import Contract
    from emulators.harness.contract.operation import ContractOperation
    from emulators.harness.document.node import Node
    from emulators.recording.recorded import Recorded


class Redaction:
    """Takes secrets out of the exchanges of one vendor, and remembers each, as a later exchange may show it elsewhere."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._headers = frozenset(each.header.lower() for one in contract.operations for each in one.credentials)
        self._known: dict[str, str] = {}
        self._mask = Mask.of(frozenset(), frozenset(), {})

    def redact(self, exchange: Recorded, path: str) -> Recorded:
        """Returns the exchange with every secret replaced by `***`. `path` is relative to the contract's server."""
        operation = next((each for each in self._contract.operations if each.matches(exchange.method, path)), None)
        sent, answered = _read(exchange.body), _read(exchange.answer)
        self._learn(_read(urlsplit(exchange.url).query.encode()), None)
        self._learn_torn(exchange.body if sent is None else b"")
        self._learn_headers(exchange.headers)
        self._learn_headers(exchange.answer_headers)
        names = self._learn(sent, _request_schema(operation)) | self._learn(
            answered, _answer_schema(operation, exchange)
        )
        self._mask = Mask.of(frozenset(), frozenset(), self._known)
        return replace(
            exchange,
            url=self._url(exchange.url),
            target=self._url(exchange.target),
            headers=self._shown_headers(exchange.headers),
            answer_headers=self._shown_headers(exchange.answer_headers),
            body=self._body(exchange.body, sent, names),
            answer=self._body(exchange.answer, answered, names)
            if answered is not None
            else self._text(exchange.answer),
        )

    def _remember(self, value: Any) -> str:
        """Remembers the texts in a value that is secret."""
        if isinstance(value, dict | list):
            for inner in value.values() if isinstance(value, dict) else value:
                self._remember(inner)
        elif value not in (None, True, False, ""):
            self._known[str(value)] = MASK
        return MASK

    def _learn_headers(self, headers: Mapping[str, str]) -> None:
        """Remembers credentials in headers: whole, the values of cookies, and the password of HTTP's basic scheme."""
        masked_headers(headers, self._headers, self._remember)
        for name, value in headers.items():
            if name in ("cookie", "set-cookie"):
                cookies = value.split(";") if name == "cookie" else [value.partition(";")[0]]
                for cookie in cookies:
                    self._remember(cookie.partition("=")[2].strip())
        basic = Basic().read(headers)
        if basic:
            self._remember(basic.partition(":")[2])

    def _learn_torn(self, body: bytes) -> None:
        """Remembers the texts after names that sound like a secret in a body that cannot be read."""
        for name, value in re.findall(r'"([\w-]+)"\s*:\s*"([^"]*)', body.decode("latin-1")):
            masked({name: value}, frozenset(), self._remember)

    def _learn(self, value: Any, schema: Node | None) -> frozenset[str]:
        """Remembers the values that the contract marks as secret, and those under names that sound so, and returns the
        names."""
        marked = [] if schema is None else [each for each in described_properties(schema, value) if is_secret(each[1])]
        for _, _, secret in marked:
            self._remember(secret)
        names = frozenset(pointer.rpartition("/")[2] for pointer, _, _ in marked)
        masked(value, names, self._remember)
        return names

    def _shown_headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        shown = masked_headers(headers, self._headers)
        return {name: self._mask.text(without_userinfo(value)) for name, value in shown.items()}

    def _url(self, url: str) -> str:
        place, question, query = without_userinfo(url).partition("?")
        try:
            shown = urlencode(masked(pairs(query.encode()), frozenset()), safe="*")
        except (Malformed, UnicodeEncodeError):
            shown = MASK
        return self._mask.text(f"{place}{question}{shown}")

    def _body(self, body: bytes, read: Any, names: frozenset[str]) -> bytes:
        """Returns a body without secrets. Of a body that cannot be read, only the size is kept."""
        if not body:
            return body
        if read is None:
            return f"<{len(body)} bytes that could not be read>".encode()
        shown = self._mask.json(masked(read, names))
        is_form = body.lstrip()[:1] not in b'{["'
        return urlencode(shown, safe="*").encode() if is_form and isinstance(shown, dict) else orjson.dumps(shown)

    def _text(self, body: bytes) -> bytes:
        return self._mask.text(body.decode("latin-1")).encode("latin-1")


def _read(body: bytes) -> Any:
    """Returns a body as a JSON value or as the fields of a form, or None where it is neither."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        pass
    try:
        return pairs(body) if b"=" in body and body.lstrip()[:1] not in b"{[<" else None
    except Malformed:
        return None


def _request_schema(operation: ContractOperation | None) -> Node | None:
    return operation.body.node if operation and operation.body else None


def _answer_schema(operation: ContractOperation | None, exchange: Recorded) -> Node | None:
    response = operation.response(exchange.status) if operation else None
    return response.schema.node if response and response.schema else None
