"""Declares the operations, and carries out what each of them does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.core.carrier import CarrierFailure, Webhook
from emulators.core.clock import seconds
from emulators.core.operation import Operation
from emulators.core.problem import Refusal
from emulators.core.provenance import documented
from emulators.vendors.chorus import problems, rules
from emulators.vendors.chorus.schema import CreatePhoneNumber, PhoneNumberId, UpdatePhoneNumber
from emulators.vendors.chorus.settings import CREATED_STATUS, DUPLICATE_NUMBER
from emulators.vendors.chorus.tables import PHONE_NUMBERS

if TYPE_CHECKING:
    from emulators.core.call import Call

WEBHOOK = Webhook(
    "chorus", "https://api.chorus-ai.co/webhooks/twilio/voice", "https://api.chorus-ai.co/webhooks/twilio/status"
)


def store_phone_number(call: Call) -> dict[str, Any]:
    """Registers a number, and returns its row.

    Raises `Refusal` for a duplicate and where Twilio does not take the webhook, each where a setting says so.
    """
    now = seconds(call.now)
    row: dict[str, Any] = call.body.model_dump() | {
        "id": call.ids.uuid4(),
        "organizationId": call.principal.tenant,
        "createdAt": now,
        "updatedAt": now,
    }
    _refuse_duplicate(call)
    call.store.insert(PHONE_NUMBERS, row)
    _point_number_here(call)
    return row


def change_phone_number(call: Call) -> dict[str, Any]:
    """Changes what was sent and returns the row; `updatedAt` moves only where something really changed.

    Raises `Refusal` for a duplicate, where a setting says so.
    """
    row = rules.own_number(call) or {}
    given = call.body.given()
    changes = {name: value for name, value in given.items() if row[name] != value}
    if changes:
        if "number" in changes:
            _refuse_duplicate(call)
        changes["updatedAt"] = seconds(call.now)
        call.store.update(PHONE_NUMBERS, {"id": row["id"]}, **changes)
    return row | changes


def _refuse_duplicate(call: Call) -> None:
    """Refuses a number that the organization has, where the setting says so. It is off by default, so no unique index
    can hold it."""
    wanted = {"organizationId": call.principal.tenant, "number": call.body.number}
    if call.setting(DUPLICATE_NUMBER) == "refuse" and call.store.find(PHONE_NUMBERS, **wanted):
        raise Refusal(problems.NUMBER_EXISTS)


def _point_number_here(call: Call) -> None:
    if rules.asks_twilio(call):
        try:
            call.carrier("twilio").configure_webhook(rules.twilio_account(call), call.body.number, WEBHOOK)
        except CarrierFailure:
            raise Refusal(problems.WEBHOOK_FAILED) from None


create_phone_number = Operation(
    "POST",
    "/v1/phone-numbers",
    name="create_phone_number",
    provenance=documented("POST /phone-numbers"),
    body=CreatePhoneNumber,
    requires=rules.CONDITIONS,
    rules=(rules.agent_exists, rules.twilio_accepts_the_credentials, rules.twilio_account_owns_the_number),
    effect=store_phone_number,
    raises=(problems.NOT_VALID, problems.NUMBER_EXISTS, problems.WEBHOOK_FAILED),
    status=CREATED_STATUS,
    number="number",
)

update_phone_number = Operation(
    "PATCH",
    "/v1/phone-numbers/{id}",
    name="update_phone_number",
    provenance=documented("updatePhoneNumber: PATCH /phone-numbers/{id}"),
    params=PhoneNumberId,
    body=UpdatePhoneNumber,
    rules=(rules.phone_number_exists, rules.merged_record_is_complete, rules.agent_exists),
    effect=change_phone_number,
    raises=(problems.NUMBER_EXISTS,),
    number="number",
)

OPERATIONS = (create_phone_number, update_phone_number)
