"""Twilio as vendors ask it in this process, answered from the same rows that Twilio's own API shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.twilio import numbers, sip, trunks
from emulators.carriers.twilio.auth import account_of
from emulators.carriers.twilio.tables import CREDENTIAL_LISTS, NUMBERS, TRUNKS
from emulators.core.clock import seconds
from emulators.core.local_carrier import LocalCarrier

if TYPE_CHECKING:
    from emulators.core.carrier import Account, SipTrunk, Webhook
    from emulators.core.namespace import Namespace
    from emulators.core.store import Row

NO_WEBHOOK = {
    "voice_url": None,
    "voice_method": "POST",
    "voice_fallback_url": None,
    "voice_fallback_method": "POST",
    "status_callback": "",
    "status_callback_method": "POST",
}


class Twilio(LocalCarrier):
    """Twilio in one namespace. An account's id is its AC SID or the SK SID of one of its API keys."""

    def __init__(self, namespace: Namespace) -> None:
        super().__init__(namespace, "Twilio", numbers)

    def find_account(self, account: Account) -> Row | None:
        """Returns the account that the credentials open: active, and not test credentials, which may not even look."""
        found = account_of(self._store, account.id, account.secret)
        return None if found is None or found["status"] != "active" or found["test_credentials"] else found

    def configure_webhook(self, account: Account, number: str, webhook: Webhook) -> None:
        """Points the number at the webhook.

        Raises:
            CarrierFailure: the account does not open, does not own the number, or refuses the change.
        """
        row = self.writable_number(account, number)
        changes = {**NO_WEBHOOK, "voice_url": webhook.voice_url, "status_callback": webhook.status_url}
        self._store.update(NUMBERS, {"sid": row["sid"]}, **changes, date_updated=self._now())

    def release_webhook(self, account: Account, number: str) -> None:
        """Points the number nowhere, if the account has it.

        Raises:
            CarrierFailure: the account does not open.
        """
        own = {"account_sid": self.open_account(account)["sid"], "phone_number": numbers.normalize(number)}
        self._store.update(NUMBERS, own, **NO_WEBHOOK, date_updated=self._now())

    def create_trunk(self, account: Account, trunk: SipTrunk) -> tuple[str, ...]:
        """Makes an Elastic SIP trunk with the number on it. Returns the SIDs of what was made, the trunk's first.

        An origination URL is made where the trunk names one, and a credential list of one where it has a user name.

        Raises:
            CarrierFailure: the account does not open, does not own the number, or refuses the change.
        """
        number = self.writable_number(account, trunk.number)
        ids, now = self._namespace.ids, self._now()
        domain = f"{ids.hex(16)}.pstn.twilio.com" if trunk.outbound else None
        named = {"friendly_name": trunk.name, "domain_name": domain}
        made = trunks.create(self._store, number["account_sid"], named, ids, now)
        trunks.attach_number(self._store, made["sid"], number["sid"], now)
        sids = [made["sid"]]
        if trunk.origination_uri:
            owner = {"account_sid": made["account_sid"], "trunk_sid": made["sid"], "friendly_name": trunk.name}
            target = {"sip_url": trunk.origination_uri, "weight": 10, "priority": 10, "enabled": True}
            sids.append(trunks.originate(self._store, owner | target, ids, now)["sid"])
        if trunk.username:
            sids.append(sip.create_credential_list(self._store, made, trunk.username, trunk.password, ids))
            trunks.attach_list(self._store, trunks.CREDENTIALS, made["sid"], sids[-1])
        return tuple(sids)

    def delete_trunk(self, account: Account, made: tuple[str, ...]) -> None:
        """Deletes the trunks and credential lists of these SIDs that the account has.

        Raises:
            CarrierFailure: the account does not open.
        """
        own = {"account_sid": self.open_account(account)["sid"]}
        for sid in made:
            if self._store.find(TRUNKS, sid=sid, **own):
                trunks.delete(self._store, sid)
            elif self._store.find(CREDENTIAL_LISTS, sid=sid, **own):
                sip.delete_credential_list(self._store, sid)

    def _now(self) -> str:
        return seconds(self._namespace.clock.now())
