"""Inbound calls: what Plivo requests of the application that a number is on, in Plivo's form and with its signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.plivo import numbers
from emulators.carriers.plivo.calls.messages import ask_for_instructions, hang_up
from emulators.carriers.plivo.calls.record import new
from emulators.carriers.plivo.tables import ACCOUNTS, APPLICATIONS, CALLS, NUMBERS
from emulators.core.inbound_call import InboundCall
from emulators.core.store import NEWEST_FIRST

if TYPE_CHECKING:
    from emulators.core.namespace import Namespace
    from emulators.core.store import Row, Store


def receive_call(namespace: Namespace, to: str, caller: str) -> InboundCall | None:
    """Returns the requests that a call to `to` makes, or None where no account rents that number. Keeps the call.

    They go to the answer URL, to its fallback, and to the hangup URL at the end. There are none for a number that is on no
    application, or whose account is suspended.
    """
    store, ids = namespace.store, namespace.ids
    number = _number(store, numbers.normalize(to))
    if number is None:
        return None
    account = store.find(ACCOUNTS, auth_id=number["auth_id"], suspended=False)
    application = _application(store, number)
    call = new(ids.uuid4(), number["auth_id"], caller, number["number"], namespace.clock.now())
    call |= {"direction": "inbound", "open": False}
    if account is None or application is None:
        return InboundCall(call["call_uuid"], ())
    call |= {name: application[name] for name in ("answer_url", "answer_method", "hangup_url", "hangup_method")}
    call |= {"fallback_url": application["fallback_answer_url"], "fallback_method": application["fallback_method"]}
    store.insert(CALLS, call)
    asked = ask_for_instructions(call, "ringing", account, ids)
    return InboundCall(call["call_uuid"], (asked, hang_up(call, account, ids)))


def _number(store: Store, digits: str) -> Row | None:
    """Of several accounts with this number, as placeholders may be, the newest that has it on an application."""
    rows = store.select(NUMBERS, {"number": digits}, NEWEST_FIRST)
    return max(rows, key=lambda row: row["application"] is not None, default=None)


def _application(store: Store, number: Row) -> Row | None:
    return store.find(APPLICATIONS, resource_uri=number["application"])
