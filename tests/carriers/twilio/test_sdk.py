"""The official Python SDK drives the emulator over a socket, as a user's code would."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.async_http_client import AsyncTwilioHttpClient
from twilio.rest import Client

from emulators.carriers.twilio import seed

NUMBER_SID, NUMBER = next(iter(seed.OWN_NUMBERS.items()))


def connected(served: str, space: str, user: str = seed.ACCOUNT, password: str = seed.TOKEN, **more: object) -> Client:
    client = Client(user, password, **more)
    client.api.base_url = client.trunking.base_url = f"{served}/~{space}/twilio"
    return client


@pytest.fixture
def client(served, space) -> Client:
    return connected(served, space)


def refused(do) -> tuple[int, int, str]:
    """Status, code and message of the SDK's own exception."""
    with pytest.raises(TwilioRestException) as caught:
        do()
    return caught.value.status, caught.value.code, caught.value.msg


def shown(instance: object) -> dict[str, object]:
    """Everything that the SDK read from the body."""
    return {name: value for name, value in vars(instance).items() if not name.startswith("_")}


# The account


def test_the_account_is_fetched(client) -> None:
    account = client.api.accounts(seed.ACCOUNT).fetch()

    assert (account.sid, account.status, account.type) == (seed.ACCOUNT, "active", "Full")
    assert account.date_created == datetime(2024, 1, 15, 10, 30, tzinfo=UTC)


def test_the_balance_is_fetched(client) -> None:
    balance = client.balance.fetch()

    assert (balance.account_sid, balance.balance, balance.currency) == (seed.ACCOUNT, "0.05", "USD")


def test_an_api_key_opens_its_account(served, space) -> None:
    client = connected(served, space, seed.API_KEY, seed.API_SECRET, account_sid=seed.ACCOUNT)

    assert client.api.accounts(seed.ACCOUNT).fetch().sid == seed.ACCOUNT


@pytest.mark.parametrize(
    ("user", "password", "expected"),
    [
        pytest.param(seed.ACCOUNT, "0" * 32, (401, 20003), id="wrong_token"),
        pytest.param("AC" + "f" * 32, seed.TOKEN, (401, 20003), id="unknown_account"),
        pytest.param(seed.SUSPENDED, seed.SUSPENDED_TOKEN, (403, 20403), id="suspended"),
        pytest.param(seed.LIMITED, seed.LIMITED_TOKEN, (429, 20429), id="rate_limited"),
        pytest.param(seed.TEST, seed.TEST_TOKEN, (403, 20008), id="test_credentials"),
    ],
)
def test_an_account_that_fails_on_purpose_raises_the_coded_exception(served, space, user, password, expected) -> None:
    client = connected(served, space, user, password)

    assert refused(client.api.accounts(user).fetch)[:2] == expected


def test_another_accounts_path_is_refused(client) -> None:
    assert refused(client.api.accounts(seed.EMPTY).fetch)[:2] == (401, 20003)


def test_a_key_where_the_path_wants_an_account_is_not_found(served, space) -> None:
    client = connected(served, space, seed.API_KEY, seed.API_SECRET)

    assert refused(client.balance.fetch)[:2] == (404, 20404)


# Numbers


def test_an_owned_number_is_found_by_its_digits(client) -> None:
    found = client.incoming_phone_numbers.list(phone_number=NUMBER, limit=1)

    assert [each.sid for each in found] == [NUMBER_SID]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"phone_number": "+1415"}, ["+14155550100", "+14155550101"]),
        ({"phone_number": "5550**0"}, ["+14155550100", "+12125550100"]),
        ({"phone_number": "+19995550100"}, []),
        ({"friendly_name": "(212) 555-0100"}, ["+12125550100"]),
        ({"origin": "hosted"}, []),
        ({"beta": False, "origin": "twilio"}, list(seed.OWN_NUMBERS.values())),
    ],
    ids=["partial", "wildcard", "nobody's", "friendly_name", "hosted", "twilio"],
)
def test_a_list_is_filtered(client, filters, expected) -> None:
    found = client.incoming_phone_numbers.list(**filters)

    assert [each.phone_number for each in found] == expected


