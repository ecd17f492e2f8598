"""A call comes in, and the carrier's webhooks are what the SDKs' own validators accept."""

from __future__ import annotations

import asyncio
import base64
import json
import re
from datetime import UTC, datetime
from importlib.resources import files
from urllib.parse import parse_qsl, urlsplit

import httpx
import plivo.utils
import pytest
from livekit import api
from nacl.signing import VerifyKey
from telnyx import Telnyx
from twilio.request_validator import RequestValidator
from twilio.rest import Client
from webhook_receiver import Received, receiving

from emulators.carriers.livekit import seed as livekit
from emulators.carriers.plivo import seed as plivo_seed
from emulators.carriers.plivo import tables as plivo_tables
from emulators.carriers.telnyx import seed as telnyx
from emulators.carriers.telnyx import tables as telnyx_tables
from emulators.carriers.twilio import seed as twilio
from emulators.carriers.twilio import tables as twilio_tables
from emulators.core.clock import Clock
from emulators.core.discovery import discover
from emulators.core.identifiers import Identifiers
from emulators.core.namespaces import Namespaces
from emulators.core.options import Options

CALLER = "+15550100123"
CARRIERS = {emulator.name: emulator for emulator in discover() if emulator.kind == "carrier"}


@pytest.fixture
def root(served, space) -> str:
    return f"{served}/~{space}"


@pytest.fixture
def call(root):
    """Lets a call come in: what the only carrier that owns the number did."""

    def call(to: str, **more: object) -> dict:
        answer = httpx.post(f"{root}/__admin/calls", json={"to": to, "from": CALLER, **more}).raise_for_status()
        (made,) = answer.json()["calls"]
        return made

    return call


def outcomes(made: dict) -> list[tuple[str, int | None]]:
    return [(each["purpose"], each["status"]) for each in made["deliveries"]]


def paths(got: list[Received]) -> list[str]:
    return [request.path for request in got]


# Twilio


@pytest.fixture
def twilio_client(root) -> Client:
    client = Client(twilio.ACCOUNT, twilio.TOKEN)
    client.api.base_url = client.trunking.base_url = f"{root}/twilio"
    return client


TWILIO_SID, TWILIO_NUMBER = next(iter(twilio.OWN_NUMBERS.items()))


@pytest.fixture
def point(twilio_client):
    """Points the first number somewhere."""
    return twilio_client.incoming_phone_numbers(TWILIO_SID).update


def from_twilio(request: Received, token: str = twilio.TOKEN) -> bool:
    signature = request.headers["X-Twilio-Signature"]
    return RequestValidator(token).validate(request.url, request.form, signature)


def test_twilio_posts_a_signed_form_to_the_voice_url(point, call) -> None:
    with receiving() as (url, got):
        point(voice_url=f"{url}/voice?tenant=7")
        made = call(TWILIO_NUMBER)

    (request,) = got
    assert outcomes(made) == [("answer", 200)]
    assert (request.method, request.path, request.headers["User-Agent"]) == (
        "POST",
        "/voice?tenant=7",
        "TwilioProxy/1.1",
    )
    assert request.form == {
        "CallSid": made["id"],
        "AccountSid": twilio.ACCOUNT,
        "ApiVersion": "2010-04-01",
        "CallStatus": "ringing",
        "Direction": "inbound",
        "From": CALLER,
        "To": TWILIO_NUMBER,
        "Caller": CALLER,
        "Called": TWILIO_NUMBER,
    }
    assert from_twilio(request)


def test_twilios_validator_refuses_what_was_tampered_with(point, call) -> None:
    with receiving() as (url, got):
        point(voice_url=f"{url}/voice")
        call(TWILIO_NUMBER)

    request = got[0]
    tampered = Received(request.method, request.url, request.headers, request.body.replace(CALLER[1:], "15550100666"))
    assert from_twilio(request)
    assert not from_twilio(tampered)
    assert not from_twilio(request, "another token")


def test_twilio_puts_the_parameters_of_a_get_in_the_query(point, call) -> None:
    with receiving() as (url, got):
        point(voice_url=f"{url}/voice?tenant=7#rc=2", voice_method="GET")
        made = call(TWILIO_NUMBER)

    (request,) = got
    told = dict(parse_qsl(urlsplit(request.url).query))
    assert (request.method, request.body, told["tenant"], told["CallSid"]) == ("GET", "", "7", made["id"])
    assert from_twilio(request)


