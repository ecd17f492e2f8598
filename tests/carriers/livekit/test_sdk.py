"""The official Python SDK drives the emulator over a socket, as a user's code would."""

from __future__ import annotations

import asyncio
import json

import httpx
import jwt
import pytest
from google.protobuf.duration_pb2 import Duration
from livekit import api
from livekit.protocol.models import ListUpdate, Pagination
from livekit.protocol.sip import (
    GetSIPInboundTrunkRequest,
    GetSIPInboundTrunkResponse,
    GetSIPOutboundTrunkRequest,
    GetSIPOutboundTrunkResponse,
    ListSIPTrunkResponse,
    SIPTransferStatus,
)

from emulators.carriers.livekit import seed

KEY, SECRET = seed.KEYS[0]["key"], seed.KEYS[0]["secret"]
NUMBER = "+15105550111"
METHODS = "twirp/livekit.SIP"


@pytest.fixture
def base(served, space) -> str:
    return f"{served}/~{space}/livekit"


@pytest.fixture
def sip(base):
    """Runs what is done with the SDK's SIP service; each run has a client of its own, as the SDK wants a running loop."""
    return connected(base)


def connected(base: str, key: str = KEY, secret: str = SECRET):
    def run(do):
        async def inside():
            async with api.LiveKitAPI(base, key, secret) as client:
                return await do(client.sip)

        return asyncio.run(inside())

    return run


def refused(run, do) -> tuple[int, str, str]:
    """Status, code and message of the SDK's own exception."""
    with pytest.raises(api.ServerError) as caught:
        run(do)
    return caught.value.status, caught.value.code, caught.value.message


def inbound(**fields):
    trunk = api.SIPInboundTrunkInfo(**{"name": "mine", "numbers": [NUMBER], **fields})
    return lambda sip: sip.create_inbound_trunk(api.CreateSIPInboundTrunkRequest(trunk=trunk))


def outbound(**fields):
    trunk = api.SIPOutboundTrunkInfo(**{"name": "mine", "numbers": [NUMBER], "address": "sip.example.com", **fields})
    return lambda sip: sip.create_outbound_trunk(api.CreateSIPOutboundTrunkRequest(trunk=trunk))


def direct(room: str = "lobby", pin: str = ""):
    return api.SIPDispatchRule(dispatch_rule_direct=api.SIPDispatchRuleDirect(room_name=room, pin=pin))


def dispatch(**fields):
    info = api.SIPDispatchRuleInfo(**{"name": "mine", "rule": direct(), **fields})
    return lambda sip: sip.create_dispatch_rule(api.CreateSIPDispatchRuleRequest(dispatch_rule=info))


def inbound_trunks(**filters):
    return lambda sip: sip.list_inbound_trunk(api.ListSIPInboundTrunkRequest(**filters))


def outbound_trunks(**filters):
    return lambda sip: sip.list_outbound_trunk(api.ListSIPOutboundTrunkRequest(**filters))


def rules(**filters):
    return lambda sip: sip.list_dispatch_rule(api.ListSIPDispatchRuleRequest(**filters))


# Inbound trunks


def test_an_inbound_trunk_is_kept_as_it_was_sent_and_gets_an_id(sip) -> None:
    media = api.SIPMediaConfig(encryption=api.SIPMediaEncryption.SIP_MEDIA_ENCRYPT_REQUIRE)
    sent = api.SIPInboundTrunkInfo(
        name="mine",
        metadata="{}",
        numbers=[NUMBER],
        allowed_addresses=["10.0.0.0/8"],
        allowed_numbers=["+15105550199"],
        auth_username="user",
        auth_password="pass",
        headers={"X-One": "1"},
        ringing_timeout=Duration(seconds=3),
        krisp_enabled=True,
        media=media,
    )

    made = sip(lambda sip: sip.create_inbound_trunk(api.CreateSIPInboundTrunkRequest(trunk=sent)))

    identifier = made.sip_trunk_id
    assert (identifier[:3], len(identifier), set("01IOl") & set(identifier[3:])) == ("ST_", 15, set())
    assert sip(inbound_trunks(trunk_ids=[identifier])).items == [made]
    for given in ("sip_trunk_id", "created_at", "updated_at"):
        made.ClearField(given)
    assert made == sent


