"""Inbound calls: what Telnyx sends to the application that a number is connected to, with its Ed25519 signature.

A call-control application is told by JSON events; a TeXML application is asked for instructions by a form.
"""

from __future__ import annotations

import string
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import orjson

from emulators.carriers.telnyx.moments import microseconds
from emulators.carriers.telnyx.numbers import DELETED
from emulators.carriers.telnyx.signing import signature
from emulators.carriers.telnyx.tables import ACCOUNTS, CALL_CONTROL_APPLICATIONS, NUMBERS, TEXML_APPLICATIONS
from emulators.core.clock import milliseconds, seconds
from emulators.core.inbound_call import Delivery, InboundCall, received_url, until_taken
from emulators.core.store import NEWEST_FIRST

if TYPE_CHECKING:
    from datetime import datetime

    from emulators.core.identifiers import Identifiers
    from emulators.core.namespace import Namespace
    from emulators.core.store import Row, Store

Messages = tuple[tuple[Delivery, ...], ...]
"""For each message the attempts to deliver it."""

SECONDS = 1
"""How long the call lasts."""
PRIMARY_ATTEMPTS = 2
"""How often an event is sent to the webhook URL before the failover URL gets it."""
USER_AGENT = {"User-Agent": "telnyx-webhooks"}
JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
CONTROL_ID = f"{string.ascii_letters}{string.digits}-_"
CONTROL_ID_LENGTH = 54


@dataclass(frozen=True, slots=True)
class ArrivedCall:
    """One call that reached an application."""

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
    control_id = f"v3:{namespace.ids.of(CONTROL_ID, CONTROL_ID_LENGTH)}"
    connected = {"id": number["connection_id"], "active": True}
    if store.find(ACCOUNTS, organization_id=number["organization_id"], suspended=True):
        return InboundCall(control_id, ())
    messages: Messages = ()
    if application := store.find(CALL_CONTROL_APPLICATIONS, **connected):
        messages = _events(ArrivedCall(control_id, application, number, caller, now), namespace.ids)
    elif application := store.find(TEXML_APPLICATIONS, **connected):
        messages = _instructions(ArrivedCall(control_id, application, number, caller, now))
    return InboundCall(control_id, tuple(map(until_taken, messages)))


def _number(store: Store, to: str) -> Row | None:
    """Of several accounts with this number, as placeholders may be, the newest that has it connected."""
    rows = [row for row in store.select(NUMBERS, {"phone_number": to}, NEWEST_FIRST) if row["status"] != DELETED]
    return max(rows, key=lambda row: row["connection_id"] is not None, default=None)


def _events(call: ArrivedCall, ids: Identifiers) -> Messages:
    """The call is parked until the caller gives up: nobody can answer it here."""
    shared = {
        "call_control_id": call.id,
        "call_leg_id": ids.uuid4(),
        "call_session_id": ids.uuid4(),
        "client_state": None,
        "connection_id": call.application["id"],
        "from": call.caller,
        "start_time": microseconds(call.began),
        "tags": call.number["tags"],
        "to": call.number["phone_number"],
    }
    began = {
        "caller_id_name": call.caller,
        "connection_codecs": "G722,PCMU,PCMA,G729",
        "direction": "incoming",
        "state": "parked",
    }
    ended = {
        "hangup_cause": "originator_cancel",
        "hangup_source": "caller",
        "sip_hangup_cause": "unspecified",
        "state": "hangup",
    }
    return (
        _attempts(call.application, _event("call.initiated", ids.uuid4(), shared | began, call.began), call.began),
        _attempts(call.application, _event("call.hangup", ids.uuid4(), shared | ended, call.ended), call.ended),
    )


def _event(kind: str, event_id: str, payload: dict[str, Any], at: datetime) -> dict[str, Any]:
    occurred = {"event_type": kind, "id": event_id, "occurred_at": microseconds(at)}
    return occurred | {"payload": payload, "record_type": "event"}


def _attempts(application: Row, event: dict[str, Any], at: datetime) -> tuple[Delivery, ...]:
    """One event, to the webhook URL and to the failover URL. Which attempt it is stands in what is signed."""
    failover = application["webhook_event_failover_url"]
    urls = [("event", application["webhook_event_url"])] * PRIMARY_ATTEMPTS + [("failover", failover)]
    attempts = []
    for attempt, (purpose, url) in enumerate(urls, start=1):
        if url:
            body = orjson.dumps({"data": event, "meta": {"attempt": attempt, "delivered_to": url}})
            headers = USER_AGENT | JSON | signature(application["organization_id"], body, at)
            attempts.append(Delivery(purpose, "POST", received_url(url), headers, body))
    return tuple(attempts)


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
