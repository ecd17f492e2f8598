"""Asks the telephone companies behind this vendor: the customer's own Twilio, and LiveKit for SIP trunks."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from emulators.core.carrier import Account, CarrierFailure, SipTrunk, Webhook
from emulators.core.problem import Refusal
from emulators.vendors.butter import problems
from emulators.vendors.butter.settings import ROOM_NAME, WEBHOOK_AT
from emulators.vendors.butter.tables import INTEGRATIONS

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row
    from emulators.vendors.butter.schema import ImportPhoneNumber

PLATFORM = Account("APIplatformdemo", "platform-livekit-secret-0123456789abcdef")
"""The platform's own LiveKit project: a customer brings no LiveKit credentials."""

WEBHOOK = Webhook(
    "butter", "https://api.getbutter.ai/webhooks/twilio/voice", "https://api.getbutter.ai/webhooks/twilio/status"
)


def twilio_account(call: Call, integration_id: str) -> Account:
    """Returns the Twilio credentials of an integration that is known to exist."""
    integration = call.store.find(INTEGRATIONS, integration_id=integration_id) or {}
    return Account(integration["account_sid"], integration["auth_token"])


def point_here(call: Call, number: Row, moment: str) -> None:
    """Has Twilio report the number's calls to this vendor, where this is the `moment` for it: `import` or `assign`.

    Raises `Refusal` where Twilio does not take it.
    """
    if number["provider"] == "twilio" and call.setting(WEBHOOK_AT) == moment:
        account = twilio_account(call, number["integration_id"])
        try:
            call.carrier("twilio").configure_webhook(account, number["phone_number"], WEBHOOK)
        except CarrierFailure:
            raise Refusal(problems.WEBHOOK_FAILED) from None


def let_go(call: Call, number: Row) -> None:
    """Undoes what an assignment set in Twilio. The number is free here, whatever Twilio says to it."""
    if number["provider"] == "twilio" and call.setting(WEBHOOK_AT) == "assign":
        account = twilio_account(call, number["integration_id"])
        with suppress(CarrierFailure):
            call.carrier("twilio").release_webhook(account, number["phone_number"])


def create_trunks(call: Call, body: ImportPhoneNumber) -> list[str]:
    """Has LiveKit make the trunks of a SIP number, and returns the identifiers of what it made.

    Raises `Refusal` where LiveKit does not do it.
    """
    room, prefix = _rooms(call, body.inbound_room_name or "")
    trunk = SipTrunk(
        name=body.sip_trunk_name or body.phone_number,
        number=body.phone_number,
        inbound=body.supports_inbound,
        outbound=body.supports_outbound,
        address=body.sip_server_address or "",
        username=body.sip_username or "",
        password=body.sip_password or "",
        room=room,
        room_prefix=prefix,
        pin=body.inbound_pin or "",
        encryption=body.media_encryption or "",
    )
    try:
        return list(call.carrier("livekit").create_trunk(PLATFORM, trunk))
    except CarrierFailure:
        raise Refusal(problems.TRUNK_FAILED) from None


def _rooms(call: Call, pattern: str) -> tuple[str, str]:
    """Returns the one room for all callers, or what the name of each caller's own room begins with; the other is empty."""
    before, star, _ = pattern.partition("*")
    return ("", before) if star and call.setting(ROOM_NAME) == "pattern" else (pattern, "")