def test_an_inbound_trunk_is_fetched_though_the_sdk_has_no_method_for_it(base, sip) -> None:
    made = sip(inbound())

    body = GetSIPInboundTrunkRequest(sip_trunk_id=made.sip_trunk_id).SerializeToString()
    answer = httpx.post(f"{base}/{METHODS}/GetSIPInboundTrunk", content=body, headers=protobuf())

    assert GetSIPInboundTrunkResponse.FromString(answer.content).trunk == made


def test_an_inbound_trunk_is_replaced_as_a_whole(sip) -> None:
    made = sip(inbound(metadata="old"))

    sip(lambda sip: sip.update_inbound_trunk(made.sip_trunk_id, api.SIPInboundTrunkInfo(numbers=["+15105550112"])))

    (kept,) = sip(inbound_trunks(trunk_ids=[made.sip_trunk_id])).items
    assert (kept.name, kept.metadata, list(kept.numbers)) == ("", "", ["+15105550112"])


def test_fields_of_an_inbound_trunk_are_updated_one_by_one(sip) -> None:
    made = sip(inbound(metadata="old"))
    more = ListUpdate(add=["+15105550112"], remove=[NUMBER])

    changed = sip(lambda sip: sip.update_inbound_trunk_fields(made.sip_trunk_id, name="", numbers=more))

    assert (changed.name, changed.metadata, list(changed.numbers)) == ("", "old", ["+15105550112"])


def test_inbound_trunks_are_listed_by_number_in_any_spelling(sip) -> None:
    sip(inbound())

    assert [trunk.name for trunk in sip(inbound_trunks(numbers=["1 (510) 555-0111"])).items] == ["mine"]


def test_pages_follow_one_another_by_id(sip) -> None:
    made = sorted(sip(inbound(numbers=[f"+1510555020{last}"])).sip_trunk_id for last in range(3))
    made = sorted([*made, seed.INBOUND])

    first = sip(inbound_trunks(page=Pagination(limit=3))).items
    rest = sip(inbound_trunks(page=Pagination(after_id=first[-1].sip_trunk_id))).items

    assert [trunk.sip_trunk_id for trunk in [*first, *rest]] == made


def test_a_number_is_on_one_inbound_trunk_only(sip) -> None:
    made = sip(inbound())

    shared = f'using the same number(s) ["{NUMBER}"] without AllowedNumbers set'
    assert refused(sip, inbound()) == (
        400,
        "invalid_argument",
        f'Conflicting inbound SIP Trunks: "<new>" and "{made.sip_trunk_id}", {shared}',
    )


def test_an_inbound_trunk_that_anybody_may_use_is_refused(sip) -> None:
    status, code, message = refused(sip, inbound(numbers=[]))

    assert (status, code, message[:13]) == (400, "invalid_argument", "for security,")


# Outbound trunks


def test_an_outbound_trunk_is_made_fetched_changed_listed_and_deleted(base, sip) -> None:
    made = sip(outbound(transport=api.SIPTransport.SIP_TRANSPORT_TLS))
    body = GetSIPOutboundTrunkRequest(sip_trunk_id=made.sip_trunk_id).SerializeToString()
    fetched = httpx.post(f"{base}/{METHODS}/GetSIPOutboundTrunk", content=body, headers=protobuf()).content

    changed = sip(lambda sip: sip.update_outbound_trunk_fields(made.sip_trunk_id, address="other.example.com"))
    gone = sip(lambda sip: sip.delete_trunk(api.DeleteSIPTrunkRequest(sip_trunk_id=made.sip_trunk_id)))

    assert GetSIPOutboundTrunkResponse.FromString(fetched).trunk == made
    assert (changed.address, changed.transport) == ("other.example.com", api.SIPTransport.SIP_TRANSPORT_TLS)
    assert gone == api.SIPTrunkInfo(sip_trunk_id=made.sip_trunk_id)
    assert [trunk.sip_trunk_id for trunk in sip(outbound_trunks()).items] == [seed.OUTBOUND]


