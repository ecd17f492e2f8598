"""Phone numbers of an account. Telnyx writes them +E.164.

An account that owns any number has no row for most of them: asking whether it owns one writes nothing, and the row is made
when somebody looks it up or points it somewhere. A number given back keeps its row, with the status that Telnyx has for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.telnyx.identifiers import new_id
from emulators.carriers.telnyx.tables import NUMBERS
from emulators.core import local_carrier
from emulators.core.clock import milliseconds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.namespace import Namespace
    from emulators.core.store import Row, Store

DELETED = "deleted"
GIVEN_BACK = {"status": DELETED, "connection_id": None}
"""What is different in the row of a number once it is given back."""


def normalize(number: str) -> str:
    """Returns the number with its plus."""
    return number if number.startswith("+") else f"+{number}"


def new(number_id: str, organization_id: str, phone_number: str, now: str, country: str = "US") -> Row:
    """Returns a row of `NUMBERS` that nobody points anywhere yet."""
    toll_free = phone_number.startswith(("+1800", "+1888", "+1877", "+1866"))
    return {
        "id": number_id,
        "organization_id": organization_id,
        "phone_number": phone_number,
        "status": "active",
        "phone_number_type": "toll_free" if toll_free else "local",
        "country_iso_alpha2": country,
        "tags": [],
        "emergency_enabled": False,
        "emergency_status": "disabled",
        "hd_voice_enabled": False,
        "deletion_lock_enabled": False,
        "source_type": "number_order",
        "tech_prefix_enabled": False,
        "translated_number": "",
        "inbound_call_screening": "disabled",
        "usage_payment_method": "pay-per-minute",
        "caller_id_name_enabled": False,
        "call_forwarding": {"call_forwarding_enabled": True, "forwards_to": "", "forwarding_type": None},
        "call_recording": {
            "inbound_call_recording_enabled": False,
            "inbound_call_recording_format": "wav",
            "inbound_call_recording_channels": "single",
        },
        "cnam_listing": {"cnam_listing_enabled": False, "cnam_listing_details": ""},
        "media_features": {
            "rtp_auto_adjust_enabled": True,
            "accept_any_rtp_packets_enabled": False,
            "t38_fax_gateway_enabled": True,
        },
        "purchased_at": now,
        "activated_at": now,
        "created_at": now,
        "updated_at": now,
    }


def owns(store: Store, account: Mapping[str, Any], phone_number: str) -> bool:
    """Returns whether the account owns exactly this number. Writes nothing."""
    row = store.find(NUMBERS, organization_id=account["organization_id"], phone_number=phone_number)
    return local_carrier.owns(account, phone_number, rented=None if row is None else row["status"] != DELETED)


def get_or_create(namespace: Namespace, account: Mapping[str, Any], phone_number: str) -> Row:
    """Returns the row of a number that the account owns, and makes it where there was none."""
    store, owner = namespace.store, account["organization_id"]
    own = {"organization_id": owner, "phone_number": phone_number}
    if store.find(NUMBERS, **own) is None:
        number_id, now = new_id(namespace.ids), milliseconds(namespace.clock.now())
        store.insert(NUMBERS, new(number_id, owner, phone_number, now, _country(phone_number)))
    return store.select(NUMBERS, own)[0]


def _country(phone_number: str) -> str:
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE as REGIONS  # noqa: PLC0415 -- loaded for the few that need it

    codes = (int(phone_number[1:end]) for end in (2, 3, 4))
    return next((str(REGIONS[code][0]) for code in codes if code in REGIONS), "US")
