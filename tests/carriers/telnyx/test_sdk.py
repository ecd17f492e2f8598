"""The official Python SDK drives the emulator over a socket, as a user's code would. X1 to X4 are what it insists on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
import telnyx
from telnyx import Telnyx

from emulators.carriers.telnyx import seed

LOCAL, SPARE, LOCKED = "1293384261075731401", "1293384261075731402", "1293384261075731403"
NOBODYS = "1000000000000000000"


class Remembering(Telnyx):
    """The SDK's client, with the answers that it got."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.answers: list[httpx.Response] = []


def blamed(caught: pytest.ExceptionInfo[telnyx.APIStatusError]) -> Any:
    """Where in the request the first error is."""
    body: Any = caught.value.body
    return body["errors"][0]["source"]


@pytest.fixture
def connect(served, space, monkeypatch):
    """The SDK's client for a key. It waits for nothing between its attempts, and remembers its answers."""
    monkeypatch.setattr("telnyx._base_client.SyncAPIClient._sleep_for_retry", lambda *_args, **_more: None)
    opened = []

    def connect(api_key: str = seed.DEMO_KEY, **more: Any) -> Telnyx:
        client = Remembering(api_key=api_key, base_url=f"{served}/~{space}/telnyx/v2", **more)
        client._client.event_hooks["response"].append(client.answers.append)
        opened.append(client)
        return client

    yield connect
    for client in opened:
        client.close()


@pytest.fixture
def client(connect) -> Telnyx:
    return connect()


@pytest.fixture
def choose(served, space):
    """Sets one of the emulator's settings."""

    def choose(**settings: object) -> None:
        httpx.put(f"{served}/~{space}/__admin/settings", json={"telnyx": settings}).raise_for_status()

    return choose


def codes(caught) -> list[str]:
    """The codes in the body of the SDK's own exception."""
    return [error["code"] for error in caught.value.body["errors"]]


# The key


def test_the_balance_is_fetched(client) -> None:
    balance = client.balance.retrieve().data

    assert (balance.record_type, balance.balance, balance.currency) == ("balance", "300.00", "USD")


@pytest.mark.parametrize(
    ("api_key", "error", "code"),
    [
        pytest.param("KEYWRONG_telnyx", telnyx.AuthenticationError, "10009", id="wrong_key"),
        pytest.param("KEYSUSPENDED_telnyx", telnyx.PermissionDeniedError, "10010", id="suspended"),
        pytest.param("KEYRATELIMITED_telnyx", telnyx.RateLimitError, "10011", id="rate_limited"),
    ],
)
@pytest.mark.parametrize("ask", ["balance.retrieve", "phone_numbers.list"])
def test_a_key_that_fails_on_purpose_raises_the_sdks_own_exception(connect, api_key, error, code, ask) -> None:
    resource, method = ask.split(".")

    with pytest.raises(error) as caught:
        getattr(getattr(connect(api_key), resource), method)()

    assert codes(caught) == [code]


# Numbers


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, [LOCKED, SPARE, LOCAL]),
        ({"filter": {"phone_number": "+12125550101"}}, [LOCAL]),
        ({"filter": {"phone_number": "5550"}}, [LOCKED, SPARE, LOCAL]),
        ({"filter": {"phone_number": "212-555"}}, []),
        ({"filter": {"phone_number": "+12125550199"}}, []),
        ({"filter": {"status": "active"}}, [LOCKED, SPARE, LOCAL]),
        ({"filter": {"status": "deleted"}}, []),
        ({"filter": {"connection_id": seed.DEMO_APP}}, [LOCAL]),
        ({"filter": {"tag": "demo"}}, [LOCAL]),
        ({"filter": {"without_tags": "true"}}, [LOCKED, SPARE]),
        ({"filter": {"customer_reference": "desk-2"}}, [SPARE]),
        ({"filter": {"billing_group_id": "null"}}, [LOCKED, SPARE, LOCAL]),
        ({"filter": {"number_type": {"eq": "toll_free"}}}, [LOCKED]),
        ({"filter": {"source": "purchased"}}, [LOCKED, SPARE, LOCAL]),
        ({"filter": {"source": "ported"}}, []),
        ({"filter": {"country_iso_alpha2": "US"}}, [LOCKED, SPARE, LOCAL]),
        ({"filter": {"voice_usage_payment_method": "channel"}}, []),
        ({"filter": {"voice_connection_name": {"contains": "app"}}}, [LOCAL]),
        ({"filter": {"voice_connection_name": {"starts_with": "Demo", "ends_with": "application"}}}, [LOCAL]),
        ({"filter": {"voice_connection_name": {"eq": "Demo"}}}, []),
        ({"sort": "phone_number"}, [LOCAL, SPARE, LOCKED]),
    ],
    ids=str,
)
def test_numbers_are_listed_by_every_filter(client, query, expected) -> None:
    assert [number.id for number in client.phone_numbers.list(**query)] == expected


