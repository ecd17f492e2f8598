"""Events of a call that comes in: what a call-control application is told, as its commands change the call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import orjson

from emulators.carriers.telnyx.moments import microseconds
from emulators.carriers.telnyx.signing import signature
from emulators.carriers.telnyx.tables import CALLS
from emulators.core.clock import milliseconds
from emulators.core.inbound_call import Delivery, received_url, until_taken

if TYPE_CHECKING:
    from emulators.core.inbound_call import Conversation
    from emulators.core.namespace import Namespace
    from emulators.core.store import Row

LASTS = timedelta(seconds=1)
"""How long the call lasts in the events."""
PRIMARY_ATTEMPTS = 2
"""How often an event is sent to the webhook URL before the failover URL gets it."""
HEADERS = {"User-Agent": "telnyx-webhooks", "Content-Type": "application/json"}
FOLLOWING: dict[str, tuple[tuple[str, dict[str, Any]], ...]] = {
    "answer": (("call.answered", {"state": "answered"}),),
    "speak": (("call.speak.started", {}), ("call.speak.ended", {"status": "completed"})),
}
"""The events that follow a command, with what they say beside what all say. The others are followed by none here."""


@dataclass(frozen=True, slots=True)
class ToldCall:
    """One call that reached a call-control application: the row of `CALLS` is read anew for each event."""

    namespace: Namespace
    application: Row
    number: Row
    call_control_id: str
    began: datetime

    @property
    def row(self) -> Row:
        """The call as commands have left it."""
        return self.namespace.store.select(CALLS, {"call_control_id": self.call_control_id})[0]

    def steps(self) -> tuple[Conversation, ...]:
        """Returns the conversations with the application: the call comes in, commands are carried out, the call ends."""
        return (self._initiated(), self._commanded(), self._ended())

    def _initiated(self) -> Conversation:
        began = {
            "caller_id_name": self.row["from"],
            "connection_codecs": "G722,PCMU,PCMA,G729",
            "direction": "incoming",
            "state": "parked",
        }
        yield from self._event("call.initiated", began, self.began)

    def _commanded(self) -> Conversation:
        """Tells of one command after the other, those among them that an event brought about."""
        told = 0
        while told < len(self.row["commands"]):
            for kind, more in FOLLOWING.get(self.row["commands"][told]["name"], ()):
                yield from self._event(kind, more, self.began)
            told += 1

    def _ended(self) -> Conversation:
        """The caller gives up or hangs up, unless a command ended the call before."""
        row, ended = self.row, self.began + LASTS
        cause, source = row["hangup_cause"], "callee"
        if not row["end_time"]:
            cause, source = "normal_clearing" if row["answered"] else "originator_cancel", "caller"
            self.namespace.store.update(
                CALLS, {"call_control_id": self.call_control_id}, end_time=milliseconds(ended), hangup_cause=cause
            )
        more = {"hangup_cause": cause, "hangup_source": source, "sip_hangup_cause": "unspecified", "state": "hangup"}
        yield from self._event("call.hangup", more, ended)

    def _event(self, kind: str, more: dict[str, Any], at: datetime) -> Conversation:
        """One event, to the webhook URL and to the failover URL until one takes it."""
        row = self.row
        shared = {name: row[name] for name in ("call_control_id", "call_leg_id", "call_session_id", "client_state")}
        ends = {"connection_id": row["connection_id"], "from": row["from"], "to": row["to"]}
        payload = {**shared, **ends, "start_time": microseconds(self.began), "tags": self.number["tags"], **more}
        occurred = {"event_type": kind, "id": self.namespace.ids.uuid4(), "occurred_at": microseconds(at)}
        yield from until_taken(
            _attempts(self.application, {**occurred, "payload": payload, "record_type": "event"}, at)
        )


def _attempts(application: Row, event: dict[str, Any], at: datetime) -> tuple[Delivery, ...]:
    """Which attempt it is stands in what is signed."""
    failover = application["webhook_event_failover_url"]
    urls = [("event", application["webhook_event_url"])] * PRIMARY_ATTEMPTS + [("failover", failover)]
    attempts = []
    for attempt, (purpose, url) in enumerate(urls, start=1):
        if url:
            body = orjson.dumps({"data": event, "meta": {"attempt": attempt, "delivered_to": url}})
            headers = HEADERS | signature(application["organization_id"], body, at)
            attempts.append(Delivery(purpose, "POST", received_url(url), headers, body))
    return tuple(attempts)
