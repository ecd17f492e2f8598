"""A call comes in at Telnyx, and its webhooks are what the SDK unwraps."""

from __future__ import annotations

import base64
import json
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
import telnyx as telnyx_sdk
from nacl.signing import VerifyKey
from telnyx import Telnyx
from webhook_receiver import CALLER, Received, outcomes, paths, receiving

from emulators.carriers.telnyx import seed as telnyx

TELNYX_NUMBER = "+18005550199"
PUBLIC_KEY = telnyx.WORLD.known["public_key"][0]


@pytest.fixture
def telnyx_client(root):
    with Telnyx(api_key=telnyx.ANY_KEY, base_url=f"{root}/telnyx/v2", public_key=ANY_PUBLIC_KEY) as client:
        yield client


ANY_PUBLIC_KEY = next(
    credential.note.rpartition(" ")[2] for credential in telnyx.WORLD.credentials if telnyx.ANY_KEY in credential.note
)


def connected(client: Telnyx, application_id: str) -> None:
    """Connects the number to the application."""
    (number,) = client.phone_numbers.list(filter={"phone_number": TELNYX_NUMBER}).data
    client.phone_numbers.update(number.id, connection_id=application_id)


def test_telnyx_posts_signed_events_to_the_webhook_url(telnyx_client, call) -> None:
    with receiving() as (url, got):
        made = telnyx_client.call_control_applications.create(application_name="a", webhook_event_url=f"{url}/events")
        connected(telnyx_client, made.data.id)
        rung = call(TELNYX_NUMBER)

    began, ended = [telnyx_client.webhooks.unwrap(each.body, headers=dict(each.headers)) for each in got]
    assert outcomes(rung) == [("event", 200), ("event", 200)]
    assert (got[0].headers["User-Agent"], got[0].headers["Content-Type"]) == ("telnyx-webhooks", "application/json")
    assert json.loads(got[0].body)["meta"] == {"attempt": 1, "delivered_to": f"{url}/events"}
    assert (began.data.event_type, ended.data.event_type) == ("call.initiated", "call.hangup")
    payload = began.data.payload
    assert (payload.from_, payload.to, payload.direction, payload.state) == (
        CALLER,
        TELNYX_NUMBER,
        "incoming",
        "parked",
    )
    assert (payload.call_control_id, payload.connection_id) == (rung["id"], made.data.id)
    assert ended.data.payload.call_session_id == payload.call_session_id
    assert (ended.data.payload.hangup_cause, ended.data.payload.state) == ("originator_cancel", "hangup")
    assert (ended.data.occurred_at - began.data.occurred_at).seconds == 1


@pytest.fixture
def commanded(telnyx_client, call):
    """Lets a call come in that an application answers by commands, and returns the events that it was told."""

    def commanded(**commands) -> list[dict[str, Any]]:
        def obey(request: Received) -> None:
            event = json.loads(request.body)["data"]
            for name, given in commands.get(event["event_type"].replace(".", "_"), {}).items():
                getattr(telnyx_client.calls.actions, name)(event["payload"]["call_control_id"], **given)

        with receiving(then=obey) as (url, got):
            made = telnyx_client.call_control_applications.create(application_name="a", webhook_event_url=url)
            connected(telnyx_client, made.data.id)
            call(TELNYX_NUMBER)
        return [json.loads(each.body)["data"] for each in got]

    return commanded


def test_a_handler_answers_speaks_and_hangs_up(telnyx_client, commanded) -> None:
    events = commanded(
        call_initiated={"answer": {"client_state": "aGk="}},
        call_answered={"speak": {"payload": "Hello", "voice": "female"}},
        call_speak_ended={"hangup": {}},
    )

    assert [each["event_type"] for each in events] == [
        "call.initiated",
        "call.answered",
        "call.speak.started",
        "call.speak.ended",
        "call.hangup",
    ]
    assert [each["payload"]["client_state"] for each in events] == [None, "aGk=", "aGk=", "aGk=", "aGk="]
    assert (events[-1]["payload"]["hangup_cause"], events[-1]["payload"]["hangup_source"]) == (
        "normal_clearing",
        "callee",
    )
    status = telnyx_client.calls.retrieve_status(events[0]["payload"]["call_control_id"]).data
    assert (status.is_alive, status.client_state) == (False, "aGk=")


@pytest.mark.parametrize(
    ("first", "cause", "source"),
    [
        ({"reject": {"cause": "USER_BUSY"}}, "user_busy", "callee"),
        ({"answer": {}}, "normal_clearing", "caller"),
        ({}, "originator_cancel", "caller"),
    ],
    ids=["rejected", "answered", "left_alone"],
)
def test_a_call_ends_for_the_reason_that_its_handler_gives(commanded, first, cause, source) -> None:
    ended = commanded(call_initiated=first)[-1]["payload"]

    assert (ended["hangup_cause"], ended["hangup_source"]) == (cause, source)


def dialled(client: Telnyx, to: str = "+12125550150") -> str:
    """The id of a call that goes out."""
    made = client.call_control_applications.create(application_name="a", webhook_event_url="http://127.0.0.1:9000").data
    assert made
    assert made.id
    call = client.calls.dial(connection_id=made.id, to=to, from_=TELNYX_NUMBER).data
    assert call
    return call.call_control_id


