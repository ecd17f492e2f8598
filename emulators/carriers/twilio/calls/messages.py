"""The messages about a call: the request for instructions with its fallback, and the status callback."""

from __future__ import annotations

from dataclasses import replace
from email.utils import format_datetime
from typing import TYPE_CHECKING

from emulators.carriers.twilio import twiml
from emulators.carriers.twilio.webhooks import WebhookMessage, send

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from emulators.core.identifiers import Identifiers
    from emulators.core.inbound_call import Conversation
    from emulators.core.store import Row


def ask_for_instructions(call: Row, told: Mapping[str, str], token: str, ids: Identifiers) -> Conversation:
    """Asks the call's URL, and where that answers nothing that can be executed the fallback, which is told what was wrong."""
    first = WebhookMessage("answer", call["method"], call["url"], told, token, ids.uuid4())
    second = WebhookMessage("fallback", call["fallback_method"], call["fallback_url"], told, token, ids.uuid4())
    return _executed(first, second)


def _executed(first: WebhookMessage, fallback: WebhookMessage) -> Conversation:
    if not first.url:
        return
    url, outcome = yield from send(first)
    error = twiml.error(outcome)
    if error and fallback.url:
        yield from send(replace(fallback, params={**fallback.params, "ErrorCode": error, "ErrorUrl": url}))


def report(  # noqa: PLR0913, PLR0917 -- what is told, when, of which call, and what signing takes
    call: Row, told: Mapping[str, str], number: int, when: datetime, token: str, ids: Identifiers
) -> Conversation:
    """Tells the status callback of a change. `number` counts what it was told of the call."""
    also = {
        "Timestamp": format_datetime(when),
        "CallbackSource": "call-progress-events",
        "SequenceNumber": str(number),
    }
    method, url = call["status_callback_method"], call["status_callback"]
    return _reported(WebhookMessage("status", method, url, {**told, **also}, token, ids.uuid4()))


def _reported(webhook: WebhookMessage) -> Conversation:
    if webhook.url:
        yield from send(webhook)
