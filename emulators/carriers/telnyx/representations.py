"""What each resource looks like in a reply."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from emulators.core.clock import milliseconds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.carriers.telnyx.connections import ConnectionKind
    from emulators.carriers.telnyx.schema import ListSlimNumbers
    from emulators.core.store import Row

BALANCE = ("balance", "credit_limit", "available_credit", "currency", "pending")
INSIDE = frozenset({"organization_id", "tech_prefix_enabled", "translated_number", "usage_payment_method"})
"""Columns of a number that its voice settings show, or nobody."""

NOT_SLIM = frozenset(
    {
        "connection_name",
        "deletion_lock_enabled",
        "messaging_campaign_id",
        "messaging_profile_id",
        "messaging_profile_name",
        "source_type",
        "tags",
    }
)
"""What the slim list leaves out."""

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


def available_number(row: Row) -> dict[str, Any]:
    """Returns a number that may be ordered."""
    regions = {
        "country_code": "country_code",
        "rate_center": "rate_center",
        "administrative_area": "state",
        "locality": "location",
    }
    return {
        "record_type": "available_phone_number",
        "phone_number": row["phone_number"],
        "vanity_format": row["vanity_format"],
        "best_effort": False,
        "quickship": row["quickship"],
        "reservable": row["reservable"],
        "region_information": [
            {"region_type": kind, "region_name": row[name]} for name, kind in regions.items() if row[name]
        ],
        "cost_information": {name: row[name] for name in ("upfront_cost", "monthly_cost", "currency")},
        "features": [{"name": name} for name in row["features"]],
    }


def number_order(row: Row) -> dict[str, Any]:
    """Returns an order with its numbers in full."""
    return _order(row, [_ordered(each, row["status"]) for each in row["phone_numbers"]])


def number_order_in_brief(row: Row) -> dict[str, Any]:
    """Returns an order with the ids of its numbers, as a list shows it."""
    brief = [{"id": each["number_id"], "phone_number": each["phone_number"]} for each in row["phone_numbers"]]
    return _order(row, brief)


def _order(row: Row, numbers: list[dict[str, Any]]) -> dict[str, Any]:
    plain = {name: value for name, value in row.items() if name not in ("organization_id", "phone_numbers")}
    count = {"phone_numbers_count": len(numbers), "requirements_met": True}
    return {"record_type": "number_order", **plain, **count, "phone_numbers": numbers}


def _ordered(number: dict[str, Any], status: str) -> dict[str, Any]:
    return {
        "record_type": "number_order_phone_number",
        "id": number["id"],
        "phone_number": number["phone_number"],
        "country_code": number["country_iso_alpha2"],
        "country_iso_alpha2": number["country_iso_alpha2"],
        "phone_number_type": number["phone_number_type"],
        "regulatory_requirements": [],
        "requirements_met": True,
        "requirements_status": "approved",
        "status": status,
    }


def slim_number(row: Row, query: ListSlimNumbers) -> dict[str, Any]:
    """Returns a number in fewer words, with its tags where they are asked for."""
    shown = {name: value for name, value in number(row).items() if name not in NOT_SLIM}
    tags = {"tags": row["tags"]} if query.include_tags == "true" else {}
    return shown | {"record_type": "phone_number_slim"} | tags


def job(row: Row) -> dict[str, Any]:
    """Returns a job that ended. Its numbers are listed by what came of them."""
    plain = {name: value for name, value in row.items() if name != "organization_id"}
    return {"record_type": "phone_numbers_job", **plain, "pending_operations": [], "etc": row["updated_at"]}


def pending_job(row: Row) -> dict[str, Any]:
    """Returns the same job as it is told of when it was asked for: nothing is done yet."""
    nothing: dict[str, Any] = {"successful_operations": [], "failed_operations": []}
    return job(row) | nothing | {"status": "pending", "pending_operations": row["phone_numbers"]}


CALL_IDS = ("call_control_id", "call_leg_id", "call_session_id")


def dialled_call(row: Row) -> dict[str, Any]:
    """Returns a call that was just dialled, which never is alive yet: dialling takes its time."""
    ids = {name: row[name] for name in CALL_IDS}
    return {"record_type": "call", **ids, "is_alive": False, **_client_state(row)}


def call_status(row: Row, ended: datetime | None, now: datetime) -> dict[str, Any]:
    """Returns how a call stands, with when it ended where it did."""
    began = datetime.fromisoformat(row["start_time"])
    times = {"start_time": row["start_time"], "call_duration": int(((ended or now) - began).total_seconds())}
    over = {"end_time": milliseconds(ended)} if ended else {}
    return dialled_call(row) | {"is_alive": ended is None} | times | over


def _client_state(row: Row) -> dict[str, str]:
    return {"client_state": row["client_state"]} if row.get("client_state") else {}


def voice_settings(row: Row) -> dict[str, Any]:
    """Returns the voice settings of a number."""
    shown = {name: row[name] for name in VOICE}
    return {"record_type": "voice_settings", **shown, "emergency": {name: row[name] for name in EMERGENCY}}


def connection_in_brief(kind: ConnectionKind, row: Row) -> dict[str, Any]:
    """Returns what connections of every kind have in common. A TeXML application has no URL for events."""
    return {
        "record_type": kind.record_type,
        "connection_name": row[kind.name],
        "outbound_voice_profile_id": row["outbound"]["outbound_voice_profile_id"],
        "webhook_api_version": row.get("webhook_api_version", "2"),
        "webhook_event_url": row.get("webhook_event_url"),
        "webhook_event_failover_url": row.get("webhook_event_failover_url"),
        **{name: row[name] for name in ("id", "active", "anchorsite_override", "tags", "created_at", "updated_at")},
    }


def fqdn(row: Row) -> dict[str, Any]:
    """Returns a host of an FQDN connection."""
    return {"record_type": "fqdn", **{name: value for name, value in row.items() if name != "organization_id"}}


def connection(kind: ConnectionKind, row: Row) -> dict[str, Any]:
    """Returns a connection of this kind, whole."""
    shown = {name: row[name] for name in kind.table.columns if name != "organization_id"}
    return {"record_type": kind.record_type, **shown}
