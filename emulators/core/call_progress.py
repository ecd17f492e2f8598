"""Describes how the calls that a telephone company was asked to make go on as time goes by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from emulators.core.inbound_call import Conversation


@dataclass(frozen=True, slots=True)
class CallProgress:
    """What is due now: a conversation for each message, in order. `due` is when the next message will be, by the clock of
    the namespace; None where there will be none."""

    messages: tuple[Conversation, ...] = ()
    due: datetime | None = None
