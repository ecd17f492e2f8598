"""Reads a request, and the answer below it, as they are sent over HTTP/1.1."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from emulators.recording.recorded import BadRecording, Recorded

if TYPE_CHECKING:
    from collections.abc import Iterable

REQUEST = re.compile(r"(?P<method>[A-Z]+) (?P<target>\S+) HTTP/[0-9.]+$")
STATUS = re.compile(r"^HTTP/[0-9.]+ (?P<status>[0-9]{3})", re.MULTILINE)


def read_raw(text: str) -> Recorded:
    """Returns the exchange of a text that begins with a request line.

    Raises:
        BadRecording: it cannot be read; the message names the line.
    """
    lines = text.replace("\r\n", "\n")
    answered = STATUS.search(lines)
    asked, answer = (lines[: answered.start()], lines[answered.start() :]) if answered else (lines, "")
    first, _, rest = asked.partition("\n")
    found = REQUEST.match(first.strip())
    if found is None:
        raise BadRecording("line 1: is no request line such as POST /v1/phone-numbers HTTP/1.1")
    headers, body = _parts(rest, 2)
    answer_headers, answer_body = _parts(answer.partition("\n")[2], asked.count("\n") + 2)
    target = found["target"]
    return Recorded(
        method=found["method"],
        url=target if "://" in target else f"https://{headers.get('host', 'localhost')}{target}",
        headers=headers,
        body=body.rstrip("\n").encode(),
        status=int(answered["status"]) if answered else 0,
        answer_headers=answer_headers,
        answer=answer_body.rstrip("\n").encode(),
    )


def _parts(text: str, line: int) -> tuple[dict[str, str], str]:
    """Returns the headers by lower-case name, and the text below the empty line that ends them."""
    head, _, body = ("", "", text[1:]) if text.startswith("\n") else text.partition("\n\n")
    return dict(_headers(head.splitlines(), line)), body


def _headers(lines: Iterable[str], first: int) -> Iterable[tuple[str, str]]:
    for number, written in enumerate(lines, first):
        name, colon, value = written.partition(":")
        if written.strip():
            if not colon or " " in name.strip():
                raise BadRecording(f"line {number}: is no header such as Content-Type: application/json")
            yield name.strip().lower(), value.strip()
