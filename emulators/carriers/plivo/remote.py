"""Plivo as vendors ask it over its own API: Plivo itself, or an emulator elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from emulators.carriers.plivo.numbers import normalize
from emulators.core.carrier import CarrierFailure, WithoutTrunks
from emulators.core.remote import CLOSED, CarrierClient, presentable

if TYPE_CHECKING:
    from emulators.core.carrier import Account, Webhook

NOT_OWNED = CLOSED | {400}
"""With 400, for what Plivo does not take for a number at all."""


class Remote(WithoutTrunks):
    """Plivo at a base URL, which ends in `/v1/Account`."""

    no_trunk = "Plivo: no SIP trunk"

    def __init__(self, base: str) -> None:
        self._base = base

    def authenticate(self, account: Account) -> bool:
        """Returns whether the credentials open an account.

        Raises:
            CarrierFailure: Plivo gave no usable answer.
        """
        return presentable(account.id, account.secret) and self._client(account).request("GET", "/", no=CLOSED).granted

    def owns(self, account: Account, number: str) -> bool:
        """Returns whether the account rents exactly this number.

        Raises:
            CarrierFailure: Plivo gave no usable answer.
        """
        if not presentable(account.id, account.secret):
            return False
        return self._client(account).request("GET", _path(number), no=NOT_OWNED).granted

    def configure_webhook(self, account: Account, number: str, webhook: Webhook) -> None:
        """Puts the number on the application of the webhook's name, made or reused.

        Raises:
            CarrierFailure: the account does not open or own the number, or Plivo refused.
        """
        if not self.owns(account, number):
            raise CarrierFailure(f"the Plivo account does not own {number}, or does not open")
        app_id = _application(self._client(account), webhook)
        self._client(account).request("POST", _path(number), document={"app_id": app_id})

    def release_webhook(self, account: Account, number: str) -> None:
        """Takes the number off its application, which stays: other numbers may use it, and it is reused by its name.

        Raises:
            CarrierFailure: Plivo refused.
        """
        if self.owns(account, number):
            self._client(account).request("POST", _path(number), document={"app_id": None})

    def _client(self, account: Account) -> CarrierClient:
        return CarrierClient("Plivo", f"{self._base}/{quote(account.id, safe='')}", (account.id, account.secret))


def _application(client: CarrierClient, webhook: Webhook) -> str:
    """The id of the account's application of this name, made or reused, pointing at the webhook."""
    handlers = {
        "answer_url": webhook.voice_url,
        "answer_method": "POST",
        "hangup_url": webhook.status_url,
        "hangup_method": "POST",
    }
    listed = client.request("GET", "/Application/", query={"app_name": webhook.name})
    found = [each.text("app_id") for each in listed.items("objects") if each.text("app_name") == webhook.name]
    if not found:
        return client.request("POST", "/Application/", document={"app_name": webhook.name, **handlers}).text("app_id")
    client.request("POST", f"/Application/{found[0]}/", document=handlers)
    return found[0]


def _path(number: str) -> str:
    return f"/Number/{quote(normalize(number), safe='')}/"