def test_numbers_are_walked_over_several_pages(connect) -> None:
    client = connect(seed.ANY_KEY)
    wanted = [f"+121255501{last:02}" for last in range(5)]
    for number in wanted:
        client.phone_numbers.list(filter={"phone_number": number})
    client.answers.clear()

    assert [each.phone_number for each in client.phone_numbers.list(page_size=2)] == wanted[::-1]
    assert len(client.answers) == 3


def test_a_number_is_fetched_with_its_dates(client) -> None:
    number = client.phone_numbers.retrieve(LOCAL).data

    assert (number.phone_number, number.connection_name) == ("+12125550101", "Demo application")
    assert number.created_at == datetime(2024, 1, 15, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize("number_id", [NOBODYS, seed.OTHER_NUMBER, "voice"], ids=["nobodys", "others", "no_id"])
def test_a_number_that_is_not_owned_is_not_found(client, number_id) -> None:
    with pytest.raises(telnyx.NotFoundError) as caught:
        client.phone_numbers.retrieve(number_id)

    assert codes(caught) == ["10005"]


def test_a_number_is_connected_to_an_application_of_either_kind(client) -> None:
    for connection, name in ((seed.DEMO_APP, "Demo application"), (seed.DEMO_TEXML_APP, "Demo TeXML application")):
        number = client.phone_numbers.update(SPARE, connection_id=connection, tags=["support"]).data

        assert (number.connection_id, number.connection_name, number.tags) == (connection, name, ["support"])


@pytest.mark.parametrize("connection", [NOBODYS, seed.OTHER_APP], ids=["nobodys", "others"])
def test_a_number_is_not_connected_to_what_is_not_ours(client, connection) -> None:
    with pytest.raises(telnyx.UnprocessableEntityError) as caught:
        client.phone_numbers.update(SPARE, connection_id=connection)

    assert codes(caught) == ["10017"]
    assert client.phone_numbers.retrieve(SPARE).data.connection_id is None


def test_a_number_given_back_is_deleted_and_found_no_more(client) -> None:
    assert client.phone_numbers.delete(SPARE).data.status == "deleted"
    with pytest.raises(telnyx.NotFoundError):
        client.phone_numbers.retrieve(SPARE)
    assert [number.id for number in client.phone_numbers.list()] == [LOCKED, LOCAL]
    assert [number.id for number in client.phone_numbers.list(filter={"status": "deleted"})] == [SPARE]


def test_a_locked_number_is_not_given_back(client) -> None:
    with pytest.raises(telnyx.UnprocessableEntityError, match="deletion lock"):
        client.phone_numbers.delete(LOCKED)


def test_a_key_that_owns_any_number_owns_none_that_it_gave_back(connect) -> None:
    client = connect(seed.ANY_KEY)
    (number,) = client.phone_numbers.list(filter={"phone_number": "+442079460018"})

    assert (number.country_iso_alpha2, client.phone_numbers.delete(number.id).data.status) == ("GB", "deleted")
    assert list(client.phone_numbers.list(filter={"phone_number": "+442079460018"})) == []


def test_voice_settings_are_read_and_changed(client) -> None:
    client.phone_numbers.voice.update(
        SPARE,
        inbound_call_screening="flag_calls",
        call_forwarding={"forwards_to": "+12125550150"},
        media_features={"t38_fax_gateway_enabled": False},
    )
    voice = client.phone_numbers.voice.retrieve(SPARE).data
    number = client.phone_numbers.retrieve(SPARE).data

    assert (voice.inbound_call_screening, voice.call_forwarding.forwards_to) == ("flag_calls", "+12125550150")
    assert (voice.call_forwarding.call_forwarding_enabled, voice.connection_id) == (True, None)
    assert (number.inbound_call_screening, number.t38_fax_gateway_enabled) == ("flag_calls", False)


def test_a_forward_to_what_is_no_number_is_refused_by_name(client) -> None:
    with pytest.raises(telnyx.UnprocessableEntityError) as caught:
        client.phone_numbers.voice.update(SPARE, call_forwarding={"forwards_to": "12125550150"})

    assert codes(caught) == ["10016"]
    assert blamed(caught) == {"pointer": "/call_forwarding/forwards_to"}


# Jobs


def test_a_job_takes_the_lock_off_a_number(client) -> None:
    job = client.phone_numbers.jobs.update_batch(phone_numbers=[LOCKED], deletion_lock_enabled=False).data
    done = client.phone_numbers.jobs.retrieve(job.id).data

    assert (job.status, done.status, [each.id for each in done.successful_operations]) == (
        "pending",
        "completed",
        [LOCKED],
    )
    assert [each.id for each in client.phone_numbers.jobs.list(filter={"type": "update_phone_numbers"})] == [job.id]
    assert client.phone_numbers.delete(LOCKED).data.status == "deleted"


def test_a_job_gives_numbers_back_but_for_the_locked_ones(client) -> None:
    job = client.phone_numbers.jobs.delete_batch(phone_numbers=[SPARE, LOCKED]).data
    done = client.phone_numbers.jobs.retrieve(job.id).data

    assert (job.type, job.status, len(job.pending_operations)) == ("delete_phone_numbers", "pending", 2)
    assert [each.id for each in done.successful_operations] == [SPARE]
    assert [(each.id, each.errors[0].code) for each in done.failed_operations] == [(LOCKED, "10015")]
    assert SPARE not in {each.id for each in client.phone_numbers.list()}


def test_a_job_connects_the_numbers_that_a_filter_selects(client) -> None:
    client.phone_numbers.jobs.update_batch(
        phone_numbers=telnyx.omit, filter={"phone_number": "1212555"}, connection_id=seed.DEMO_TEXML_APP
    )

    numbers = client.phone_numbers.slim_list(include_connection=True)
    assert {each.id: each.connection_id for each in numbers} == {
        LOCAL: seed.DEMO_TEXML_APP,
        SPARE: seed.DEMO_TEXML_APP,
        LOCKED: None,
    }


# Orders


def test_a_number_is_searched_ordered_and_owned(client) -> None:
    offered = client.available_phone_numbers.list(
        filter={
            "country_code": "US",
            "phone_number": {"starts_with": "212"},
            "features": ["voice", "sms"],
            "reservable": True,
            "limit": 1,
        }
    )
    (found,) = offered.data
    order = client.number_orders.create(
        phone_numbers=[{"phone_number": found.phone_number}], connection_id=seed.DEMO_APP, customer_reference="import"
    ).data
    filled = client.number_orders.retrieve(order.id).data
    (owned,) = client.phone_numbers.list(filter={"phone_number": found.phone_number})

    assert (found.record_type, [each.name for each in found.features][:3]) == (
        "available_phone_number",
        ["sms", "mms", "voice"],
    )
    assert (order.status, filled.status, filled.phone_numbers[0].status) == ("pending", "success", "success")
    assert (owned.connection_id, owned.customer_reference, owned.status) == (seed.DEMO_APP, "import", "active")
    assert client.available_phone_numbers.list(filter={"phone_number": {"contains": found.phone_number}}).data == []


def test_orders_are_listed_and_changed(client) -> None:
    for number, reference in (("+12125550140", "a"), ("+12125550141", "b")):
        client.number_orders.create(phone_numbers=[{"phone_number": number}], customer_reference=reference)
    (order,) = client.number_orders.list(
        filter={"customer_reference": "a", "created_at": {"gt": "2018-01-01T00:00:00Z"}}
    )

    changed = client.number_orders.update(order.id, customer_reference="c").data

    assert [each.phone_number for each in order.phone_numbers] == ["+12125550140"]
    assert (changed.customer_reference, changed.phone_numbers_count) == ("c", 1)
    assert [each.customer_reference for each in client.number_orders.list()] == ["b", "c"]


def test_a_number_that_no_search_finds_is_not_ordered(client) -> None:
    with pytest.raises(telnyx.UnprocessableEntityError, match="not available"):
        client.number_orders.create(phone_numbers=[{"phone_number": "+12125550199"}])


# Applications


def test_a_call_control_application_lives(client) -> None:
    api = client.call_control_applications
    made = api.create(application_name="Support", webhook_event_url="http://127.0.0.1:9000/events").data

    assert (made.record_type, made.webhook_api_version, made.active) == ("call_control_application", "2", True)
    assert api.retrieve(made.id).data == made

    changed = api.update(
        made.id,
        application_name="Support",
        webhook_event_url="http://127.0.0.1:9000/other",
        inbound={"channel_limit": 5},
    ).data

    assert (changed.webhook_event_url, changed.inbound.channel_limit) == ("http://127.0.0.1:9000/other", 5)
    assert changed.inbound.sip_subdomain_receive_settings == "from_anyone"
    assert api.delete(made.id).data.id == made.id
    with pytest.raises(telnyx.NotFoundError):
        api.retrieve(made.id)


def test_a_texml_application_lives(client) -> None:
    api = client.texml_applications
    made = api.create(friendly_name="Support", voice_url="http://127.0.0.1:9000/texml").data

    assert (made.friendly_name, made.voice_method) == ("Support", "post")
    assert api.retrieve(made.id).data == made

    changed = api.update(
        made.id, friendly_name="Support", voice_url="http://127.0.0.1:9000/other", voice_method="get"
    ).data

    assert (changed.voice_url, changed.voice_method) == ("http://127.0.0.1:9000/other", "get")
    assert api.delete(made.id).data.id == made.id
    with pytest.raises(telnyx.NotFoundError):
        api.update(made.id, friendly_name="Support", voice_url="http://127.0.0.1:9000/texml")


def test_applications_are_found_by_a_part_of_their_name(client) -> None:
    client.call_control_applications.create(application_name="Support", webhook_event_url="http://127.0.0.1:9000")

    found = client.call_control_applications.list(filter={"application_name": {"contains": "SUPP"}})

    assert [each.application_name for each in found] == ["Support"]
    assert [each.id for each in client.texml_applications.list(filter={"friendly_name": "texml"})] == [
        seed.DEMO_TEXML_APP
    ]


def test_applications_are_sorted_and_walked_over_several_pages(client) -> None:
    for name in "bac":
        client.call_control_applications.create(application_name=name, webhook_event_url="http://127.0.0.1:9000")
    client.answers.clear()

    found = client.call_control_applications.list(sort="connection_name", page_size=2)

    assert [each.application_name for each in found] == ["Demo application", "a", "b", "c"]
    assert len(client.answers) == 2


def test_deleting_an_application_takes_its_numbers_off_it(client) -> None:
    client.call_control_applications.delete(seed.DEMO_APP)

    assert client.phone_numbers.retrieve(LOCAL).data.connection_id is None


@pytest.mark.parametrize(
    ("url", "code"),
    [("example.com/events", "10003"), ("http://example.com/" + "e" * 1982, "10003")],
    ids=["bare", "long"],
)
def test_a_bad_url_is_refused_by_name(client, url, code) -> None:
    with pytest.raises(telnyx.UnprocessableEntityError) as caught:
        client.call_control_applications.create(application_name="Support", webhook_event_url=url)

    assert codes(caught) == [code]
    assert blamed(caught) == {"pointer": "/webhook_event_url"}


def test_the_status_of_a_field_error_is_a_setting(client, choose) -> None:
    choose(field_error_status=400)

    with pytest.raises(telnyx.BadRequestError) as caught:
        client.call_control_applications.create(application_name="", webhook_event_url="http://127.0.0.1:9000")
    assert codes(caught) == ["10015"]


# SIP connections


def test_a_credential_connection_lives_and_takes_a_number(client) -> None:
    api = client.credential_connections
    made = api.create(connection_name="Desk", user_name="myusername123", password="my123secure456password789").data
    number = client.phone_numbers.update(SPARE, connection_id=made.id).data

    changed = api.update(made.id, inbound={"codecs": ["G722"]}, tags=["desk"]).data

    assert (made.record_type, made.password, made.inbound.timeout_2xx_secs) == (
        "credential_connection",
        "my123secure456password789",
        90,
    )
    assert (number.connection_name, changed.inbound.codecs, changed.tags) == ("Desk", ["G722"], ["desk"])
    assert [each.id for each in api.list(filter={"connection_name": {"contains": "desk"}})] == [made.id]
    assert api.delete(made.id).data.id == made.id
    assert client.phone_numbers.retrieve(SPARE).data.connection_id is None


def test_an_fqdn_connection_lives_with_its_hosts(client) -> None:
    made = client.fqdn_connections.create(connection_name="Trunk", transport_protocol="TLS").data
    host = client.fqdns.create(connection_id=made.id, fqdn="sip.example.com", dns_record_type="a").data

    moved = client.fqdns.update(host.id, port=5061).data

    assert (made.transport_protocol, host.port, moved.port) == ("TLS", 5060, 5061)
    assert [each.id for each in client.fqdns.list(filter={"connection_id": made.id})] == [host.id]
    assert [each.id for each in client.fqdn_connections.list(filter={"fqdn": "sip.example.com"})] == [made.id]
    assert client.fqdns.delete(host.id).data.fqdn == "sip.example.com"
    assert client.fqdn_connections.update(made.id, active=False).data.active is False
    assert client.fqdn_connections.delete(made.id).data.id == made.id
    with pytest.raises(telnyx.NotFoundError):
        client.fqdn_connections.retrieve(made.id)


def test_an_application_is_a_connection_too(client) -> None:
    seen = client.connections.retrieve(seed.DEMO_APP).data

    assert (seen.record_type, seen.connection_name) == ("call_control_application", "Demo application")
    assert {each.id for each in client.connections.list()} == {seed.DEMO_APP, seed.DEMO_TEXML_APP}


def test_a_password_that_is_too_short_is_refused_by_name(client) -> None:
    with pytest.raises(telnyx.UnprocessableEntityError) as caught:
        client.credential_connections.create(connection_name="Desk", user_name="myusername123", password="short")

    assert blamed(caught) == {"pointer": "/password"}


# What the SDK insists on


def test_x1_a_failure_is_asked_for_three_times(connect) -> None:
    client = connect("KEYREFUSESWRITES_telnyx")

    with pytest.raises(telnyx.InternalServerError) as caught:
        client.texml_applications.create(friendly_name="Support", voice_url="http://127.0.0.1:9000/texml")

    assert codes(caught) == ["10007"]
    assert [answer.status_code for answer in client.answers] == [500, 500, 500]


def test_x1_a_failure_that_says_so_is_asked_for_once(connect, choose) -> None:
    choose(discourage_retries=True)
    client = connect("KEYRATELIMITED_telnyx")

    with pytest.raises(telnyx.RateLimitError):
        client.balance.retrieve()

    assert [answer.status_code for answer in client.answers] == [429]


def test_x2_the_last_page_says_that_it_is_the_last(client) -> None:
    assert len(list(client.phone_numbers.list(page_size=3))) == 3
    assert len(client.answers) == 1
    assert client.answers[0].json()["meta"] == {
        "page_number": 1,
        "page_size": 3,
        "total_pages": 1,
        "total_results": 3,
    }


def test_x2_an_account_without_numbers_has_an_empty_last_page(connect) -> None:
    assert list(connect("KEYOWNSNOTHING_telnyx").phone_numbers.list()) == []


def test_x3_every_id_is_a_string(client) -> None:
    made = client.call_control_applications.create(application_name="a", webhook_event_url="http://127.0.0.1:9000").data
    number = client.phone_numbers.update(SPARE, connection_id=made.id).data

    assert (type(made.id), type(number.id), number.connection_id) == (str, str, made.id)
    assert len(made.id) == 19


def test_x4_no_key_at_all_is_refused_like_a_wrong_one(connect, monkeypatch) -> None:
    monkeypatch.delenv("TELNYX_API_KEY", raising=False)
    client = connect(None)

    with pytest.raises(telnyx.AuthenticationError) as caught:
        client.balance.retrieve(extra_headers={"Authorization": telnyx.Omit()})

    assert codes(caught) == ["10009"]
    assert "authorization" not in client.answers[0].request.headers