def test_a_number_is_fetched_with_all_its_fields(client) -> None:
    number = client.incoming_phone_numbers(NUMBER_SID).fetch()

    assert (number.phone_number, number.friendly_name, number.account_sid) == (NUMBER, "(415) 555-0100", seed.ACCOUNT)
    assert (number.voice_url, number.voice_method, number.trunk_sid, number.sms_url) == (None, "POST", None, "")
    assert number.capabilities == {"voice": True, "sms": True, "mms": True, "fax": False}
    assert (number.status, number.origin, number.api_version, number.beta) == ("in-use", "twilio", "2010-04-01", False)
    assert number.uri == f"/2010-04-01/Accounts/{seed.ACCOUNT}/IncomingPhoneNumbers/{NUMBER_SID}.json"


def test_an_update_changes_what_it_names_and_nothing_else(client) -> None:
    number = client.incoming_phone_numbers(NUMBER_SID)

    number.update(voice_url="https://example.com/voice", voice_method="GET", voice_caller_id_lookup=True)
    number.update(status_callback="https://example.com/status")

    changed = number.fetch()
    assert (changed.voice_url, changed.voice_method) == ("https://example.com/voice", "GET")
    assert (changed.status_callback, changed.voice_caller_id_lookup) == ("https://example.com/status", True)
    assert (changed.friendly_name, changed.sms_method) == ("(415) 555-0100", "POST")


def test_a_number_is_bought_and_released(client) -> None:
    bought = client.incoming_phone_numbers.create(phone_number="+15005550006", voice_url="https://example.com/voice")

    assert (bought.phone_number, bought.voice_url) == ("+15005550006", "https://example.com/voice")
    assert bought.delete() is True
    assert refused(bought.fetch)[:2] == (404, 20404)


def test_a_number_is_bought_by_area_code(client) -> None:
    bought = client.incoming_phone_numbers.create(area_code="415")

    assert bought.phone_number.startswith("+1415555")
    assert len(client.incoming_phone_numbers.list()) == len(seed.OWN_NUMBERS) + 1


@pytest.mark.parametrize(
    ("purchase", "code"),
    [
        ({"phone_number": "+15005550000"}, 21422),
        ({"phone_number": "+15005550001"}, 21421),
        ({"phone_number": "our number"}, 21421),
        ({"phone_number": NUMBER}, 21422),
        ({"area_code": "533"}, 21452),
        ({"area_code": "12"}, 21451),
        ({}, 400),
    ],
    ids=["unavailable", "invalid", "not_e164", "owned_already", "empty_area", "bad_area", "nothing_named"],
)
def test_a_purchase_that_cannot_be_raises_its_code(client, purchase, code) -> None:
    before = len(client.incoming_phone_numbers.list())

    assert refused(lambda: client.incoming_phone_numbers.create(**purchase))[:2] == (400, code)
    assert len(client.incoming_phone_numbers.list()) == before


@pytest.mark.parametrize(
    ("purchase", "outcome"),
    [({"phone_number": "+15005550006"}, "+15005550006"), ({"area_code": "500"}, "+15005550006")],
    ids=["number", "area"],
)
def test_test_credentials_are_shown_a_number_and_keep_nothing(served, space, purchase, outcome) -> None:
    client = connected(served, space, seed.TEST, seed.TEST_TOKEN)

    bought = [client.incoming_phone_numbers.create(**purchase).phone_number for _ in range(2)]

    assert bought == [outcome, outcome]


@pytest.mark.parametrize(
    ("changes", "code", "message"),
    [
        ({"voice_url": "not a url"}, 21402, "VoiceUrl is not a valid URL: not a url"),
        ({"voice_method": "PUT"}, 21403, "VoiceMethod must be one of 'GET' or 'POST'"),
        ({"friendly_name": "n" * 65}, 20001, "FriendlyName must be at most 64 characters long"),
        ({"voice_application_sid": "AP" + "0" * 32}, 21420, "VoiceApplicationSid was not found"),
        ({"trunk_sid": "TK" + "0" * 32}, 20001, "TrunkSid was not found"),
    ],
    ids=["url", "method", "name", "application", "trunk"],
)
def test_an_update_that_cannot_be_raises_its_code_and_changes_nothing(client, changes, code, message) -> None:
    number = client.incoming_phone_numbers(NUMBER_SID)
    before = shown(number.fetch())

    refusal = refused(lambda: number.update(**changes))

    assert refusal == (400, code, f"Unable to update record: {message}")
    assert shown(number.fetch()) == before


