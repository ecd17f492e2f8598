"""Resources of the core API: URIs without a host, dates of RFC 2822."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from emulators.carriers.twilio import geography, stock

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row

API_VERSION = "2010-04-01"
CAPABILITIES = {"voice": True, "sms": True, "mms": True, "fax": False}


def account(_call: Call, row: Row) -> dict[str, Any]:
    """Returns an account as it is shown, with its Auth Token."""
    uri = f"/{API_VERSION}/Accounts/{row['sid']}"
    return {
        "sid": row["sid"],
        "auth_token": row["auth_token"],
        "friendly_name": row["friendly_name"],
        "owner_account_sid": row["sid"],
        "status": row["status"],
        "type": "Full",
        "date_created": rfc2822(row["date_created"]),
        "date_updated": rfc2822(row["date_created"]),
        "uri": f"{uri}.json",
        "subresource_uris": {
            "calls": f"{uri}/Calls.json",
            "available_phone_numbers": f"{uri}/AvailablePhoneNumbers.json",
            "incoming_phone_numbers": f"{uri}/IncomingPhoneNumbers.json",
            "applications": f"{uri}/Applications.json",
            "balance": f"{uri}/Balance.json",
        },
    }


def balance(_call: Call, row: Row) -> dict[str, Any]:
    """Returns the balance of an account."""
    return {"account_sid": row["sid"], "balance": "0.05", "currency": "USD"}


def phone_number(call: Call, row: Row) -> dict[str, Any]:
    """Returns an incoming phone number. Of the words for its kind, the one for a local number is printed."""
    kind = geography.kind(row["phone_number"])
    return number_of_a_kind(call, row) | {"type": kind if kind == "local" else None}


def number_of_a_kind(_call: Call, row: Row) -> dict[str, Any]:
    """Returns an incoming phone number as a list of one kind shows it."""
    return row | {
        "address_requirements": "none",
        "capabilities": CAPABILITIES,
        "emergency_address_status": "unregistered",
        "status": "in-use",
        **core(row, "IncomingPhoneNumbers"),
    }


def country(call: Call, code: str) -> dict[str, Any]:
    """Returns a country where numbers are for sale, with where those of each kind are."""
    uri = f"/{API_VERSION}/Accounts/{call.principal.tenant}/AvailablePhoneNumbers/{code}"
    kinds = stock.kinds_of(call.store, code)
    return {
        "beta": False,
        "country": stock.COUNTRIES[code],
        "country_code": code,
        "subresource_uris": {kind: f"{uri}/{stock.COLLECTIONS[kind]}.json" for kind in kinds},
        "uri": f"{uri}.json",
    }


def available(_call: Call, row: Row) -> dict[str, Any]:
    """Returns a number that can be bought."""
    return {name: value for name, value in row.items() if name != "kind"}


def application(_call: Call, row: Row) -> dict[str, Any]:
    """Returns a TwiML application."""
    return row | core(row, "Applications")


def core(row: Row, collection: str) -> dict[str, Any]:
    """Returns the dates and the URI of a resource as the core API writes them."""
    return {
        "date_created": rfc2822(row["date_created"]),
        "date_updated": rfc2822(row["date_updated"]),
        "uri": f"/{API_VERSION}/Accounts/{row['account_sid']}/{collection}/{row['sid']}.json",
    }


def rfc2822(moment: str) -> str:
    """Returns an ISO 8601 time as `Thu, 30 Jul 2015 23:19:04 +0000`."""
    return format_datetime(datetime.fromisoformat(moment))
