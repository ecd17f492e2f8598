"""Declares the conditions that must hold for a request, cheap ones first and the carrier last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.core import magic
from emulators.core.carrier import Account
from emulators.core.problem import Refusal
from emulators.core.provenance import documented
from emulators.core.rule import Required, must
from emulators.vendors.weya import problems
from emulators.vendors.weya.schema import OBJECT_ID
from emulators.vendors.weya.settings import ANY_USER_OF_WORKSPACE, PLIVO_OWNERSHIP, TELNYX_APP_ID_REQUIRED
from emulators.vendors.weya.tables import PHONES, USERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.call import Call
    from emulators.core.settings import Settings


def _app_id_required(body: Mapping[str, Any], settings: Settings) -> bool:
    return settings[TELNYX_APP_ID_REQUIRED] or body.get("integration") != "telnyx"


CONDITIONS = (Required(("accSId",), documented("accSId, marked required"), _app_id_required),)


@must(problems.NO_SUCH_USER)
def user_exists(call: Call) -> bool:
    return call.store.find(USERS, _id=user_id(call)) is not None


@must(problems.USER_OF_ANOTHER_WORKSPACE)
def user_is_of_this_workspace(call: Call) -> bool:
    return call.store.find(USERS, _id=user_id(call), workspace=call.principal.tenant) is not None


@must(problems.NOT_YOUR_USER)
def user_is_the_tokens_own(call: Call) -> bool:
    return call.setting(ANY_USER_OF_WORKSPACE) or user_id(call) == call.principal.name


@must(problems.DUPLICATE)
def number_is_new_to_the_user(call: Call) -> bool:
    """Holds where the user does not have the number. The unique index would refuse it as well, but only after the
    carrier was asked."""
    return call.store.find(PHONES, userId=user_id(call), phoneNumber=call.body.phoneNumber) is None


@must(problems.DUPLICATE_OF_ANOTHER_FORM)
def number_is_new_in_any_form(call: Call) -> bool:
    """Holds where the user does not have the number with or without its plus either."""
    return call.store.find(PHONES, userId=user_id(call), digits=digits(call)) is None


@must(problems.BAD_CREDENTIALS)
def carrier_accepts_the_credentials(call: Call) -> bool:
    return call.carrier(call.body.integration).authenticate(account(call))


@must(problems.NOT_OWNED)
def carrier_account_owns_the_number(call: Call) -> bool:
    """Holds where the account owns the number, or nobody asks. Raises `Refusal` for a number that carriers call invalid."""
    if call.body.integration == "plivo" and not call.setting(PLIVO_OWNERSHIP):
        return True
    number = f"+{digits(call)}"
    owned = call.carrier(call.body.integration).owns(account(call), number)
    if not owned and number == magic.INVALID:
        raise Refusal(problems.NOT_VALID)
    return owned


@must(problems.BAD_PHONE_ID)
def phone_id_is_well_formed(call: Call) -> bool:
    return OBJECT_ID.fullmatch(call.params.phoneId) is not None


@must(problems.NO_SUCH_PHONE)
def phone_is_of_this_workspace(call: Call) -> bool:
    return own_phone(call) is not None


def user_id(call: Call) -> str:
    """Returns the body's user id in lower case, as object ids are written, whichever way they come."""
    return str(call.body.userId).lower()


def digits(call: Call) -> str:
    """Returns the body's number without its plus."""
    return str(call.body.phoneNumber).removeprefix("+")


def account(call: Call) -> Account:
    """Returns the carrier credentials of the body."""
    return Account(call.body.accSId or "", call.body.authToken)


def own_phone(call: Call) -> dict[str, Any] | None:
    """Returns the workspace's number that the path names, or None."""
    return call.store.find(PHONES, _id=call.params.phoneId.lower(), workspace=call.principal.tenant)
