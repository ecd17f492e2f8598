"""What a vendor may ask of Plivo: a number is pointed at an application, and the application at the vendor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.plivo import numbers
from emulators.carriers.plivo.tables import ACCOUNTS, APPLICATIONS, NUMBERS, application, number_uri
from emulators.core.carrier import CarrierFailure

if TYPE_CHECKING:
    from emulators.core.carrier import Account, Trunk, Webhook
    from emulators.core.namespaces import Namespace
    from emulators.core.store import Row

APP_ID_LENGTH = 17


class Plivo:
    """Plivo, seen from one namespace."""

    def __init__(self, namespace: Namespace) -> None:
        self._namespace = namespace
        self._store = namespace.store

    def authenticate(self, account: Account) -> bool:
        return self._account(account) is not None

    def owns(self, account: Account, number: str) -> bool:
        found = self._account(account)
        return found is not None and numbers.owned(self._store, found, numbers.digits(number))

    def configure_webhook(self, account: Account, number: str, webhook: Webhook) -> None:
        found, digits = self._writable(account, number), numbers.digits(number)
        if not numbers.owned(self._store, found, digits):
            raise CarrierFailure(f"the Plivo account does not own {number}")
        row = numbers.acquired(self._store, found, digits, self._namespace.clock.now())
        uri = self._application(found, webhook)["resource_uri"]
        self._store.update(NUMBERS, {"resource_uri": row["resource_uri"]}, application=uri)

    def release_webhook(self, account: Account, number: str) -> None:
        """The application stays: other numbers may use it, and it is reused by its name."""
        uri = number_uri(self._live(account)["auth_id"], numbers.digits(number))
        self._store.update(NUMBERS, {"resource_uri": uri}, application=None)

    def create_trunk(self, _account: Account, trunk: Trunk) -> tuple[str, ...]:
        raise CarrierFailure(f"Plivo: no SIP trunk is made here for {trunk.number}")

    def delete_trunk(self, _account: Account, _made: tuple[str, ...]) -> None:
        """There are none."""

    def _application(self, account: Row, webhook: Webhook) -> Row:
        """The account's application of this name, made or reused, pointing at the webhook."""
        named = {"auth_id": account["auth_id"], "app_name": webhook.name}
        urls = {"answer_url": webhook.voice_url, "hangup_url": webhook.status_url}
        found = self._store.find(APPLICATIONS, **named)
        if found is None:
            found = application(account["auth_id"], self._namespace.ids.digits(APP_ID_LENGTH), webhook.name)
            self._store.insert(APPLICATIONS, {**found, **urls})
        else:
            self._store.update(APPLICATIONS, {"app_id": found["app_id"]}, **urls)
        return found

    def _writable(self, account: Account, number: str) -> Row:
        found = self._live(account)
        if found["refuses_webhooks"] or numbers.digits(number) == numbers.WRITE_FAILS:
            raise CarrierFailure(f"Plivo did not take the change to {number}")
        return found

    def _live(self, account: Account) -> Row:
        found = self._account(account)
        if found is None:
            raise CarrierFailure("Plivo does not accept these credentials")
        return found

    def _account(self, account: Account) -> Row | None:
        found = self._store.find(ACCOUNTS, auth_id=account.id, auth_token=account.secret, suspended=False)
        if found and found["rate_limited"]:
            raise CarrierFailure("Plivo: too many requests", limited=True)
        return found