def test_twilio_tells_the_fallback_what_failed(point, call) -> None:
    with receiving(503) as (url, got):
        point(voice_url=f"{url}/voice", voice_fallback_url=f"{url}/fallback")
        made = call(TWILIO_NUMBER)

    assert outcomes(made) == [("answer", 503), ("fallback", 200)]
    assert (got[1].form["ErrorCode"], got[1].form["ErrorUrl"]) == ("11200", f"{url}/voice")
    assert all(map(from_twilio, got))


def test_twilio_leaves_the_fallback_alone_where_the_voice_url_answers(point, call) -> None:
    with receiving() as (url, got):
        point(voice_url=f"{url}/voice", voice_fallback_url=f"{url}/fallback")
        call(TWILIO_NUMBER)

    assert paths(got) == ["/voice"]


def test_twilio_reports_the_end_to_the_status_callback(point, call) -> None:
    with receiving() as (url, got):
        point(voice_url=f"{url}/voice", status_callback=f"{url}/status", status_callback_method="GET")
        made = call(TWILIO_NUMBER)

    told = dict(parse_qsl(urlsplit(got[1].url).query))
    assert outcomes(made) == [("answer", 200), ("status", 200)]
    assert {name: told[name] for name in ("CallSid", "CallStatus", "CallDuration", "SequenceNumber")} == {
        "CallSid": made["id"],
        "CallStatus": "completed",
        "CallDuration": "1",
        "SequenceNumber": "0",
    }
    assert told["Timestamp"].endswith(" +0000")
    assert from_twilio(got[1])


def test_twilio_requests_nothing_for_a_number_that_points_nowhere(call) -> None:
    assert call(TWILIO_NUMBER)["deliveries"] == []


def test_twilio_asks_the_application_that_the_number_is_on(twilio_client, point, call) -> None:
    with receiving() as (url, got):
        made = twilio_client.applications.create(friendly_name="mine", voice_url=f"{url}/application")
        point(voice_url=f"{url}/number", voice_application_sid=made.sid)
        call(TWILIO_NUMBER)

    assert paths(got) == ["/application"]


def test_twilio_requests_nothing_for_a_number_on_a_trunk(twilio_client, call) -> None:
    with receiving() as (url, got):
        twilio_client.incoming_phone_numbers(twilio.TRUNK_NUMBER).update(voice_url=f"{url}/voice")
        made = call(twilio.OWN_NUMBERS[twilio.TRUNK_NUMBER])

    assert (made["deliveries"], got) == ([], [])


def test_a_number_that_a_vendor_added_calls_the_vendor_until_it_points_elsewhere(root, call) -> None:
    added = {"userId": "64e5f12345abcdef12345678", "phoneNumber": TWILIO_NUMBER, "integration": "twilio"}
    credentials = {"accSId": twilio.ACCOUNT, "authToken": twilio.TOKEN}
    httpx.post(
        f"{root}/weya/api/call/add-phone",
        json=added | credentials,
        headers={"Authorization": "Bearer weya-demo-token"},
    ).raise_for_status()
    client = Client(twilio.ACCOUNT, twilio.TOKEN)
    client.api.base_url = f"{root}/twilio"

    before = call(TWILIO_NUMBER)
    with receiving() as (url, got):
        client.incoming_phone_numbers(TWILIO_SID).update(voice_url=f"{url}/voice", status_callback="")
        after = call(TWILIO_NUMBER)

    assert [each["error"] for each in before["deliveries"]] == [
        "not sent: 'weya.example' is not loopback; serve with --allow-callbacks to name it"
    ] * 2
    assert (outcomes(after), paths(got)) == ([("answer", 200)], ["/voice"])


# Plivo


PLIVO_TOKEN = "plivo-demo-token"
PLIVO_NUMBER, PLIVO_SPARE = "+12125550101", "+12125550102"


@pytest.fixture
def apply(root):
    """Changes Plivo's demo application, and takes the number away from Telnyx, which has it too."""
    httpx.delete(
        f"{root}/telnyx/v2/phone_numbers/1293384261075731401", headers={"Authorization": f"Bearer {telnyx.DEMO_KEY}"}
    ).raise_for_status()

    def apply(**urls: str) -> None:
        path = f"{root}/plivo/v1/Account/{plivo_seed.DEMO}/Application/{plivo_seed.DEMO_APP}/"
        httpx.post(path, json=urls, auth=(plivo_seed.DEMO, PLIVO_TOKEN)).raise_for_status()

    return apply


