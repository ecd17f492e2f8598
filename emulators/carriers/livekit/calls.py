"""Inbound calls: a trunk takes the call, a dispatch rule sends it into a room, and the project's webhook hears of it.

LiveKit asks nobody what to do with a call. An event is JSON, with a token that carries the body's hash.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from emulators.carriers.livekit.dispatch import matched, room_name, takes
from emulators.carriers.livekit.numbers import normalize
from emulators.carriers.livekit.project import DISPATCH_RULE, Project
from emulators.carriers.livekit.protocol import webhook
from emulators.carriers.livekit.rooms import UNCONFIGURED, new_id, new_room
from emulators.carriers.livekit.settings import WEBHOOK_URL
from emulators.carriers.livekit.tables import API_KEYS, INBOUND_TRUNKS
from emulators.core.inbound_call import Delivery, InboundCall, until_taken
from emulators.core.store import NEWEST_FIRST

if TYPE_CHECKING:
    from datetime import datetime

    from emulators.carriers.livekit.record import Info
    from emulators.core.identifiers import Identifiers
    from emulators.core.inbound_call import DeliveryResult
    from emulators.core.namespace import Namespace
    from emulators.core.store import Row, Store

Event = dict[str, Any]

CALL = timedelta(seconds=1)
"""How long it lasts."""
HOST = "sip.example.com"
"""Where the caller is."""
RETRIES = 4
TOKEN_LIVES = timedelta(minutes=5)
HEADERS = {"User-Agent": "Go-http-client/1.1", "Content-Type": "application/webhook+json"}
CONFIGURABLE = (*UNCONFIGURED, "max_participants", "metadata")


def receive_call(namespace: Namespace, to: str, caller: str) -> InboundCall | None:
    """Returns the events that a call to `to` makes, or None where no trunk lists that number.

    The caller comes from an address and with the credentials that the trunk wants, and knows the PIN. No event is sent where
    no trunk or no rule takes the call, or where no webhook is configured.
    """
    listing = _listing(namespace.store, to)
    if not listing:
        return None
    call_id = new_id("SCL_", namespace.ids)
    fitting = [trunk for trunk in listing if takes(trunk["allowed_numbers"], caller)]
    trunk = max(fitting, key=lambda each: bool(each["allowed_numbers"]), default=None)
    rule = trunk and matched(Project(namespace, trunk["project"]).all(DISPATCH_RULE), trunk, to, caller)
    url = namespace.settings["livekit"][WEBHOOK_URL]
    if not (trunk and rule and url):
        return InboundCall(call_id, ())
    now, key = namespace.clock.now(), namespace.store.select(API_KEYS, {"project": trunk["project"]})[0]
    room, participant = _room(rule, to, caller, namespace.ids, now), _participant(rule, trunk, to, caller, call_id)
    events = _events(room, participant | {"sid": new_id("PA_", namespace.ids)}, namespace.ids, now)
    attempts = [_attempts(url, event, key, now) for event in events]
    return InboundCall(call_id, tuple(until_taken(each, _worth_a_retry) for each in attempts))


def _listing(store: Store, to: str) -> list[Row]:
    """Trunks of any project, newest first. One without numbers takes any call that reaches it, and owns no number."""
    trunks = store.select(INBOUND_TRUNKS, {}, NEWEST_FIRST)
    return [trunk for trunk in trunks if to in map(normalize, trunk["numbers"] or ())]


def _room(rule: Info, to: str, caller: str, ids: Identifiers, now: datetime) -> Event:
    configured = {name: value for name, value in rule.get("room_config", {}).items() if name in CONFIGURABLE}
    return new_room(room_name(rule, to, _visible(rule, caller), ids), ids, now, **configured)


def _visible(rule: Info, caller: str) -> str:
    return caller[-4:] if rule.get("hide_phone_number") else caller


def _participant(rule: Info, trunk: Row, to: str, caller: str, call_id: str) -> Event:
    """The caller as a participant. A rule that hides the number shows its end, and in the identity a hash of it."""
    hidden = rule.get("hide_phone_number")
    identity = hashlib.sha256(caller.encode()).hexdigest()[:16] if hidden else caller
    numbers = {} if hidden else {"sip.phoneNumber": caller, "sip.hostname": HOST, "sip.trunkPhoneNumber": to}
    attributes = {
        **rule.get("attributes", {}),
        **numbers,
        "sip.callID": call_id,
        "sip.trunkID": trunk["sip_trunk_id"],
        "sip.ruleID": rule["sip_dispatch_rule_id"],
    }
    shown = {"identity": f"sip_{identity}", "name": f"Phone {_visible(rule, caller)}", "kind": "SIP"}
    return shown | {"metadata": rule.get("metadata", ""), "attributes": attributes}


def _events(room: Event, participant: Event, ids: Identifiers, began: datetime) -> tuple[Event, ...]:
    """What happens in the room, in order. The caller hangs up, and with the last participant the room goes."""
    joined = _with(participant, "ringing", state="ACTIVE", joined_at=int(began.timestamp()))
    left = _with(joined, "hangup", state="DISCONNECTED", disconnect_reason="CLIENT_INITIATED")
    told: tuple[tuple[str, Event, datetime], ...] = (
        ("room_started", {"room": room}, began),
        ("participant_joined", {"room": room, "participant": joined}, began),
        ("participant_left", {"room": room, "participant": left}, began + CALL),
        ("room_finished", {"room": room}, began + CALL),
    )
    return tuple(
        {"event": name, "id": new_id("EV_", ids), "created_at": int(at.timestamp())} | about for name, about, at in told
    )


def _with(participant: Event, status: str, **changes: Any) -> Event:
    return participant | changes | {"attributes": participant["attributes"] | {"sip.callStatus": status}}


def _attempts(url: str, event: Event, key: Row, now: datetime) -> tuple[Delivery, ...]:
    """The same request again after no answer, 429 and 5xx other than 501: what the server's HTTP client tries again."""
    import jwt  # noqa: PLC0415 -- only where something is signed

    body = webhook(event)
    digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
    lives = {"nbf": int(now.timestamp()), "exp": int((now + TOKEN_LIVES).timestamp())}
    token = jwt.encode({"iss": key["key"], "sha256": digest} | lives, key["secret"], "HS256")
    first = Delivery("event", "POST", url, HEADERS | {"Authorization": token}, body)
    return (first, *[replace(first, purpose="retry")] * RETRIES)


def _worth_a_retry(outcome: DeliveryResult) -> bool:
    return outcome.status in (0, 429) or (outcome.status >= 500 and outcome.status != 501)
