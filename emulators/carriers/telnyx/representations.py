"""What each resource looks like in a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.carriers.telnyx.applications import ApplicationKind
    from emulators.core.store import Row

BALANCE = ("balance", "credit_limit", "available_credit", "currency", "pending")
INSIDE = frozenset({"organization_id", "tech_prefix_enabled", "translated_number", "usage_payment_method"})
"""Columns of a number that its voice settings show, or nobody."""

NOT_DELETED = frozenset({"country_iso_alpha2", "emergency_status", "inbound_call_screening", "source_type"})
"""What the answer to a deletion leaves out."""

VOICE = (
    "id",
    "phone_number",
    "connection_id",
    "customer_reference",
    "tech_prefix_enabled",
    "translated_number",
    "inbound_call_screening",
    "usage_payment_method",
    "call_forwarding",
    "call_recording",
    "cnam_listing",
    "media_features",
)
EMERGENCY = ("emergency_enabled", "emergency_address_id", "emergency_status")


def balance(account: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the balance of an account, amounts as strings."""
    return {"record_type": "balance", **{name: account[name] for name in BALANCE}}


def number(row: Row) -> dict[str, Any]:
    """Returns a number with the switches that its voice settings hold. The row has the name of its connection as well."""
    plain = {name: value for name, value in row.items() if not isinstance(value, dict) and name not in INSIDE}
    return {
        "record_type": "phone_number",
        "messaging_campaign_id": None,
        **plain,
        "call_forwarding_enabled": row["call_forwarding"]["call_forwarding_enabled"],
        "call_recording_enabled": row["call_recording"]["inbound_call_recording_enabled"],
        "cnam_listing_enabled": row["cnam_listing"]["cnam_listing_enabled"],
        "t38_fax_gateway_enabled": row["media_features"]["t38_fax_gateway_enabled"],
    }


def deleted_number(row: Row) -> dict[str, Any]:
    """Returns a number as it is told of once more when it is given back. The row has the name of its connection as well."""
    return {name: value for name, value in number(row).items() if name not in NOT_DELETED}


def voice_settings(row: Row) -> dict[str, Any]:
    """Returns the voice settings of a number."""
    shown = {name: row[name] for name in VOICE}
    return {"record_type": "voice_settings", **shown, "emergency": {name: row[name] for name in EMERGENCY}}


def application(kind: ApplicationKind, row: Row) -> dict[str, Any]:
    """Returns an application of this kind."""
    shown = {name: row[name] for name in kind.table.columns if name != "organization_id"}
    return {"record_type": kind.record_type, **shown}
