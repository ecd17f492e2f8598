"""Replaces secrets by values of the same form, equal ones by equal ones, so that a bundle replays without them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import string
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import orjson

from emulators.core.mask import masked, masked_headers, without_userinfo
from emulators.core.media import Malformed, pairs

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

SHORTEST = 6
"""A shorter secret is replaced where it is a whole value; inside of other texts it may be anything."""

ALPHABETS = (string.digits, string.ascii_lowercase, string.ascii_uppercase)
HEX = ("0123456789", "abcdef", "ABCDEF")


class Pseudonyms:
    """The secrets of one bundle, with their replacements. `public` values are no secrets, whatever their field."""

    def __init__(self, public: Collection[str]) -> None:
        self._public = frozenset(public)
        self._key = secrets.token_bytes(16)
        self._found: dict[str, str] = {}

    def learn(self, value: Any, names: Collection[str]) -> None:
        """Remembers the values under secret names in a JSON value."""
        masked(value, names, self._remember)

    def learn_headers(self, headers: Mapping[str, str], names: Collection[str]) -> None:
        """Remembers the credentials in headers; of HTTP's basic scheme, user and password."""
        masked_headers(headers, names, self._remember)

    def learn_body(self, body: bytes | None, names: Collection[str]) -> None:
        """Remembers the secrets of a body that can be read."""
        document, _ = _read(body or b"")
        self.learn(document, names)

    def _remember(self, value: Any) -> str:
        if isinstance(value, dict | list):
            for inner in value.values() if isinstance(value, dict) else value:
                self._remember(inner)
            return ""
        text = str(value)
        for part in _basic(text) or [text]:
            if part and part not in self._public and not isinstance(value, bool | None):
                self._found[part] = self._alike(part)
        return text

    def _alike(self, text: str) -> str:
        """Returns another text of the same length, with characters of the same kinds."""
        alphabets = HEX if re.fullmatch("[0-9a-f]+|[0-9A-F]+", text) else ALPHABETS
        stream = hmac.new(self._key, text.encode(errors="surrogatepass"), hashlib.sha512).digest()
        letters = []
        for index, letter in enumerate(text):
            alphabet = next((each for each in alphabets if letter in each), letter)
            letters.append(alphabet[stream[index % len(stream)] % len(alphabet)])
        return "".join(letters)

    def text(self, text: str) -> str:
        """Returns a text with its secrets replaced."""
        if text in self._found:
            return self._found[text]
        for secret in sorted(self._found, key=len, reverse=True):
            if len(secret) >= SHORTEST:
                text = text.replace(secret, self._found[secret])
        return without_userinfo(text, self._alike)

    def json(self, value: Any) -> Any:
        """Returns a JSON value with its secrets replaced."""
        if isinstance(value, dict):
            return {name: self.json(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.json(inner) for inner in value]
        if isinstance(value, int) and not isinstance(value, bool) and str(value) in self._found:
            return int(self._found[str(value)])
        return self.text(value) if isinstance(value, str) else value

    def body(self, body: bytes) -> bytes:
        """Returns a body with its secrets replaced. Of a body that cannot be read, every letter and digit is replaced."""
        document, is_form = _read(body)
        if document is None:
            return re.sub(rb"[A-Za-z]", b"x", re.sub(rb"[0-9]", b"0", body))
        changed = self.json(document)
        if changed == document:
            return body
        return urlencode(changed).encode() if is_form else orjson.dumps(changed)

    def answer(self, body: bytes) -> bytes:
        """Returns the body of an answer with its secrets replaced. In one that cannot be read, only known secrets are."""
        document, _ = _read(body)
        return self.text(body.decode("latin-1")).encode("latin-1") if document is None else self.body(body)

    def query(self, query: bytes) -> bytes:
        """Returns a query with its secrets replaced, or as it came where it has none."""
        return self.body(query) if query else query

    def headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Returns headers with their secrets replaced."""
        return {name: self._header(value) for name, value in headers.items()}

    def _header(self, value: str) -> str:
        keyword, _, credential = value.partition(" ")
        basic = _basic(credential) if keyword.lower() == "basic" else []
        if basic:
            written = ":".join(map(self.text, basic))
            return f"{keyword} {base64.b64encode(written.encode()).decode()}"
        return f"{keyword} {self.text(credential)}" if credential in self._found else self.text(value)


def _basic(credential: str) -> list[str]:
    """Returns user and password of HTTP's basic scheme, or nothing where the text is no such credential."""
    try:
        user, colon, password = base64.b64decode(credential, validate=True).decode().partition(":")
    except ValueError:
        return []
    return [user, password] if colon and user.isprintable() and password.isprintable() else []


def _read(body: bytes) -> tuple[Any, bool]:
    """Returns a body as JSON, and whether it is a form; None where it cannot be read, and an empty object for no body."""
    if not body:
        return {}, False
    try:
        return orjson.loads(body), False
    except orjson.JSONDecodeError:
        pass
    try:
        return (pairs(body), True) if b"=" in body and body.lstrip()[:1] not in b"{[" else (None, False)
    except Malformed:
        return None, False
