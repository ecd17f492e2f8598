"""What somebody has of a request is read: a curl command line, a request as it was sent, HAR."""

from __future__ import annotations

import json
from typing import Any

import pytest

from emulators.core.discovery import discover
from emulators.recording.curl_line import read_curl
from emulators.recording.har_writing import to_har
from emulators.recording.raw_http import read_raw
from emulators.recording.reading import locate, read_anything, select_exchanges
from emulators.recording.recorded import BadRecording, Recorded

FORM = "application/x-www-form-urlencoded"
CURLS: list[tuple[str, str, str, dict[str, str], str]] = [
    ("curl https://a.example/x", "GET", "https://a.example/x", {}, ""),
    ("curl a.example/x -I", "HEAD", "http://a.example/x", {}, ""),
    ("curl -X DELETE --url https://a.example/x", "DELETE", "https://a.example/x", {}, ""),
    ("curl -XPUT https://a.example -H'A: b' --header 'C:d'", "PUT", "https://a.example", {"a": "b", "c": "d"}, ""),
    ("curl -sSi https://a.example -d a=b -d c=d", "POST", "https://a.example", {"content-type": FORM}, "a=b&c=d"),
    (
        "curl https://a.example --json '{\"a\": 1}'",
        "POST",
        "https://a.example",
        {"content-type": "application/json"},
        '{"a": 1}',
    ),
    (
        "curl https://a.example --data-urlencode 'n=+1 2'",
        "POST",
        "https://a.example",
        {"content-type": FORM},
        "n=%2B1+2",
    ),
    ("curl https://a.example --data-urlencode '+1'", "POST", "https://a.example", {"content-type": FORM}, "%2B1"),
    ("curl -G https://a.example/x?y=z -d a=b", "GET", "https://a.example/x?y=z&a=b", {}, ""),
    ("curl -u me:you https://a.example", "GET", "https://a.example", {"authorization": "Basic bWU6eW91"}, ""),
    (
        "curl --request=POST \\\n  https://a.example --data-raw @x",
        "POST",
        "https://a.example",
        {"content-type": FORM},
        "@x",
    ),
    ("curl -o out.json -m 5 --compressed -k https://a.example", "GET", "https://a.example", {}, ""),
]


@pytest.mark.parametrize(("line", "method", "url", "headers", "body"), CURLS, ids=[row[0] for row in CURLS])
def test_a_curl_command_line_is_read_as_curl_reads_it(line, method, url, headers, body) -> None:
    assert read_curl(line) == Recorded(method, url, headers, body.encode())


BAD_CURLS = [
    ("curl 'https://a", "the command line cannot be read: No closing quotation"),
    ("curl -X POST", "the command line has no URL"),
    ("curl https://a -d", "-d is the last word of the command line, and takes a value"),
    ("curl https://a -d @file", "-d @file is a file; put what is in it into the command line"),
    ("curl https://a -F a=b", "-F is not understood: no emulator takes uploads"),
]


@pytest.mark.parametrize(("line", "message"), BAD_CURLS, ids=[line for line, _ in BAD_CURLS])
def test_a_command_line_that_is_not_understood_is_told(line, message) -> None:
    with pytest.raises(BadRecording) as refused:
        read_curl(line)

    assert str(refused.value) == message


def test_an_exchange_as_it_goes_over_the_wire_is_read() -> None:
    text = (
        "POST /x?a=b HTTP/1.1\r\nHost: a.example\r\nA: b\r\n\r\n{\r\n}\r\n\r\nHTTP/1.1 409 Conflict\r\nC: d\r\n\r\nno"
    )

    assert read_raw(text) == Recorded(
        "POST", "https://a.example/x?a=b", {"host": "a.example", "a": "b"}, b"{\n}", 409, {"c": "d"}, b"no"
    )


@pytest.mark.parametrize(
    ("text", "body", "status"),
    [
        ("GET https://a.example/x HTTP/1.1", b"", 0),
        ("GET https://a.example/x HTTP/1.1\n\nbody", b"body", 0),
        ("GET https://a.example/x HTTP/1.1\n\nHTTP/2 204\n", b"", 204),
    ],
)
def test_a_request_may_stand_alone(text, body, status) -> None:
    read = read_raw(text)

    assert (read.url, read.headers, read.body, read.status) == ("https://a.example/x", {}, body, status)


