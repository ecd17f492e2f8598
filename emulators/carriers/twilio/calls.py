"""Inbound calls: what Twilio requests of whoever a number points at, in Twilio's form and with its signature."""

from __future__ import annotations

import base64
import hmac
from datetime import timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from emulators.carriers.twilio.tables import ACCOUNTS, APPLICATIONS, NUMBERS
from emulators.core.inbound_call import Delivery, InboundCall, requested
from emulators.core.store import NEWEST_FIRST

if TYPE_CHECKING:
    from datetime import datetime

    from emulators.core.namespace import Namespace
    from emulators.core.store import Row, Store

SECONDS = 1
"""How long the call lasts."""
NOT_RETRIEVED = "11200"
"""Twilio's error code for a URL that was not answered with a document."""
HEADERS = {"User-Agent": "TwilioProxy/1.1", "Accept": "*/*"}
FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}


def receive_call(namespace: Namespace, to: str, caller: str) -> InboundCall | None:
    """Returns the requests that a call to `to` makes, or None where no account has that number.

    They go to the voice URL, to its fallback, and to the status callback at the end. There are none for a number that points
    nowhere, that is on a trunk (the call goes to the trunk's origination URL over SIP), or whose account is suspended.
    """
    number = _number(namespace.store, to)
    if number is None:
        return None
    account = namespace.store.find(ACCOUNTS, sid=number["account_sid"], status="active")
    handler = _handler(namespace.store, number)
    call = _call(namespace, number, caller)
    if account is None or handler is None:
        return InboundCall(call["CallSid"], ())
    token = account["auth_token"]
    return InboundCall(
        call["CallSid"], (_answer(handler, call, token), _status(handler, call, token, namespace.clock.now()))
    )


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


def _call(namespace: Namespace, number: Row, caller: str) -> dict[str, str]:
    """What every request about the call says. `Caller` and `Called` are the older names of `From` and `To`."""
    return {
        "CallSid": f"CA{namespace.ids.hex(32)}",
        "AccountSid": number["account_sid"],
        "ApiVersion": "2010-04-01",
        "CallStatus": "ringing",
        "Direction": "inbound",
        "From": caller,
        "To": number["phone_number"],
        "Caller": caller,
        "Called": number["phone_number"],
    }


def _answer(handler: Row, call: dict[str, str], token: str) -> tuple[Delivery, ...]:
    """The voice URL; where that fails the fallback, which is told what failed."""
    url, fallback = handler["voice_url"], handler["voice_fallback_url"]
    if not url:
        return ()
    first = _request("answer", handler["voice_method"], url, call, token)
    if not fallback:
        return (first,)
    error = {"ErrorCode": NOT_RETRIEVED, "ErrorUrl": url}
    return first, _request("fallback", handler["voice_fallback_method"], fallback, call | error, token)


def _status(handler: Row, call: dict[str, str], token: str, began: datetime) -> tuple[Delivery, ...]:
    url = handler["status_callback"]
    ended = {
        "CallStatus": "completed",
        "CallDuration": str(SECONDS),
        "SipResponseCode": "200",
        "Timestamp": format_datetime(began + timedelta(seconds=SECONDS)),
        "CallbackSource": "call-progress-events",
        "SequenceNumber": "0",
    }
    return (_request("status", handler["status_callback_method"], url, call | ended, token),) if url else ()


def _request(purpose: str, method: str, url: str, params: dict[str, str], token: str) -> Delivery:
    """A GET carries the parameters in its query, a POST as a form: the signature covers them either way."""
    if method == "GET":
        seen = requested(url, params)
        return Delivery(purpose, method, seen, HEADERS | _signature(token, seen))
    seen = requested(url)
    signed = seen + "".join(f"{name}{value}" for name, value in sorted(params.items()))
    return Delivery(purpose, method, seen, HEADERS | FORM | _signature(token, signed), urlencode(params).encode())


def _signature(token: str, signed: str) -> dict[str, str]:
    digest = hmac.digest(token.encode(), signed.encode(), "sha1")
    return {"X-Twilio-Signature": base64.b64encode(digest).decode()}