def test_a_call_that_goes_out_lasts_a_minute_and_is_known_for_ten_more(root, telnyx_client) -> None:
    control_id = dialled(telnyx_client)
    seen = []

    for passed in (0, 61, 601):
        httpx.put(f"{root}/__admin/clock", json={"advance": passed}).raise_for_status()
        try:
            seen.append(telnyx_client.calls.retrieve_status(control_id).data.is_alive)
        except telnyx_sdk.UnprocessableEntityError as refused:
            body: Any = refused.body
            seen.append(body["errors"][0]["code"])

    assert seen == [True, False, "90015"]


def test_a_call_that_ended_takes_no_command(telnyx_client) -> None:
    control_id = dialled(telnyx_client)
    telnyx_client.calls.actions.hangup(control_id)

    with pytest.raises(telnyx_sdk.UnprocessableEntityError, match="no longer active"):
        telnyx_client.calls.actions.start_streaming(control_id, stream_url="wss://example.com/a")


def test_a_call_is_transferred(telnyx_client) -> None:
    answer = telnyx_client.calls.actions.transfer(dialled(telnyx_client), to="sip:desk@example.com")

    assert answer.data.result == "ok"


def test_telnyxs_validator_refuses_what_was_tampered_with(telnyx_client, call) -> None:
    with receiving() as (url, got):
        made = telnyx_client.call_control_applications.create(application_name="a", webhook_event_url=url)
        connected(telnyx_client, made.data.id)
        call(TELNYX_NUMBER)

    headers = dict(got[0].headers)
    with pytest.raises(ValueError, match="signature"):
        telnyx_client.webhooks.unwrap(got[0].body.replace("incoming", "outgoing"), headers=headers)
    with pytest.raises(ValueError, match="signature"):
        telnyx_client.webhooks.unwrap(got[0].body, headers=headers, key=PUBLIC_KEY)


def test_telnyx_tries_twice_before_the_failover_url_gets_the_event(telnyx_client, call) -> None:
    with receiving(500, 404) as (url, got):
        made = telnyx_client.call_control_applications.create(
            application_name="a", webhook_event_url=f"{url}/first", webhook_event_failover_url=f"{url}/second"
        )
        connected(telnyx_client, made.data.id)
        rung = call(TELNYX_NUMBER)

    assert outcomes(rung) == [("event", 500), ("event", 404), ("failover", 200), ("event", 200)]
    assert paths(got) == ["/first", "/first", "/second", "/first"]
    sent = [json.loads(each.body) for each in got]
    assert [each["meta"]["attempt"] for each in sent] == [1, 2, 3, 1]
    assert sent[0]["data"] == sent[2]["data"]
    assert all(telnyx_client.webhooks.unwrap(each.body, headers=dict(each.headers)) for each in got)


def test_telnyx_tells_an_inactive_application_nothing(telnyx_client, call) -> None:
    with receiving() as (url, got):
        made = telnyx_client.call_control_applications.create(application_name="a", webhook_event_url=url, active=False)
        connected(telnyx_client, made.data.id)
        rung = call(TELNYX_NUMBER)

    assert (rung["deliveries"], got) == ([], [])


def test_telnyx_asks_a_texml_application_by_a_signed_form(telnyx_client, call) -> None:
    with receiving(500) as (url, got):
        made = telnyx_client.texml_applications.create(
            friendly_name="t",
            voice_url=f"{url}/voice",
            voice_fallback_url=f"{url}/fallback",
            status_callback=f"{url}/status",
            status_callback_method="get",
        )
        connected(telnyx_client, made.data.id)
        rung = call(TELNYX_NUMBER)

    assert outcomes(rung) == [("answer", 500), ("fallback", 200), ("status", 200)]
    asked, _, ended = got
    assert asked.form == {
        "AccountSid": telnyx.ANY,
        "CallSid": rung["id"],
        "CallSidLegacy": rung["id"],
        "ConnectionId": made.data.id,
        "From": CALLER,
        "To": TELNYX_NUMBER,
        "ApiVersion": "2010-04-01",
        "CallStatus": "ringing",
    }
    told = dict(parse_qsl(urlsplit(ended.url).query))
    assert (ended.method, told["CallStatus"], told["CallDuration"]) == ("GET", "completed", "1")
    assert all(map(signed_by_telnyx, got))


def test_telnyx_asks_a_texml_application_once_where_it_has_one_url(telnyx_client, call) -> None:
    with receiving(500) as (url, got):
        made = telnyx_client.texml_applications.create(friendly_name="t", voice_url=f"{url}/voice")
        connected(telnyx_client, made.data.id)
        rung = call(TELNYX_NUMBER)

    assert (outcomes(rung), paths(got)) == ([("answer", 500)], ["/voice"])


def signed_by_telnyx(request: Received) -> bool:
    """The SDK unwraps JSON only, so its own library verifies what is a form."""
    signed = f"{request.headers['Telnyx-Timestamp']}|{request.body}".encode()
    signature = base64.b64decode(request.headers["Telnyx-Signature-Ed25519"])
    return VerifyKey(base64.b64decode(ANY_PUBLIC_KEY)).verify(signed, signature) == signed


def test_telnyxs_readme_prints_the_public_key_of_the_demo_account() -> None:
    readme = (files("emulators.carriers.telnyx") / "README.md").read_text()

    assert f'public_key="{PUBLIC_KEY}"' in readme


def test_a_number_deleted_at_telnyx_rings_nowhere(root, telnyx_client) -> None:
    (number,) = telnyx_client.phone_numbers.list(filter={"phone_number": TELNYX_NUMBER}).data
    telnyx_client.phone_numbers.delete(number.id)

    answer = httpx.post(f"{root}/__admin/calls", json={"to": TELNYX_NUMBER})

    assert (answer.status_code, TELNYX_NUMBER in answer.json()["error"]) == (404, True)
