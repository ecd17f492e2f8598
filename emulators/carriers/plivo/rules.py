"""The conditions that a request to Plivo must meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.plivo import numbers, problems
from emulators.carriers.plivo.calls import timeline
from emulators.carriers.plivo.settings import ANSWER_URL_REQUIRED, DUPLICATE_APP_NAME
from emulators.carriers.plivo.tables import APPLICATIONS, CALLS, NUMBERS
from emulators.core.rule import must

if TYPE_CHECKING:
    from datetime import datetime

    from emulators.core.call import Call
    from emulators.core.store import Row


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
def number_is_for_sale(call: Call) -> bool:
    """Whatever nobody rents can be had, also where no search finds it."""
    digits = numbers.normalize(call.params.number)
    return numbers.is_number(digits) and not call.store.find(NUMBERS, number=digits)


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


@must(problems.NO_ANSWER_URL)
def answer_url_is_there(call: Call) -> bool:
    return call.body.answer_url is not None or not call.setting(ANSWER_URL_REQUIRED)


@must(problems.NAME_EXISTS)
def name_is_new(call: Call) -> bool:
    own = {"auth_id": call.principal.tenant, "app_name": call.body.app_name}
    return call.setting(DUPLICATE_APP_NAME) == "accept" or call.store.find(APPLICATIONS, **own) is None


def is_in_status(row: Row, wanted: str | None, now: datetime) -> bool:
    """Returns whether a call is `queued` or `live`, as it is wanted; where neither is, any call will do."""
    group = {"queued": "queued", "ringing": "live", "in-progress": "live"}.get(timeline.status(row, now))
    return wanted in {None, group}


def _call(call: Call) -> Row | None:
    return call.store.find(CALLS, call_uuid=call.params.call_uuid, auth_id=call.principal.tenant)


@must(problems.NOT_FOUND)
def call_is_in_that_status(call: Call) -> bool:
    """A call that is over is neither live nor queued."""
    row = _call(call)
    return row is not None and is_in_status(row, call.query.status, call.now)


@must(problems.NOT_FOUND)
def call_is_not_over(call: Call) -> bool:
    row = _call(call)
    return row is not None and not timeline.is_over(row, call.now)