def from_plivo(request: Received, token: str = PLIVO_TOKEN) -> tuple[bool, bool, bool, bool]:
    """What the SDK says of version 3 and version 2, each of the account and of the main account."""

    def third(name: str) -> bool:
        nonce = request.headers["X-Plivo-Signature-V3-Nonce"]
        return plivo.utils.validate_v3_signature(
            request.method, request.url, nonce, token, request.headers[name], request.form
        )

    def second(name: str) -> bool:
        nonce = request.headers["X-Plivo-Signature-V2-Nonce"]
        return plivo.utils.validate_signature(request.url, nonce, request.headers[name], token)

    return (
        third("X-Plivo-Signature-V3"),
        third("X-Plivo-Signature-Ma-V3"),
        second("X-Plivo-Signature-V2"),
        second("X-Plivo-Signature-Ma-V2"),
    )


ALL_FOUR = (True,) * 4


def test_plivo_posts_a_signed_form_to_the_answer_url(apply, call) -> None:
    with receiving() as (url, got):
        apply(answer_url=f"{url}/answer")
        made = call(PLIVO_NUMBER)

    asked, ended = got
    assert outcomes(made) == [("answer", 200), ("hangup", 200)]
    assert asked.form == {
        "CallUUID": made["id"],
        "From": CALLER[1:],
        "To": PLIVO_NUMBER[1:],
        "CallStatus": "ringing",
        "Direction": "inbound",
        "Event": "StartApp",
    }
    assert (ended.path, ended.form["Event"], ended.form["CallStatus"]) == ("/answer", "Hangup", "completed")
    assert [from_plivo(request) for request in got] == [ALL_FOUR] * 2


def test_plivos_validators_refuse_what_was_tampered_with(apply, call) -> None:
    with receiving() as (url, got):
        apply(answer_url=f"{url}/answer")
        call(PLIVO_NUMBER)

    request = got[0]
    tampered = Received(request.method, request.url, request.headers, request.body.replace(CALLER[1:], "15550100666"))
    elsewhere = Received(request.method, f"{url}/other", request.headers, request.body)
    assert from_plivo(tampered)[:2] == (False, False)
    assert (from_plivo(elsewhere), from_plivo(request, "another token")) == ((False,) * 4,) * 2


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_plivo_signs_the_query_of_the_url_too(apply, call, method) -> None:
    with receiving() as (url, got):
        apply(answer_url=f"{url}?z=last&b=%20&a=", answer_method=method, hangup_url=f"{url}/end")
        made = call(PLIVO_NUMBER)

    told = dict(parse_qsl(urlsplit(got[0].url).query, keep_blank_values=True)) | got[0].form
    assert (got[0].method, told["z"], told["b"], told["a"], told["CallUUID"]) == (method, "last", " ", "", made["id"])
    assert [from_plivo(request) for request in got] == [ALL_FOUR] * 2


def test_plivo_asks_the_fallback_where_the_answer_url_fails(apply, call) -> None:
    with receiving(500) as (url, got):
        urls = {"answer_url": f"{url}/answer", "fallback_answer_url": f"{url}/fallback", "hangup_url": f"{url}/hangup"}
        apply(**urls, fallback_method="GET")
        made = call(PLIVO_NUMBER)

    assert outcomes(made) == [("answer", 500), ("fallback", 200), ("hangup", 200)]
    assert [from_plivo(request) for request in got] == [ALL_FOUR] * 3


def test_plivo_requests_nothing_for_a_number_on_no_application(root) -> None:
    (plivo_call, telnyx_call) = httpx.post(f"{root}/__admin/calls", json={"to": PLIVO_SPARE}).json()["calls"]

    assert (plivo_call["carrier"], plivo_call["deliveries"]) == ("plivo", [])
    assert (telnyx_call["carrier"], telnyx_call["deliveries"]) == ("telnyx", [])


def test_plivo_requests_nothing_where_the_application_has_no_url(apply, call) -> None:
    apply(answer_url="", hangup_url="")

    assert call(PLIVO_NUMBER)["deliveries"] == []


# Telnyx


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


# LiveKit


KEY, SECRET = livekit.KEYS[0]["key"], livekit.KEYS[0]["secret"]
RECEIVER = api.WebhookReceiver(api.TokenVerifier(KEY, SECRET))


