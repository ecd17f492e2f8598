"""The official Python SDK searches for numbers, buys what it finds, and lists what it has by kind."""

from __future__ import annotations

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from emulators.carriers.twilio import geography, seed, stock


@pytest.fixture
def client(root) -> Client:
    client = Client(seed.ACCOUNT, seed.TOKEN)
    client.api.base_url = f"{root}/twilio"
    return client


def test_the_countries_are_listed_and_fetched(client) -> None:
    listed = client.available_phone_numbers.list()

    assert {each.country_code: each.country for each in listed} == stock.COUNTRIES
    assert client.available_phone_numbers("US").fetch().country == "United States"


def test_numbers_are_searched_bought_and_gone_from_the_stock(client) -> None:
    (found,) = client.available_phone_numbers("US").local.list(area_code=415, contains="0161$")

    bought = client.incoming_phone_numbers.local.create(phone_number=found.phone_number)

    assert (found.locality, found.capabilities["voice"], float(found.latitude)) == ("San Francisco", True, 37.7749)
    assert bought.phone_number == "+14155550161"
    assert client.available_phone_numbers("US").local.list(contains="4155550161") == []


@pytest.mark.parametrize(
    ("country", "kind", "filters", "expected"),
    [
        ("US", "toll_free", {}, ["+18005550160", "+18885550161"]),
        ("AU", "mobile", {"sms_enabled": True}, ["+61491570156", "+61491570157"]),
        ("GB", "local", {"exclude_all_address_required": True}, []),
        ("US", "local", {"near_number": "+12125550100", "distance": 5}, ["+12125550160", "+12125550161"]),
        ("US", "local", {"near_lat_long": "19.7,-155.1", "beta": True}, ["+18085550160"]),
    ],
    ids=["toll_free", "mobile", "no_address", "near_number", "near_place"],
)
def test_a_search_takes_the_filters_of_the_sdk(client, country, kind, filters, expected) -> None:
    found = getattr(client.available_phone_numbers(country), kind).list(**filters)

    assert [each.phone_number for each in found] == expected


def test_a_kind_that_a_country_has_not_is_not_found(client) -> None:
    with pytest.raises(TwilioRestException) as caught:
        client.available_phone_numbers("XX").fetch()

    assert (caught.value.status, caught.value.code) == (404, 20404)


def test_what_the_account_has_is_listed_by_kind(client) -> None:
    client.incoming_phone_numbers.toll_free.create(phone_number="+18005550160")
    client.incoming_phone_numbers.mobile.create(phone_number="+61491570156")

    numbers = client.incoming_phone_numbers
    assert [each.phone_number for each in numbers.toll_free.list()] == ["+18005550160"]
    assert [each.phone_number for each in numbers.mobile.list()] == ["+61491570156"]
    assert [each.phone_number for each in numbers.local.list()] == list(seed.OWN_NUMBERS.values())


def test_the_stock_is_of_the_kinds_that_it_says() -> None:
    drama = "+447700900160"  # kept for films, so that no plan of numbers knows it
    said = {row["phone_number"]: row["kind"] for row in stock.ROWS if row["phone_number"] != drama}

    assert {number: geography.kind(number) for number in said} == said


def test_what_is_no_number_is_taken_for_a_local_one() -> None:
    assert geography.kind("+0") == "local"
