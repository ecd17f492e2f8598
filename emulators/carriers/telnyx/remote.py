"""Telnyx as vendors ask it over its own API: Telnyx itself, or an emulator elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from emulators.carriers.telnyx.numbers import DELETED, normalize
from emulators.core.carrier import CarrierFailure, WithoutTrunks
from emulators.core.remote import CLOSED, CarrierClient, presentable

if TYPE_CHECKING:
    from emulators.core.carrier import Account, Webhook

MOST = "250"
"""The largest page that Telnyx gives."""

APPLICATIONS = "/call_control_applications"
_ID = re.compile("[0-9]{1,19}")
NOT_OWNED = CLOSED | {400, 422}
"""With the two statuses for what Telnyx does not take for a number at all."""


class Remote(WithoutTrunks):
    """Telnyx at a base URL, which ends in `/v2`. The account's secret is the API key."""

    no_trunk = "Telnyx: no SIP connection"

    def __init__(self, base: str) -> None:
        self._base = base

    def authenticate(self, account: Account) -> bool:
        """Returns whether the API key opens an account.

        Raises:
            CarrierFailure: Telnyx gave no usable answer.
        """
        return presentable(account.secret) and self._client(account).request("GET", "/balance", no=CLOSED).granted

    def owns(self, account: Account, number: str) -> bool:
        """Returns whether the account owns exactly this number.

        Raises:
            CarrierFailure: Telnyx gave no usable answer.
        """
        return self._number(account, number) is not None

    def configure_webhook(self, account: Account, number: str, webhook: Webhook) -> None:
        """Connects the number to the application that the App ID or the webhook's name names, or to a new one.

        Telnyx reports everything to one URL, so the status URL has no place here.

        Raises:
            CarrierFailure: the account does not open or own the number, or Telnyx refused.
        """
        identifier = self._number(account, number)
        if identifier is None:
            raise CarrierFailure(f"the Telnyx account does not own {number}, or does not open")
        application = _application(self._client(account), account.id, webhook)
        self._client(account).request("PATCH", f"/phone_numbers/{identifier}", document={"connection_id": application})

    def release_webhook(self, account: Account, number: str) -> None:
        """Takes the number off its connection. The application stays: other numbers may use it, and it is reused by its name.

        Raises:
            CarrierFailure: Telnyx refused.
        """
        identifier = self._number(account, number)
        if identifier:
            self._client(account).request("PATCH", f"/phone_numbers/{identifier}", document={"connection_id": None})

    def _number(self, account: Account, number: str) -> str | None:
        """The id of exactly this number: Telnyx's filter takes a part of one as well."""
        if not presentable(account.secret):
            return None
        wanted = normalize(number)
        query = {"filter[phone_number]": wanted, "page[size]": MOST}
        found = self._client(account).request("GET", "/phone_numbers", query=query, no=NOT_OWNED).items("data")
        own = [each for each in found if each.text("phone_number") == wanted and each.text("status") != DELETED]
        return own[0].text("id") if own else None

    def _client(self, account: Account) -> CarrierClient:
        return CarrierClient("Telnyx", self._base, headers={"Authorization": f"Bearer {account.secret}"})


def _application(client: CarrierClient, app_id: str, webhook: Webhook) -> str:
    """The id of the application that the App ID names, or else the webhook's name, or a new one; pointing at the webhook."""
    urls = {"webhook_event_url": webhook.voice_url, "webhook_event_failover_url": None}
    found = _named(client, app_id, webhook.name)
    if found is None:
        return client.request("POST", APPLICATIONS, document={"application_name": webhook.name, **urls}).text(
            "data", "id"
        )
    identifier, name = found
    client.request("PATCH", f"{APPLICATIONS}/{identifier}", document={"application_name": name, **urls})
    return identifier


def _named(client: CarrierClient, app_id: str, name: str) -> tuple[str, str] | None:
    """Id and name of the application with this id, or else with this name."""
    if _ID.fullmatch(app_id):
        found = client.request("GET", f"{APPLICATIONS}/{app_id}", no=(404,))
        if found.granted:
            return app_id, found.text("data", "application_name")
    listed = client.request("GET", APPLICATIONS, query={"filter[application_name][contains]": name, "page[size]": MOST})
    same = [each for each in listed.items("data") if each.text("application_name") == name]
    return (same[0].text("id"), name) if same else None
