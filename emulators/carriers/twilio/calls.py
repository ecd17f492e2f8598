"""Inbound calls: what Twilio requests of whoever a number points at, in Twilio's form and with its signature."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

from emulators.carriers.twilio import twiml
from emulators.carriers.twilio.geography import country
from emulators.carriers.twilio.tables import ACCOUNTS, APPLICATIONS, NUMBERS
from emulators.carriers.twilio.webhooks import WebhookMessage, send
from emulators.core.inbound_call import Conversation, InboundCall
from emulators.core.store import NEWEST_FIRST

if TYPE_CHECKING:
    from datetime import datetime

    from emulators.core.identifiers import Identifiers
    from emulators.core.namespace import Namespace
    from emulators.core.store import Row, Store

SECONDS = 1
"""How long the call lasts."""


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
    token, began = account["auth_token"], namespace.clock.now()
    told = _answer(handler, call, token, namespace.ids), _status(handler, call, token, namespace.ids, began)
    return InboundCall(call["CallSid"], told)


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
    called = number["phone_number"]
    countries = {
        "FromCountry": country(caller),
        "ToCountry": country(called),
        "CallerCountry": country(caller),
        "CalledCountry": country(called),
    }
    return {
        "CallSid": f"CA{namespace.ids.hex(32)}",
        "AccountSid": number["account_sid"],
        "ApiVersion": number["api_version"],
        "CallStatus": "ringing",
        "Direction": "inbound",
        "From": caller,
        "To": called,
        "Caller": caller,
        "Called": called,
        **{name: code for name, code in countries.items() if code},
    }


def _answer(handler: Row, call: dict[str, str], token: str, ids: Identifiers) -> Conversation:
    """The voice URL; where that answers nothing that can be executed the fallback, which is told what was wrong."""
    first = WebhookMessage("answer", handler["voice_method"], handler["voice_url"], call, token, ids.uuid4())
    fallback = handler["voice_fallback_url"]
    second = WebhookMessage("fallback", handler["voice_fallback_method"], fallback, call, token, ids.uuid4())
    return _executed(first, second)


def _executed(first: WebhookMessage, fallback: WebhookMessage) -> Conversation:
    if not first.url:
        return
    url, outcome = yield from send(first)
    error = twiml.error(outcome)
    if error and fallback.url:
        told = {**fallback.params, "ErrorCode": error, "ErrorUrl": url}
        yield from send(replace(fallback, params=told))


def _status(handler: Row, call: dict[str, str], token: str, ids: Identifiers, began: datetime) -> Conversation:
    ended = {
        "CallStatus": "completed",
        "CallDuration": str(SECONDS),
        "SipResponseCode": "200",
        "Timestamp": format_datetime(began + timedelta(seconds=SECONDS)),
        "CallbackSource": "call-progress-events",
        "SequenceNumber": "0",
    }
    method, url = handler["status_callback_method"], handler["status_callback"]
    return _reported(WebhookMessage("status", method, url, call | ended, token, ids.uuid4()))


def _reported(webhook: WebhookMessage) -> Conversation:
    if webhook.url:
        yield from send(webhook)
