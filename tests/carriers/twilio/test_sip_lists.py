"""The official Python SDK keeps lists of who may come in over SIP, and puts them on trunks."""

from __future__ import annotations

from datetime import datetime

import httpx
import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from emulators.carriers.twilio import seed

PASSWORD = "IWasAtSignal2018"


@pytest.fixture
def client(root) -> Client:
    client = Client(seed.ACCOUNT, seed.TOKEN)
    client.api.base_url = client.trunking.base_url = f"{root}/twilio"
    return client


def test_a_credential_list_is_made_filled_and_put_on_a_trunk(client) -> None:
    made = client.sip.credential_lists.create(friendly_name="PBX users")
    credential = made.credentials.create(username="pbx", password=PASSWORD)
    trunk = client.trunking.v1.trunks.create(friendly_name="PBX")
    trunk.credentials_lists.create(credential_list_sid=made.sid)

    assert [each.username for each in client.sip.credential_lists(made.sid).credentials.list()] == ["pbx"]
    assert (credential.credential_list_sid, isinstance(credential.date_created, datetime)) == (made.sid, True)
    assert client.trunking.v1.trunks(trunk.sid).fetch().auth_type == "CREDENTIAL_LIST"
    assert [each.sid for each in client.sip.credential_lists.list()] == [seed.CREDENTIAL_LIST, made.sid]


def test_a_credential_list_is_renamed_and_deleted_with_its_credentials(client) -> None:
    found = client.sip.credential_lists(seed.CREDENTIAL_LIST)

    renamed = found.update(friendly_name="Phones")
    updated = found.credentials(seed.CREDENTIAL).update(password=PASSWORD)
    fetched = found.credentials(seed.CREDENTIAL).fetch()

    assert (renamed.friendly_name, found.fetch().friendly_name) == ("Phones", "Phones")
    assert (updated.username, fetched.username) == ("demo-pbx", "demo-pbx")
    assert (found.credentials(seed.CREDENTIAL).delete(), found.delete()) == (True, True)
    assert client.sip.credential_lists.list() == []
    assert client.trunking.v1.trunks(seed.TRUNK).credentials_lists.list() == []


@pytest.mark.parametrize(
    "wrong",
    [{"password": "short"}, {"password": "iwasatsignal2018"}, {"username": "n" * 33}],
    ids=["short", "one_case", "long_name"],
)
def test_a_credential_that_is_not_good_has_the_code_of_credential_lists(client, wrong) -> None:
    credentials = client.sip.credential_lists(seed.CREDENTIAL_LIST).credentials
    given = {"username": "pbx", "password": PASSWORD, **wrong}

    with pytest.raises(TwilioRestException) as caught:
        credentials.create(**given)

    assert (caught.value.status, caught.value.code) == (400, 21240)
    assert len(credentials.list()) == 1


def test_addresses_are_let_in_at_a_trunk(client) -> None:
    made = client.sip.ip_access_control_lists.create(friendly_name="Office")
    address = made.ip_addresses.create(friendly_name="PBX", ip_address="192.0.2.7", cidr_prefix_length=28)
    trunk = client.trunking.v1.trunks.create(friendly_name="PBX")
    attached = trunk.ip_access_control_lists.create(ip_access_control_list_sid=made.sid)

    assert (address.ip_address, address.cidr_prefix_length) == ("192.0.2.7", 28)
    assert (attached.sid, attached.trunk_sid, attached.friendly_name) == (made.sid, trunk.sid, "Office")
    assert trunk.ip_access_control_lists(made.sid).fetch().sid == made.sid
    assert trunk.fetch().auth_type == "IP_ACL"
    assert trunk.ip_access_control_lists.list()[0].delete() is True
    assert trunk.fetch().auth_type == ""


def test_an_access_list_is_renamed_and_deleted_with_its_addresses(client) -> None:
    found = client.sip.ip_access_control_lists(seed.ACCESS_LIST)

    renamed = found.update(friendly_name="Home")
    moved = found.ip_addresses(seed.ADDRESS).update(ip_address="192.0.2.9")

    assert (renamed.friendly_name, moved.ip_address, moved.friendly_name) == ("Home", "192.0.2.9", "Demo PBX")
    assert [each.sid for each in found.ip_addresses.list()] == [seed.ADDRESS]
    assert (found.ip_addresses(seed.ADDRESS).delete(), found.delete()) == (True, True)
    assert client.sip.ip_access_control_lists.list() == []


def test_a_password_is_in_no_journal(root, client) -> None:
    client.sip.credential_lists(seed.CREDENTIAL_LIST).credentials.create(username="pbx", password=PASSWORD)

    assert PASSWORD not in httpx.get(f"{root}/__admin/requests").text
    assert PASSWORD not in httpx.get(f"{root}/__admin/state/twilio").text