def test_an_outbound_trunk_is_replaced_as_a_whole(sip) -> None:
    new = api.SIPOutboundTrunkInfo(address="new.example.com", numbers=["*"])

    kept = sip(lambda sip: sip.update_outbound_trunk(seed.OUTBOUND, new))

    assert (kept.sip_trunk_id, kept.name, kept.address, list(kept.numbers)) == (
        seed.OUTBOUND,
        "",
        "new.example.com",
        ["*"],
    )


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("", "no outbound address specified"),
        ("sip:pbx.example.com", "trunk address should be a hostname or IP, not SIP URI"),
        ("pbx.example.com;transport=tls", "trunk address should not contain transport parameter"),
    ],
)
def test_the_address_of_an_outbound_trunk_is_a_host(sip, address, message) -> None:
    assert refused(sip, outbound(address=address)) == (400, "invalid_argument", message)


def test_deleting_a_trunk_that_is_not_there_is_no_error(sip) -> None:
    assert (
        sip(lambda sip: sip.delete_trunk(api.DeleteSIPTrunkRequest(sip_trunk_id="ST_nobody"))).sip_trunk_id
        == "ST_nobody"
    )


# Dispatch rules


def test_a_dispatch_rule_is_made_changed_listed_and_deleted(sip) -> None:
    made = sip(dispatch(trunk_ids=["ST_mine"], attributes={"a": "1", "b": "2"}))

    changed = sip(
        lambda sip: sip.update_dispatch_rule_fields(
            made.sip_dispatch_rule_id, rule=direct("hall", "1234"), attributes={"b": "", "c": "3"}
        )
    )
    listed = sip(rules(dispatch_rule_ids=[made.sip_dispatch_rule_id])).items
    gone = sip(
        lambda sip: sip.delete_dispatch_rule(
            api.DeleteSIPDispatchRuleRequest(sip_dispatch_rule_id=made.sip_dispatch_rule_id)
        )
    )

    assert made.sip_dispatch_rule_id.startswith("SDR_")
    assert (changed.rule, dict(changed.attributes)) == (direct("hall", "1234"), {"a": "1", "c": "3"})
    assert listed == [changed] == [gone]
    assert [rule.sip_dispatch_rule_id for rule in sip(rules()).items] == [seed.RULE]


def test_a_dispatch_rule_may_come_in_the_deprecated_flat_fields(sip) -> None:
    flat = api.CreateSIPDispatchRuleRequest(rule=direct("flat"), trunk_ids=["ST_mine"], name="flat")

    made = sip(lambda sip: sip.create_dispatch_rule(flat))

    assert (made.name, made.rule, list(made.trunk_ids)) == ("flat", direct("flat"), ["ST_mine"])


def test_a_dispatch_rule_is_replaced_as_a_whole(sip) -> None:
    made = sip(lambda sip: sip.update_dispatch_rule(seed.RULE, api.SIPDispatchRuleInfo(rule=direct())))

    assert (made.sip_dispatch_rule_id, made.name, made.rule) == (seed.RULE, "", direct())


def test_two_dispatch_rules_for_the_same_calls_collide(sip) -> None:
    made = sip(dispatch())

    collision = "Dispatch rule for the same trunk, inbound number, number, and PIN combination already exists"
    assert refused(sip, dispatch(rule=direct("hall"))) == (
        400,
        "invalid_argument",
        f'{collision} in dispatch rule "{made.sip_dispatch_rule_id}" "{made.name}"',
    )
    assert sip(dispatch(rule=direct("hall", pin="1234"))).rule == direct("hall", "1234")


