"""Writes a bundle for others: as `curl` commands, as a pytest test, or as text for a vendor's support desk."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import orjson

from emulators.bundles.bundle import to_bytes
from emulators.core.mask import masked, masked_headers
from emulators.core.media import Malformed, pairs
from emulators.explanation.curl import curl
from emulators.explanation.routing import operation_of
from emulators.explanation.shown_request import LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from emulators.bundles.bundle import Bundle, BundledRequest, Content
    from emulators.core.emulator import Emulator

TEST = '''"""{title}

It was written by `emulators bundle`, which keeps what the requests found beside this file.
"""

from pathlib import Path

import httpx

BUNDLE = Path(__file__).with_name({file})


def test_{name}(emulators) -> None:
    emulators.load(BUNDLE)
{requests}'''

REQUEST = """
    answer = httpx.request(
        {method},
        emulators.url({emulator}) + {target},
        headers={headers},
        content={body!r},
    )
    assert answer.status_code == {status}
"""


def as_curl(bundle: Bundle, base: str) -> str:
    """Returns the requests as a shell script of `curl` commands to the server at `base`."""
    lines = [
        "#!/bin/sh",
        f"# Load the state first: curl -X PUT {base}/__admin/bundle -H 'Content-Type: application/json' -d @FILE",
    ]
    for each in bundle.requests:
        body = (to_bytes(each.body) if each.body is not None else b"").decode(errors="replace")
        lines += [
            "",
            f"# {each.at}: {_outcome(each)}",
            curl(each.method, f"{base}/{each.emulator}{_target(each)}", _headers(each), body),
        ]
    return "\n".join(lines) + "\n"


def as_pytest(bundle: Bundle, emulators: tuple[Emulator, ...], file: str) -> str:
    """Returns the module of a test that sends the requests in the state of the bundle, which lies beside it as `file`."""
    last = bundle.requests[-1]
    requests = [
        REQUEST.format(
            method=json.dumps(each.method),
            emulator=json.dumps(each.emulator),
            target=json.dumps(_target(each)),
            headers=json.dumps(_headers(each)),
            body=to_bytes(each.body) if each.body is not None else b"",
            status=each.answer.status,
        )
        for each in bundle.requests
    ]
    name = re.sub(r"\W+", "_", f"{_name(last, emulators)} is answered {last.answer.status}", flags=re.ASCII)
    title = re.sub(
        r"[^\w ./-]", "?", f"{_name(last, emulators)} is answered with {last.answer.status}.", flags=re.ASCII
    )
    return TEST.format(title=title, file=json.dumps(file), name=name.strip("_").lower(), requests="".join(requests))


def as_text(bundle: Bundle, emulators: tuple[Emulator, ...]) -> str:
    """Returns the requests and their answers for a reader who does not know this program, secrets masked."""
    return "\n".join(line for each in bundle.requests for line in _paragraph(each, emulators))


def _paragraph(request: BundledRequest, emulators: tuple[Emulator, ...]) -> Iterator[str]:
    emulator = next((each for each in emulators if each.name == request.emulator), None)
    secrets = emulator.secrets if emulator else frozenset()
    host = urlsplit(emulator.server).netloc if emulator else request.emulator
    yield from (f"Time: {request.at}", f"Sent: {request.method} https://{host}{request.path}{_query(request, secrets)}")
    yield from (f"  {name}: {value}" for name, value in masked_headers(_headers(request), secrets).items())
    yield from ("", *_shown(request.body, secrets), "", f"Received: HTTP {request.answer.status}")
    yield from (f"  {name}: {value}" for name, value in masked_headers(request.answer.headers, secrets).items())
    yield from ("", *_shown(request.answer.body, secrets), "")


def _query(request: BundledRequest, secrets: Collection[str]) -> str:
    try:
        query = masked(pairs(request.query.encode("latin-1")), secrets)
    except Malformed:
        return "?***"
    return f"?{'&'.join(f'{name}={value}' for name, value in query.items())}" if query else ""


def _shown(body: Content | None, secrets: Collection[str]) -> list[str]:
    """Returns the lines of a body, masked; of a body that cannot be read, its size."""
    sent = b"" if body is None else to_bytes(body)
    try:
        document: Any = orjson.loads(sent) if sent[:1] in b"{[" else pairs(sent)
    except (Malformed, orjson.JSONDecodeError):
        return [f"  ({len(sent)} bytes that are neither JSON nor a form)"]
    shown = orjson.dumps(masked(document, secrets), option=orjson.OPT_INDENT_2).decode()
    return [f"  {line}" for line in shown.splitlines()] if document else []


def _headers(request: BundledRequest) -> dict[str, str]:
    return {name: value for name, value in request.headers.items() if name not in LEFT_OUT}


def _target(request: BundledRequest) -> str:
    return f"{request.path}?{request.query}" if request.query else request.path


def _name(request: BundledRequest, emulators: tuple[Emulator, ...]) -> str:
    """Returns the operation of a request, or its method and path where it has none."""
    emulator = next((each for each in emulators if each.name == request.emulator), None)
    operation = operation_of(emulator, request.method, request.path) if emulator else None
    return (
        f"{request.emulator}.{operation.name}"
        if operation
        else f"{request.method} {request.path} of {request.emulator}"
    )


def _outcome(request: BundledRequest) -> str:
    return f"answered with {request.answer.status}{f', {request.answer.sent}' if request.answer.sent else ''}"
