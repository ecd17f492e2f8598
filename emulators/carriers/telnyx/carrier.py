"""What a vendor may ask of Telnyx: a number is pointed at a call-control application, and the application at the vendor.

The account's secret is the API key, its id the App ID, which Telnyx itself does not need to know who asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.telnyx import numbers
from emulators.carriers.telnyx.tables import (
    ACCOUNTS,
    CALL_CONTROL_APPLICATIONS,
    NUMBERS,
    call_control_application,
)
from emulators.core import magic
from emulators.core.carrier import CarrierFailure
from emulators.core.clock import milliseconds

if TYPE_CHECKING:
    from emulators.core.carrier import Account, Trunk, Webhook
    from emulators.core.namespaces import Namespace
    from emulators.core.store import Row


class Telnyx:
    """Telnyx, seen from one namespace."""

    def __init__(self, namespace: Namespace) -> None:
        self._namespace = namespace
        self._store = namespace.store

    def authenticate(self, account: Account) -> bool:
        return self._account(account) is not None

    def owns(self, account: Account, number: str) -> bool:
        found = self._account(account)
        return found is not None and numbers.owned(self._store, found, numbers.plus(number))

    def configure_webhook(self, account: Account, number: str, webhook: Webhook) -> None:
        """Telnyx reports everything to one URL, so the status URL has no place here."""
        found, wanted = self._live(account), numbers.plus(number)
        if not numbers.owned(self._store, found, wanted):
            raise CarrierFailure(f"the Telnyx account does not own {wanted}")
        if found["refuses_webhooks"] or wanted == magic.WRITE_FAILS:
            raise CarrierFailure(f"Telnyx did not take the change to {wanted}")
        row = numbers.acquired(self._store, found, wanted, self._namespace.ids, self._namespace.clock.now())
        connection = self._application(found, account.id, webhook)
        self._store.update(NUMBERS, {"id": row["id"]}, connection_id=connection, updated_at=self._now())

    def release_webhook(self, account: Account, number: str) -> None:
        """The application stays: other numbers may use it, and it is reused by its name."""
        own = {"organization_id": self._live(account)["organization_id"], "phone_number": numbers.plus(number)}
        self._store.update(NUMBERS, own, connection_id=None, updated_at=self._now())

    def create_trunk(self, _account: Account, trunk: Trunk) -> tuple[str, ...]:
        raise CarrierFailure(f"Telnyx: no SIP connection is made here for {trunk.number}")

    def delete_trunk(self, _account: Account, _made: tuple[str, ...]) -> None:
        """There are none."""

    def _application(self, account: Row, app_id: str, webhook: Webhook) -> str:
        """The id of the application that the App ID names, or else the webhook's name, or a new one; pointing at the webhook."""
        own = {"organization_id": account["organization_id"]}
        urls = {"webhook_event_url": webhook.voice_url, "webhook_event_failover_url": None}
        found = self._store.find(CALL_CONTROL_APPLICATIONS, **own, id=app_id) or self._store.find(
            CALL_CONTROL_APPLICATIONS, **own, application_name=webhook.name
        )
        if found:
            self._store.update(CALL_CONTROL_APPLICATIONS, {"id": found["id"]}, **urls, updated_at=self._now())
            return str(found["id"])
        owner, now = account["organization_id"], self._now()
        made = call_control_application(numbers.new_id(self._namespace.ids), owner, now, application_name=webhook.name)
        self._store.insert(CALL_CONTROL_APPLICATIONS, {**made, **urls})
        return str(made["id"])

    def _live(self, account: Account) -> Row:
        found = self._account(account)
        if found is None:
            raise CarrierFailure("Telnyx does not accept this API key")
        return found

    def _account(self, account: Account) -> Row | None:
        found = self._store.find(ACCOUNTS, api_key=account.secret, suspended=False)
        if found and found["rate_limited"]:
            raise CarrierFailure("Telnyx: too many requests", limited=True)
        return found

    def _now(self) -> str:
        return milliseconds(self._namespace.clock.now())