@pytest.fixture
def notify(root):
    """Sets the URL that a project's webhooks go to."""

    def notify(url: str) -> None:
        httpx.put(f"{root}/__admin/settings", json={"livekit": {"webhook_url": url}}).raise_for_status()

    return notify


@pytest.fixture
def sip(root):
    """Runs what is done with the SDK's SIP service."""

    def run(do):
        async def inside():
            async with api.LiveKitAPI(f"{root}/livekit", KEY, SECRET) as client:
                return await do(client.sip)

        return asyncio.run(inside())

    return run


@pytest.fixture
def dispatch(sip):
    """Puts this rule in the place of the demo world's."""

    def dispatch(**fields: object) -> None:
        rule = api.SIPDispatchRuleInfo(trunk_ids=[livekit.INBOUND], **fields)
        sip(lambda service: service.update_dispatch_rule(livekit.RULE, rule))

    return dispatch


def from_livekit(request: Received):
    return RECEIVER.receive(request.body, request.headers["Authorization"])


def test_livekit_tells_the_webhook_of_room_and_participant(notify, call) -> None:
    with receiving() as (url, got):
        notify(url)
        made = call(livekit.NUMBER)

    started, joined, left, finished = map(from_livekit, got)
    assert outcomes(made) == [("event", 200)] * 4
    assert {each.headers["Content-Type"] for each in got} == {"application/webhook+json"}
    assert [each.event for each in (started, joined, left, finished)] == [
        "room_started",
        "participant_joined",
        "participant_left",
        "room_finished",
    ]
    assert len({each.id for each in (started, joined, left, finished)}) == 4
    assert {each.room.sid for each in (started, joined, left, finished)} == {started.room.sid}
    assert started.room.name.startswith(f"call-_{CALLER}_")
    assert (started.room.empty_timeout, started.room.departure_timeout) == (300, 20)
    assert (joined.participant.identity, joined.participant.name) == (f"sip_{CALLER}", f"Phone {CALLER}")
    assert joined.participant.kind == api.ParticipantInfo.Kind.SIP
    assert dict(joined.participant.attributes) == {
        "sip.callID": made["id"],
        "sip.callStatus": "ringing",
        "sip.phoneNumber": CALLER,
        "sip.ruleID": livekit.RULE,
        "sip.trunkID": livekit.INBOUND,
        "sip.trunkPhoneNumber": livekit.NUMBER,
    }
    assert (left.participant.sid, left.participant.state) == (
        joined.participant.sid,
        api.ParticipantInfo.State.DISCONNECTED,
    )
    assert left.participant.attributes["sip.callStatus"] == "hangup"


def test_livekits_receiver_refuses_what_was_tampered_with(notify, call) -> None:
    with receiving() as (url, got):
        notify(url)
        call(livekit.NUMBER)

    body, token = got[0].body, got[0].headers["Authorization"]
    other = api.WebhookReceiver(api.TokenVerifier(KEY, "another-livekit-secret-0123456789abcdef"))
    with pytest.raises(Exception, match="hash mismatch"):
        RECEIVER.receive(body.replace("room_started", "room_stopped"), token)
    with pytest.raises(Exception, match="Signature verification failed"):
        other.receive(body, token)


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        pytest.param((503, 429, 200), [("event", 503), ("retry", 429), ("retry", 200)], id="until_it_is_taken"),
        pytest.param((500,) * 5, [("event", 500), *[("retry", 500)] * 4], id="four_times_more"),
        pytest.param((404,), [("event", 404)], id="not_after_404"),
        pytest.param((501,), [("event", 501)], id="not_after_501"),
    ],
)
def test_livekit_tries_again_what_may_yet_be_taken(notify, call, statuses, expected) -> None:
    with receiving(*statuses) as (url, got):
        notify(url)
        made = call(livekit.NUMBER)

    assert outcomes(made) == [*expected, *[("event", 200)] * 3]
    assert len({request.body for request in got[: len(expected)]}) == 1


DIRECT, INDIVIDUAL, CALLEE = api.SIPDispatchRuleDirect, api.SIPDispatchRuleIndividual, api.SIPDispatchRuleCallee


