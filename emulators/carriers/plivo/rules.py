"""The error list as values, then the conditions that must hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.plivo import numbers
from emulators.carriers.plivo.settings import DUPLICATE_APP_NAME
from emulators.carriers.plivo.tables import APPLICATIONS
from emulators.core.problem import Problem
from emulators.core.provenance import assumed, inferred
from emulators.core.refusals import Refusals
from emulators.core.rule import must

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.call import Call

CLIENT = "the Python client reads the key `error` of every refusal; the words are ours"

UNAUTHORIZED = Problem(
    401,
    "Plivo does not accept these credentials",
    inferred("the Python client raises AuthenticationError for 401; the body was never seen"),
)
SUSPENDED = Problem(
    403,
    "this account is suspended",
    inferred("the Python client raises ForbiddenError for 403; that a suspended account gets it is our choice"),
)
TOO_MANY_REQUESTS = Problem(429, "too many requests", inferred(CLIENT), asked_for=True)
NOT_FOUND = Problem(404, "not found", inferred("two public threads quote the body: not found"))
INVALID = Problem(400, "a parameter is missing or invalid", inferred(CLIENT))
INVALID_NUMBER = Problem(
    400, "number is not a valid phone number", assumed("asked for by a magic number"), field="number"
)
NO_SUCH_APPLICATION = Problem(
    400,
    "app_id names no application of this account",
    assumed("a value of the body that names nothing"),
    field="app_id",
)
NO_SUCH_SUBACCOUNT = Problem(
    400,
    "subaccount names none of this account's",
    assumed("a value of the body that names nothing"),
    field="subaccount",
)
NAME_EXISTS = Problem(
    400, "app_name is taken by another application", assumed("setting duplicate_app_name=refuse"), field="app_name"
)
WRITE_FAILED = Problem(
    500, "the change was not made", assumed("an account or a number whose writes fail on purpose"), asked_for=True
)

REFUSALS = Refusals(
    no_route=NOT_FOUND,
    no_method=Problem(405, "method not allowed", inferred(CLIENT)),
    too_large=Problem(413, "request body too large", assumed("a limit of ours: 1 MiB")),
    media_type=Problem(400, "the body must be application/json", assumed("every client of Plivo's sends JSON")),
    malformed=Problem(400, "the body is not a JSON object", inferred(CLIENT)),
    invalid=INVALID,
    forbidden=Problem(403, "forbidden", assumed("nothing here asks for a permission")),
    fault=Problem(500, "internal server error", assumed("a fault of this emulator, not of the request")),
)


@must(WRITE_FAILED)
def account_lets_itself_be_changed(call: Call) -> bool:
    return not call.principal.details["refuses_webhooks"]


@must(WRITE_FAILED)
def number_lets_itself_be_changed(call: Call) -> bool:
    return numbers.normalize(call.params.number) != numbers.WRITE_FAILS


@must(INVALID_NUMBER)
def number_is_valid(call: Call) -> bool:
    return numbers.normalize(call.params.number) != numbers.INVALID


@must(NOT_FOUND)
def number_is_owned(call: Call) -> bool:
    return numbers.owns(call.store, account_of(call), numbers.normalize(call.params.number))


@must(NOT_FOUND)
def application_exists(call: Call) -> bool:
    return call.store.find(APPLICATIONS, app_id=call.params.app_id, auth_id=call.principal.tenant) is not None


@must(NO_SUCH_APPLICATION)
def named_application_exists(call: Call) -> bool:
    app_id = call.body.app_id
    return not app_id or call.store.find(APPLICATIONS, app_id=app_id, auth_id=call.principal.tenant) is not None


@must(NO_SUCH_SUBACCOUNT)
def no_subaccount_is_named(call: Call) -> bool:
    """No account here has subaccounts, so a name of one names nothing."""
    return not call.body.subaccount


@must(NAME_EXISTS)
def name_is_new(call: Call) -> bool:
    own = {"auth_id": call.principal.tenant, "app_name": call.body.app_name}
    return call.setting(DUPLICATE_APP_NAME) == "accept" or call.store.find(APPLICATIONS, **own) is None


def account_of(call: Call) -> Mapping[str, Any]:
    return call.principal.details