def test_a_rule_that_is_not_there_is_not_found(sip) -> None:
    gone = api.DeleteSIPDispatchRuleRequest(sip_dispatch_rule_id="SDR_nobody")

    assert refused(sip, lambda sip: sip.delete_dispatch_rule(gone)) == (
        404,
        "not_found",
        "requested sip dispatch rule does not exist",
    )


# Calls that go out


def placed(**fields):
    request = {"sip_trunk_id": seed.OUTBOUND, "sip_call_to": "+15105550199", "room_name": "lobby", **fields}
    return lambda sip: sip.create_sip_participant(api.CreateSIPParticipantRequest(**request))


def transferred(**fields):
    request = {"room_name": "lobby", "participant_identity": "ada", "transfer_to": "tel:+15105550198", **fields}
    return lambda sip: sip.transfer_sip_participant(api.TransferSIPParticipantRequest(**request))


@pytest.fixture
def in_rooms(base):
    """Runs what is done with the SDK's room service."""

    def run(do):
        async def inside():
            async with api.LiveKitAPI(base, KEY, SECRET) as client:
                return await do(client.room)

        return asyncio.run(inside())

    return run


def test_a_call_that_goes_out_is_a_participant_of_a_room(sip, in_rooms) -> None:
    made = sip(placed(participant_identity="ada", participant_name="Ada", wait_until_answered=True))

    (room,) = in_rooms(lambda rooms: rooms.list_rooms(api.ListRoomsRequest())).rooms
    (seen,) = in_rooms(lambda rooms: rooms.list_participants(api.ListParticipantsRequest(room="lobby"))).participants
    assert (made.participant_identity, made.room_name, made.sip_call_id[:4]) == ("ada", "lobby", "SCL_")
    assert (room.name, room.num_participants, room.sid[:3]) == ("lobby", 1, "RM_")
    assert (seen.sid, seen.name, seen.kind) == (made.participant_id, "Ada", api.ParticipantInfo.Kind.SIP)
    assert seen.attributes["sip.callID"] == made.sip_call_id
    assert seen.attributes["sip.trunkPhoneNumber"] == seed.NUMBER


def test_a_call_may_go_out_over_a_trunk_of_its_own(sip) -> None:
    config = api.SIPOutboundConfig(hostname="sip.example.com", transport=api.SIPTransport.SIP_TRANSPORT_TLS)

    made = sip(placed(sip_trunk_id="", trunk=config, sip_number="+15105550177"))

    assert made.participant_identity == "sip_+15105550199"


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"sip_trunk_id": "ST_nobody"}, (404, "not_found", "requested sip trunk does not exist")),
        ({"sip_trunk_id": ""}, (400, "invalid_argument", "missing sip trunk id and sip number")),
        ({"sip_call_to": ""}, (400, "invalid_argument", "missing sip callee number")),
        ({"room_name": ""}, (400, "invalid_argument", "missing room name")),
        (
            {"sip_trunk_id": "", "trunk": api.SIPOutboundConfig(hostname="sip.example.com")},
            (412, "failed_precondition", "no numbers on outbound trunk"),
        ),
    ],
    ids=["trunk", "no_trunk", "no_callee", "no_room", "no_number"],
)
def test_a_call_that_cannot_be_placed_raises_the_sdks_exception(sip, fields, error) -> None:
    assert refused(sip, placed(**fields)) == error


def test_a_call_is_transferred_and_its_room_goes(sip, in_rooms) -> None:
    sip(placed(participant_identity="ada"))

    outcome = sip(transferred())

    assert (outcome.transfer_id[:4], outcome.status) == ("STR_", SIPTransferStatus.STS_TRANSFER_SUCCESSFUL)
    assert list(in_rooms(lambda rooms: rooms.list_rooms(api.ListRoomsRequest())).rooms) == []


def test_nobody_is_transferred_to_what_is_no_uri_nor_somebody_who_is_not_there(sip) -> None:
    uri = "transfer_to must be a valid SIP(s) or TEL URI (sip:, sips: or tel:)"

    assert refused(sip, transferred()) == (404, "not_found", "participant does not exist")
    assert refused(sip, transferred(transfer_to="+15105550198")) == (400, "invalid_argument", uri)


