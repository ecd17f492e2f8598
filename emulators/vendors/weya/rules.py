"""The page's error handling as values, then the conditions that must hold, cheap ones first and the carrier last."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from emulators.core.carrier import Account
from emulators.core.problem import Problem
from emulators.core.provenance import assumed, documented, inferred
from emulators.core.refusals import Refusals
from emulators.core.rule import Required, must
from emulators.vendors.weya.seed import PHONES, USERS
from emulators.vendors.weya.settings import ANY_USER_OF_WORKSPACE, PLIVO_OWNERSHIP, TELNYX_APP_ID_REQUIRED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.call import Call
    from emulators.core.settings import Settings

NO_BODY = "no error body is printed; "
BAD_REQUEST = "the page's status for what is wrong with the request; "

UNAUTHORIZED = Problem(401, "Unauthorized", inferred("start-calling, stop-calling: 401 for a missing or expired token"))
BAD_USER_ID = Problem(400, "Invalid User ID format", documented("400 Bad Request - Invalid User ID format"))
BAD_NUMBER = Problem(
    400,
    "phoneNumber must be a country code and a number, 7 to 15 digits with or without +",
    assumed('the page says "with country code" and no pattern; the bounds are E.164\'s'),
)
NO_SUCH_USER = Problem(404, "User not found", documented("404 Not Found - User not found with the provided userId."))
NOT_YOUR_USER = Problem(403, "userId is not the user of this token", assumed("setting any_user_of_workspace=false"))
DUPLICATE = Problem(
    400, "Phone number already exists for this user", documented("400 - phone number already exists for this user")
)
BAD_CREDENTIALS = Problem(
    400,
    "Invalid credentials for the integration provider",
    documented("400 - invalid credentials for the integration provider"),
)
NOT_OWNED = Problem(
    400,
    "The phone number is not owned by the integration account",
    documented("Must be owned by your integration account."),
)
WEBHOOKS_FAILED = Problem(
    500, "Failed to set up integration webhooks", documented("500 - Failed to set up integration webhooks")
)
BAD_PHONE_ID = Problem(400, "Invalid phone ID", documented("deletePhone: 400, phoneId missing or invalid"))
NO_SUCH_PHONE = Problem(
    404, "Phone number not found", documented("deletePhone: 404, deleted already or not of this workspace")
)

REFUSALS = Refusals.standard(
    NO_BODY,
    media_type=Problem(400, "Content-Type must be application/json", assumed(BAD_REQUEST + "415 is nowhere")),
    malformed=Problem(400, "The body is not a JSON object", assumed(BAD_REQUEST + "a body that cannot be read is one")),
    invalid=Problem(400, "Invalid request", inferred("createBatch: 400 for a missing field")),
    forbidden=Problem(
        403, "Admin access required", assumed("deletePhone wants an admin's token and does not say what others get")
    ),
    fault=Problem(500, "Internal server error", documented("500 Internal Server Error - ... or other server errors.")),
)


def _app_id_required(body: Mapping[str, Any], settings: Settings) -> bool:
    return settings[TELNYX_APP_ID_REQUIRED] or body.get("integration") != "telnyx"


CONDITIONS = (Required(("accSId",), documented("accSId, marked required"), _app_id_required),)

_OBJECT_ID = re.compile("[0-9a-fA-F]{24}")
_NUMBER = re.compile(r"\+?[1-9][0-9]{6,14}")


@must(BAD_USER_ID)
def user_id_is_well_formed(call: Call) -> bool:
    return _OBJECT_ID.fullmatch(call.body.userId) is not None


@must(BAD_NUMBER)
def number_has_a_country_code(call: Call) -> bool:
    return _NUMBER.fullmatch(call.body.phoneNumber) is not None


@must(NO_SUCH_USER)
def user_is_of_this_workspace(call: Call) -> bool:
    return call.store.find(USERS, _id=user_id(call), workspace=call.principal.tenant) is not None


@must(NOT_YOUR_USER)
def user_is_the_tokens_own(call: Call) -> bool:
    return call.setting(ANY_USER_OF_WORKSPACE) or user_id(call) == call.principal.name


@must(DUPLICATE)
def number_is_new_to_the_user(call: Call) -> bool:
    """The unique index would refuse it as well, but only after the carrier was asked."""
    return call.store.find(PHONES, userId=user_id(call), digits=digits(call)) is None


@must(BAD_CREDENTIALS)
def carrier_accepts_the_credentials(call: Call) -> bool:
    return call.carrier(call.body.integration).authenticate(account(call))


@must(NOT_OWNED)
def carrier_account_owns_the_number(call: Call) -> bool:
    if call.body.integration == "plivo" and not call.setting(PLIVO_OWNERSHIP):
        return True
    return call.carrier(call.body.integration).owns(account(call), f"+{digits(call)}")


@must(BAD_PHONE_ID)
def phone_id_is_well_formed(call: Call) -> bool:
    return _OBJECT_ID.fullmatch(call.params.phoneId) is not None


@must(NO_SUCH_PHONE)
def phone_is_of_this_workspace(call: Call) -> bool:
    return own_phone(call) is not None


def user_id(call: Call) -> str:
    """Object ids are written in lower case, whichever way they come."""
    return str(call.body.userId).lower()


def digits(call: Call) -> str:
    return str(call.body.phoneNumber).removeprefix("+")


def account(call: Call) -> Account:
    return Account(call.body.accSId or "", call.body.authToken)


def own_phone(call: Call) -> dict[str, Any] | None:
    return call.store.find(PHONES, _id=call.params.phoneId.lower(), workspace=call.principal.tenant)
