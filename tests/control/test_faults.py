"""The faults of a namespace: asked for over the control plane, met by a client of the vendor."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
import sample_vendor
from asgi import Client

from emulators.control import control_plane
from emulators.core.clock import Clock
from emulators.core.namespaces import Namespaces
from emulators.core.options import Options
from emulators.server import Server

NOW = datetime(2024, 1, 15, 10, 30, tzinfo=UTC)
HEADERS = {"Authorization": "Bearer admin"}


@pytest.fixture
def every():
    namespaces = Namespaces((sample_vendor.emulator,), Options(clock=Clock(NOW), seed=1))
    yield namespaces
    namespaces.close()


@pytest.fixture
def client(every) -> Client:
    return Client(
        Server(every, (sample_vendor.emulator,), control_plane(every, (sample_vendor.emulator,))), headers=HEADERS
    )


def ask_for(client: Client, outcome: str, where: str = "acme.create", **more: object) -> None:
    assert client.post("/__admin/faults", {"where": where, "outcome": outcome, **more}).status == 201


def create(client: Client, number: str = "+1", **more: object):
    return client.post("/acme/v1/numbers", {"number": number}, **more)


def stored(every: Namespaces) -> list[str]:
    return [row["number"] for row in every.get("default").store.select(sample_vendor.NUMBERS, {})]


def journal(client: Client) -> list[dict[str, Any]]:
    return client.get("/__admin/requests").json()["requests"]


def test_a_status_is_refused_in_the_vendors_envelope_and_nothing_is_stored(client, every) -> None:
    ask_for(client, "before", status=503, when={"first": 1})

    failed, then = create(client), create(client)

    assert (failed.status, failed.json(), failed.headers["emulator-fault"]) == (
        503,
        {"no": "Service Unavailable", "wrong": []},
        "before",
    )
    assert (then.status, "emulator-fault" in then.headers, stored(every)) == (201, False, ["+10", "+1"])


def test_an_error_is_the_vendors_own_by_name_and_names_the_number(client) -> None:
    ask_for(client, "before", error="taken")

    failed = create(client, "+7")

    assert (failed.status, failed.json()["no"]) == (409, "+7 is taken")


def test_an_error_of_one_operation_leaves_the_others_alone(client) -> None:
    ask_for(client, "before", "acme.*", error="taken")

    assert (create(client).status, client.get("/acme/v1/numbers").status) == (409, 200)


def test_a_response_is_answered_as_it_is(client) -> None:
    response = {"status": 418, "headers": {"X-Tea": "pot", "Content-Type": "text/x"}, "body": "short and stout"}
    ask_for(client, "before", response=response)

    failed = create(client)

    assert (failed.status, failed.body, failed.headers["x-tea"], failed.headers["content-type"]) == (
        418,
        b"short and stout",
        "pot",
        "text/x",
    )


def test_too_many_requests_recover_on_the_clock_of_the_namespace(client, every) -> None:
    ask_for(client, "before", status=429, retry_after=30)

    limited = [create(client).headers["retry-after"] for _ in range(2)]
    every.get("default").clock = Clock(NOW.replace(second=11, microsecond=500_000))
    limited += [create(client).headers["retry-after"]]
    client.request("PUT", "/__admin/clock", {"advance": "30s"})
    every.get("default").clock = Clock(NOW.replace(second=30))

    assert (limited, create(client).status) == (["30", "30", "19"], 201)


def test_a_reply_is_lost_after_the_request_was_carried_out(client, every) -> None:
    ask_for(client, "after", when={"first": 1})

    with pytest.raises(ConnectionResetError, match="a fault of this namespace reset the connection"):
        create(client)

    assert (stored(every), create(client).status) == (["+10", "+1"], 409)


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        ({"status": 504}, (504, b"Gateway Timeout", "text/plain")),
        (
            {"response": {"status": 502, "headers": {"Content-Type": "text/html"}, "body": "<p>"}},
            (502, b"<p>", "text/html"),
        ),
    ],
    ids=["status", "response"],
)
def test_a_gateway_answers_in_place_of_the_reply(client, every, given, answer) -> None:
    ask_for(client, "after", **given)

    lost = create(client)

    assert (lost.status, lost.body, lost.headers["content-type"]) == answer
    assert (stored(every), lost.headers["emulator-fault"]) == (["+10", "+1"], "after")


def test_a_body_breaks_off_in_the_middle(client, every) -> None:
    ask_for(client, "during")

    with pytest.raises(ConnectionResetError, match="in the middle of the body"):
        create(client)

    assert stored(every) == ["+10", "+1"]


def test_a_body_trickles_and_arrives_whole(client) -> None:
    ask_for(client, "during", how="trickled", delay=0.01)

    trickled = create(client)

    assert (trickled.status, trickled.json()["ok"]["number"]) == (201, "+1")
    assert int(trickled.headers["content-length"]) == len(trickled.body)


def test_a_request_is_carried_out_twice_and_the_second_answer_sent(client) -> None:
    ask_for(client, "twice")

    second = create(client)

    assert (second.status, [each["status"] for each in journal(client)]) == (409, [201, 409])


def test_a_slow_request_is_answered_as_ever(client) -> None:
    ask_for(client, "slow", delay=0.01, jitter=0.01)

    slow = create(client)

    assert (slow.status, slow.headers["emulator-fault"]) == (201, "slow")
    assert 0.01 <= journal(client)[0]["fault"]["seconds"] <= 0.02


@pytest.mark.parametrize(
    ("given", "media_type", "status"),
    [
        ({}, "text/html", 201),
        ({"status": 502}, "text/html", 502),
        ({"how": "invalid_json"}, "application/json", 201),
        ({"how": "content_type"}, "text/plain", 201),
    ],
    ids=["html", "html with a status", "invalid json", "content type"],
)
def test_an_answer_is_spoilt_after_the_request_was_carried_out(client, every, given, media_type, status) -> None:
    ask_for(client, "garbage", **given)

    spoilt = create(client)

    assert (spoilt.status, spoilt.headers["content-type"], stored(every)) == (status, media_type, ["+10", "+1"])


def test_json_that_breaks_off_cannot_be_read(client) -> None:
    ask_for(client, "garbage", how="invalid_json")

    with pytest.raises(ValueError, match="delimiter"):
        create(client).json()


def test_what_was_asked_for_stands_in_the_journal(client) -> None:
    ask_for(client, "after", status=502)

    create(client)

    (entry,) = journal(client)
    assert (entry["status"], entry["fault"]) == (
        201,
        {
            "where": "acme.create",
            "outcome": "after",
            "sent": "carried out, reply lost: a gateway's 502",
            "seconds": 0.0,
            "rule": {"where": "acme.create", "outcome": "after", "status": 502},
        },
    )


WHEN = [
    ({"first": 2}, [503, 503, 201, 201]),
    ({"nth": 2}, [201, 503, 201, 201]),
    ({"every": 2}, [201, 503, 201, 503]),
    ({"since": "2024-01-15T10:30:00Z", "until": "2024-01-15T10:31:00Z"}, [503] * 4),
    ({"until": "2024-01-15T10:30:00Z"}, [201] * 4),
    ({"since": "2024-01-15T10:31:00Z"}, [201] * 4),
    ({"probability": 0.5, "seed": 7}, [503, 503, 201, 503]),
    ({"probability": 0.0}, [201] * 4),
]


@pytest.mark.parametrize(("when", "statuses"), WHEN, ids=lambda part: "-".join(map(str, part)))
def test_only_the_requests_that_were_named_fail(client, when, statuses) -> None:
    ask_for(client, "before", status=503, when=when)

    assert [create(client, f"+{number}").status for number in range(100, 104)] == statuses


MATCH = [
    ({"number": "+1"}, 503),
    ({"number": "1"}, 503),
    ({"number": "+2"}, 201),
    ({"headers": {"X-Trial": "a"}}, 503),
    ({"headers": {"x-trial": "b"}}, 201),
    ({"fields": {"number": "+1"}}, 503),
    ({"fields": {"number.deeper": "+1"}}, 201),
]


@pytest.mark.parametrize(("match", "status"), MATCH, ids=str)
def test_only_requests_that_match_fail(client, match, status) -> None:
    ask_for(client, "before", status=503, match=match)

    assert create(client, headers={"X-Trial": "a"}).status == status


def test_a_number_is_looked_for_in_path_and_query_and_a_body_that_cannot_be_read_has_none(client) -> None:
    ask_for(client, "before", "acme.*", status=503, match={"number": "+1"})

    in_query = client.get("/acme/v1/numbers?number=%2B1")
    unread = client.post("/acme/v1/numbers", b"{", headers={"Content-Type": "application/json"})
    untyped = client.post("/acme/v1/numbers", b"{", headers={"Content-Type": "text/plain"})
    large = client.post("/acme/v1/numbers", b"x" * ((1 << 20) + 1))
    broken = client.get("/acme/v1/numbers?number=%FF")

    assert [each.status for each in (in_query, unread, untyped, large, broken)] == [503, 400, 415, 413, 400]


def test_a_path_without_an_operation_and_other_emulators_are_left_alone(client) -> None:
    ask_for(client, "before", "acme.remove", status=503)

    assert (client.get("/acme/v1/none").status, client.request("HEAD", "/acme/v1/numbers").status) == (404, 200)


def test_the_first_fault_that_takes_a_request_has_it(client) -> None:
    ask_for(client, "before", status=503, when={"first": 1})
    ask_for(client, "before", status=504, when={"first": 1})

    assert [create(client).status for _ in range(3)] == [503, 504, 201]


def test_of_fifty_requests_at_once_one_fails(client, every) -> None:
    ask_for(client, "before", status=503, delay=0.01, when={"first": 1})
    app, statuses = client.app, []

    async def one(number: int) -> None:
        async def receive():
            await asyncio.sleep(0)
            return {"type": "http.request", "body": b'{"number":"+%d"}' % number}

        async def send(message):
            statuses.append(message.get("status"))

        headers = [(b"authorization", b"Bearer admin"), (b"content-type", b"application/json")]
        scope = {"type": "http", "method": "POST", "path": "/acme/v1/numbers", "query_string": b"", "scheme": "http"}
        await app({**scope, "headers": headers}, receive, send)

    async def fifty() -> None:
        await asyncio.gather(*(one(number) for number in range(100, 150)))

    asyncio.run(fifty())

    assert (statuses.count(503), statuses.count(201), len(stored(every))) == (1, 49, 50)


def test_faults_are_listed_with_their_use_and_those_unused_are_told_when_they_are_cleared(client) -> None:
    ask_for(client, "before", status=503, when={"nth": 1})
    ask_for(client, "twice", "acme.remove")
    create(client)
    create(client)

    listed, cleared = client.get("/__admin/faults").json(), client.request("DELETE", "/__admin/faults").json()

    used = {"where": "acme.create", "outcome": "before", "status": 503, "when": {"nth": 1}, "seen": 2, "used": 1}
    unused = {"where": "acme.remove", "outcome": "twice", "seen": 0, "used": 0}
    assert (listed, cleared) == ({"faults": [used, unused]}, {"cleared": 2, "unused": [unused]})
    assert client.get("/__admin/faults").json() == {"faults": []}


def test_faults_are_replaced_all_or_none(client) -> None:
    ask_for(client, "twice")
    slow = {"where": "acme.remove", "outcome": "slow", "delay": 1}

    refused = client.request("PUT", "/__admin/faults", {"faults": [slow, {"where": "acme.create", "outcome": "slo"}]})
    after = [each["outcome"] for each in client.get("/__admin/faults").json()["faults"]]
    replaced = client.request("PUT", "/__admin/faults", {"faults": [slow]}).json()["faults"]

    assert (refused.status, after, [each["outcome"] for each in replaced]) == (400, ["twice"], ["slow"])
    assert client.request("PUT", "/__admin/faults", {}).status == 400


def test_a_fault_stays_in_its_namespace_and_a_reset_ends_it(client) -> None:
    ask_for(client, "before", status=503)

    elsewhere = client.post("/~other/acme/v1/numbers", {"number": "+1"}).status
    client.post("/__admin/reset")

    assert (elsewhere, create(client).status) == (201, 201)
