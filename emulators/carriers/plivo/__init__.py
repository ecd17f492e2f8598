"""Plivo: accounts, rented numbers, and the applications that numbers are pointed at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from emulators.carriers.plivo import auth, calls, envelope, operations, problems, seed, settings, tables
from emulators.carriers.plivo.carrier import Plivo
from emulators.carriers.plivo.remote import Remote
from emulators.carriers.plivo.sdk import SNIPPETS
from emulators.core.emulator import Emulator
from emulators.core.media import json_document
from emulators.core.telephony import Telephony

if TYPE_CHECKING:
    from emulators.core.http import Request
    from emulators.core.operation import Operation

_SLASHES = re.compile(r"/{2,}")


def _document(operation: Operation, request: Request) -> dict[str, Any]:
    """A JSON object. A deletion may come without one."""
    return json_document(operation, request) if request.body or request.method != "DELETE" else {}


def _single_slashes(path: str) -> str:
    """The Node client asks for its account as `/v1/Account/MA...//`."""
    return _SLASHES.sub("/", path)


emulator = Emulator(
    name="plivo",
    kind="carrier",
    server="https://api.plivo.com/v1/Account",
    operations=operations.OPERATIONS,
    authenticate=auth.authenticate,
    envelope=envelope,
    refusals=problems.REFUSALS,
    problems=problems.PROBLEMS,
    tables=tables.TABLES,
    seed=seed.ROWS,
    world=seed.WORLD,
    settings=settings.SETTINGS,
    decode=_document,
    normalize_path=_single_slashes,
    telephony=Telephony(Plivo, Remote, calls.receive_call, SNIPPETS, calls.proceed),
    not_emulated=(
        "numbers of other carriers (POST Number/)",
        "the audio of calls, what their XML says, transfers, recordings",
        "subaccounts, endpoints, messages, Verify and the rest of the API",
        "asynchronous requests (callback_url)",
    ),
)