BAD_FILES = [
    (b"hello", "line 1: begins neither HAR, nor a curl command line, nor a request such as POST /v1/x HTTP/1.1"),
    (b"\xff\xfe", "it is no text in UTF-8"),
    (b"{", "line 1, column 2: Expecting property name enclosed in double quotes"),
    (b"GET /x HTTP/1.1\nHost: a\nbad header\n\n", "line 3: is no header such as Content-Type: application/json"),
    (b"GET /x HTTP/1.1\n\nHTTP/1.1 200 OK\nnone\n\n", "line 4: is no header such as Content-Type: application/json"),
]


@pytest.mark.parametrize(("content", "message"), BAD_FILES, ids=[message[:40] for _, message in BAD_FILES])
def test_a_file_that_is_none_of_them_is_told_with_its_place(tmp_path, content, message) -> None:
    (tmp_path / "a.txt").write_bytes(content)

    with pytest.raises(BadRecording) as refused:
        read_anything(tmp_path / "a.txt")

    assert str(refused.value) == f"{tmp_path}/a.txt: {message}"


def test_a_line_that_is_no_request_is_told() -> None:
    with pytest.raises(BadRecording, match="line 1: is no request line"):
        read_raw("GET x")


def test_each_kind_of_file_is_recognised(tmp_path) -> None:
    har = json.dumps(to_har([Recorded("GET", "https://a.example/x", {}, b"")]))
    texts = {"a": har, "b": "$ curl https://a.example/x", "c": "GET https://a.example/x HTTP/1.1\n\n"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)

    assert {read_anything(tmp_path / name)[0].url for name in texts} == {"https://a.example/x"}


EMULATORS = discover()


def placed(emulator: Any, url: str, vendor: str = "", method: str = "") -> tuple[str, str]:
    found, exchange = locate(EMULATORS, Recorded(method or emulator.world.sample[0], url, {}, b""), vendor)
    return found.name, exchange.target


@pytest.mark.parametrize("emulator", EMULATORS, ids=lambda each: each.name)
def test_a_request_is_placed_by_its_host_its_mount_its_name_or_its_path(emulator) -> None:
    path = emulator.world.sample[1]
    host = emulator.server.removesuffix(emulator.base_path)
    expected = (emulator.name, f"{path}?a=b")

    assert placed(emulator, f"{host}{path}?a=b") == expected
    assert placed(emulator, f"http://127.0.0.1:8080/{emulator.name}{path}?a=b") == expected
    assert placed(emulator, f"http://127.0.0.1:8080/~ci/{emulator.name}{path}?a=b") == expected
    assert placed(emulator, f"https://proxy.example/some/where{path}?a=b", emulator.name) == expected
    assert placed(emulator, f"https://proxy.example{path}?a=b") == expected
    assert placed(emulator, f"{host}/nowhere") == (emulator.name, "/nowhere")


def test_of_a_file_those_with_one_emulator_are_taken_up_to_the_last_that_was_refused() -> None:
    vendor, other = EMULATORS[:2]
    mine, theirs = (f"{each.server.removesuffix(each.base_path)}{each.world.sample[1]}" for each in (vendor, other))
    method = vendor.world.sample[0]
    read = [
        Recorded("GET", "https://pictures.example/a.png", {}, b"", 404),
        Recorded(method, mine, {"a": "1"}, b"", 201),
        Recorded(other.world.sample[0], theirs, {}, b"", 201),
        Recorded(method, mine, {"a": "2"}, b"", 409),
        Recorded(method, mine, {"a": "3"}, b"", 200),
    ]

    taken = [
        (emulator.name, [each.headers.get("a") for each in exchanges])
        for emulator, exchanges in (select_exchanges(EMULATORS, read, "", entry) for entry in (None, 5, 3))
    ]

    assert taken == [(vendor.name, ["1", "2"]), (vendor.name, ["1", "2", "3"]), (other.name, [None])]


@pytest.mark.parametrize(
    ("entry", "message"), [(2, "has 1 requests, and not 2"), (1, "no emulator has GET /a.png"), (None, "no emulator")]
)
def test_a_file_without_a_request_that_is_meant_is_told(entry, message) -> None:
    with pytest.raises(BadRecording, match=message):
        select_exchanges(EMULATORS, [Recorded("GET", "https://pictures.example/a.png", {}, b"", 404)], "", entry)


def test_a_request_of_nobody_is_told() -> None:
    with pytest.raises(BadRecording, match=r"no emulator has GET /nowhere; --vendor names the one"):
        placed(EMULATORS[0], "https://proxy.example/nowhere", method="GET")
