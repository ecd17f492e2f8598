"""Number orders: made, listed, shown, changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.telnyx import orders, representations, rules
from emulators.carriers.telnyx.envelope import listed
from emulators.carriers.telnyx.moments import microseconds
from emulators.carriers.telnyx.paging import Page, page
from emulators.carriers.telnyx.schema import ListOrders, OrderId, OrderNumbers, UpdateOrder
from emulators.carriers.telnyx.tables import NUMBER_ORDERS
from emulators.core.operation import Operation
from emulators.core.provenance import documented
from emulators.core.store import NEWEST_FIRST

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row


def create_number_order(call: Call) -> dict[str, Any]:
    """Orders numbers of the stock. They are the account's at once; the answer still says `pending`."""
    wanted = dict.fromkeys(each.phone_number for each in call.body.phone_numbers)
    row = orders.place(call, list(wanted), call.body.given())
    return representations.number_order(row | {"status": orders.PENDING})


def list_number_orders(call: Call) -> Page:
    """Returns a page of the orders that meet every filter, newest first, with their numbers in brief."""
    rows = call.store.select(NUMBER_ORDERS, {"organization_id": call.principal.tenant}, NEWEST_FIRST)
    return page([representations.number_order_in_brief(row) for row in rows if _matches(row, call.query)], call.query)


def _matches(row: Row, query: ListOrders) -> bool:
    return bool(
        query.status in (None, row["status"])
        and query.customer_reference in (None, row["customer_reference"])
        and query.phone_numbers_count in (None, str(len(row["phone_numbers"])))
        and query.requirements_met != "false"
        and row["created_at"] > (query.created_after or "")
        and (query.created_before is None or row["created_at"] < query.created_before)
    )


def show_number_order(call: Call) -> dict[str, Any]:
    """Returns the order that the path names."""
    return representations.number_order(rules.own_order(call) or {})


def change_number_order(call: Call) -> dict[str, Any]:
    """Changes the customer reference of the order, where one was sent, and returns the order."""
    row = rules.own_order(call) or {}
    given = {name: value for name, value in call.body.given().items() if name in NUMBER_ORDERS.columns}
    changes = given | {"updated_at": microseconds(call.now)}
    call.store.update(NUMBER_ORDERS, {"id": row["id"]}, **changes)
    return representations.number_order(row | changes)


OPERATIONS = (
    Operation(
        "GET",
        "/v2/number_orders",
        list_number_orders,
        documented("GET /number_orders"),
        query=ListOrders,
        success=listed,
    ),
    Operation(
        "POST",
        "/v2/number_orders",
        create_number_order,
        documented("POST /number_orders"),
        body=OrderNumbers,
        rules=(rules.account_lets_itself_be_changed, rules.ordered_numbers_are_available, rules.connection_exists),
    ),
    Operation(
        "GET",
        "/v2/number_orders/{number_order_id}",
        show_number_order,
        documented("GET /number_orders/{number_order_id}"),
        params=OrderId,
        rules=(rules.order_exists,),
    ),
    Operation(
        "PATCH",
        "/v2/number_orders/{number_order_id}",
        change_number_order,
        documented("PATCH /number_orders/{number_order_id}"),
        params=OrderId,
        body=UpdateOrder,
        rules=(rules.account_lets_itself_be_changed, rules.order_exists),
    ),
)