def test_a_participant_is_removed_and_a_room_is_deleted(sip, in_rooms) -> None:
    sip(placed(participant_identity="ada"))
    sip(placed(participant_identity="bob"))
    ada = api.RoomParticipantIdentity(room="lobby", identity="ada")

    in_rooms(lambda rooms: rooms.remove_participant(ada))
    with pytest.raises(api.ServerError) as caught:
        in_rooms(lambda rooms: rooms.get_participant(ada))
    left = in_rooms(lambda rooms: rooms.list_participants(api.ListParticipantsRequest(room="lobby"))).participants
    in_rooms(lambda rooms: rooms.delete_room(api.DeleteRoomRequest(room="lobby")))

    assert (caught.value.status, [each.identity for each in left]) == (404, ["bob"])
    assert list(in_rooms(lambda rooms: rooms.list_rooms(api.ListRoomsRequest())).rooms) == []


@pytest.mark.parametrize(("grants", "status"), [({"admin": True}, 401), ({"call": True}, 200)], ids=["admin", "call"])
def test_a_call_goes_out_by_the_grant_to_call_alone(base, grants, status) -> None:
    body = api.CreateSIPParticipantRequest(sip_trunk_id=seed.OUTBOUND, sip_call_to="+15105550199", room_name="lobby")

    answer = httpx.post(
        f"{base}/{METHODS}/CreateSIPParticipant", content=body.SerializeToString(), headers=protobuf(sip=grants)
    )

    assert answer.status_code == status


def test_the_deprecated_list_has_the_trunks_of_both_directions(base) -> None:
    answer = httpx.post(f"{base}/{METHODS}/ListSIPTrunk", headers=protobuf())

    kinds = {each.sip_trunk_id: each.kind for each in ListSIPTrunkResponse.FromString(answer.content).items}
    assert kinds == {
        seed.INBOUND: api.SIPTrunkInfo.TrunkKind.TRUNK_INBOUND,
        seed.OUTBOUND: api.SIPTrunkInfo.TrunkKind.TRUNK_OUTBOUND,
    }


# Who may


def protobuf(key: str = KEY, secret: str = SECRET, **claims: object) -> dict[str, str]:
    """Headers of a request in protobuf, with a token of ours."""
    token = jwt.encode({"iss": key, "sip": {"admin": True}, **claims}, secret, "HS256")
    return {"Authorization": f"Bearer {token}", "Content-Type": "application/protobuf"}


@pytest.mark.parametrize(("key", "secret"), [(KEY, SECRET.upper()), ("APInobody", SECRET)], ids=["secret", "key"])
def test_the_middleware_refuses_in_text_which_the_sdk_cannot_read(base, key, secret) -> None:
    assert refused(connected(base, key, secret), inbound_trunks()) == (401, "unknown", "")


def test_a_token_without_the_grant_is_refused_by_the_service(base) -> None:
    headers = protobuf(sip={"call": True})

    answer = httpx.post(f"{base}/{METHODS}/ListSIPInboundTrunk", headers=headers)

    assert (answer.status_code, answer.json()) == (401, {"code": "unauthenticated", "msg": "permissions denied"})


def test_a_token_that_ended_is_refused(base) -> None:
    answer = httpx.post(f"{base}/{METHODS}/ListSIPInboundTrunk", headers=protobuf(exp=1_700_000_000))

    assert (answer.status_code, answer.headers["content-type"]) == (401, "text/plain; charset=utf-8")


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("suspended", (403, "permission_denied", "project is suspended")),
        ("limited", (429, "resource_exhausted", "rate limit exceeded")),
        ("readonly", (500, "internal", "sip not connected (redis required)")),
    ],
)
def test_the_projects_that_fail_on_purpose_raise_the_sdks_exception(base, name, error) -> None:
    run = connected(base, f"API{name}demo", f"{name}-livekit-secret-0123456789abcdef")

    assert refused(run, inbound()) == error


