"""What is particular about Telnyx as a vendor asks it: the account's id is the App ID."""

from __future__ import annotations

import carrier_accounts as accounts
import pytest

from emulators.carriers.telnyx import seed
from emulators.core.carrier import Account, Webhook

NUMBER = accounts.OWN_NUMBER["telnyx"]
WEBHOOK = Webhook("weya", "https://example.com/voice", "https://example.com/status")


def connection(asked) -> tuple[str, str, str]:
    """Id, name and webhook of the application that the number is connected to."""
    (number,) = [row for row in asked.rows("telnyx", "phone_numbers") if row["phone_number"] == NUMBER]
    (found,) = [
        row for row in asked.rows("telnyx", "call_control_applications") if row["id"] == number["connection_id"]
    ]
    return found["id"], found["application_name"], found["webhook_event_url"]


def test_an_app_id_that_names_an_application_is_the_one_used(asked) -> None:
    asked.carrier("telnyx").configure_webhook(Account(seed.DEMO_APP, seed.DEMO_KEY), NUMBER, WEBHOOK)

    assert connection(asked) == (seed.DEMO_APP, "Demo application", WEBHOOK.voice_url)


@pytest.mark.parametrize("app_id", [seed.OTHER_APP, "1000000000000000000", "app"])
def test_an_app_id_of_somebody_elses_or_of_nobodys_is_not_used(asked, app_id) -> None:
    asked.carrier("telnyx").configure_webhook(Account(app_id, seed.DEMO_KEY), NUMBER, WEBHOOK)

    assert connection(asked)[1:] == ("weya", WEBHOOK.voice_url)


def test_a_webhook_released_leaves_the_application(asked) -> None:
    carrier = asked.carrier("telnyx")

    carrier.configure_webhook(accounts.TELNYX, NUMBER, WEBHOOK)
    carrier.release_webhook(accounts.TELNYX, NUMBER)

    assert "weya" in [row["application_name"] for row in asked.rows("telnyx", "call_control_applications")]
