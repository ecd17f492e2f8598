"""Writes exchanges as HAR 1.2: one exchange is an entry of a log."""

from __future__ import annotations

import base64
from http import HTTPStatus
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from emulators.recording.recorded import Recorded


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
