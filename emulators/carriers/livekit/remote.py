"""LiveKit as vendors ask it over Twirp, in JSON: a LiveKit server, or an emulator elsewhere."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from emulators.carriers.livekit.carrier import rule_info, trunk_info
from emulators.carriers.livekit.numbers import normalize
from emulators.carriers.livekit.protocol import SIP_SERVICE
from emulators.core.carrier import CarrierFailure
from emulators.core.remote import CLOSED, CarrierClient, presentable

if TYPE_CHECKING:
    from collections.abc import Collection

    from emulators.core.carrier import Account, SipTrunk, Webhook
    from emulators.core.remote import CarrierAnswer

LIFETIME = 600
"""Seconds for which a token is good: enough for one request."""

LISTS = ("ListSIPInboundTrunk", "ListSIPOutboundTrunk")


class Remote:
    """LiveKit SIP at a base URL. An account is an API key and its secret."""

    def __init__(self, base: str) -> None:
        self._base = base

    def authenticate(self, account: Account) -> bool:
        """Returns whether key and secret open a project.

        Raises:
            CarrierFailure: the server gave no usable answer.
        """
        return presentable(account.id, account.secret) and self._ask(account, LISTS[0], {}).granted

    def owns(self, account: Account, number: str) -> bool:
        """Returns whether one of the project's trunks lists exactly this number: LiveKit rents none out.

        Raises:
            CarrierFailure: the server gave no usable answer.
        """
        if not self.authenticate(account):
            return False
        wanted = normalize(number)
        trunks = [trunk for method in LISTS for trunk in self._ask(account, method, {}).items("items")]
        return any(normalize(each.text()) == wanted for trunk in trunks for each in trunk.items("numbers"))

    def configure_webhook(self, _account: Account, number: str, _webhook: Webhook) -> None:
        """Fails: LiveKit has no webhook for a number.

        Raises:
            CarrierFailure: always.
        """
        raise CarrierFailure(f"LiveKit: {number} has no webhook; calls that come in go to a room")

    def release_webhook(self, account: Account, number: str) -> None:
        """Does nothing: a number has no webhook here."""

    def create_trunk(self, account: Account, trunk: SipTrunk) -> tuple[str, ...]:
        """Makes an inbound trunk with its dispatch rule, an outbound trunk, or all three. Returns their ids in this order.

        Where one of them fails, those before it are removed again.

        Raises:
            CarrierFailure: the server refused one of them.
        """
        made: list[str] = []
        try:
            if trunk.inbound:
                made.append(self._made(account, "CreateSIPInboundTrunk", {"trunk": trunk_info(trunk)}))
                rule = {"dispatch_rule": rule_info(trunk, made[0])}
                made.append(self._made(account, "CreateSIPDispatchRule", rule, "sip_dispatch_rule_id"))
            if trunk.outbound:
                outbound = {"trunk": trunk_info(trunk) | {"address": trunk.address}}
                made.append(self._made(account, "CreateSIPOutboundTrunk", outbound))
        except CarrierFailure:
            with suppress(CarrierFailure):
                self.delete_trunk(account, tuple(made))
            raise
        return tuple(made)

    def delete_trunk(self, account: Account, made: tuple[str, ...]) -> None:
        """Removes the trunks and dispatch rules of these ids. What is already gone is no failure.

        Raises:
            CarrierFailure: the server refused.
        """
        for identifier in made:
            if identifier.startswith("SDR_"):
                self._ask(account, "DeleteSIPDispatchRule", {"sip_dispatch_rule_id": identifier}, no=(404,))
            else:
                self._ask(account, "DeleteSIPTrunk", {"sip_trunk_id": identifier}, no=(404,))

    def _made(self, account: Account, method: str, message: dict[str, Any], key: str = "sip_trunk_id") -> str:
        return self._ask(account, method, message, no=()).text(key)

    def _ask(
        self, account: Account, method: str, message: dict[str, Any], no: Collection[int] = CLOSED
    ) -> CarrierAnswer:
        import jwt  # noqa: PLC0415 -- only where something is signed

        claims = {"iss": account.id, "exp": int(time.time()) + LIFETIME, "sip": {"admin": True}}
        token = jwt.encode(claims, account.secret, "HS256")
        client = CarrierClient("LiveKit", self._base, headers={"Authorization": f"Bearer {token}"})
        return client.request("POST", SIP_SERVICE + method, document=message, no=no)
