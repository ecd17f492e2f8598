"""Declares the conditions that must hold, and finds the rows that they look at. A row that is not there is an empty
one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.core import magic
from emulators.core.problem import Refusal
from emulators.core.provenance import documented
from emulators.core.rule import Required, must
from emulators.vendors.butter import problems, telephony
from emulators.vendors.butter.schema import AGENT_ID, INTEGRATION_ID, ImportPhoneNumber, read_switch
from emulators.vendors.butter.settings import BOOLEANS_AS_STRINGS, CHECK_CARRIER, WEBHOOK_AT
from emulators.vendors.butter.tables import AGENTS, INTEGRATIONS, PHONE_NUMBERS

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.carrier import Account
    from emulators.core.store import Row

CONDITIONS = (
    Required(
        ("integration_id",),
        documented("Integration ID (required for Twilio provider)."),
        lambda body, _settings: body.get("provider") == "twilio",
    ),
    Required(
        ("sip_server_address",),
        documented("SIP server address (required for outbound)."),
        lambda body, settings: (
            body.get("provider") == "sip"
            and read_switch(body.get("supports_outbound"), as_string=settings[BOOLEANS_AS_STRINGS]) is True
        ),
    ),
)


def agent(call: Call) -> Row:
    """Returns the agent of the path."""
    return call.store.find(AGENTS, agent_id=call.params.agent_id) or {}


def integration(call: Call) -> Row:
    """Returns the integration of the path, or the one that a Twilio number is imported with."""
    named = call.params.integration_id if call.params else call.body.integration_id
    return call.store.find(INTEGRATIONS, integration_id=named) or {}


def numbers(call: Call) -> list[Row]:
    """Returns the numbers that the body names to be assigned."""
    return [call.store.find(PHONE_NUMBERS, phone_number_id=named) or {} for named in call.body.numbers]


def assigned_number(call: Call) -> Row:
    """Returns the number of the path, where it is on the agent of the path."""
    return call.store.find(PHONE_NUMBERS, **_pair(call)) or {}


def _pair(call: Call) -> dict[str, str]:
    return {"phone_number_id": call.params.phone_number_id, "assigned_agent_id": call.params.agent_id}


def _imports_sip(call: Call) -> bool:
    return isinstance(call.body, ImportPhoneNumber) and call.body.provider == "sip"


@must(problems.MISSHAPEN_INTEGRATION)
def integration_id_has_its_form(call: Call) -> bool:
    return INTEGRATION_ID.fullmatch(call.params.integration_id) is not None


@must(problems.INTEGRATION_NOT_FOUND)
def integration_exists(call: Call) -> bool:
    return _imports_sip(call) or bool(integration(call))


@must(problems.INTEGRATION_FOREIGN)
def integration_is_ours(call: Call) -> bool:
    return _imports_sip(call) or integration(call)["client_id"] == call.principal.tenant


@must(problems.INTEGRATION_NOT_USABLE)
def integration_is_an_active_twilio_one(call: Call) -> bool:
    row = integration(call)
    return _imports_sip(call) or (row["provider"], row["status"]) == ("twilio", "active")


@must(problems.INTEGRATION_IN_USE)
def no_number_refers_to_the_integration(call: Call) -> bool:
    rows = call.store.select(PHONE_NUMBERS, {"integration_id": integration(call)["integration_id"]})
    if rows:
        raise Refusal(problems.INTEGRATION_IN_USE, numbers=[row["phone_number"] for row in rows])
    return True


@must(problems.MISSHAPEN_AGENT)
def agent_id_has_its_form(call: Call) -> bool:
    return AGENT_ID.fullmatch(call.params.agent_id) is not None


@must(problems.AGENT_NOT_FOUND)
def agent_exists(call: Call) -> bool:
    return bool(agent(call))


@must(problems.AGENT_FOREIGN)
def agent_is_ours(call: Call) -> bool:
    return bool(agent(call)["client_id"] == call.principal.tenant)


@must(problems.AGENT_IN_USE)
def no_number_is_on_the_agent(call: Call) -> bool:
    rows = call.store.select(PHONE_NUMBERS, {"assigned_agent_id": call.params.agent_id})
    if rows:
        raise Refusal(problems.AGENT_IN_USE, numbers=[row["phone_number"] for row in rows])
    return True


@must(problems.NUMBER_NOT_FOUND)
def numbers_exist(call: Call) -> bool:
    return all(numbers(call))


@must(problems.NUMBER_FOREIGN)
def numbers_are_ours(call: Call) -> bool:
    return all(row["client_id"] == call.principal.tenant for row in numbers(call))


@must(problems.ON_THIS_AGENT)
def numbers_are_not_on_this_agent(call: Call) -> bool:
    return all(row["assigned_agent_id"] != call.params.agent_id for row in numbers(call))


@must(problems.ON_ANOTHER_AGENT)
def numbers_are_free(call: Call) -> bool:
    return all(row["status"] == "free" for row in numbers(call))


@must(problems.NO_INTEGRATION)
def twilio_numbers_have_an_integration(call: Call) -> bool:
    return all(row["provider"] != "twilio" or row["integration_id"] for row in numbers(call))


@must(problems.NOT_OF_THIS_ORGANIZATION)
def number_is_of_this_organization(call: Call) -> bool:
    ours = {"phone_number_id": call.params.phone_number_id, "client_id": call.principal.tenant}
    return call.store.find(PHONE_NUMBERS, **ours) is not None


@must(problems.NOT_ON_THIS_AGENT)
def number_is_on_this_agent(call: Call) -> bool:
    return bool(assigned_number(call))


@must(problems.TWILIO_REFUSES)
def twilio_accepts_the_credentials(call: Call) -> bool:
    return all(call.carrier("twilio").authenticate(account) for account, _ in _numbers_to_ask_about(call))


@must(problems.NOT_OWNED)
def twilio_account_owns_the_numbers(call: Call) -> bool:
    for account, number in _numbers_to_ask_about(call):
        if not call.carrier("twilio").owns(account, number):
            raise Refusal(problems.NOT_VALID if number == magic.INVALID else problems.NOT_OWNED, number=number)
    return True


def _numbers_to_ask_about(call: Call) -> list[tuple[Account, str]]:
    """Returns the Twilio numbers of this call that Twilio is asked about, or is about to be told to point here."""
    if isinstance(call.body, ImportPhoneNumber):
        rows = [call.body.model_dump()]
        asks = call.setting(CHECK_CARRIER) or call.setting(WEBHOOK_AT) == "import"
    else:
        rows = numbers(call)
        asks = call.setting(WEBHOOK_AT) == "assign"
    return [
        (telephony.twilio_account(call, row["integration_id"]), row["phone_number"])
        for row in rows
        if asks and row["provider"] == "twilio"
    ]


@must(problems.NO_SUCH_CURSOR)
def cursor_is_from_this_list(call: Call) -> bool:
    cursor = call.query.cursor
    ours = {"phone_number_id": cursor, "client_id": call.principal.tenant}
    return cursor is None or call.store.find(PHONE_NUMBERS, **ours) is not None
