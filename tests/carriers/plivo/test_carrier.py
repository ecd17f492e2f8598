"""What is particular about Plivo as a vendor asks it."""

from __future__ import annotations

import carrier_accounts as accounts

from emulators.core.carrier import Webhook

WEBHOOK = Webhook("weya", "https://example.com/voice", "https://example.com/status")


def test_a_webhook_makes_an_application_that_hears_of_the_end_too(asked) -> None:
    asked.carrier("plivo").configure_webhook(accounts.PLIVO, accounts.OWN_NUMBER["plivo"], WEBHOOK)

    (made,) = [row for row in asked.rows("plivo", "applications") if row["app_name"] == "weya"]
    assert (made["answer_url"], made["answer_method"]) == (WEBHOOK.voice_url, "POST")
    assert (made["hangup_url"], made["hangup_method"]) == (WEBHOOK.status_url, "POST")


def test_a_webhook_released_leaves_the_application(asked) -> None:
    carrier, number = asked.carrier("plivo"), accounts.OWN_NUMBER["plivo"]

    carrier.configure_webhook(accounts.PLIVO, number, WEBHOOK)
    carrier.release_webhook(accounts.PLIVO, number)

    assert "weya" in [row["app_name"] for row in asked.rows("plivo", "applications")]
