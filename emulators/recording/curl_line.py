"""Reads a `curl` command line as a request."""

from __future__ import annotations

import base64
import shlex
from urllib.parse import quote_plus

from emulators.recording.recorded import BadRecording, Recorded

FORM = "application/x-www-form-urlencoded"
BODY = frozenset({"-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--data-urlencode", "--json"})
HEADER, METHOD, USER, URL = ("-H", "--header"), ("-X", "--request"), ("-u", "--user"), ("--url",)
WITH_VALUE = frozenset(
    {"-o", "--output", "-m", "--max-time", "--connect-timeout", "-w", "--write-out", "--retry", "--cacert"}
)
"""Options that say nothing about the request, and are followed by a value."""

LETTERS_WITH_VALUE = "dHXuomwAeb"


def read_curl(text: str) -> Recorded:
    """Returns the request of a command line.

    Raises:
        BadRecording: a part of it is not understood.
    """
    try:
        words = shlex.split(text.replace("\\\r\n", " ").replace("\\\n", " "), comments=True)
    except ValueError as error:
        raise BadRecording(f"the command line cannot be read: {error}") from None
    return _Command(words[1:]).request()


class _Command:
    """The words of a command line, read one after the other."""

    def __init__(self, words: list[str]) -> None:
        self._words = [part for word in words for part in _split(word)]
        self._method, self._url = "", ""
        self._headers: dict[str, str] = {}
        self._data: list[str] = []
        self._in_query = False

    def request(self) -> Recorded:
        """Returns the request that the words describe."""
        while self._words:
            self._read(self._words.pop(0))
        if not self._url:
            raise BadRecording("the command line has no URL")
        data = "&".join(self._data)
        url = f"{self._url}{'&' if '?' in self._url else '?'}{data}" if self._in_query and data else self._url
        body = "" if self._in_query else data
        if body:
            self._headers.setdefault("content-type", FORM)
        method = self._method or ("POST" if body else "GET")
        return Recorded(method.upper(), url if "://" in url else f"http://{url}", self._headers, body.encode())

    def _read(self, word: str) -> None:
        if word in BODY:
            self._take_data(word, self._value(word))
        elif word in HEADER:
            name, _, value = self._value(word).partition(":")
            self._headers[name.strip().lower()] = value.strip()
        elif word in METHOD:
            self._method = self._value(word)
        elif word in USER:
            encoded = base64.b64encode(self._value(word).encode()).decode()
            self._headers["authorization"] = f"Basic {encoded}"
        elif word in URL or not word.startswith("-"):
            self._url = self._value(word) if word in URL else word
        elif word in ("-F", "--form", "-T", "--upload-file"):
            raise BadRecording(f"{word} is not understood: no emulator takes uploads")
        else:
            self._switch(word)

    def _switch(self, word: str) -> None:
        if word in ("-G", "--get"):
            self._in_query = True
        elif word in ("-I", "--head"):
            self._method = "HEAD"
        elif word in WITH_VALUE:
            self._value(word)

    def _take_data(self, option: str, value: str) -> None:
        if value.startswith("@") and option != "--data-raw":
            raise BadRecording(f"{option} {value} is a file; put what is in it into the command line")
        if option == "--data-urlencode":
            name, equals, content = value.partition("=")
            value = f"{name}{equals}{quote_plus(content)}" if equals else quote_plus(value)
        if option == "--json":
            self._headers.setdefault("content-type", "application/json")
        self._data.append(value)

    def _value(self, option: str) -> str:
        if not self._words:
            raise BadRecording(f"{option} is the last word of the command line, and takes a value")
        return self._words.pop(0)


def _split(word: str) -> list[str]:
    """Returns an option and its value where they are written as one word, such as `-XPOST` and `--request=POST`."""
    if word.startswith("--") and "=" in word and word.partition("=")[0] in (*BODY, *HEADER, *METHOD, *USER, *URL):
        name, _, value = word.partition("=")
        return [name, value]
    if len(word) > 2 and word[0] == "-" and word[1] != "-":
        return [word[:2], word[2:]] if word[1] in LETTERS_WITH_VALUE else [word[:2], *_split(f"-{word[2:]}")]
    return [word]
