"""Telnyx as vendors ask it in this process: a number is connected to an application, and the application pointed at the vendor.

The account's secret is the API key, its id the App ID, which Telnyx itself does not need to know who asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.telnyx import numbers
from emulators.carriers.telnyx.applications import new_call_control_application
from emulators.carriers.telnyx.identifiers import new_id
from emulators.carriers.telnyx.tables import ACCOUNTS, CALL_CONTROL_APPLICATIONS, NUMBERS
from emulators.core.carrier import WithoutTrunks
from emulators.core.clock import milliseconds
from emulators.core.local_carrier import LocalCarrier

if TYPE_CHECKING:
    from emulators.core.carrier import Account, Webhook
    from emulators.core.namespace import Namespace
    from emulators.core.store import Row


class Telnyx(WithoutTrunks, LocalCarrier):
    """Telnyx in one namespace. An account is an App ID and an API key."""

    no_trunk = "Telnyx: no SIP connection"

    def __init__(self, namespace: Namespace) -> None:
        super().__init__(namespace, "Telnyx", numbers)

    def find_account(self, account: Account) -> Row | None:
        """Returns the account that the API key opens, or None where there is none that is active."""
        return self._store.find(ACCOUNTS, api_key=account.secret, suspended=False)

    def configure_webhook(self, account: Account, number: str, webhook: Webhook) -> None:
        """Connects the number to the application that the App ID or the webhook's name names, or to a new one.

        Telnyx reports everything to one URL, so the status URL has no place here.

        Raises:
            CarrierFailure: the account does not open, does not own the number, or refuses the change.
        """
        row = self.writable_number(account, number)
        connection = self._application(row["organization_id"], account.id, webhook)
        self._store.update(NUMBERS, {"id": row["id"]}, connection_id=connection, updated_at=self._now())

    def release_webhook(self, account: Account, number: str) -> None:
        """Takes the number off its connection. The application stays: other numbers may use it, and it is reused by its name.

        Raises:
            CarrierFailure: the account does not open.
        """
        owner = self.open_account(account)["organization_id"]
        own = {"organization_id": owner, "phone_number": numbers.normalize(number)}
        self._store.update(NUMBERS, own, connection_id=None, updated_at=self._now())

    def _application(self, owner: str, app_id: str, webhook: Webhook) -> str:
        """The id of the application that the App ID names, or else the webhook's name, or a new one; pointing at the webhook."""
        own = {"organization_id": owner}
        urls = {"webhook_event_url": webhook.voice_url, "webhook_event_failover_url": None}
        found = self._store.find(CALL_CONTROL_APPLICATIONS, **own, id=app_id) or self._store.find(
            CALL_CONTROL_APPLICATIONS, **own, application_name=webhook.name
        )
        if found:
            self._store.update(CALL_CONTROL_APPLICATIONS, {"id": found["id"]}, **urls, updated_at=self._now())
            return str(found["id"])
        made_id, now = new_id(self._namespace.ids), self._now()
        made = new_call_control_application(made_id, owner, now, application_name=webhook.name)
        self._store.insert(CALL_CONTROL_APPLICATIONS, {**made, **urls})
        return made_id

    def _now(self) -> str:
        return milliseconds(self._namespace.clock.now())
