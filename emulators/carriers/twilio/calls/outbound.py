"""Outbound calls: what Twilio asks and tells as a call that an account made goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.twilio.calls import timeline
from emulators.carriers.twilio.calls.messages import ask_for_instructions, report
from emulators.carriers.twilio.calls.parameters import parameters
from emulators.carriers.twilio.tables import ACCOUNTS, CALLS
from emulators.core.call_progress import CallProgress

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from emulators.core.inbound_call import Conversation
    from emulators.core.namespace import Namespace
    from emulators.core.store import Row


def proceed(namespace: Namespace) -> CallProgress:
    """Brings every call up to the present of the namespace. Returns what is to be sent, and when there is more."""
    now, messages, due = namespace.clock.now(), [], []
    with namespace.store.transaction():
        for call in namespace.store.select(CALLS, {"open": True}):
            messages += list(_messages(namespace, call, now))
            left = [moment for moment in timeline.moments(call).values() if moment > now]
            told = len(timeline.moments(call)) - len(left)
            namespace.store.update(CALLS, {"sid": call["sid"]}, told=told, redirected=False, open=bool(left))
            due += left[:1]
    return CallProgress(tuple(messages), min(due, default=None))


def _messages(namespace: Namespace, call: Row, now: datetime) -> Iterator[Conversation]:
    """What of the call was not told yet, in the order in which it happened, and at last where it was sent meanwhile."""
    token = (namespace.store.find(ACCOUNTS, sid=call["account_sid"]) or {})["auth_token"]
    events = list(timeline.moments(call).items()) if timeline.is_outbound(call) else []
    for event, moment in events[call["told"] :]:
        if moment > now:
            break
        told = parameters(call, timeline.STATUSES.get(event) or str(call["outcome"]))
        if event in call["events"]:
            number = [name for name, _ in events if name in call["events"]].index(event)
            yield report(call, told | _ending(call, event), number, moment, token, namespace.ids)
        if event == "answered":
            yield ask_for_instructions(call, told, token, namespace.ids)
    if call["redirected"]:
        yield ask_for_instructions(call, parameters(call, "in-progress"), token, namespace.ids)


def _ending(call: Row, event: str) -> dict[str, Any]:
    """How long the call was, at its end: nothing, where nobody answered."""
    if event != "completed":
        return {}
    if call["outcome"] != "completed":
        return {"CallDuration": "0"}
    return {"CallDuration": str(timeline.seconds_talked(call)), "SipResponseCode": "200"}