@pytest.mark.parametrize(
    ("rule", "pattern"),
    [
        pytest.param({"dispatch_rule_direct": DIRECT(room_name="lobby", pin="1234")}, "lobby", id="direct"),
        pytest.param(
            {"dispatch_rule_individual": INDIVIDUAL(room_prefix="c", no_randomness=True)},
            rf"c_\{CALLER}",
            id="individual",
        ),
        pytest.param({"dispatch_rule_callee": CALLEE()}, rf"\{livekit.NUMBER}", id="callee"),
        pytest.param(
            {"dispatch_rule_callee": CALLEE(room_prefix="desk", randomize=True)},
            rf"desk_\{livekit.NUMBER}_[2-9A-HJ-NP-Za-km-z]{{12}}",
            id="callee_with_prefix",
        ),
    ],
)
def test_the_dispatch_rule_names_the_room(notify, dispatch, call, rule, pattern) -> None:
    with receiving() as (url, got):
        notify(url)
        dispatch(rule=api.SIPDispatchRule(**rule))
        call(livekit.NUMBER)

    assert re.fullmatch(pattern, from_livekit(got[0]).room.name)


def test_a_rule_configures_the_room_and_the_participant(notify, dispatch, call) -> None:
    with receiving() as (url, got):
        notify(url)
        dispatch(
            rule=api.SIPDispatchRule(dispatch_rule_individual=INDIVIDUAL(room_prefix="c", no_randomness=True)),
            hide_phone_number=True,
            metadata="from the rule",
            attributes={"team": "sales"},
            room_config=api.RoomConfiguration(empty_timeout=7, max_participants=3, metadata="of the room"),
        )
        call(livekit.NUMBER)

    event = from_livekit(got[1])
    room, participant = event.room, event.participant
    assert (room.name, participant.name) == ("c_0123", "Phone 0123")
    assert (room.empty_timeout, room.departure_timeout, room.max_participants, room.metadata) == (
        7,
        20,
        3,
        "of the room",
    )
    assert (participant.metadata, participant.attributes["team"]) == ("from the rule", "sales")
    assert CALLER[1:] not in got[1].body


def test_a_rule_for_the_caller_goes_before_one_for_anybody(notify, sip, call) -> None:
    rooms = {"anybody": [], "caller": [CALLER], "somebody-else": ["+15550100999"]}

    with receiving() as (url, got):
        notify(url)
        for room, numbers in rooms.items():
            rule = api.SIPDispatchRule(dispatch_rule_direct=DIRECT(room_name=room))
            info = api.SIPDispatchRuleInfo(rule=rule, inbound_numbers=numbers)
            sip(
                lambda service, info=info: service.create_dispatch_rule(
                    api.CreateSIPDispatchRuleRequest(dispatch_rule=info)
                )
            )
        first = call(livekit.NUMBER)
        sip(
            lambda service: service.delete_dispatch_rule(
                api.DeleteSIPDispatchRuleRequest(sip_dispatch_rule_id=livekit.RULE)
            )
        )
        call(livekit.NUMBER)

    names = [from_livekit(got[position]).room.name for position in (0, 4)]
    assert len(first["deliveries"]) == 4
    assert (names[0].startswith("call-_"), names[1]) == (True, "caller")


def test_livekit_tells_nobody_where_no_webhook_is_configured(call) -> None:
    made = call(livekit.NUMBER)

    assert (made["carrier"], made["id"][:4], made["deliveries"]) == ("livekit", "SCL_", [])


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(
            lambda service: service.update_inbound_trunk_fields(livekit.INBOUND, allowed_numbers=["+15550100999"]),
            id="the_trunk_takes_other_callers",
        ),
        pytest.param(
            lambda service: service.delete_dispatch_rule(
                api.DeleteSIPDispatchRuleRequest(sip_dispatch_rule_id=livekit.RULE)
            ),
            id="there_is_no_rule",
        ),
    ],
)
def test_a_call_that_nothing_takes_makes_no_room(notify, sip, call, change) -> None:
    with receiving() as (url, got):
        notify(url)
        sip(change)
        made = call(livekit.NUMBER)

    assert (made["deliveries"], got) == ([], [])


# All of them


def test_a_number_that_nobody_owns_is_refused_and_so_is_one_that_nobody_looked_at_yet(root) -> None:
    answers = [httpx.post(f"{root}/__admin/calls", json={"to": to}) for to in ("+15005550000", "+16465550177")]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_copies_of_a_webhook_are_the_same_request(point, call) -> None:
    with receiving() as (url, got):
        point(voice_url=f"{url}/voice")
        made = call(TWILIO_NUMBER, copies=3)

    assert outcomes(made) == [("answer", 200)] * 3
    assert len({(each.body, each.headers["X-Twilio-Signature"]) for each in got}) == 1