def test_an_account_that_refuses_webhooks_refuses_the_write(served, space) -> None:
    client = connected(served, space, seed.REFUSING, seed.REFUSING_TOKEN)
    number = client.incoming_phone_numbers.list()[0]

    assert refused(lambda: number.update(voice_url="https://example.com/voice"))[:2] == (500, 20500)
    assert number.fetch().voice_url is None


# Applications


def test_an_application_lives_from_creation_to_deletion(client) -> None:
    made = client.applications.create(friendly_name="Support", voice_url="https://example.com/a", voice_method="GET")

    made.update(friendly_name="Sales")
    fetched = client.applications(made.sid).fetch()

    assert (fetched.friendly_name, fetched.voice_url, fetched.voice_method) == ("Sales", "https://example.com/a", "GET")
    assert [each.sid for each in client.applications.list(friendly_name="Sales")] == [made.sid]
    assert client.applications.list(friendly_name="Support") == []
    assert made.delete() is True
    assert refused(made.fetch)[:2] == (404, 20404)


def test_a_number_has_an_application_or_a_trunk(client) -> None:
    application, trunk = client.applications.create(), client.trunking.v1.trunks.create()
    number = client.incoming_phone_numbers(NUMBER_SID)

    with_application = number.update(voice_application_sid=application.sid)
    with_trunk = number.update(trunk_sid=trunk.sid)
    with_application_again = number.update(voice_application_sid=application.sid)
    with_neither = number.update(voice_application_sid="")

    assert [(each.voice_application_sid, each.trunk_sid) for each in (with_application, with_trunk)] == [
        (application.sid, None),
        (None, trunk.sid),
    ]
    assert (with_application_again.voice_application_sid, with_application_again.trunk_sid) == (application.sid, None)
    assert (with_neither.voice_application_sid, with_neither.trunk_sid) == (None, None)


# SIP trunking


@pytest.fixture
def trunk(client):
    return client.trunking.v1.trunks.create(friendly_name="PBX", domain_name="pbx.pstn.twilio.com", secure=True)


def test_a_trunk_lives_from_creation_to_deletion(client, trunk) -> None:
    fetched = client.trunking.v1.trunks(trunk.sid).fetch()

    assert (fetched.friendly_name, fetched.domain_name, fetched.secure) == ("PBX", "pbx.pstn.twilio.com", True)
    assert [each.sid for each in client.trunking.v1.trunks.list()] == [seed.TRUNK, trunk.sid]
    assert trunk.delete() is True
    assert [each.sid for each in client.trunking.v1.trunks.list()] == [seed.TRUNK]
    assert refused(trunk.fetch)[:2] == (404, 20404)


def test_a_trunk_says_where_it_and_its_parts_are(client, trunk) -> None:
    base = client.trunking.base_url

    assert trunk.url == f"{base}/v1/Trunks/{trunk.sid}"
    assert trunk.links["origination_urls"] == f"{base}/v1/Trunks/{trunk.sid}/OriginationUrls"


def test_calls_in_go_to_the_origination_urls(trunk) -> None:
    made = trunk.origination_urls.create(
        weight=10, priority=0, enabled=True, friendly_name="Main", sip_url="sip:pbx.example.com;transport=tcp"
    )

    fetched = trunk.origination_urls.list()[0].fetch()

    assert (fetched.sid, fetched.sip_url) == (made.sid, "sip:pbx.example.com;transport=tcp")
    assert (fetched.weight, fetched.priority, fetched.enabled) == (10, 0, True)
    assert fetched.delete() is True
    assert trunk.origination_urls.list() == []
    assert refused(made.fetch)[:2] == (404, 20404)


