"""What LiveKit's own tests of its protocol ask, as far as a server can be asked it: the tables of livekit/sip_test.go and sip/sip_test.go."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from google.protobuf.duration_pb2 import Duration
from livekit import api
from livekit.protocol.sip import Destination, SIPCodec, SIPMediaConfig, SIPMediaEncryption

from emulators.carriers.livekit import seed
from emulators.carriers.livekit.dispatch import matched
from emulators.carriers.livekit.numbers import normalize
from emulators.carriers.livekit.record import check_dispatch_rule, check_inbound_trunk
from emulators.core.problem import Refusal

BROKEN = {"Referred-By": "<sip:u7@example.com"}
"""A value that the server warns of and takes."""
CALLER, CALLED, OTHER = "1111 1111", "2222 2222", "3333 3333"


def media(**lasts: int) -> SIPMediaConfig:
    """A media configuration whose timeout is given as a timedelta has it."""
    timeout = Duration()
    timeout.FromTimedelta(timedelta(**lasts))
    return SIPMediaConfig(media_timeout=timeout)


@pytest.fixture
def taken(served, space):
    """Returns whether the service takes a request, or refuses it as an invalid argument."""
    key = seed.KEYS[0]

    async def ask(method, request):
        async with api.LiveKitAPI(f"{served}/~{space}/livekit", key["key"], key["secret"]) as client:
            await getattr(client.sip, method)(request)

    def asked(method, request) -> bool:
        try:
            asyncio.run(ask(method, request))
        except api.ServerError as error:
            if error.code != "invalid_argument":
                raise
            return False
        return True

    return asked


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({}, False, id="empty"),
        pytest.param({"numbers": ["+1111"]}, True, id="numbers"),
        pytest.param({"allowed_addresses": ["1.1.1.1"]}, True, id="ips"),
        pytest.param({"auth_username": "user", "auth_password": "pass"}, True, id="auth"),
        pytest.param({"numbers": ["+1111"], "headers_to_attributes": {"X-Test": "test"}}, True, id="x_header"),
        pytest.param({"numbers": ["+1111"], "headers_to_attributes": {"From": "from"}}, True, id="other_header"),
        pytest.param({"numbers": ["+1111"], "headers_to_attributes": {"From ": "from"}}, False, id="invalid_header"),
        pytest.param({"numbers": ["+1111"], "headers": BROKEN}, True, id="invalid_header_value"),
        pytest.param({"numbers": ["+1111"], "sip_trunk_id": "id"}, False, id="trunk_id_set"),
    ],
)
def test_an_inbound_trunk_is_taken_where_livekit_takes_it(taken, fields, expected) -> None:
    trunk = api.SIPInboundTrunkInfo(**fields)

    assert taken("create_inbound_trunk", api.CreateSIPInboundTrunkRequest(trunk=trunk)) is expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"address": "", "numbers": []}, False, id="empty"),
        pytest.param({"numbers": []}, False, id="no_numbers"),
        pytest.param({}, True, id="with_numbers"),
        pytest.param({"address": "user@sip.example.com"}, False, id="with_user"),
        pytest.param({"address": "sip.example.com;transport=tcp"}, False, id="with_transport"),
        pytest.param({"address": "sip:example.com"}, False, id="with_schema"),
        pytest.param({"address": "sips:example.com"}, False, id="with_schema_tls"),
        pytest.param({"headers_to_attributes": {"X-Test": "test"}}, True, id="x_header"),
        pytest.param({"headers_to_attributes": {"From": "from"}}, True, id="other_header"),
        pytest.param({"headers_to_attributes": {"From ": "from"}}, False, id="invalid_header"),
        pytest.param({"headers": BROKEN}, True, id="invalid_header_value"),
        pytest.param({"sip_trunk_id": "id"}, False, id="trunk_id_set"),
    ],
)
def test_an_outbound_trunk_is_taken_where_livekit_takes_it(taken, fields, expected) -> None:
    trunk = api.SIPOutboundTrunkInfo(**{"address": "sip.example.com", "numbers": ["+2222"], **fields})

    assert taken("create_outbound_trunk", api.CreateSIPOutboundTrunkRequest(trunk=trunk)) is expected


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        pytest.param(SIPMediaConfig(), True, id="timeout_missing"),
        pytest.param(media(minutes=5), True, id="timeout_ok"),
        pytest.param(media(minutes=-1), False, id="timeout_negative"),
        pytest.param(media(minutes=0), True, id="timeout_zero"),
        pytest.param(media(minutes=20), False, id="timeout_over_max"),
        pytest.param(SIPMediaConfig(codecs=[SIPCodec(name="PCMU", rate=8000)]), True, id="codec"),
        pytest.param(SIPMediaConfig(codecs=[SIPCodec(rate=8000)]), False, id="codec_without_a_name"),
    ],
)
def test_media_is_taken_where_livekit_takes_it(taken, config, expected) -> None:
    rule = api.SIPDispatchRule(dispatch_rule_direct=api.SIPDispatchRuleDirect(room_name="r"))
    info = api.SIPDispatchRuleInfo(rule=rule, media=config)
    call: dict[str, Any] = {"sip_trunk_id": seed.OUTBOUND, "sip_call_to": "+1000", "room_name": "room"}

    assert taken("create_dispatch_rule", api.CreateSIPDispatchRuleRequest(dispatch_rule=info)) is expected
    assert taken("create_sip_participant", api.CreateSIPParticipantRequest(media=config, **call)) is expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"to_user_override": "+2000"}, True, id="embedded_media_ok"),
        pytest.param({"headers": {"To": "<sip:+2000@example.com>"}}, True, id="deprecated_to_header"),
        pytest.param({"to_user_override": "sip:+2000@example.com"}, False, id="to_user_override_is_not_a_uri"),
        pytest.param({"headers": BROKEN}, True, id="invalid_header_value"),
        pytest.param({"destination": Destination()}, True, id="empty_destination"),
        pytest.param({"destination": Destination(country="US")}, True, id="country"),
        pytest.param({"destination": Destination(country="US", city="New York")}, True, id="country_and_city"),
        pytest.param({"destination": Destination(country="US", region="us-east-1")}, True, id="country_and_region"),
        pytest.param({"destination": Destination(city="New York")}, False, id="city_alone"),
        pytest.param({"destination": Destination(country="USA")}, False, id="country_of_three_letters"),
        pytest.param({"destination": Destination(country="U")}, False, id="country_of_one_letter"),
        pytest.param({"destination": Destination(country="XX")}, False, id="no_country"),
    ],
)
def test_a_call_is_taken_where_livekit_takes_it(taken, fields, expected) -> None:
    call: dict[str, Any] = {"sip_trunk_id": seed.OUTBOUND, "sip_call_to": "+1000", "room_name": "room"}

    assert taken("create_sip_participant", api.CreateSIPParticipantRequest(**call, **fields)) is expected


HOST = "+15105550100@sip.telnyx.com"
TRANSFERS = [
    *(f"{opened}{scheme}:{HOST}{closed}" for scheme in ("sip", "sips") for opened, closed in (("", ""), ("<", ">"))),
    *("tel:+15105550100", "<tel:+15105550100>", "tel:+1234567890;ext=123", "tel:+1234567890;phone-context=example.com"),
    *("sip:+15105550100@my-livekit-demo.pstn.twilio.com;transport=tcp", "sip:+15053128762@testdomain.com,123"),
    *("sip:user@example.com;transport=tcp;lr;ttl=60", "sip:+1234567890@example.com:5060"),
    "sip:user@example.com?subject=test&priority=urgent",
]
NO_TRANSFERS = ["http://example.com", "mailto:test@example.com", "just-a-phone-number", "", "<http://example.com>"]


@pytest.mark.parametrize("uri", [*TRANSFERS, *NO_TRANSFERS])
def test_a_call_is_transferred_where_livekit_transfers_it(taken, uri) -> None:
    where: dict[str, Any] = {"room_name": "room1", "participant_identity": "participant1"}
    call = api.CreateSIPParticipantRequest(sip_trunk_id=seed.OUTBOUND, sip_call_to="+1000", **where)
    assert taken("create_sip_participant", call)

    transfer = api.TransferSIPParticipantRequest(transfer_to=uri, **where)

    assert taken("transfer_sip_participant", transfer) is (uri in TRANSFERS)


UPDATES = (
    {"name": "Test2"},
    {"media": SIPMediaConfig(encryption=SIPMediaEncryption.SIP_MEDIA_ENCRYPT_REQUIRE)},
    {"media": SIPMediaConfig(encryption=SIPMediaEncryption.SIP_MEDIA_ENCRYPT_ALLOW)},
)


def test_an_update_writes_the_encryption_to_both_fields(served, space) -> None:
    async def updated():
        key = seed.KEYS[0]
        async with api.LiveKitAPI(f"{served}/~{space}/livekit", key["key"], key["secret"]) as client:
            return [await client.sip.update_inbound_trunk_fields(seed.INBOUND, **fields) for fields in UPDATES]

    renamed, required, allowed = asyncio.run(updated())

    assert (renamed.HasField("media"), renamed.media.HasField("encryption")) == (True, False)
    assert required.media.encryption == required.media_encryption == SIPMediaEncryption.SIP_MEDIA_ENCRYPT_REQUIRE
    assert allowed.media.encryption == allowed.media_encryption == SIPMediaEncryption.SIP_MEDIA_ENCRYPT_ALLOW


@pytest.mark.parametrize(
    ("number", "expected"),
    [("", ""), ("123", "+123"), ("+123", "+123"), ("user", "user"), ("(123) 456 7890", "+1234567890")],
)
def test_a_number_is_normalized_as_livekit_does(number, expected) -> None:
    assert normalize(number) == expected


@pytest.mark.parametrize(
    ("trunks", "collide"),
    [
        pytest.param([{}], False, id="one_wildcard"),
        pytest.param([{"numbers": [OTHER]}, {"numbers": [CALLED]}], False, id="one_match"),
        pytest.param([{"numbers": [OTHER]}, {"numbers": [CALLED]}, {"numbers": [CALLED]}], True, id="many_matches"),
        pytest.param([{"numbers": [OTHER]}, {}, {"numbers": [CALLED]}, {}], True, id="many_matches_default"),
        pytest.param(
            [{"numbers": [OTHER]}, {"numbers": [CALLED]}, {"numbers": [CALLED], "allowed_numbers": [CALLER + "1"]}],
            False,
            id="inbound",
        ),
        pytest.param([{"numbers": [OTHER]}, {}, {}], True, id="multiple_defaults"),
        pytest.param([{"numbers": ["+" + CALLED, CALLED]}], False, id="same_trunk_two_forms"),
        pytest.param(
            [{"numbers": [CALLED], "allowed_numbers": ["+" + CALLER, CALLER]}], False, id="same_trunk_two_forms_allowed"
        ),
        pytest.param([{"numbers": ["+" + CALLED]}, {"numbers": [CALLED]}], True, id="two_trunks_two_forms"),
        pytest.param(
            [{"numbers": [CALLED], "allowed_numbers": [number]} for number in ("+" + CALLER, CALLER)],
            True,
            id="two_trunks_two_forms_allowed",
        ),
    ],
)
def test_trunks_collide_where_they_do_at_livekit(trunks, collide) -> None:
    kept = [{"auth_username": "user", "sip_trunk_id": f"ST_{place}", **trunk} for place, trunk in enumerate(trunks)]

    assert _collide(check_inbound_trunk, kept) is collide


def _collide(check, records) -> bool:
    try:
        for place, record in enumerate(records):
            check(record, records[:place])
    except Refusal:
        return True
    return False


def direct(pin="", **fields):
    return {"rule": {"dispatch_rule_direct": {"room_name": "sip", "pin": pin}}, **fields}


def individual(pin=""):
    return {"rule": {"dispatch_rule_individual": {"room_prefix": "pref_", "pin": pin}}}


FIRST, SECOND = {"trunk_ids": ["aaa"]}, {"trunk_ids": ["bbb"]}
BOTH = {"trunk_ids": ["aaa", "bbb"]}


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        pytest.param([], None, id="only_trunk"),
        pytest.param([direct()], 0, id="default_trunk"),
        pytest.param([direct(**BOTH)], 0, id="specific_trunk"),
        pytest.param([direct(trunk_ids=["zzz"])], None, id="wrong_trunk"),
        pytest.param([direct("123", **FIRST), direct("456", **SECOND)], 0, id="pin_correct"),
        pytest.param([direct("123", **FIRST), direct("123", **SECOND)], 0, id="pin_on_different_trunk"),
        pytest.param([direct("123"), direct("123", **FIRST)], 1, id="pin_default_and_specific"),
        pytest.param([direct(), direct(**FIRST)], 1, id="default_and_specific"),
        pytest.param([direct("123"), direct(**FIRST)], 1, id="mixed_1"),
        pytest.param([direct(), direct("123", **FIRST)], 1, id="mixed_2"),
        pytest.param([direct(), direct(inbound_numbers=[CALLER])], 1, id="caller"),
        pytest.param([direct("123"), direct("123", inbound_numbers=[CALLER])], 1, id="caller_pin"),
        pytest.param([direct("123"), direct(inbound_numbers=[CALLER])], 1, id="caller_open_against_pin"),
        pytest.param([direct(), direct(numbers=[CALLED])], 1, id="number"),
        pytest.param([direct("123"), direct("123", numbers=[CALLED])], 1, id="number_pin"),
        pytest.param([direct("123"), direct(numbers=[CALLED])], 1, id="number_open_against_pin"),
        pytest.param(
            [direct("123"), direct(numbers=[CALLED], inbound_numbers=[CALLER])], 1, id="number_and_caller_against_pin"
        ),
    ],
)
def test_the_rule_takes_the_call_that_takes_it_at_livekit(rules, expected) -> None:
    kept = [{"sip_dispatch_rule_id": f"SDR_{place}", **rule} for place, rule in enumerate(rules)]

    taking = matched(kept, {"sip_trunk_id": "aaa"}, CALLED, CALLER)

    assert taking is (None if expected is None else kept[expected])
    assert not _collide(check_dispatch_rule, kept)


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param([direct("123", **FIRST), direct("123", **BOTH)], id="pin"),
        pytest.param([direct(), direct()], id="multiple_defaults"),
        pytest.param([direct(inbound_numbers=[CALLER]), direct(inbound_numbers=[CALLER, CALLED])], id="caller"),
        pytest.param([individual("123"), direct("123")], id="individual_private"),
        pytest.param([individual(), direct()], id="individual_open"),
        pytest.param([direct(numbers=[CALLER]), direct(numbers=[CALLER, CALLED])], id="number"),
        pytest.param(
            [direct(numbers=numbers, inbound_numbers=[CALLER]) for numbers in ([CALLER], [CALLER, CALLED])],
            id="number_and_caller",
        ),
    ],
)
def test_rules_collide_where_they_do_at_livekit(rules) -> None:
    assert _collide(check_dispatch_rule, [{"sip_dispatch_rule_id": f"SDR_{n}", **rule} for n, rule in enumerate(rules)])
