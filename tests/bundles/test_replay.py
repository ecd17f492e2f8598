"""Bundles replay byte for byte, and say where they do not."""

from __future__ import annotations

import asyncio
import base64
import json
from typing import Any

import pytest
from bundled import EMULATORS, GOOD, SECRET, bundle_of, replayed
from control_plane import ADMIN, add

from emulators.bundles.bundle import BadBundle, Bundle, read_bundle
from emulators.bundles.replay import replay
from emulators.control.fault_reading import read_fault


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
        ("POST", "/v1/numbers", {"number": f"https://a.example/?token={SECRET}"}, ADMIN),
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