@pytest.mark.parametrize(
    "wrong",
    [
        {"weight": 0},
        {"weight": 65536},
        {"priority": -1},
        {"sip_url": "sips:pbx.example.com"},
        {"friendly_name": "n" * 65},
    ],
    ids=["weight_0", "weight_65536", "priority_-1", "sips", "name_65"],
)
def test_an_origination_url_out_of_bounds_is_refused(trunk, wrong) -> None:
    good = {"weight": 1, "priority": 65535, "enabled": True, "friendly_name": "", "sip_url": "sip:pbx.example.com"}

    assert refused(lambda: trunk.origination_urls.create(**good | wrong))[:2] == (400, 20001)
    assert trunk.origination_urls.list() == []


def test_a_number_on_a_trunk_says_so_in_both_apis(client, trunk) -> None:
    attached = trunk.phone_numbers.create(phone_number_sid=NUMBER_SID)

    assert (attached.sid, attached.phone_number, attached.trunk_sid) == (NUMBER_SID, NUMBER, trunk.sid)
    assert client.incoming_phone_numbers(NUMBER_SID).fetch().trunk_sid == trunk.sid
    assert [each.sid for each in trunk.phone_numbers.list()] == [NUMBER_SID]
    assert trunk.phone_numbers(NUMBER_SID).fetch().phone_number == NUMBER


def test_a_number_taken_off_its_trunk_is_the_accounts_still(client, trunk) -> None:
    trunk.phone_numbers.create(phone_number_sid=NUMBER_SID)

    assert trunk.phone_numbers(NUMBER_SID).delete() is True
    assert client.incoming_phone_numbers(NUMBER_SID).fetch().trunk_sid is None
    assert refused(trunk.phone_numbers(NUMBER_SID).fetch)[:2] == (404, 20404)


def test_a_deleted_trunk_lets_its_numbers_go(client, trunk) -> None:
    trunk.phone_numbers.create(phone_number_sid=NUMBER_SID)

    trunk.delete()

    assert client.incoming_phone_numbers(NUMBER_SID).fetch().trunk_sid is None


def test_calls_out_need_a_credential_list(trunk) -> None:
    attached = trunk.credentials_lists.create(credential_list_sid=seed.CREDENTIAL_LIST)

    assert (attached.sid, attached.trunk_sid, attached.friendly_name) == (
        seed.CREDENTIAL_LIST,
        trunk.sid,
        "Demo credentials",
    )
    assert trunk.credentials_lists(seed.CREDENTIAL_LIST).fetch().sid == seed.CREDENTIAL_LIST
    assert trunk.fetch().auth_type == "CREDENTIAL_LIST"
    assert trunk.credentials_lists.list()[0].delete() is True
    assert trunk.credentials_lists.list() == []
    assert trunk.fetch().auth_type == ""


@pytest.mark.parametrize(
    "attach",
    [
        lambda trunk: trunk.phone_numbers.create(phone_number_sid="PN" + "f" * 32),
        lambda trunk: trunk.phone_numbers.create(phone_number_sid=next(iter(seed.OTHER_NUMBERS))),
        lambda trunk: trunk.credentials_lists.create(credential_list_sid=seed.OTHER_CREDENTIAL_LIST),
    ],
    ids=["unknown_number", "foreign_number", "foreign_credentials"],
)
def test_what_is_not_ours_cannot_be_attached(trunk, attach) -> None:
    assert refused(lambda: attach(trunk))[:2] == (400, 20001)


def test_a_domain_name_leads_to_one_trunk(client, trunk) -> None:
    again = {"domain_name": trunk.domain_name}

    assert refused(lambda: client.trunking.v1.trunks.create(**again))[:2] == (400, 20001)
    assert refused(lambda: client.trunking.v1.trunks.create(domain_name="example.com"))[:2] == (400, 20001)


# What the SDK insists on


def test_t1_a_core_list_has_one_key_that_is_not_paging(client) -> None:
    assert len(client.incoming_phone_numbers.list()) == len(seed.OWN_NUMBERS)
    assert [each.sid for each in client.applications.list()] == [seed.APPLICATION]


