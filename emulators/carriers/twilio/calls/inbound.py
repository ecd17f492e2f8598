"""Inbound calls: what Twilio requests of whoever a number points at, in Twilio's form and with its signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.twilio.calls import timeline
from emulators.carriers.twilio.calls.messages import ask_for_instructions, report
from emulators.carriers.twilio.calls.parameters import parameters
from emulators.carriers.twilio.calls.record import handled_by, new
from emulators.carriers.twilio.tables import ACCOUNTS, APPLICATIONS, CALLS, NUMBERS
from emulators.core.inbound_call import InboundCall
from emulators.core.store import NEWEST_FIRST

if TYPE_CHECKING:
    from emulators.core.namespace import Namespace
    from emulators.core.store import Row, Store


def receive_call(namespace: Namespace, to: str, caller: str) -> InboundCall | None:
    """Returns the requests that a call to `to` makes, or None where no account has that number. Keeps the call.

    They go to the voice URL, to its fallback, and to the status callback at the end. There are none for a number that points
    nowhere, that is on a trunk (the call goes to the trunk's origination URL over SIP), or whose account is suspended.
    """
    store, ids = namespace.store, namespace.ids
    number = _number(store, to)
    if number is None:
        return None
    account, handler = store.find(ACCOUNTS, sid=number["account_sid"], status="active"), _handler(store, number)
    call = _call(namespace, number, caller, handler)
    if account is None:
        return InboundCall(call["sid"], ())
    store.insert(CALLS, call)
    if handler is None:
        return InboundCall(call["sid"], ())
    token, over = account["auth_token"], timeline.moments(call)["completed"]
    ended = {"CallDuration": str(timeline.SECONDS), "SipResponseCode": "200"}
    answer = ask_for_instructions(call, parameters(call, "ringing"), token, ids)
    status = report(call, parameters(call, "completed") | ended, 0, over, token, ids)
    return InboundCall(call["sid"], (answer, status))


def _number(store: Store, to: str) -> Row | None:
    """Of several accounts with this number, as placeholders may be, the newest that points it somewhere."""
    rows = store.select(NUMBERS, {"phone_number": to}, NEWEST_FIRST)
    return max(rows, key=lambda row: bool((_handler(store, row) or {}).get("voice_url")), default=None)


def _handler(store: Store, number: Row) -> Row | None:
    """Whose URLs count: the application's, or the number's own."""
    if number["trunk_sid"]:
        return None
    application = number["voice_application_sid"]
    return store.find(APPLICATIONS, sid=application) if application else number


def _call(namespace: Namespace, number: Row, caller: str, handler: Row | None) -> Row:
    """A call to a number on a trunk goes there, and nobody is asked what to do with it."""
    call = new(
        f"CA{namespace.ids.hex(32)}", number["account_sid"], caller, number["phone_number"], namespace.clock.now()
    )
    return call | {
        "direction": "inbound" if handler else "trunking-originating",
        "api_version": number["api_version"],
        "phone_number_sid": number["sid"],
        "trunk_sid": number["trunk_sid"],
        "open": False,
        **(handled_by(handler) if handler else {}),
    }
