"""Declares the conditions that must hold for a request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.core import magic
from emulators.core.carrier import Account
from emulators.core.problem import Refusal, Violation
from emulators.core.provenance import documented
from emulators.core.rule import Required, must
from emulators.vendors.chorus import problems
from emulators.vendors.chorus.settings import CHECK_CARRIER, TWILIO_CREDENTIALS_REQUIRED
from emulators.vendors.chorus.tables import AGENTS, PHONE_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.call import Call


def _is(body: Mapping[str, Any], provider: str, mode: str = "") -> bool:
    """Returns whether the body, with the page's defaults, is of this provider and SIP mode."""
    sent = (body.get("provider", "twilio"), body.get("sipMode", "registration"))
    return sent[0] == provider and mode in ("", sent[1])


CONDITIONS = (
    Required(
        ("twilioAccountSid", "twilioAuthToken"),
        documented("Required if provider is 'twilio'"),
        lambda body, settings: settings[TWILIO_CREDENTIALS_REQUIRED] and _is(body, "twilio"),
    ),
    Required(
        ("sipUsername", "sipPassword", "sipProxy"),
        documented("Required if provider is 'sip' and sipMode is 'registration'"),
        lambda body, _settings: _is(body, "sip", "registration"),
    ),
    Required(
        ("sipIp",),
        documented("Required if provider is 'sip' and sipMode is 'ip_allowlist'"),
        lambda body, _settings: _is(body, "sip", "ip_allowlist"),
    ),
)


NO_AGENT = Violation(("agentId",), "unknown", "names no agent of this organization")


@must(problems.NUMBER_NOT_FOUND)
def phone_number_exists(call: Call) -> bool:
    return own_number(call) is not None


@must(problems.INVALID)
def merged_record_is_complete(call: Call) -> bool:
    """Holds where the record as it would be has all required fields, whichever half of it is new. An agent that does not
    exist is told with the fields that are missing.

    Raises `Refusal` that names each field that is missing.
    """
    kept = {name: value for name, value in (own_number(call) or {}).items() if value is not None}
    merged = kept | call.body.given()
    missing = [
        Violation((name,), "missing", "is required")
        for row in CONDITIONS
        if row.when(merged, call.settings)
        for name in row.fields
        if name not in merged
    ]
    if missing:
        unknown = [] if agent_exists.holds(call) else [NO_AGENT]
        raise Refusal(problems.INVALID, (*unknown, *missing))
    return True


@must(problems.NO_SUCH_AGENT)
def agent_exists(call: Call) -> bool:
    agent = call.body.agentId
    return agent is None or call.store.find(AGENTS, id=agent, organizationId=call.principal.tenant) is not None


@must(problems.TWILIO_REFUSES)
def twilio_accepts_the_credentials(call: Call) -> bool:
    return not asks_twilio(call) or call.carrier("twilio").authenticate(twilio_account(call))


@must(problems.NOT_OWNED)
def twilio_account_owns_the_number(call: Call) -> bool:
    """Holds where the account owns the number, or nobody asks. Raises `Refusal` for a number that Twilio calls invalid."""
    owned = not asks_twilio(call) or call.carrier("twilio").owns(twilio_account(call), call.body.number)
    if not owned and call.body.number == magic.INVALID:
        raise Refusal(problems.NOT_VALID)
    return owned


def asks_twilio(call: Call) -> bool:
    """Returns whether Twilio is asked about this number."""
    return call.setting(CHECK_CARRIER) and call.body.provider == "twilio" and bool(call.body.twilioAccountSid)


def twilio_account(call: Call) -> Account:
    """Returns the Twilio credentials of the body."""
    return Account(call.body.twilioAccountSid or "", call.body.twilioAuthToken or "")


def own_number(call: Call) -> dict[str, Any] | None:
    """Returns the organization's number that the path names, or None."""
    return call.store.find(PHONE_NUMBERS, id=call.params.id, organizationId=call.principal.tenant)
