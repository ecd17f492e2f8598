"""Twilio as vendors ask it over its own two APIs: Twilio itself, or an emulator elsewhere."""

from __future__ import annotations

import secrets
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from emulators.carriers.twilio.numbers import normalize
from emulators.core.carrier import CarrierFailure
from emulators.core.remote import CLOSED, CarrierClient, presentable

if TYPE_CHECKING:
    from emulators.core.carrier import Account, SipTrunk, Webhook

MOST = "1000"
"""The largest page that Twilio gives."""

TRUNKS = "/v1/Trunks"
CREDENTIAL_LISTS = "/SIP/CredentialLists"


class Remote:
    """Twilio at a base URL. An account's id is its AC SID: with an API key, Twilio wants to be told the account as well."""

    def __init__(self, base: str) -> None:
        self._base = base

    def authenticate(self, account: Account) -> bool:
        """Returns whether the credentials open an active account.

        Raises:
            CarrierFailure: Twilio gave no usable answer.
        """
        if not presentable(account.id, account.secret):
            return False
        found = self._api(account).request("GET", ".json", no=CLOSED)
        return found.granted and found.text("status") == "active"

    def owns(self, account: Account, number: str) -> bool:
        """Returns whether the account owns exactly this number.

        Raises:
            CarrierFailure: Twilio gave no usable answer.
        """
        return self._number(account, number) is not None

    def configure_webhook(self, account: Account, number: str, webhook: Webhook) -> None:
        """Points the number at the webhook.

        Raises:
            CarrierFailure: the account does not open or own the number, or Twilio refused.
        """
        self._handle(account, self._owned(account, number), webhook.voice_url, webhook.status_url)

    def release_webhook(self, account: Account, number: str) -> None:
        """Points the number nowhere, if the account has it.

        Raises:
            CarrierFailure: Twilio refused.
        """
        sid = self._number(account, number)
        if sid:
            self._handle(account, sid, "", "")

    def create_trunk(self, account: Account, trunk: SipTrunk) -> tuple[str, ...]:
        """Makes a trunk with the number on it. Returns the SIDs of what was made, the trunk's first.

        An origination URL is made where the trunk names one, and a credential list of one where it has a user name. Where one of
        them fails, all is undone.

        Raises:
            CarrierFailure: the account does not own the number, or Twilio refused.
        """
        number, trunking = self._owned(account, trunk.number), self._trunking(account)
        domain = {"DomainName": f"{secrets.token_hex(8)}.pstn.twilio.com"} if trunk.outbound else {}
        made = [trunking.request("POST", TRUNKS, form={"FriendlyName": trunk.name, **domain}).text("sid")]
        try:
            trunking.request("POST", f"{TRUNKS}/{made[0]}/PhoneNumbers", form={"PhoneNumberSid": number})
            made += _originated(trunking, made[0], trunk)
            if trunk.username:
                made.append(self._credential_list(account, trunk))
                self._fill(account, made, trunk)
        except CarrierFailure:
            with suppress(CarrierFailure):
                self.delete_trunk(account, tuple(made))
            raise
        return tuple(made)

    def delete_trunk(self, account: Account, made: tuple[str, ...]) -> None:
        """Deletes the trunks and credential lists of these SIDs, and with each what is on it. What is gone is no failure.

        Raises:
            CarrierFailure: Twilio refused.
        """
        for sid in made:
            if sid.startswith("TK"):
                self._trunking(account).request("DELETE", f"{TRUNKS}/{sid}", no=(404,))
            elif sid.startswith("CL"):
                self._api(account).request("DELETE", f"{CREDENTIAL_LISTS}/{sid}.json", no=(404,))

    def _credential_list(self, account: Account, trunk: SipTrunk) -> str:
        """Makes a credential list and returns its SID. Two of one name there cannot be, so that an ending tells them apart."""
        named = {"FriendlyName": f"{trunk.name[:55]} {secrets.token_hex(4)}"}
        return self._api(account).request("POST", f"{CREDENTIAL_LISTS}.json", form=named).text("sid")

    def _fill(self, account: Account, made: list[str], trunk: SipTrunk) -> None:
        """Puts the trunk's user name on the credential list, and the list on the trunk."""
        trunk_sid, *_, list_sid = made
        credential = {"Username": trunk.username, "Password": trunk.password}
        self._api(account).request("POST", f"{CREDENTIAL_LISTS}/{list_sid}/Credentials.json", form=credential)
        path = f"{TRUNKS}/{trunk_sid}/CredentialLists"
        self._trunking(account).request("POST", path, form={"CredentialListSid": list_sid})

    def _owned(self, account: Account, number: str) -> str:
        sid = self._number(account, number)
        if sid is None:
            raise CarrierFailure(f"the Twilio account does not own {number}, or does not open")
        return sid

    def _number(self, account: Account, number: str) -> str | None:
        """The SID of exactly this number: Twilio's filter takes a part of one as well."""
        if not presentable(account.id, account.secret):
            return None
        wanted = normalize(number)
        query = {"PhoneNumber": wanted, "PageSize": MOST}
        found = self._api(account).request("GET", "/IncomingPhoneNumbers.json", query=query, no=CLOSED)
        own = [each for each in found.items("incoming_phone_numbers") if each.text("phone_number") == wanted]
        return own[0].text("sid") if own else None

    def _handle(self, account: Account, sid: str, voice_url: str, status_url: str) -> None:
        """Only what is posted changes, so the other handlers stay as they are."""
        handlers = {
            "VoiceUrl": voice_url,
            "VoiceMethod": "POST",
            "VoiceFallbackUrl": "",
            "VoiceFallbackMethod": "POST",
            "StatusCallback": status_url,
            "StatusCallbackMethod": "POST",
        }
        self._api(account).request("POST", f"/IncomingPhoneNumbers/{sid}.json", form=handlers)

    def _api(self, account: Account) -> CarrierClient:
        root = f"{self._base}/2010-04-01/Accounts/{quote(account.id, safe='')}"
        return CarrierClient("Twilio", root, (account.id, account.secret))

    def _trunking(self, account: Account) -> CarrierClient:
        return CarrierClient("Twilio", trunking(self._base), (account.id, account.secret))


def _originated(trunking: CarrierClient, made: str, trunk: SipTrunk) -> tuple[str, ...]:
    if not trunk.origination_uri:
        return ()
    weighed = {"Weight": "10", "Priority": "10", "Enabled": "true"}
    target = {"FriendlyName": trunk.name, "SipUrl": trunk.origination_uri, **weighed}
    return (trunking.request("POST", f"{TRUNKS}/{made}/OriginationUrls", form=target).text("sid"),)


def trunking(base: str) -> str:
    """Returns the base URL of SIP trunking beside that of the core API: a host of its own at Twilio, the same one elsewhere."""
    host = urlsplit(base).hostname or ""
    at_twilio = host.startswith("api.") and host.endswith(".twilio.com")
    return base.replace("//api.", "//trunking.", 1) if at_twilio else base