def test_t2_a_refused_list_raises_the_bare_exception(served, space) -> None:
    client = connected(served, space, seed.ACCOUNT, "0" * 32)

    with pytest.raises(TwilioException) as caught:
        client.incoming_phone_numbers.list()

    assert type(caught.value) is TwilioException
    assert caught.value.args[1].status_code == 401


def test_t3_core_pages_follow_relative_uris(client) -> None:
    first = client.incoming_phone_numbers.page(page_size=3)
    second = first.next_page()

    assert [each.phone_number for page in (first, second) for each in page] == list(seed.OWN_NUMBERS.values())
    assert first._payload["next_page_uri"].startswith(f"/2010-04-01/Accounts/{seed.ACCOUNT}/IncomingPhoneNumbers.json?")
    assert (second.next_page(), first.previous_page()) == (None, None)
    assert [each.phone_number for each in second.previous_page()] == list(seed.OWN_NUMBERS.values())[:3]


def test_t3_trunking_pages_follow_absolute_urls_that_lead_back_here(client) -> None:
    names = ["Demo trunk", "a", "b", "c", "d"]
    for name in names[1:]:
        client.trunking.v1.trunks.create(friendly_name=name)

    listed = client.trunking.v1.trunks.list(page_size=2)
    page = client.trunking.v1.trunks.page(page_size=2)

    assert [each.friendly_name for each in listed] == names
    assert page._payload["meta"]["next_page_url"].startswith(f"{client.trunking.base_url}/v1/Trunks?PageSize=2&Page=1&")
    assert page.next_page().next_page().next_page() is None
    assert [each.friendly_name for each in page.next_page().previous_page()] == names[:2]


def test_numbers_released_while_iterating_shift_nothing(client) -> None:
    for number in client.incoming_phone_numbers.stream(page_size=1):
        number.delete()

    assert client.incoming_phone_numbers.list() == []


def test_iteration_keeps_its_filter(client) -> None:
    found = client.incoming_phone_numbers.list(phone_number="+1", page_size=1)

    assert [each.phone_number for each in found] == ["+14155550100", "+14155550101", "+12125550100"]


def test_t4_dates_are_read_as_dates_in_both_dialects(client, trunk) -> None:
    made = client.applications.create()

    for moment in (made.date_created, made.date_updated, trunk.date_created, trunk.date_updated):
        assert isinstance(moment, datetime)
        assert moment.tzinfo is not None


def test_t5_codes_are_integers(client) -> None:
    code = refused(client.incoming_phone_numbers("PN" + "f" * 32).fetch)[1]

    assert (code, type(code)) == (20404, int)


def test_t6_no_error_body_is_taken_for_another_kind(client) -> None:
    with pytest.raises(TwilioException) as caught:
        client.incoming_phone_numbers.create(phone_number="+15005550429")

    assert type(caught.value) is TwilioRestException
    assert (caught.value.status, caught.value.code) == (429, 20429)


def test_t7_a_deletion_is_true(client) -> None:
    assert client.incoming_phone_numbers(NUMBER_SID).delete() is True


@pytest.mark.filterwarnings("ignore::DeprecationWarning:aiohttp")  # how the SDK presents credentials to it
@pytest.mark.filterwarnings("ignore::DeprecationWarning:twilio")
def test_the_asynchronous_client_is_answered_alike(served, space) -> None:
    async def numbers() -> list[str]:
        async with AsyncTwilioHttpClient() as http:
            client = connected(served, space, http_client=http)
            return [each.phone_number for each in await client.incoming_phone_numbers.list_async(page_size=3)]

    assert asyncio.run(numbers()) == list(seed.OWN_NUMBERS.values())


def test_a_released_number_is_bought_back_under_another_sid(client) -> None:
    client.incoming_phone_numbers(NUMBER_SID).delete()

    again = client.incoming_phone_numbers.create(phone_number=NUMBER)

    assert again.phone_number == NUMBER
    assert again.sid != NUMBER_SID
