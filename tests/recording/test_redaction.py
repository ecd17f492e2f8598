"""What is taken out of recordings."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from recorder import PATH, recorder_of

if TYPE_CHECKING:
    from collections.abc import Callable


CANARY = "c4n4ry-S3cret/+&x"
CREDENTIALS: dict[str, Callable[[str], dict[str, str]]] = {
    "bearer": lambda secret: {"Authorization": f"Bearer {secret}"},
    "bare": lambda secret: {"Authorization": secret},
    "key": lambda secret: {"X-API-Key": secret},
    "basic": lambda secret: {"Authorization": "Basic " + base64.b64encode(f"user:{secret}".encode()).decode()},
    "cookie": lambda secret: {"Cookie": f"session={secret}"},
}
PLACES: dict[str, tuple[str, Any]] = {
    "no body": (PATH, None),
    "a field of the contract": (PATH, {"phone_number": "+1", "sip_password": CANARY}),
    "an unknown field that sounds like a secret": (
        PATH,
        {"clientSecret": CANARY, "deep": [{"api-key": {"value": CANARY}}]},
    ),
    "a form": (PATH, f"authToken={quote(CANARY)}&a=b".encode()),
    "a body that cannot be read": (PATH, f'{{"authToken": "{CANARY}'.encode()),
    "the query": (f"{PATH}?token={quote(CANARY, safe='')}", None),
    "an answer in HTML": ("/html", {"password": CANARY}),
}


async def echo(scope: Any, receive: Any, send: Any) -> None:
    """A vendor that answers with everything that it was sent, in several notations."""
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    headers = {name.decode(): value.decode() for name, value in scope["headers"]}
    said = {
        "headers": headers,
        "body": body.decode("latin-1"),
        "query": scope["query_string"].decode(),
        "in words": f"your key {CANARY} is wrong",
        "base64": base64.b64encode(f"user:{CANARY}".encode()).decode(),
        "quoted": quote(CANARY, safe=""),
        "session_token": f"{CANARY}-of-the-vendor",
    }
    kind = b"text/html" if scope["path"] == "/html" else b"application/json"
    content = f"<p>{said}</p>".encode() if kind == b"text/html" else json.dumps(said).encode()
    cookie = (b"set-cookie", f"session={CANARY}-cookie; Path=/".encode())
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", kind), cookie]})
    await send({"type": "http.response.body", "body": content})


@pytest.mark.parametrize("credential", CREDENTIALS)
@pytest.mark.parametrize("place", PLACES)
def test_no_secret_is_written(tmp_path, credential, place) -> None:
    """The canary is looked for as it is, in base64, and as URLs and JSON write it."""
    recorder = recorder_of(echo, tmp_path)
    path, body = PLACES[place]

    recorder.client.request("POST", path, body, headers=CREDENTIALS[credential](CANARY))

    written = b"".join(file.read_bytes() for file in tmp_path.iterdir()).decode()
    notations = (CANARY, quote(CANARY, safe=""), quote(CANARY), json.dumps(CANARY)[1:-1], CANARY.replace("/", "\\/"))
    whole = base64.b64encode(f"user:{CANARY}".encode()).decode()
    assert [each for each in (*notations, whole) if each in written] == []
    assert len(recorder.files) == 1


def test_a_secret_that_was_seen_once_is_taken_out_of_later_exchanges(tmp_path) -> None:
    recorder = recorder_of(echo, tmp_path)

    recorder.client.post("/a", {"password": "hush-hush-hush"})
    recorder.client.post("/b", {"note": "the word is hush-hush-hush"})

    assert b"hush-hush" not in recorder.files[1].read_bytes()


def test_a_secret_in_a_body_that_cannot_be_read_is_taken_out_of_its_echo(tmp_path) -> None:
    recorder = recorder_of(echo, tmp_path)

    recorder.client.post("/a", b'{"authToken": "hush-hush-hush", ')

    assert b"hush-hush" not in recorder.files[0].read_bytes()
