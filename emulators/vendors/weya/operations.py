"""Declares the operations, and carries out what each of them does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.core.carrier import Account, CarrierFailure, Webhook
from emulators.core.clock import milliseconds
from emulators.core.operation import Operation
from emulators.core.problem import Refusal
from emulators.core.provenance import documented
from emulators.vendors.weya import envelope, problems, rules
from emulators.vendors.weya.auth import DELETE
from emulators.vendors.weya.schema import AddPhone, PhoneId
from emulators.vendors.weya.settings import CREATED_STATUS, NUMBER_FORM, RELEASE_ON_DELETE
from emulators.vendors.weya.tables import PHONES

if TYPE_CHECKING:
    from emulators.core.call import Call

WEBHOOKS = "https://weya.example/api/webhooks"
"""No page prints a host; this one can belong to nobody."""


def store_phone(call: Call) -> dict[str, Any]:
    """Adds a number to the user's, points it here at its carrier, and returns its row.

    Raises `Refusal` where the carrier does not take the webhooks.
    """
    as_sent = call.setting(NUMBER_FORM) == "as_sent"
    row: dict[str, Any] = call.body.model_dump() | {
        "_id": call.ids.hex(24),
        "workspace": call.principal.tenant,
        "userId": rules.user_id(call),
        "digits": rules.digits(call),
        "phoneNumber": call.body.phoneNumber if as_sent else rules.digits(call),
        "createdAt": milliseconds(call.now),
    }
    call.store.insert(PHONES, row)
    _point_number_here(call, row)
    return row


def _point_number_here(call: Call, row: dict[str, Any]) -> None:
    """Has the carrier report the number's calls to this vendor. A failure takes the row with it."""
    integration = row["integration"]
    webhook = Webhook("weya", f"{WEBHOOKS}/{integration}/voice", f"{WEBHOOKS}/{integration}/status")
    try:
        call.carrier(integration).configure_webhook(rules.account(call), f"+{row['digits']}", webhook)
    except CarrierFailure:
        raise Refusal(problems.WEBHOOKS_FAILED) from None


def remove_phone(call: Call) -> dict[str, Any]:
    """Deletes the number of the path, and returns its row as it was.

    Raises `CarrierFailure` where a setting has the carrier told, and it does not do its part.
    """
    row = rules.own_phone(call) or {}
    call.store.delete(PHONES, _id=row["_id"])
    if call.setting(RELEASE_ON_DELETE):
        account = Account(row["accSId"] or "", row["authToken"])
        call.carrier(row["integration"]).release_webhook(account, f"+{row['digits']}")
    return row


add_phone = Operation(
    "POST",
    "/api/call/add-phone",
    name="add_phone",
    provenance=documented("POST {{baseUrl}}/api/call/add-phone"),
    body=AddPhone,
    requires=rules.CONDITIONS,
    invalid={"userId": problems.BAD_USER_ID, "missing": problems.MISSING_FIELD},
    rules=(
        rules.user_exists,
        rules.user_is_of_this_workspace,
        rules.user_is_the_tokens_own,
        rules.number_is_new_to_the_user,
        rules.number_is_new_in_any_form,
        rules.carrier_accepts_the_credentials,
        rules.carrier_account_owns_the_number,
    ),
    effect=store_phone,
    raises=(problems.NOT_VALID, problems.WEBHOOKS_FAILED),
    status=CREATED_STATUS,
    message="Phone number added successfully",
    number="phoneNumber",
)

delete_phone = Operation(
    "DELETE",
    "/api/call/delete-phone/{phoneId}",
    name="delete_phone",
    provenance=documented("deletePhone: DELETE /api/call/delete-phone/{phoneId}"),
    params=PhoneId,
    permission=DELETE,
    rules=(rules.phone_id_is_well_formed, rules.phone_is_of_this_workspace),
    effect=remove_phone,
    success=envelope.deleted,
)

delete_nothing = Operation(
    "DELETE",
    "/api/call/delete-phone/",
    name="delete_nothing",
    provenance=documented("deletePhone: 400, phoneId missing"),
    params=PhoneId,
    invalid={"missing": problems.NO_PHONE_ID},
    permission=DELETE,
    effect=remove_phone,
    success=envelope.deleted,
)
"""The path without its id: the required parameter is missing, so that it never gets to the effect."""

OPERATIONS = (add_phone, delete_phone, delete_nothing)
