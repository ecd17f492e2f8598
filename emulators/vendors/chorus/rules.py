"""The error list as values, then the conditions that must hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.core.carrier import Account
from emulators.core.problem import Problem, Refusal, Violation
from emulators.core.provenance import assumed, documented, inferred
from emulators.core.refusals import Refusals
from emulators.core.rule import Required, must
from emulators.vendors.chorus.seed import AGENTS, PHONE_NUMBERS
from emulators.vendors.chorus.settings import CHECK_CARRIER, TWILIO_CREDENTIALS_REQUIRED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.call import Call

ONE_ERROR_BODY = "the page shows one error body and no status; "

UNAUTHORIZED = Problem(
    401, "Unauthorized", assumed(ONE_ERROR_BODY + "401 is what clients expect of a missing or wrong key")
)
INVALID = Problem(
    400, "Validation failed", inferred("api-reference: the validation error sample; its status is not visible")
)
NUMBER_NOT_FOUND = Problem(
    404, "Phone number not found", inferred("getAgent: its single error body can only be for an unknown id")
)
NO_SUCH_AGENT = Problem(
    400,
    "agentId names no agent of this organization",
    assumed("a value of the body that names nothing"),
    field="agentId",
)
NUMBER_EXISTS = Problem(409, "number is registered already", assumed("setting duplicate_number=refuse"), field="number")
TWILIO_REFUSES = Problem(
    400, "Twilio does not accept these credentials", assumed("setting check_carrier"), field="twilioAuthToken"
)
NOT_OWNED = Problem(
    400, "the Twilio account does not own this number", assumed("setting check_carrier"), field="number"
)
WEBHOOK_FAILED = Problem(
    500, "Failed to configure the number", assumed("setting check_carrier: Twilio did not take the webhook")
)

REFUSALS = Refusals.standard(
    ONE_ERROR_BODY,
    media_type=Problem(
        400,
        "Content-Type must be application/json",
        inferred("api-reference: every request needs application/json; no status"),
    ),
    invalid=INVALID,
)


def _is(body: Mapping[str, Any], provider: str, mode: str = "") -> bool:
    """Whether the body, with the page's defaults, is of this provider and SIP mode."""
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


@must(NUMBER_NOT_FOUND)
def phone_number_exists(call: Call) -> bool:
    return own_number(call) is not None


@must(INVALID)
def merged_record_is_complete(call: Call) -> bool:
    """The conditional requirements hold for the record as it would be, whichever half of it is new."""
    kept = {name: value for name, value in (own_number(call) or {}).items() if value is not None}
    merged = kept | call.body.given()
    missing = [
        name for row in CONDITIONS if row.when(merged, call.settings) for name in row.fields if name not in merged
    ]
    if missing:
        raise Refusal(INVALID, tuple(Violation((name,), "missing", "is required") for name in missing))
    return True


@must(NO_SUCH_AGENT)
def agent_exists(call: Call) -> bool:
    agent = call.body.agentId
    return agent is None or call.store.find(AGENTS, id=agent, organizationId=call.principal.tenant) is not None


@must(TWILIO_REFUSES)
def twilio_accepts_the_credentials(call: Call) -> bool:
    return not asks_twilio(call) or call.carrier("twilio").authenticate(twilio_account(call))


@must(NOT_OWNED)
def twilio_account_owns_the_number(call: Call) -> bool:
    return not asks_twilio(call) or call.carrier("twilio").owns(twilio_account(call), call.body.number)


def asks_twilio(call: Call) -> bool:
    return call.setting(CHECK_CARRIER) and call.body.provider == "twilio" and bool(call.body.twilioAccountSid)


def twilio_account(call: Call) -> Account:
    return Account(call.body.twilioAccountSid or "", call.body.twilioAuthToken or "")


def own_number(call: Call) -> dict[str, Any] | None:
    return call.store.find(PHONE_NUMBERS, id=call.params.id, organizationId=call.principal.tenant)
