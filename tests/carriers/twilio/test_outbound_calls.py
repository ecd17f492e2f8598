"""The official Python SDK makes calls, which go on by the clock of their namespace, and Twilio's webhooks tell of them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import httpx
import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.request_validator import RequestValidator
from twilio.rest import Client
from webhook_receiver import CALLER, Received, paths, receiving

from emulators.carriers.twilio import seed

NUMBER_SID, NUMBER = next(iter(seed.OWN_NUMBERS.items()))
CALLEE = "+14155550198"
EVERY_EVENT = ["initiated", "ringing", "answered", "completed"]


@pytest.fixture
def client(root) -> Client:
    client = Client(seed.ACCOUNT, seed.TOKEN)
    client.api.base_url = f"{root}/twilio"
    return client


@pytest.fixture
def clock(root):
    """Stops the clock of the namespace, and moves it by seconds."""
    httpx.put(f"{root}/__admin/clock", json={"frozen": True, "now": "2024-05-01T12:00:00Z"}).raise_for_status()

    def advance(seconds: float) -> None:
        httpx.put(f"{root}/__admin/clock", json={"advance": seconds}).raise_for_status()

    return advance


def statuses(got: list[Received]) -> list[tuple[str, str]]:
    return [(each.form["CallStatus"], each.form["SequenceNumber"]) for each in got if each.path == "/status"]


def signed(request: Received) -> bool:
    signature = request.headers["X-Twilio-Signature"]
    return RequestValidator(seed.TOKEN).validate(request.url, request.form, signature)


def test_a_call_runs_through_its_statuses_on_the_clock(client, clock) -> None:
    made = client.calls.create(to=CALLEE, from_=NUMBER, twiml="<Response/>")
    seen = [made.status]

    for _ in range(4):
        clock(1)
        seen.append(made.fetch().status)

    over = made.fetch()
    assert seen == ["queued", "queued", "ringing", "in-progress", "completed"]
    assert (over.start_time, over.end_time, over.duration) == (
        datetime(2024, 5, 1, 12, 0, 1, tzinfo=UTC),
        datetime(2024, 5, 1, 12, 0, 4, tzinfo=UTC),
        "1",
    )


def test_the_status_callback_hears_of_every_event_that_was_asked_for_and_the_url_of_the_answer(client, clock) -> None:
    with receiving() as (url, got):
        made = client.calls.create(
            to=CALLEE,
            from_=NUMBER,
            url=f"{url}/voice",
            status_callback=f"{url}/status",
            status_callback_event=EVERY_EVENT,
        )
        for _ in range(4):
            clock(1)

    assert statuses(got) == [("initiated", "0"), ("ringing", "1"), ("in-progress", "2"), ("completed", "3")]
    assert paths(got) == ["/status", "/status", "/status", "/voice", "/status"]
    assert got[3].form == {
        "CallSid": made.sid,
        "AccountSid": seed.ACCOUNT,
        "ApiVersion": "2010-04-01",
        "CallStatus": "in-progress",
        "Direction": "outbound-api",
        "From": NUMBER,
        "To": CALLEE,
        "Caller": NUMBER,
        "Called": CALLEE,
        **dict.fromkeys(("FromCountry", "ToCountry", "CallerCountry", "CalledCountry"), "US"),
    }
    assert (got[4].form["CallDuration"], got[4].form["Timestamp"]) == ("1", "Wed, 01 May 2024 12:00:04 +0000")
    assert all(map(signed, got))


def test_without_events_the_status_callback_hears_of_the_end(client, clock) -> None:
    with receiving() as (url, got):
        client.calls.create(to=CALLEE, from_=NUMBER, twiml="<Response/>", status_callback=f"{url}/status")
        clock(60)
        clock(60)

    assert statuses(got) == [("completed", "0")]


def test_a_running_clock_needs_nobody_to_move_it(client) -> None:
    with receiving() as (url, got):
        client.calls.create(
            to=CALLEE,
            from_=NUMBER,
            twiml="<Response/>",
            status_callback=f"{url}/status",
            status_callback_event=EVERY_EVENT,
        )
        got.wait_for(1)

    assert statuses(got) == [("initiated", "0")]


@pytest.mark.parametrize(
    ("word", "expected", "seconds"),
    [
        ("busy", ["initiated", "ringing", "busy"], 3),
        ("failed", ["initiated", "failed"], 2),
        ("no-answer", ["initiated", "ringing", "no-answer"], 17),
    ],
)
def test_a_call_ends_as_the_setting_says(root, client, clock, *, word, expected, seconds) -> None:
    settings = {"twilio": {"call_outcome": word}}
    httpx.put(f"{root}/__admin/settings", json=settings).raise_for_status()

    with receiving() as (url, got):
        made = client.calls.create(
            to=CALLEE,
            from_=NUMBER,
            url=f"{url}/voice",
            timeout=15,
            status_callback=f"{url}/status",
            status_callback_event=EVERY_EVENT,
        )
        clock(seconds - 1)
        before = made.fetch().status
        clock(1)

    after = made.fetch()
    assert [status for status, _ in statuses(got)] == expected
    assert "/voice" not in paths(got)
    assert (before in {"queued", "ringing"}, after.status, after.duration) == (True, word, None)
    assert got[-1].form["CallDuration"] == "0"


def test_a_url_that_answers_no_twiml_is_followed_by_the_fallback(client, clock) -> None:
    with receiving(500) as (url, got):
        client.calls.create(to=CALLEE, from_=NUMBER, url=f"{url}/voice", fallback_url=f"{url}/fallback")
        clock(3)

    assert paths(got) == ["/voice", "/fallback"]
    assert got[1].form["ErrorCode"] == "11200"


def test_an_application_is_asked_and_told(client, clock) -> None:
    with receiving() as (url, got):
        made = client.applications.create(voice_url=f"{url}/application", status_callback=f"{url}/status")
        client.calls.create(to=CALLEE, from_=NUMBER, application_sid=made.sid)
        clock(4)

    assert paths(got) == ["/application", "/status"]


def test_a_call_in_progress_is_sent_elsewhere_and_ended(client, clock) -> None:
    with receiving() as (url, got):
        made = client.calls.create(to=CALLEE, from_=NUMBER, url=f"{url}/voice", status_callback=f"{url}/status")
        clock(3)
        made.update(url=f"{url}/elsewhere", method="GET")
        clock(0.5)
        ended = made.update(status="completed")
        clock(0)

    assert (paths(got)[0], paths(got)[1].partition("?")[0], paths(got)[2]) == ("/voice", "/elsewhere", "/status")
    assert (ended.status, made.fetch().status) == ("completed", "completed")


def test_a_call_that_is_canceled_rings_no_more(client, clock) -> None:
    with receiving() as (url, got):
        made = client.calls.create(
            to=CALLEE,
            from_=NUMBER,
            url=f"{url}/voice",
            status_callback=f"{url}/status",
            status_callback_event=EVERY_EVENT,
        )
        clock(1.5)
        made.update(status="canceled")
        clock(10)

    assert statuses(got) == [("initiated", "0"), ("canceled", "1")]
    with pytest.raises(TwilioRestException) as caught:
        made.update(status="completed")
    assert (caught.value.status, caught.value.code) == (400, 21220)


def test_a_call_that_came_in_is_fetched_by_its_sid(client, call, clock) -> None:
    with receiving() as (url, _):
        client.incoming_phone_numbers(NUMBER_SID).update(voice_url=f"{url}/voice")
        sid = call(NUMBER)["id"]
        coming = client.calls(sid).fetch()
        clock(1)

    over = client.calls(sid).fetch()
    assert (coming.status, coming.direction, coming._from, coming.to) == ("in-progress", "inbound", CALLER, NUMBER)
    assert (coming.phone_number_sid, over.status, over.duration) == (NUMBER_SID, "completed", "1")


def test_a_call_that_came_in_is_sent_elsewhere(client, call, clock) -> None:
    with receiving() as (url, got):
        client.incoming_phone_numbers(NUMBER_SID).update(voice_url=f"{url}/voice")
        client.calls(call(NUMBER)["id"]).update(url=f"{url}/elsewhere")
        clock(0)

    assert paths(got) == ["/voice", "/elsewhere"]


def test_a_call_to_a_trunk_is_kept_as_one(client, call) -> None:
    sid = call(seed.OWN_NUMBERS[seed.TRUNK_NUMBER])["id"]

    fetched = client.calls(sid).fetch()

    assert (fetched.direction, fetched.trunk_sid) == ("trunking-originating", seed.TRUNK)


def test_calls_are_listed_the_newest_first_and_by_their_filters(client, clock) -> None:
    first = client.calls.create(to=CALLEE, from_=NUMBER, twiml="<Response/>")
    clock(86_400)
    second = client.calls.create(to="+14155550197", from_=NUMBER, twiml="<Response/>")

    def sids(**filters: object) -> list[str]:
        return [each.sid for each in client.calls.list(**filters)]

    assert sids() == [second.sid, first.sid, seed.CALL]
    assert sids(to=CALLEE) == [first.sid]
    assert sids(status="queued") == [second.sid]
    assert sids(start_time=date(2024, 5, 1)) == [first.sid]
    assert sids(start_time_before=datetime(2024, 5, 1, tzinfo=UTC)) == [seed.CALL]
    assert sids(end_time_after=datetime(2024, 5, 1, 12, tzinfo=UTC), page_size=1) == [first.sid]
    assert sids(end_time_before=date(2024, 5, 1)) == []
