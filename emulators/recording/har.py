"""Reads and writes HAR 1.2, the format of recordings: a log with an entry for each exchange."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, field
from http import HTTPStatus
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class BadRecording(ValueError):
    """Raised for what is no recording, with the place of what is wrong. The message is meant for the user."""


@dataclass(frozen=True)
class Recorded:
    """One exchange. Header names are in lower case; `status` is 0 where the answer is not known.

    `vendor` is empty where the file does not say it. `target` is path and query as the vendor's own host has them, and
    empty where they are not known.
    """

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes
    status: int = 0
    answer_headers: Mapping[str, str] = field(default_factory=dict)
    answer: bytes = b""
    at: str = "2024-01-15T10:30:00Z"
    milliseconds: float = 0
    vendor: str = ""
    target: str = ""


def to_har(exchanges: Iterable[Recorded]) -> dict[str, Any]:
    """Returns a HAR log of these exchanges, as JSON."""
    creator = {"name": "voice-emulators", "version": version("voice-emulators")}
    return {"log": {"version": "1.2", "creator": creator, "entries": list(map(_entry, exchanges))}}


def _entry(exchange: Recorded) -> dict[str, Any]:
    sent = {"postData": _post_data(exchange)} if exchange.body else {}
    return {
        "startedDateTime": exchange.at,
        "time": exchange.milliseconds,
        "request": {
            "method": exchange.method,
            "url": exchange.url,
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": _pairs(exchange.headers),
            "queryString": [
                {"name": name, "value": value}
                for name, value in parse_qsl(urlsplit(exchange.url).query, keep_blank_values=True)
            ],
            "headersSize": -1,
            "bodySize": len(exchange.body),
            **sent,
        },
        "response": {
            "status": exchange.status,
            "statusText": _phrase(exchange.status),
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": _pairs(exchange.answer_headers),
            "content": _content(exchange),
            "redirectURL": exchange.answer_headers.get("location", ""),
            "headersSize": -1,
            "bodySize": len(exchange.answer),
        },
        "cache": {},
        "timings": {"send": 0, "wait": exchange.milliseconds, "receive": 0},
        "_vendor": exchange.vendor,
        "_target": exchange.target,
    }


def _pairs(headers: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in headers.items()]


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else ""


def _post_data(exchange: Recorded) -> dict[str, str]:
    text = exchange.body.decode("utf-8", "replace")
    return {"mimeType": exchange.headers.get("content-type", ""), "text": text}


def _content(exchange: Recorded) -> dict[str, Any]:
    about = {"size": len(exchange.answer), "mimeType": exchange.answer_headers.get("content-type", "")}
    try:
        return {**about, "text": exchange.answer.decode()}
    except UnicodeDecodeError:
        return {**about, "text": base64.b64encode(exchange.answer).decode(), "encoding": "base64"}


class HarPart(BaseModel):
    """A part of a HAR log. Fields that are not read here may hold anything."""

    model_config = ConfigDict(extra="ignore", defer_build=True)


class Pair(HarPart):
    """A header of a request or an answer."""

    name: str
    value: str = ""


class PostData(HarPart):
    """The body of a request."""

    mimeType: str = ""
    text: str = ""
    params: list[Pair] = Field(default_factory=list)


class HarRequest(HarPart):
    """A request."""

    method: str
    url: str
    headers: list[Pair] = Field(default_factory=list)
    postData: PostData | None = None


class Body(HarPart):
    """The body of an answer."""

    text: str = ""
    encoding: str = ""


class HarResponse(HarPart):
    """An answer."""

    status: int = 0
    headers: list[Pair] = Field(default_factory=list)
    content: Body = Field(default_factory=Body)


class HarEntry(HarPart):
    """A request and its answer."""

    startedDateTime: str = "2024-01-15T10:30:00Z"
    time: float = 0
    request: HarRequest
    response: HarResponse = Field(default_factory=HarResponse)
    vendor: str = Field("", alias="_vendor")
    target: str = Field("", alias="_target")


class Log(HarPart):
    """The exchanges of a file, in order."""

    entries: list[HarEntry] = Field(min_length=1)


class Har(HarPart):
    """A whole HAR file."""

    log: Log


def read_har(text: bytes) -> list[Recorded]:
    """Returns the exchanges of a HAR file.

    Raises:
        BadRecording: the text is none; the message names the place.
    """
    try:
        return [_recorded(each) for each in Har.model_validate_json(text).log.entries]
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, found["loc"]))
        raise BadRecording(_syntax(text) or f"{place or 'the document'}: {found['msg']}") from None


def _recorded(entry: HarEntry) -> Recorded:
    asked, answered = entry.request, entry.response
    headers = {each.name.lower(): each.value for each in asked.headers if not each.name.startswith(":")}
    return Recorded(
        method=asked.method.upper(),
        url=asked.url,
        headers=headers,
        body=asked.postData.text.encode() if asked.postData else b"",
        status=answered.status,
        answer_headers={each.name.lower(): each.value for each in answered.headers},
        answer=_decoded(answered.content),
        at=entry.startedDateTime,
        milliseconds=entry.time,
        vendor=entry.vendor,
        target=entry.target,
    )


def _decoded(body: Body) -> bytes:
    if body.encoding != "base64":
        return body.text.encode()
    try:
        return base64.b64decode(body.text, validate=True)
    except binascii.Error as error:
        raise BadRecording(f"the body of an answer is no base64: {error}") from None


def _syntax(text: bytes) -> str:
    """Returns where a text stops being JSON, or an empty text where it is JSON."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return f"line {error.lineno}, column {error.colno}: {error.msg}"
    except (UnicodeDecodeError, RecursionError) as error:
        return str(error)
    return ""