def test_the_journal_tells_of_every_attempt_and_of_no_secret(
    root, call, *, point, notify, apply, telnyx_client
) -> None:
    with receiving(500) as (url, _):
        point(voice_url=f"{url}/voice", status_callback="http://127.0.0.1:1/nobody")
        apply(answer_url=f"{url}/answer")
        notify(url)
        made = telnyx_client.call_control_applications.create(application_name="a", webhook_event_url=url)
        connected(telnyx_client, made.data.id)
        rung = [call(to) for to in (TWILIO_NUMBER, PLIVO_NUMBER, TELNYX_NUMBER, livekit.NUMBER)]

    journal = httpx.get(f"{root}/__admin/requests").text
    sent = [each for each in json.loads(journal)["requests"] if each["outgoing"]]
    attempts = [(each["purpose"], each["request"]) for made in rung for each in made["deliveries"]]
    assert [each["number"] for each in sent] == [number for _, number in attempts]
    assert [each["status"] for each in sent][:2] == [500, 0]
    assert sent[1]["error"].startswith("not delivered: ConnectError")
    assert sent[0]["request"]["CallStatus"] == "ringing"
    assert re.fullmatch(r"\*{3}[0-9a-f]{8}", sent[-1]["headers"]["authorization"])
    secrets = (twilio.TOKEN, PLIVO_TOKEN, telnyx.ANY_KEY, SECRET)
    assert [secret for secret in secrets if secret in journal] == []


@pytest.fixture
def namespace():
    made = Namespaces(tuple(CARRIERS.values()), Options(seed=1, clock=Clock(datetime(2024, 1, 15, 10, 30, tzinfo=UTC))))
    yield made.get("default")
    made.close()


SUSPENDED = {
    "twilio": (twilio_tables.ACCOUNTS, {"status": "suspended"}),
    "plivo": (plivo_tables.ACCOUNTS, {"suspended": True}),
    "telnyx": (telnyx_tables.ACCOUNTS, {"suspended": True}),
}


@pytest.mark.parametrize("carrier", SUSPENDED)
def test_a_suspended_account_is_told_nothing(namespace, carrier) -> None:
    table, suspended = SUSPENDED[carrier]
    namespace.store.update(twilio_tables.NUMBERS, {"sid": TWILIO_SID}, voice_url="http://127.0.0.1/voice")
    number = TWILIO_NUMBER if carrier == "twilio" else PLIVO_NUMBER

    before = CARRIERS[carrier].telephony.receive_call(namespace, number, CALLER)
    namespace.store.update(table, {}, **suspended)
    after = CARRIERS[carrier].telephony.receive_call(namespace, number, CALLER)

    assert (any(before.steps), any(after.steps)) == (True, False)


def test_of_several_accounts_the_one_that_points_the_number_somewhere_is_asked(namespace) -> None:
    numbers, shared = twilio_tables.NUMBERS, {"sid": "PN" + "f" * 32, "account_sid": "your_account_sid"}
    row = namespace.store.find(numbers, sid=TWILIO_SID)
    namespace.store.update(numbers, {"sid": TWILIO_SID}, voice_url="http://127.0.0.1/mine")
    namespace.store.insert(numbers, row | shared)

    alone = CARRIERS["twilio"].telephony.receive_call(namespace, TWILIO_NUMBER, CALLER)
    namespace.store.update(numbers, {"sid": shared["sid"]}, voice_url="http://127.0.0.1/shared")
    both = CARRIERS["twilio"].telephony.receive_call(namespace, TWILIO_NUMBER, CALLER)

    assert (alone.steps[0][0].url, both.steps[0][0].url) == ("http://127.0.0.1/mine", "http://127.0.0.1/shared")


@pytest.mark.parametrize(
    ("carrier", "number"),
    [("plivo", PLIVO_NUMBER), ("telnyx", PLIVO_NUMBER), ("livekit", livekit.NUMBER)],
)
def test_a_seed_and_a_stopped_clock_repeat_a_call_byte_for_byte(namespace, carrier, number) -> None:
    namespace.set({"livekit": {"webhook_url": "http://127.0.0.1/"}})

    def rung() -> object:
        namespace.ids = Identifiers(1)
        return CARRIERS[carrier].telephony.receive_call(namespace, number, CALLER)

    first = rung()

    assert (bool(first.steps), rung()) == (True, first)
