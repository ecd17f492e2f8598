"""Bundles of the small emulator: what is in them, that they replay, and that they give no secret away."""

from __future__ import annotations

import asyncio
import base64
import dataclasses
import json
from typing import Any

import pytest
import sample_vendor
from asgi import Client
from control_plane import ADMIN, NOW, add

from emulators.bundles.bundle import BadBundle, Bundle, read_bundle
from emulators.bundles.replay import differences, replay
from emulators.control.fault_reading import read_fault
from emulators.core.options import Options
from emulators.server import assemble

EMULATORS = (sample_vendor.emulator,)
SECRET = "a-Secret-of-1-Client"


def bundle_of(client, number: object = "last", query: str = "") -> Bundle:
    answer = client.get(f"/__admin/requests/{number}/bundle{query}")
    assert answer.status == 200, answer.body
    return read_bundle(answer.body)


def replayed(bundle: Bundle) -> list[str]:
    return differences(bundle, asyncio.run(replay(bundle, EMULATORS, read_fault)))


def test_a_bundle_has_state_settings_clock_identifiers_and_the_request(client) -> None:
    add(client, "+1")
    client.request("PUT", "/__admin/settings", {"acme": {"created_status": 200}})
    client.post("/acme/v1/numbers?a=1", {"number": "+2"}, headers=ADMIN)

    bundle = bundle_of(client)

    (request,) = bundle.requests
    assert [row["number"] for row in bundle.state["acme_numbers"]] == ["+10", "+1"]
    assert (bundle.settings, request.number, request.at) == ({"acme": {"created_status": 200}}, 2, NOW.isoformat())
    assert (request.method, request.path, request.query, request.body) == (
        "POST",
        "/v1/numbers",
        "a=1",
        '{"number": "+2"}',
    )
    assert (request.answer.status, len(request.identifiers)) == (200, 1)


@pytest.mark.parametrize(
    ("method", "path", "body", "headers"),
    [
        ("POST", "/v1/numbers", {"number": "+1"}, ADMIN),
        ("POST", "/v1/numbers", {"number": "+2", "secret": SECRET}, ADMIN),
        ("POST", "/v1/numbers", {"number": 1, "secret": SECRET}, ADMIN),
        ("POST", "/v1/numbers", f'{{"number": "{SECRET}'.encode(), ADMIN),
        ("POST", "/v1/numbers", b"\xff\xfe", ADMIN),
        ("POST", "/v1/numbers", b"x" * ((1 << 20) + 1), ADMIN),
        (
            "POST",
            "/v1/numbers",
            f"secret={SECRET}".encode(),
            {**ADMIN, "Content-Type": "application/x-www-form-urlencoded"},
        ),
        ("GET", f"/v1/numbers?page=1&secret={SECRET}", None, ADMIN),
        ("GET", "/v1/plain", None, ADMIN),
        ("GET", "/v1/plain", None, {"Authorization": f"Bearer {SECRET}"}),
        ("GET", "/v1/plain", None, {"Authorization": "Basic " + base64.b64encode(f"me:{SECRET}".encode()).decode()}),
        ("GET", "/v1/plain", None, {**ADMIN, "X-Callback": f"https://me:{SECRET}@host.example/"}),
        ("DELETE", "/v1/numbers/00000000-0000-4000-8000-000000000000", None, ADMIN),
        ("PATCH", "/v1/numbers", None, ADMIN),
        ("GET", "/nowhere", None, ADMIN),
    ],
    ids=str,
)
def test_a_bundle_replays_byte_for_byte_and_has_no_secret_in_it(client, method, path, body, headers) -> None:
    add(client, "+1")
    client.post("/acme/v1/numbers", {"number": "+3", "secret": f"{SECRET}-kept"}, headers=ADMIN)
    client.request(method, f"/acme{path}", body, headers=headers)

    bundle = bundle_of(client)

    hidden = bundle.text() + base64.b64decode("".join(_credentials(bundle))).decode()
    assert (replayed(bundle), SECRET in hidden) == ([], False)


def _credentials(bundle: Bundle) -> list[str]:
    sent = (each.headers.get("authorization", "").partition(" ") for each in bundle.requests)
    return [credential for keyword, _, credential in sent if keyword == "Basic"]


def test_secrets_are_kept_where_that_is_asked_for(client) -> None:
    client.post("/acme/v1/numbers", {"number": "+3", "secret": SECRET}, headers=ADMIN)

    bundle = bundle_of(client, query="?secrets=keep")

    assert (replayed(bundle), SECRET in bundle.text()) == ([], True)


