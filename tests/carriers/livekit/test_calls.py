"""A call comes in at LiveKit, and its events are what the SDK's own receiver accepts."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import httpx
import pytest
from livekit import api
from webhook_receiver import CALLER, Received, outcomes, receiving

from emulators.carriers.livekit import seed as livekit

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

    def dispatch(**fields: Any) -> None:
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
        "sip.hostname": "sip.example.com",
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
        pytest.param(
            {"dispatch_rule_individual": INDIVIDUAL(no_randomness=True)}, rf"\{CALLER}", id="individual_without_prefix"
        ),
        pytest.param(
            {"dispatch_rule_individual": INDIVIDUAL()},
            rf"\{CALLER}_[2-9A-HJ-NP-Za-km-z]{{12}}",
            id="individual_and_random",
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
