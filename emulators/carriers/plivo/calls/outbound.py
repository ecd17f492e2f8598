"""Outbound calls: what Plivo asks and tells as a call that an account made goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.plivo.calls import timeline
from emulators.carriers.plivo.calls.messages import ask_for_instructions, hang_up, ring
from emulators.carriers.plivo.tables import ACCOUNTS, CALLS
from emulators.core.call_progress import CallProgress

if TYPE_CHECKING:
    from datetime import datetime

    from emulators.core.inbound_call import Conversation
    from emulators.core.namespace import Namespace
    from emulators.core.store import Row


def proceed(namespace: Namespace) -> CallProgress:
    """Brings every call up to the present of the namespace. Returns what is to be sent, and when there is more."""
    now, messages, due = namespace.clock.now(), [], []
    with namespace.store.transaction():
        for call in namespace.store.select(CALLS, {"open": True}):
            messages += _messages(namespace, call, now)
            left = [moment for moment in timeline.moments(call).values() if moment > now]
            told = len(timeline.moments(call)) - len(left)
            namespace.store.update(CALLS, {"call_uuid": call["call_uuid"]}, told=told, open=bool(left))
            due += left[:1]
    return CallProgress(tuple(messages), min(due, default=None))


def _messages(namespace: Namespace, call: Row, now: datetime) -> list[Conversation]:
    """What of the call was not told yet, in the order in which it happened."""
    account, ids = namespace.store.select(ACCOUNTS, {"auth_id": call["auth_id"]})[0], namespace.ids
    events = list(timeline.moments(call).items())[call["told"] :]
    tell = {
        "ring": lambda: ring(call, account, ids),
        "answer": lambda: ask_for_instructions(call, "in-progress", account, ids),
        "hangup": lambda: hang_up(call, account, ids),
    }
    return [tell[event]() for event, moment in events if moment <= now]