def test_the_same_secret_is_the_same_everywhere_in_a_bundle(client) -> None:
    for number in ("+1", "+2"):
        client.post("/acme/v1/numbers", {"number": number, "secret": SECRET}, headers=ADMIN)

    bundle = bundle_of(client)

    kept = bundle.state["acme_numbers"][1]["secret"]
    sent = json.loads(str(bundle.requests[0].body))["secret"]
    assert (kept, len(kept), kept != SECRET) == (sent, len(SECRET), True)


def test_several_requests_are_replayed_each_with_its_time_and_its_settings(client) -> None:
    add(client, "+1")
    client.request("PUT", "/__admin/clock", {"advance": 60})
    client.request("PUT", "/__admin/settings", {"acme": {"created_status": 200}})
    client.post("/acme/v1/numbers", {"number": "+2"}, headers=ADMIN)

    bundle = bundle_of(client, query="?requests=9")

    assert [each.settings for each in bundle.requests] == [{}, {"acme": {"created_status": 200}}]
    assert [each.at[14:16] for each in bundle.requests] == ["30", "31"]
    assert (bundle.state, replayed(bundle)) == ({}, [])


FAULTS: list[dict[str, Any]] = [
    {"outcome": "before", "status": 503},
    {"outcome": "before", "error": "barred", "retry_after": 5},
    {"outcome": "before", "response": {"status": 418, "body": "short"}},
    {"outcome": "after", "status": 504},
    {"outcome": "slow", "delay": 0.01},
    {"outcome": "twice"},
    {"outcome": "garbage", "how": "html"},
    {"outcome": "during", "how": "trickled", "delay": 0.01},
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault['outcome']} {list(fault.values())[1:]}")
def test_a_fault_is_replayed_and_makes_nobody_wait(client, fault) -> None:
    client.post("/__admin/faults", {"where": "acme.create", "when": {"first": 1}, **fault})
    client.post("/acme/v1/numbers", {"number": "+1"}, headers=ADMIN)

    bundle = bundle_of(client)

    assert (replayed(bundle), bundle.requests[0].answer.sent is None) == ([], fault["outcome"] == "twice")


def test_an_answer_that_is_another_one_is_shown_as_a_diff(client) -> None:
    add(client, "+1")
    bundle = bundle_of(client)
    bundle.requests[0].answer.status = 200
    bundle.requests[0].answer.body = str(bundle.requests[0].answer.body).replace("+1", "+2")

    lines = replayed(bundle)

    assert lines[0] == "--- request 1 (POST /acme/v1/numbers), in the bundle"
    assert {"-HTTP 200", "+HTTP 201", '-    "number": "+2",', '+    "number": "+1",'} <= set(lines)


def test_a_bundle_is_loaded_and_its_requests_are_answered_as_they_were(client) -> None:
    add(client, "+1")
    client.post("/__admin/faults", {"where": "acme.create", "outcome": "before", "status": 503, "when": {"first": 1}})
    client.post("/acme/v1/numbers", {"number": "+2"}, headers=ADMIN)
    client.post("/acme/v1/numbers", {"number": "+2", "secret": "hush-hush"}, headers=ADMIN)
    bundle = bundle_of(client, query="?requests=2")

    loaded = client.request("PUT", "/~other/__admin/bundle", json.loads(bundle.text()))
    answers = [
        client.post("/~other/acme/v1/numbers", str(each.body).encode(), headers=_sent(each)) for each in bundle.requests
    ]

    assert loaded.json() == {"loaded": "other", "requests": 2}
    assert [each.body.decode() for each in answers] == [each.answer.body for each in bundle.requests]


def _sent(request: Any) -> dict[str, str]:
    return {name: value for name, value in request.headers.items() if name != "content-length"}