def test_a_project_without_anything_is_empty_and_keeps_to_itself(base, sip) -> None:
    empty = connected(base, "APIemptydemo", "empty-livekit-secret-0123456789abcdef")
    made = sip(inbound())

    empty(lambda sip: sip.delete_trunk(api.DeleteSIPTrunkRequest(sip_trunk_id=made.sip_trunk_id)))

    assert list(empty(inbound_trunks()).items) == []
    assert sip(inbound_trunks(trunk_ids=[made.sip_trunk_id])).items == [made]


# Traps


def test_l1_no_seeded_secret_is_so_short_that_the_sdk_warns() -> None:
    assert [key["key"] for key in seed.KEYS if len(key["secret"]) < 32] == []


def test_l2_a_failure_on_loopback_is_tried_once(served, space, base) -> None:
    run = connected(base, "APIreadonlydemo", "readonly-livekit-secret-0123456789abcdef")
    refused(run, inbound())

    assert httpx.get(f"{served}/~{space}/__admin/requests").json()["count"] == 1


def test_json_answers_in_proto_names_with_unset_fields_and_takes_either_spelling(base) -> None:
    headers = protobuf() | {"Content-Type": "application/json"}
    url = f"{base}/{METHODS}/CreateSIPInboundTrunk"

    bodies = [
        {"trunk": {"numbers": [NUMBER], "authPassword": "p"}},
        {"trunk": {"numbers": ["+1"], "auth_password": "p"}},
    ]
    made = [httpx.post(url, json=body, headers=headers).json() for body in bodies]

    assert [trunk["auth_password"] for trunk in made] == ["p", "p"]
    assert {"name": "", "krisp_enabled": False, "media": None, "allowed_numbers": [], "headers": {}}.items() <= made[
        0
    ].items()


def test_a_password_is_masked_in_the_journal_in_either_spelling(served, space, base) -> None:
    headers = protobuf() | {"Content-Type": "application/json"}
    for name in ("authPassword", "auth_password"):
        httpx.post(f"{base}/{METHODS}/CreateSIPInboundTrunk", json={"trunk": {name: "hush-hush"}}, headers=headers)

    assert "hush-hush" not in json.dumps(httpx.get(f"{served}/~{space}/__admin/requests").json())


# The second hop


def test_what_the_platform_made_for_a_vendor_is_seen_with_its_own_key(base, served, space) -> None:
    body = {
        "phone_number": "+15559876543",
        "provider": "sip",
        "supports_inbound": True,
        "supports_outbound": True,
        "sip_trunk_name": "my-trunk",
        "sip_server_address": "sip.example.com",
        "sip_username": "user",
        "sip_password": "pass",
        "inbound_room_name": "lobby",
        "inbound_pin": "1234",
        "media_encryption": "require",
    }
    headers = {"X-API-Key": "butter-demo-key", "X-Organization-Id": "org_123"}
    httpx.post(f"{served}/~{space}/butter/api/phone-numbers", json=body, headers=headers).raise_for_status()

    platform = connected(base, "APIplatformdemo", "platform-livekit-secret-0123456789abcdef")
    (incoming,) = platform(inbound_trunks(numbers=["+15559876543"])).items
    (outgoing,) = platform(outbound_trunks(numbers=["+15559876543"])).items
    (rule,) = platform(rules(trunk_ids=[incoming.sip_trunk_id])).items

    required = api.SIPMediaEncryption.SIP_MEDIA_ENCRYPT_REQUIRE
    assert [trunk.media.encryption for trunk in (incoming, outgoing)] == [required, required]
    assert [trunk.media_encryption for trunk in (incoming, outgoing)] == [required, required]
    assert (outgoing.address, outgoing.auth_username, outgoing.auth_password) == ("sip.example.com", "user", "pass")
    assert (list(rule.trunk_ids), rule.rule) == ([incoming.sip_trunk_id], direct("lobby", "1234"))
