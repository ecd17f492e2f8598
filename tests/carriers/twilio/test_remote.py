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


def test_no_list_of_credentials_is_made(there) -> None:
    wanted = SipTrunk("mine", accounts.OWN_NUMBER["twilio"], username="user", password="pass")

    with pytest.raises(CarrierFailure, match="no credential list"):
        there.carrier("twilio").create_trunk(accounts.TWILIO, wanted)


def test_a_trunk_that_is_refused_its_origination_url_is_undone(there) -> None:
    before = there.rows("twilio", "trunks")

    with pytest.raises(CarrierFailure):
        there.carrier("twilio").create_trunk(
            accounts.TWILIO, SipTrunk("mine", accounts.OWN_NUMBER["twilio"], origination_uri="nowhere")
        )

    assert there.rows("twilio", "trunks") == before
