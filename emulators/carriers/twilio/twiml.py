"""TwiML: whether Twilio could go on with what a webhook answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.core.inbound_call import failed
from emulators.core.markup import root_of

if TYPE_CHECKING:
    from emulators.core.inbound_call import DeliveryResult

NOT_RETRIEVED, TOO_LARGE, NOT_PARSED, BAD_CONTENT_TYPE = "11200", "11750", "12100", "12300"
XML = frozenset({"text/xml", "application/xml"})


def error(outcome: DeliveryResult) -> str | None:
    """Returns the code of the error dictionary for an answer that cannot be executed, or None for one that can.

    Audio is played and plain text is read out; XML, also under the name of HTML, has to be a `Response` of 64 kB at most.
    """
    kind = outcome.media_type
    if failed(outcome) or not kind:
        return NOT_RETRIEVED
    if kind.startswith("audio/") or kind == "text/plain":
        return None
    if kind not in XML | {"text/html"}:
        return BAD_CONTENT_TYPE
    if not outcome.whole:
        return TOO_LARGE
    if root_of(outcome.body) == "Response":
        return None
    return NOT_PARSED if kind in XML else BAD_CONTENT_TYPE
