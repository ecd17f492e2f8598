"""Finds a secret in the encodings into which servers, URLs and quotations put it."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cached_property
from html.entities import codepoint2name
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

STEM = 4
"""This many characters of a secret that was cut off give it away."""
PART = 12
"""So many characters in a row of a longer secret give it away."""
_ODD = re.compile(r"[\\%&]|[^\x00-\x7f]")
_CUT = re.compile(r"(?:[\\%&][\w#%]*)?\.\.\.\Z")


@dataclass(frozen=True)
class EncodedSecret:
    """Finds one secret: as it is; escaped for JSON, URLs or HTML, also twice; in base64; in hexadecimal digits; cut
    off; or in part. What is also a part of `public`, the name of its field, gives nothing away."""

    secret: str
    public: str = ""

    def mask_in(self, text: str, shown: str) -> str:
        """Returns the text with `shown` in place of the secret."""
        for each in self._plain:
            text = text.replace(each, shown)
        if _ODD.search(text) or ("+" in text and " " in self.secret):
            for letters in self._spellings:
                if re.search("".join(letters[:STEM]), text):  # seldom; compiling all of a long secret takes 60 ms
                    text = re.sub("".join(letters), lambda _: shown, text)
        return self._without_stump(text, shown) if text.endswith("...") else text

    @cached_property
    def _spellings(self) -> tuple[tuple[str, ...], ...]:
        """The secret and its base64, as regular expressions of their characters."""
        return tuple((_first(each[0]), *map(_written, each[1:])) for each in (self.secret, *self._base64))

    @cached_property
    def _plain(self) -> tuple[str, ...]:
        """The secret, its base64, the base64 of that, and its bytes in hexadecimal digits."""
        digits = self.secret.encode("utf-8", "surrogatepass").hex()
        twice = (again for each in self._base64 for again in _base64(each.encode()))
        return (self.secret, *self._base64, *twice, digits, digits.upper())

    @cached_property
    def _parts(self) -> frozenset[str]:
        """Every `PART` characters in a row of a secret that is longer."""
        parts = (self.secret[start : start + PART] for start in range(len(self.secret) - PART))
        return frozenset(part for part in parts if part not in self.public)

    def mask_parts_in(self, text: str, shown: str) -> str:
        """Returns the text with `shown` in place of any `PART` or more successive characters of the secret."""
        if len(self._parts) < len(text) and not any(part in text for part in self._parts):
            return text  # as nearly every text, which is faster found out so than character by character
        start = 0
        while self._parts and start <= len(text) - PART:
            end = start + PART
            if text[start:end] in self._parts:
                while end < len(text) and text[start : end + 1] in self.secret:
                    end += 1
                text = f"{text[:start]}{shown}{text[end:]}"
                start += len(shown)
            else:
                start += 1
        return text

    @cached_property
    def _base64(self) -> tuple[str, ...]:
        """The base64 characters that are the same whatever stands around the secret, for each of its three alignments."""
        return _base64(self.secret.encode("utf-8", "surrogatepass"))

    def _without_stump(self, text: str, shown: str) -> str:
        """Returns the text without the beginning of the secret, left over where a quotation was cut inside it."""
        for letters in self._spellings:
            for stem in re.finditer("".join(letters[:STEM]), text):
                if _CUT.match(text, _end(letters[STEM:], text, stem.end())):
                    return f"{text[: stem.start()]}{shown}..."
        return text


def _base64(content: bytes) -> tuple[str, ...]:
    """Returns the base64 characters that do not depend on what surrounds the secret, for each of its three alignments."""
    found = []
    for before, skipped in ((0, 0), (1, 2), (2, 3)):
        whole = (before + len(content)) * 8 // 6
        found.append(b64encode(b"\0" * before + content).decode("ascii")[skipped:whole])
    return tuple(each for each in found if len(each) >= STEM)


def _first(letter: str) -> str:
    r"""Returns the first character of a secret: a run of backslashes before it is looked at from its beginning only.

    Without that, a text of n backslashes takes n * n steps, because each may begin `\\\\u0041`.
    """
    return _written(letter).replace(r"\\+", r"(?<!\\)\\+").replace(r"\\*", r"(?:(?<!\\)\\+)?")


def _end(letters: Iterable[str], text: str, start: int) -> int:
    """Returns how far the text goes on with these letters."""
    for letter in letters:
        found = re.compile(letter).match(text, start)
        if found is None:
            break
        start = found.end()
    return start


def _written(letter: str) -> str:
    """Returns a regular expression of all notations of one character, itself last, since it may begin another one."""
    content = letter.encode("utf-8", "surrogatepass")
    forms = [*_escapes(letter), f"(?i:{''.join(f'%(?:25)*{byte:02x}' for byte in content)})"]
    if letter == " ":
        forms.append(r"\+")
    if len(content) > 1:
        misread = content.decode("latin-1")
        forms.append("".join(f"(?:{'|'.join([re.escape(each), *_escapes(each)])})" for each in misread))
    forms.append(re.escape(letter) if letter.isalnum() else rf"\\*{re.escape(letter)}")
    return f"(?:{'|'.join(forms)})"


def _escapes(letter: str) -> list[str]:
    r"""Returns regular expressions for `\u0041`, `\x41` and `&#65;`, however often their first character was escaped again."""
    units, number = letter.encode("utf-16-be", "surrogatepass"), ord(letter)
    pairs = [units[index : index + 2].hex() for index in range(0, len(units), 2)]
    name = f"|{codepoint2name[number]}" if number in codepoint2name else ""
    entity = rf"(?i:&(?:amp;)*(?:#0*{number}|#x0*{number:x}{name});)"
    unicode = "(?i:" + "".join("\\\\+u" + pair for pair in pairs) + ")"
    short = ["(?i:\\\\+x" + f"{number:02x})"] if number < 256 else []
    return [unicode, *short, entity]
