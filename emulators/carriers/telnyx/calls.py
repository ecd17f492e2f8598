"""Inbound calls: what Telnyx sends to the application that a number is connected to, with its Ed25519 signature.

A call-control application is told by JSON events; a TeXML application is asked for instructions by a form.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from emulators.carriers.telnyx.events import ToldCall
from emulators.carriers.telnyx.live_calls import new_call
from emulators.carriers.telnyx.numbers import DELETED
from emulators.carriers.telnyx.signing import signature
from emulators.carriers.telnyx.tables import ACCOUNTS, CALL_CONTROL_APPLICATIONS, CALLS, NUMBERS, TEXML_APPLICATIONS
from emulators.core.clock import milliseconds, seconds
from emulators.core.inbound_call import Delivery, InboundCall, received_url, until_taken
from emulators.core.store import NEWEST_FIRST

if TYPE_CHECKING:
    from datetime import datetime

    from emulators.core.namespace import Namespace
    from emulators.core.store import Row, Store

Messages = tuple[tuple[Delivery, ...], ...]
"""For each message the attempts to deliver it."""

SECONDS = 1
"""How long the call lasts."""
USER_AGENT = {"User-Agent": "telnyx-webhooks"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True, slots=True)
class ArrivedCall:
    """One call that reached a TeXML application."""

    id: str
    application: Row
    number: Row
    caller: str
    began: datetime

    @property
    def ended(self) -> datetime:
        """The time at which the caller gives up."""
        return self.began + timedelta(seconds=SECONDS)


def receive_call(namespace: Namespace, to: str, caller: str) -> InboundCall | None:
    """Returns the requests that a call to `to` makes, or None where no account owns that number.

    There are none for a number that is connected to no active application, or whose account is suspended.
    """
    store, now = namespace.store, namespace.clock.now()
    number = _number(store, to)
    if number is None:
        return None
    connected = {"id": number["connection_id"], "active": True}
    ends = {"from": caller, "to": number["phone_number"], "connection_id": number["connection_id"]}
    row = new_call(namespace.ids, now, "incoming", organization_id=number["organization_id"], **ends)
    control_id = row["call_control_id"]
    if store.find(ACCOUNTS, organization_id=number["organization_id"], suspended=True):
        return InboundCall(control_id, ())
    if application := store.find(CALL_CONTROL_APPLICATIONS, **connected):
        store.delete(CALLS, call_control_id=control_id)
        store.insert(CALLS, row)
        return InboundCall(control_id, ToldCall(namespace, application, number, control_id, now).steps())
    if application := store.find(TEXML_APPLICATIONS, **connected):
        messages = _instructions(ArrivedCall(control_id, application, number, caller, now))
        return InboundCall(control_id, tuple(map(until_taken, messages)))
    return InboundCall(control_id, ())


def _number(store: Store, to: str) -> Row | None:
    """Of several accounts with this number, as placeholders may be, the newest that has it connected."""
    rows = [row for row in store.select(NUMBERS, {"phone_number": to}, NEWEST_FIRST) if row["status"] != DELETED]
    return max(rows, key=lambda row: row["connection_id"] is not None, default=None)


def _instructions(call: ArrivedCall) -> Messages:
    """The voice URL and its fallback, and the status callback at the end."""
    shared = {
        "AccountSid": call.application["organization_id"],
        "CallSid": call.id,
        "CallSidLegacy": call.id,
        "ConnectionId": call.application["id"],
        "From": call.caller,
        "To": call.number["phone_number"],
    }
    ringing = shared | {"ApiVersion": "2010-04-01", "CallStatus": "ringing"}
    ended = shared | {
        "CallStatus": "completed",
        "CallInitiatedAt": milliseconds(call.began),
        "CallDuration": str(SECONDS),
        "CallbackSource": "call-progress-events",
        "SequenceNumber": "0",
        "Timestamp": seconds(call.ended),
    }
    return (
        _form(call, "answer", "voice_url", "voice_method", ringing)
        + _form(call, "fallback", "voice_fallback_url", "voice_method", ringing),
        _form(call, "status", "status_callback", "status_callback_method", ended),
    )


def _form(call: ArrivedCall, purpose: str, url: str, method: str, params: dict[str, str]) -> tuple[Delivery, ...]:
    """A request to the URL of this name, if there is one. A GET carries the parameters in its query, where the signature
    does not see them; a POST as a form."""
    address = call.application[url]
    if not address:
        return ()
    body = urlencode(params).encode() if call.application[method] == "post" else b""
    headers = USER_AGENT | (FORM if body else {}) | signature(call.application["organization_id"], body, call.began)
    seen = received_url(address, {} if body else params)
    return (Delivery(purpose, call.application[method].upper(), seen, headers, body),)
