"""A declaration per operation, and the effect that each has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.telnyx import phone_numbers, rules
from emulators.carriers.telnyx.applications import CALL_CONTROL, TEXML, Kind
from emulators.carriers.telnyx.envelope import listed
from emulators.carriers.telnyx.schema import (
    CallControlApplication,
    Id,
    ListCallControlApplications,
    ListNumbers,
    ListTexmlApplications,
    TexmlApplication,
    UpdateNumber,
    UpdateVoiceSettings,
)
from emulators.core.operation import Operation
from emulators.core.provenance import documented, inferred

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulators.core.call import Call
    from emulators.core.schema import Document

BALANCE = ("balance", "credit_limit", "available_credit", "currency", "pending")


def balance(call: Call) -> dict[str, Any]:
    return {"record_type": "balance", **{name: call.principal.details[name] for name in BALANCE}}


WRITABLE = (rules.number_exists, rules.account_lets_itself_be_changed, rules.number_lets_itself_be_changed)

PHONE_NUMBERS = (
    Operation("GET", "/v2/balance", provenance=documented("GET /balance"), effect=balance),
    Operation(
        "GET",
        "/v2/phone_numbers",
        provenance=documented("GET /phone_numbers"),
        query=ListNumbers,
        rules=(rules.number_sought_is_valid,),
        effect=phone_numbers.own_numbers,
        success=listed,
    ),
    Operation(
        "GET",
        "/v2/phone_numbers/{id}",
        provenance=documented("GET /phone_numbers/{id}"),
        params=Id,
        rules=(rules.number_exists,),
        effect=phone_numbers.fetch_number,
    ),
    Operation(
        "PATCH",
        "/v2/phone_numbers/{id}",
        provenance=documented("PATCH /phone_numbers/{id}"),
        params=Id,
        body=UpdateNumber,
        rules=(*WRITABLE, rules.connection_exists),
        effect=phone_numbers.change_number,
    ),
    Operation(
        "DELETE",
        "/v2/phone_numbers/{id}",
        provenance=inferred("the client's phone_numbers.delete"),
        params=Id,
        rules=(*WRITABLE, rules.number_may_be_deleted),
        effect=phone_numbers.delete_number,
    ),
    Operation(
        "GET",
        "/v2/phone_numbers/{id}/voice",
        provenance=documented("GET /phone_numbers/{id}/voice"),
        params=Id,
        rules=(rules.number_exists,),
        effect=phone_numbers.fetch_voice_settings,
    ),
    Operation(
        "PATCH",
        "/v2/phone_numbers/{id}/voice",
        provenance=documented("PATCH /phone_numbers/{id}/voice"),
        params=Id,
        body=UpdateVoiceSettings,
        rules=WRITABLE,
        effect=phone_numbers.change_voice_settings,
    ),
)


def _life(path: str, kind: Kind, body: type[Document], query: type[Document]) -> tuple[Operation, ...]:
    """The five operations of one kind of application."""

    def at(method: str, effect: Callable[[Call], Any], **more: Any) -> Operation:
        return Operation(method, f"/v2/{path}/{{id}}", effect, documented(f"{method} /{path}/{{id}}"), Id, **more)

    writable = rules.account_lets_itself_be_changed
    return (
        Operation("GET", f"/v2/{path}", kind.listed, documented(f"GET /{path}"), query=query, success=listed),
        Operation(
            "POST", f"/v2/{path}", kind.create, documented(f"POST /{path}"), body=body, rules=(writable,), status=201
        ),
        at("GET", kind.fetch, rules=(kind.exists,)),
        at("PATCH", kind.change, body=body, rules=(kind.exists, writable)),
        at("DELETE", kind.delete, rules=(kind.exists, writable)),
    )


OPERATIONS = (
    *PHONE_NUMBERS,
    *_life("call_control_applications", CALL_CONTROL, CallControlApplication, ListCallControlApplications),
    *_life("texml_applications", TEXML, TexmlApplication, ListTexmlApplications),
)
