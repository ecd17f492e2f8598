"""The proxy: what it forwards, what it writes, and that no secret is in it."""

from __future__ import annotations

import asyncio
import base64
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx
import pytest
from asgi import Client
from recorder import VENDOR, recorder_of

from emulators.core.clock import moment
from emulators.recording import folder
from emulators.recording.har import BadRecording, Recorded, read_har, to_har
from emulators.recording.proxy import Proxy

if TYPE_CHECKING:
    from collections.abc import Callable

METHOD, PATH, SAMPLE = VENDOR.world.sample
HEADERS = dict(VENDOR.world.credentials[0].headers)


def test_an_exchange_is_forwarded_and_written_as_har(recorder) -> None:
    answer = recorder.client.request(METHOD, f"{PATH}?a=b", dict(SAMPLE or {}), headers=HEADERS)

    (file,) = recorder.files
    log = json.loads(file.read_bytes())["log"]
    (entry,) = log["entries"]
    assert (answer.status in (200, 201), json.loads(entry["response"]["content"]["text"])) == (True, answer.json())
    assert (log["version"], log["creator"]["name"]) == ("1.2", "voice-emulators")
    assert (entry["request"]["method"], entry["request"]["url"]) == (METHOD, f"http://127.0.0.1:8080{PATH}?a=b")
    assert entry["request"]["queryString"] == [{"name": "a", "value": "b"}]
    assert json.loads(entry["request"]["postData"]["text"]) == SAMPLE
    assert (entry["response"]["status"], entry["_vendor"]) == (answer.status, VENDOR.name)
    assert moment(entry["startedDateTime"]).year > 2000
    assert file.name == f"0001-{VENDOR.name}-{VENDOR.operations[0].name}-{answer.status}.har"


def test_recordings_are_numbered_on(recorder, vendor) -> None:
    recorder.client.get("/nowhere")
    recorder_of(vendor, recorder.folder).client.get("/nowhere")

    names = sorted(file.name for file in recorder.folder.iterdir())

    assert names == [f"{number:04}-{VENDOR.name}-GET-elsewhere-404.har" for number in (1, 2)]


CANARY = "c4n4ry-S3cret/+&x"


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


def test_a_vendor_that_does_not_answer_is_a_502_and_no_recording() -> None:
    told: list[Any] = []

    async def watch(exchange: Recorded, target: str) -> None:
        told.append((exchange, target))

    def refuse(_request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("nobody there")

    answer = Client(Proxy(VENDOR, "http://vendor.example", watch, httpx.MockTransport(refuse))).get(PATH)

    assert (answer.status, told) == (502, [])
    assert answer.json() == {"error": "http://vendor.example did not answer: ConnectError nobody there"}


@pytest.mark.parametrize(
    ("upstream", "target", "url"),
    [
        ("https://staging.example/base/", "/v2/numbers", "https://staging.example/base/numbers"),
        ("https://staging.example/base", "/health?a=1", "https://staging.example/health?a=1"),
    ],
)
def test_the_upstream_stands_for_the_base_url(upstream, target, url) -> None:
    import dataclasses  # noqa: PLC0415 -- for this test alone

    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(204)

    async def watch(_exchange: Recorded, _target: str) -> None:
        """Nobody."""

    emulator = dataclasses.replace(VENDOR, server="https://api.example/v2")
    Client(Proxy(emulator, upstream, watch, httpx.MockTransport(answer))).get(target)

    assert asked == [url]


def test_har_is_read_as_it_was_written() -> None:
    exchange = Recorded(
        "POST", "https://x.example/a?b=c", {"a": "b"}, b"{}", 200, {"c": "d"}, b"\xff", "2024-01-15", 1.5, "x"
    )

    assert read_har(json.dumps(to_har([exchange])).encode()) == [exchange]


BAD = [
    (b"{", "line 1, column 2: Expecting property name enclosed in double quotes"),
    (b"\xff", "'utf-8' codec can't decode"),
    (b"{}", "log: Field required"),
    (b'{"log": {"entries": []}}', "log.entries: List should have at least 1 item"),
    (b'{"log": {"entries": [{"request": {"method": "GET"}}]}}', "log.entries.0.request.url: Field required"),
    (
        b'{"log": {"entries": [{"request": {"method": "GET", "url": "/"}, "response": {"content": {"text": "!", "encoding": "base64"}}}]}}',
        "the body of an answer is no base64",
    ),
]


@pytest.mark.parametrize(("text", "message"), BAD, ids=[message[:40] for _, message in BAD])
def test_what_is_no_recording_is_told_with_file_and_place(tmp_path, text, message) -> None:
    (tmp_path / "a.har").write_bytes(text)

    with pytest.raises(BadRecording) as refused:
        folder.read(tmp_path)

    assert str(refused.value).startswith(f"{tmp_path}/a.har: {message}")


def test_a_folder_without_recordings_and_one_that_cannot_be_written_are_told(tmp_path) -> None:
    with pytest.raises(BadRecording, match="has no recordings"):
        folder.read(tmp_path)
    with pytest.raises(BadRecording, match="/proc/none: cannot be written"):
        folder.make_folder(Path("/proc/none"))
    with pytest.raises(BadRecording, match="cannot be read: No such file"):
        folder.read_file(tmp_path / "none.har")


def test_other_kinds_of_connections_are_not_answered(recorder) -> None:
    asyncio.run(recorder.client.app({"type": "lifespan"}, None, None))

    assert recorder.files == []
