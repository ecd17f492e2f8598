"""The conditions that a request to Plivo must meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.plivo import numbers, problems
from emulators.carriers.plivo.settings import DUPLICATE_APP_NAME
from emulators.carriers.plivo.tables import APPLICATIONS
from emulators.core.rule import must

if TYPE_CHECKING:
    from emulators.core.call import Call


@must(problems.WRITE_FAILED)
def account_lets_itself_be_changed(call: Call) -> bool:
    return not call.principal.details["refuses_webhooks"]


@must(problems.WRITE_FAILED)
def number_lets_itself_be_changed(call: Call) -> bool:
    return numbers.normalize(call.params.number) != numbers.WRITE_FAILS


@must(problems.INVALID_NUMBER)
def number_is_valid(call: Call) -> bool:
    return numbers.normalize(call.params.number) != numbers.INVALID


@must(problems.NOT_FOUND)
def number_is_owned(call: Call) -> bool:
    return numbers.owns(call.store, call.principal.details, numbers.normalize(call.params.number))


@must(problems.NOT_FOUND)
def application_exists(call: Call) -> bool:
    return call.store.find(APPLICATIONS, app_id=call.params.app_id, auth_id=call.principal.tenant) is not None


@must(problems.NO_SUCH_APPLICATION)
def named_application_exists(call: Call) -> bool:
    app_id = call.body.app_id
    return not app_id or call.store.find(APPLICATIONS, app_id=app_id, auth_id=call.principal.tenant) is not None


@must(problems.NO_SUCH_SUBACCOUNT)
def no_subaccount_is_named(call: Call) -> bool:
    """No account here has subaccounts, so a name of one names nothing."""
    return not call.body.subaccount


@must(problems.NAME_EXISTS)
def name_is_new(call: Call) -> bool:
    own = {"auth_id": call.principal.tenant, "app_name": call.body.app_name}
    return call.setting(DUPLICATE_APP_NAME) == "accept" or call.store.find(APPLICATIONS, **own) is None
