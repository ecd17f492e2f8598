"""The messages about a call: that it rings, the request for instructions with its fallback, and that it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.plivo import numbers
from emulators.carriers.plivo.calls import timeline
from emulators.carriers.plivo.calls.requests import is_no_instruction, request
from emulators.core.inbound_call import until_taken

if TYPE_CHECKING:
    from emulators.core.identifiers import Identifiers
    from emulators.core.inbound_call import Conversation
    from emulators.core.store import Row


def ring(call: Row, account: Row, ids: Identifiers) -> Conversation:
    """Tells the ring URL that the call rings."""
    told = parameters(call) | {"Event": "Ring", "CallStatus": "ringing"}
    return _told("ring", call["ring_method"], call["ring_url"], told, account, ids)


def ask_for_instructions(call: Row, status: str, account: Row, ids: Identifiers) -> Conversation:
    """Asks the answer URL, and where that answers no instructions the fallback."""
    told = parameters(call) | {"Event": "StartApp", "CallStatus": status}
    asked = (
        ("answer", call["answer_method"], call["answer_url"]),
        ("fallback", call["fallback_method"], call["fallback_url"]),
    )
    attempts = [request(purpose, method, url, told, account, ids) for purpose, method, url in asked if url]
    return until_taken(attempts, is_no_instruction)


def hang_up(call: Row, account: Row, ids: Identifiers) -> Conversation:
    """Tells the hangup URL that the call is over; the answer URL, where no other was given."""
    ending = timeline.ENDINGS[call["outcome"]]
    told = parameters(call) | {
        "Event": "Hangup",
        "CallStatus": call["outcome"],
        "Duration": str(timeline.seconds_talked(call)),
        "BillDuration": str(timeline.seconds_billed(call)),
        "HangupCause": ending.older,
        "HangupCauseName": ending.name,
        "HangupCauseCode": str(ending.code),
        "HangupSource": call["ended_by"] or ending.source,
    }
    return _told("hangup", call["hangup_method"], call["hangup_url"] or call["answer_url"], told, account, ids)


def _told(  # noqa: PLR0913, PLR0917 -- a request, and the two things that signing takes
    purpose: str, method: str, url: str | None, told: dict[str, str], account: Row, ids: Identifiers
) -> Conversation:
    return until_taken([request(purpose, method, url, told, account, ids)] if url else [])


def parameters(call: Row) -> dict[str, str]:
    """Returns what every request about a call says. Of one that was made the first leg is named as well."""
    made = dict.fromkeys(("ALegUUID", "ALegRequestUUID", "RequestUUID"), call["call_uuid"])
    return {
        "CallUUID": call["call_uuid"],
        "From": numbers.normalize(call["from"]),
        "To": numbers.normalize(call["to"]),
        "Direction": call["direction"],
        **(made if call["direction"] == "outbound" else {}),
    }
