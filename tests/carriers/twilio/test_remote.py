"""What is particular about Twilio where it is asked over HTTP."""

from __future__ import annotations

import carrier_accounts as accounts
import pytest

from emulators.carriers.twilio import seed
from emulators.carriers.twilio.remote import trunking
from emulators.core.carrier import Account, CarrierFailure, SipTrunk


def test_an_api_key_alone_does_not_say_which_account_twilio_shall_open(there) -> None:
    assert there.carrier("twilio").authenticate(Account(seed.API_KEY, seed.API_SECRET)) is False


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("https://api.twilio.com", "https://trunking.twilio.com"),
        ("https://api.dublin.ie1.twilio.com", "https://trunking.dublin.ie1.twilio.com"),
        ("http://127.0.0.1:9000/twilio", "http://127.0.0.1:9000/twilio"),
        ("https://api.example.com", "https://api.example.com"),
        ("nowhere", "nowhere"),
    ],
)
def test_trunks_are_at_another_host_at_twilio_itself(base, expected) -> None:
    assert trunking(base) == expected


def test_a_trunk_with_a_user_name_has_a_credential_list_that_goes_with_it(there) -> None:
    before = there.state("twilio")
    wanted = SipTrunk("mine", accounts.OWN_NUMBER["twilio"], username="user", password="IWasAtSignal2018")

    trunk, listed = there.carrier("twilio").create_trunk(accounts.TWILIO, wanted)
    made = there.state("twilio")
    there.carrier("twilio").delete_trunk(accounts.TWILIO, (trunk, listed))

    attached = made["twilio_trunk_credential_lists"][-1]
    assert (attached["trunk_sid"], attached["credential_list_sid"]) == (trunk, listed)
    assert [each["username"] for each in made["twilio_credentials"]] == ["demo-pbx", "user"]
    for table in ("twilio_trunks", "twilio_credential_lists", "twilio_credentials", "twilio_trunk_credential_lists"):
        assert there.state("twilio")[table] == before[table]


def test_a_trunk_whose_password_is_refused_is_undone(there) -> None:
    before = there.state("twilio")
    wanted = SipTrunk("mine", accounts.OWN_NUMBER["twilio"], username="user", password="weak")

    with pytest.raises(CarrierFailure, match="400"):
        there.carrier("twilio").create_trunk(accounts.TWILIO, wanted)

    for table in ("twilio_trunks", "twilio_credential_lists"):
        assert there.state("twilio")[table] == before[table]


def test_a_trunk_that_is_refused_its_origination_url_is_undone(there) -> None:
    before = there.rows("twilio", "trunks")

    with pytest.raises(CarrierFailure):
        there.carrier("twilio").create_trunk(
            accounts.TWILIO, SipTrunk("mine", accounts.OWN_NUMBER["twilio"], origination_uri="nowhere")
        )

    assert there.rows("twilio", "trunks") == before
