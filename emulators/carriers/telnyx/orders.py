"""Number orders: numbers of the stock become the account's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.telnyx import numbers
from emulators.carriers.telnyx.moments import microseconds
from emulators.carriers.telnyx.tables import AVAILABLE_NUMBERS, NUMBER_ORDERS, NUMBERS
from emulators.core.clock import milliseconds

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row

PENDING, SUCCESS = "pending", "success"
PASSED_ON = ("connection_id", "customer_reference", "billing_group_id", "messaging_profile_id")
"""What an order says of itself and of each of its numbers."""


def place(call: Call, wanted: list[str], said: dict[str, Any]) -> Row:
    """Makes an order for these numbers of the stock, and makes them the account's. Returns the row of `NUMBER_ORDERS`."""
    now = microseconds(call.now)
    order = {
        "id": call.ids.uuid4(),
        "organization_id": call.principal.tenant,
        **{name: said.get(name) for name in PASSED_ON},
        "status": SUCCESS,
        "phone_numbers": [_ordered(call, number, said) for number in wanted],
        "sub_number_orders_ids": [call.ids.uuid4()],
        "created_at": now,
        "updated_at": now,
    }
    call.store.insert(NUMBER_ORDERS, order)
    return order


def _ordered(call: Call, phone_number: str, said: dict[str, Any]) -> dict[str, str]:
    """Takes a number out of the stock and gives it to the account. Returns what the order keeps of it."""
    offered = call.store.find(AVAILABLE_NUMBERS, phone_number=phone_number) or {}
    call.store.delete(AVAILABLE_NUMBERS, phone_number=phone_number)
    row = numbers.get_or_create(call.namespace, call.principal.details, phone_number)
    now = milliseconds(call.now)
    kind = {"phone_number_type": offered["phone_number_type"], "country_iso_alpha2": offered["country_code"]}
    told = {name: said.get(name) for name in PASSED_ON} | {"purchased_at": now, "activated_at": now, "updated_at": now}
    call.store.update(NUMBERS, {"id": row["id"]}, **kind, **told)
    return {"id": call.ids.uuid4(), "number_id": row["id"], "phone_number": phone_number, **kind}