GOOD = {
    "format": "voice-emulators bundle",
    "version": 1,
    "requests": [
        {
            "number": 1,
            "emulator": "acme",
            "at": "2024-01-15",
            "method": "GET",
            "path": "/v1/plain",
            "answer": {"status": 401},
        }
    ],
}
BAD = [
    ("{", "line 1, column 2: Expecting property name enclosed in double quotes"),
    (b"\xff", "it is no text in UTF-8"),
    ("[]", "the document: Input should be an object"),
    ("{}", "requests: Field required"),
    (GOOD | {"format": "other"}, "format: Input should be 'voice-emulators bundle'"),
    (GOOD | {"version": 2}, "version: Input should be 1"),
    (GOOD | {"requests": []}, "requests: List should have at least 1 item"),
    (GOOD | {"requests": [GOOD["requests"][0] | {"at": "soon"}]}, "requests.0.at: Value error, takes an ISO 8601 time"),  # type: ignore[index]  # it is a list
    (GOOD | {"requests": [GOOD["requests"][0] | {"body": {"base64": "!"}}]}, "requests.0.body."),  # type: ignore[index]  # it is a list
    (GOOD | {"more": 1}, "more: Extra inputs are not permitted"),
]


@pytest.mark.parametrize(("text", "message"), BAD, ids=[message[:30] for _, message in BAD])
def test_what_is_no_bundle_is_told_with_its_place(text, message) -> None:
    with pytest.raises(BadBundle) as refused:
        read_bundle(json.dumps(text) if isinstance(text, dict) else text)

    assert str(refused.value).startswith(message)


STRANGE = [
    ({"state": {"nobody": []}}, "state: there is no table 'nobody' here"),
    ({"state": {"acme_numbers": [{"colour": "red"}]}}, "state: acme_numbers has no column 'colour'"),
    ({"state": {"acme_numbers": [{"id": "a"}, {"id": "a"}]}}, "state: UNIQUE constraint failed"),
    ({"settings": {"acme": {"colour": True}}}, "settings: no setting 'colour' here"),
    ({"settings": {"nobody": {}}}, "settings: no emulator 'nobody' here"),
    ({"namespace": "../etc"}, "namespace: a namespace is named by letters"),
    ({"requests": [{**GOOD["requests"][0], "emulator": "nobody"}]}, "requests: there is no emulator 'nobody' here"),  # type: ignore[index]  # it is a list
    ({"requests": [{**GOOD["requests"][0], "fault": {"where": "x"}}]}, "requests: fault: outcome: Field required"),  # type: ignore[index]  # it is a list
]


@pytest.mark.parametrize(("more", "message"), STRANGE, ids=[message for _, message in STRANGE])
def test_a_bundle_of_others_is_refused_with_a_reason(client, more, message) -> None:
    bundle = read_bundle(json.dumps({**GOOD, **more}))

    with pytest.raises(BadBundle) as refused:
        asyncio.run(replay(bundle, EMULATORS, read_fault))

    assert str(refused.value).startswith(message)
    told = client.request("PUT", "/__admin/bundle", {**GOOD, **more})
    assert told.status == (200 if message.startswith(("namespace", "requests: there")) else 400)


def refused_bundle(client, query: str = "") -> tuple[int, str]:
    answer = client.get(f"/__admin/requests/last/bundle{query}")
    return answer.status, answer.json()["error"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "without its secrets this is answered otherwise; ask for the bundle with them"),
        ("?secrets=keep", "tried again, this is answered otherwise: @@"),
    ],
)
def test_what_the_journal_does_not_tell_makes_no_bundle(client, query, message) -> None:
    store = client.app.namespaces.get("default").store
    store.insert(sample_vendor.NUMBERS, {"id": "a", "number": "+1"})
    client.post("/acme/v1/numbers", {"number": "+1"}, headers=ADMIN)
    store.delete(sample_vendor.NUMBERS, id="a")

    status, error = refused_bundle(client, query)

    assert (status, error.startswith(message)) == (409, True)


def test_there_is_no_bundle_of_what_the_emulator_itself_sent(client) -> None:
    add(client, "+1")
    journal = client.app.namespaces.get("default").journal
    journal.add(dataclasses.replace(next(iter(journal)), number=2, outgoing=True))

    assert refused_bundle(client) == (409, "the emulator itself sent this; a bundle is of a request that came in")


def test_there_is_no_bundle_where_a_carrier_is_asked_over_the_network() -> None:
    app = assemble(options=Options(carriers={"twilio": "http://127.0.0.1:9/twilio"}))
    client = Client(app)
    client.get("/chorus/nowhere")

    told = refused_bundle(client)
    app.namespaces.close()

    assert told == (409, "a carrier is asked over the network, and nobody could ask it again as it was")


def test_a_bundle_is_sent_as_json(client) -> None:
    answer = client.request("PUT", "/__admin/bundle", b"{}", headers={"Content-Type": "text/plain"})

    assert (answer.status, answer.json()) == (415, {"error": "send Content-Type: application/json"})
