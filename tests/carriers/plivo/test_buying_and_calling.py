"""The official Python SDK searches for numbers, buys them and makes calls, which go on by the clock of their namespace."""

from __future__ import annotations

import httpx
import plivo.utils
import pytest
from plivo import exceptions
from webhook_receiver import Received, paths, receiving

from emulators.carriers.plivo import seed

NUMBER, CALLEE = "12125550101", "14155550198"


@pytest.fixture
def clock(root):
    """Stops the clock of the namespace, and moves it by seconds."""
    httpx.put(f"{root}/__admin/clock", json={"frozen": True, "now": "2024-05-01T12:00:00Z"}).raise_for_status()

    def advance(seconds: float) -> None:
        httpx.put(f"{root}/__admin/clock", json={"advance": seconds}).raise_for_status()

    return advance


def events(got: list[Received]) -> list[tuple[str, str]]:
    return [(each.form["Event"], each.form["CallStatus"]) for each in got]


def test_a_number_is_searched_bought_and_rented(client) -> None:
    found = client.numbers.search("US", type="local", pattern="415", services="voice,sms")

    bought = client.numbers.buy(found.objects[1].number, app_id=seed.DEMO_APP)

    rented = client.numbers.get("14155550171")
    assert [each.number for each in found.objects] == ["14155550170", "14155550171", "14155550172"]
    assert (bought.status, bought.numbers[0].number, bought.message) == ("fulfilled", "14155550171", "created")
    assert rented.application.endswith(f"/Application/{seed.DEMO_APP}/")
    assert [each.number for each in client.numbers.search("US", pattern="415").objects] == [
        "14155550170",
        "14155550172",
    ]


def test_a_number_that_somebody_rents_is_not_for_sale(client) -> None:
    with pytest.raises(exceptions.ResourceNotFoundError, match="not found"):
        client.numbers.buy("12125550190")


def test_a_call_rings_is_answered_and_ends_on_the_clock(client, clock) -> None:
    with receiving() as (url, got):
        made = client.calls.create(NUMBER, CALLEE, f"{url}/answer", ring_url=f"{url}/ring", hangup_url=f"{url}/hangup")
        queued = client.queued_calls.get(made.request_uuid)
        clock(1)
        ringing = client.live_calls.get(made.request_uuid)
        clock(1)
        talking = client.live_calls.get(made.request_uuid)
        live = client.live_calls.list_ids()
        clock(1)

    over = client.calls.get(made.request_uuid)
    statuses = [each.call_status for each in (queued, ringing, talking)]
    assert (made.message, statuses) == ("call fired", ["queued", "ringing", "in-progress"])
    assert made.request_uuid in live.calls
    assert events(got) == [("Ring", "ringing"), ("StartApp", "in-progress"), ("Hangup", "completed")]
    assert paths(got) == ["/ring", "/answer", "/hangup"]
    assert (over.bill_duration, over.hangup_cause_name, over.end_time) == (
        1,
        "Normal Hangup",
        "2024-05-01 12:00:03+00:00",
    )
    assert [each.call_uuid for each in client.calls.list(call_direction="outbound").objects] == [made.request_uuid]


def test_webhooks_of_a_call_name_it_and_are_signed(client, clock) -> None:
    with receiving() as (url, got):
        made = client.calls.create(NUMBER, f"+{CALLEE}", f"{url}/answer")
        clock(3)

    told = got[0].form
    nonce, signature = (got[0].headers[name] for name in ("X-Plivo-Signature-V3-Nonce", "X-Plivo-Signature-V3"))
    assert told == {
        "CallUUID": made.request_uuid,
        "ALegUUID": made.request_uuid,
        "ALegRequestUUID": made.request_uuid,
        "RequestUUID": made.request_uuid,
        "From": NUMBER,
        "To": CALLEE,
        "Direction": "outbound",
        "Event": "StartApp",
        "CallStatus": "in-progress",
    }
    assert plivo.utils.validate_v3_signature("POST", got[0].url, nonce, "plivo-demo-token", signature, told)
    assert [each.path for each in got] == ["/answer", "/answer"]  # where no hangup URL was given


@pytest.mark.parametrize(("word", "cause", "seconds"), [("busy", "Busy Line", 2), ("no-answer", "No Answer", 31)])
def test_a_call_ends_as_the_setting_says(root, client, clock, *, word, cause, seconds) -> None:
    httpx.put(f"{root}/__admin/settings", json={"plivo": {"call_outcome": word}}).raise_for_status()

    with receiving() as (url, got):
        made = client.calls.create(NUMBER, CALLEE, f"{url}/answer", hangup_url=f"{url}/hangup", ring_timeout=30)
        clock(seconds)

    over = client.calls.get(made.request_uuid)
    assert events(got) == [("Hangup", word)]
    assert (got[0].form["Duration"], got[0].form["HangupCauseName"]) == ("0", cause)
    assert (over.answer_time, over.hangup_cause_name, over.total_amount) == (None, cause, "0.00000")


def test_an_answer_that_is_no_xml_is_followed_by_the_fallback(client, clock) -> None:
    with receiving(500) as (url, got):
        client.calls.create(NUMBER, CALLEE, f"{url}/answer", hangup_url=f"{url}/hangup", fallback_url=f"{url}/fallback")
        clock(2)

    assert paths(got) == ["/answer", "/fallback"]


def test_a_call_is_hung_up_once(client, clock) -> None:
    with receiving() as (url, got):
        made = client.calls.create(NUMBER, CALLEE, f"{url}/answer", hangup_url=f"{url}/hangup")
        clock(2.5)
        client.calls.hangup(made.request_uuid)
        clock(0)

    assert events(got) == [("StartApp", "in-progress"), ("Hangup", "completed")]
    assert got[1].form["HangupSource"] == "API Request"
    with pytest.raises(exceptions.ResourceNotFoundError):
        client.calls.hangup(made.request_uuid)


def test_a_call_that_is_canceled_is_answered_by_nobody(client, clock) -> None:
    with receiving() as (url, got):
        made = client.calls.create(NUMBER, CALLEE, f"{url}/answer", hangup_url=f"{url}/hangup")
        client.calls.hangup(made.request_uuid)
        clock(10)

    assert events(got) == [("Hangup", "cancel")]
    assert client.calls.get(made.request_uuid).hangup_cause_name == "Canceled"


def test_a_call_that_came_in_is_fetched_by_its_uuid(root, client, clock) -> None:
    calls = httpx.post(f"{root}/__admin/calls", json={"to": f"+{NUMBER}"}).json()["calls"]
    uuid = next(each["id"] for each in calls if each["carrier"] == "plivo")

    live = client.live_calls.get(uuid)
    clock(1)

    assert (live.direction, live.to, client.calls.get(uuid).hangup_cause_name) == ("inbound", NUMBER, "Normal Hangup")


@pytest.mark.parametrize(
    "ask",
    [
        lambda client: client.subaccounts.list(),
        lambda client: client.recordings.list(),
        lambda client: client.endpoints.list(),
        lambda client: client.messages.list(),
        lambda client: client.pricing.get("US"),
    ],
    ids=["subaccounts", "recordings", "endpoints", "messages", "pricing"],
)
def test_what_is_not_served_is_not_found_in_lists_too(client, ask) -> None:
    with pytest.raises(exceptions.ResourceNotFoundError):
        ask(client)
