"""What a vendor may ask of Twilio, answered from the same rows that Twilio's own API shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.twilio import numbers, trunks
from emulators.carriers.twilio.auth import account_of
from emulators.carriers.twilio.tables import CREDENTIAL_LISTS, NUMBERS, TRUNKS
from emulators.core import magic
from emulators.core.carrier import Account, CarrierFailure, Trunk, Webhook
from emulators.core.clock import seconds

if TYPE_CHECKING:
    from emulators.core.namespaces import Namespace
    from emulators.core.store import Row

NO_WEBHOOK = {
    "voice_url": None,
    "voice_method": "POST",
    "voice_fallback_url": None,
    "voice_fallback_method": "POST",
    "status_callback": "",
    "status_callback_method": "POST",
}


class Twilio:
    """Twilio as one namespace has it. An account's id is its AC SID or the SK SID of one of its API keys."""

    def __init__(self, namespace: Namespace) -> None:
        self._namespace = namespace
        self._store = namespace.store

    def authenticate(self, account: Account) -> bool:
        return self._account(account) is not None

    def owns(self, account: Account, number: str) -> bool:
        found = self._account(account)
        return found is not None and numbers.owns(self._store, found, numbers.normalised(number))

    def configure_webhook(self, account: Account, number: str, webhook: Webhook) -> None:
        row = self._writable(account, number)
        changes = {**NO_WEBHOOK, "voice_url": webhook.voice_url, "status_callback": webhook.status_url}
        self._store.update(NUMBERS, {"sid": row["sid"]}, **changes, date_updated=self._now())

    def release_webhook(self, account: Account, number: str) -> None:
        owner = self._live(account)
        own = {"account_sid": owner["sid"], "phone_number": numbers.normalised(number)}
        self._store.update(NUMBERS, own, **NO_WEBHOOK, date_updated=self._now())

    def create_trunk(self, account: Account, trunk: Trunk) -> tuple[str, ...]:
        """An Elastic SIP trunk with the number on it; an origination URL for calls in, a credential list for calls out."""
        number = self._writable(account, trunk.number)
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
            sids.append(trunks.credential_list(self._store, made, trunk.username, trunk.password, ids))
        return tuple(sids)

    def delete_trunk(self, account: Account, made: tuple[str, ...]) -> None:
        own = {"account_sid": self._live(account)["sid"]}
        for sid in made:
            if self._store.find(TRUNKS, sid=sid, **own):
                trunks.delete(self._store, sid)
            elif self._store.find(CREDENTIAL_LISTS, sid=sid, **own):
                trunks.delete_credential_list(self._store, sid)

    def _account(self, account: Account) -> Row | None:
        """The account that the credentials open: active, and not a pair of test credentials, which may not even look."""
        found = account_of(self._store, account.id, account.secret)
        if found is None or found["status"] != "active" or found["test_credentials"]:
            return None
        if found["rate_limited"]:
            raise CarrierFailure("Twilio: too many requests (20429)", limited=True)
        return found

    def _live(self, account: Account) -> Row:
        found = self._account(account)
        if found is None:
            raise CarrierFailure("Twilio does not accept these credentials (20003)")
        return found

    def _writable(self, account: Account, number: str) -> Row:
        """The row of a number that the account owns and lets be configured."""
        owner, wanted = self._live(account), numbers.normalised(number)
        if not numbers.owns(self._store, owner, wanted):
            raise CarrierFailure(f"the Twilio account does not own {wanted} (20404)")
        if owner["refuses_webhooks"] or wanted == magic.WRITE_FAILS:
            raise CarrierFailure(f"Twilio did not take the change to {wanted} (20500)")
        return numbers.materialised(self._store, owner, wanted, self._namespace.ids, self._now())

    def _now(self) -> str:
        return seconds(self._namespace.clock.now())
