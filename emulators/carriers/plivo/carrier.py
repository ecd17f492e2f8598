"""Plivo as vendors ask it in this process: a number is put on an application, and the application pointed at the vendor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.plivo import applications, numbers
from emulators.carriers.plivo.tables import ACCOUNTS, APPLICATIONS, NUMBERS
from emulators.carriers.plivo.uris import number_uri
from emulators.core.carrier import WithoutTrunks
from emulators.core.local_carrier import LocalCarrier

if TYPE_CHECKING:
    from emulators.core.carrier import Account, Webhook
    from emulators.core.namespace import Namespace
    from emulators.core.store import Row


class Plivo(WithoutTrunks, LocalCarrier):
    """Plivo in one namespace. An account is an Auth ID and an Auth Token."""

    no_trunk = "Plivo: no SIP trunk"

    def __init__(self, namespace: Namespace) -> None:
        super().__init__(namespace, "Plivo", numbers)

    def find_account(self, account: Account) -> Row | None:
        """Returns the account that the credentials open, or None where there is none that is active."""
        return self._store.find(ACCOUNTS, auth_id=account.id, auth_token=account.secret, suspended=False)

    def configure_webhook(self, account: Account, number: str, webhook: Webhook) -> None:
        """Puts the number on the application of the webhook's name, made or reused.

        Raises:
            CarrierFailure: the account does not open, does not own the number, or refuses the change.
        """
        row = self.writable_number(account, number)
        uri = self._application(row["auth_id"], webhook)["resource_uri"]
        self._store.update(NUMBERS, {"resource_uri": row["resource_uri"]}, application=uri)

    def release_webhook(self, account: Account, number: str) -> None:
        """Takes the number off its application, which stays: other numbers may use it, and it is reused by its name.

        Raises:
            CarrierFailure: the account does not open.
        """
        uri = number_uri(self.open_account(account)["auth_id"], numbers.normalize(number))
        self._store.update(NUMBERS, {"resource_uri": uri}, application=None)

    def _application(self, auth_id: str, webhook: Webhook) -> Row:
        """The account's application of this name, made or reused, pointing at the webhook."""
        urls = {"answer_url": webhook.voice_url, "hangup_url": webhook.status_url}
        found = self._store.find(APPLICATIONS, auth_id=auth_id, app_name=webhook.name)
        if found is None:
            found = applications.new(auth_id, applications.new_id(self._namespace.ids), webhook.name)
            self._store.insert(APPLICATIONS, {**found, **urls})
        else:
            self._store.update(APPLICATIONS, {"app_id": found["app_id"]}, **urls)
        return found
