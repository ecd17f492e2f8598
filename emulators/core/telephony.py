"""Describes what a carrier's emulator has beside its API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from emulators.core.call_progress import CallProgress
    from emulators.core.carrier import Carrier
    from emulators.core.inbound_call import InboundCall
    from emulators.core.namespace import Namespace

Language = Literal["shell", "python", "node"]


@dataclass(frozen=True, slots=True)
class Telephony:
    """A carrier's side of an emulator, with which vendors and simulated calls deal.

    `carrier` answers vendors from the rows of a namespace, `remote` by asking the carrier's API at a URL that takes the
    place of the emulator's `server`. `receive_call` says what a call to the first number from the second makes the
    carrier do, or None where nobody here owns the number. `sdk` holds code that points the carrier's official SDKs here
    and makes a first read, by language; `{url}` in it takes the place of `server`.
    """

    carrier: Callable[[Namespace], Carrier]
    remote: Callable[[str], Carrier]
    receive_call: Callable[[Namespace, str, str], InboundCall | None]
    sdk: Mapping[Language, str] = field(default_factory=dict)
    proceed: Callable[[Namespace], CallProgress] | None = None
