"""The error list as values, then the conditions that must hold. No page prints a refusal, so the list is ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.core.carrier import Account
from emulators.core.problem import Problem
from emulators.core.provenance import assumed, documented, inferred
from emulators.core.refusals import Refusals
from emulators.core.rule import Required, must
from emulators.vendors.hamsa.seed import PHONE_NUMBERS, VOICE_AGENTS
from emulators.vendors.hamsa.settings import CHECK_CARRIER, TAKE_OVER, TYPE_REQUIRED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.call import Call

NO_REFUSALS = "no page prints a refusal; "
KEYS = {400: "VALIDATION_ERROR", 401: "AUTH_INVALID_KEY", 429: "RATE_LIMIT_EXCEEDED"}
"""The `messageKey` of a problem that has none of its own; 401 and 429 are in the tests of the vendor's SDK."""

UNAUTHORIZED = Problem(
    401,
    "Invalid API key",
    inferred("voice-agents-sdk, its tests: a mocked 401 with this message and messageKey"),
)
INVALID = Problem(
    400,
    "The request is not valid",
    assumed(NO_REFUSALS + "400, and in the message each field with its reason"),
)
NO_SUCH_NUMBER = Problem(404, "Phone number not found", assumed(NO_REFUSALS + "the user has no such number"))
NO_SUCH_AGENT = Problem(404, "Voice agent not found", assumed(NO_REFUSALS + "the user has no such agent"))
NUMBER_EXISTS = Problem(409, "Phone number already exists", assumed("setting duplicate_number=409"))
NUMBER_EXISTS_AS_INVALID = Problem(400, "Phone number already exists", assumed("setting duplicate_number=400"))
DUPLICATES: Mapping[object, Problem] = {409: NUMBER_EXISTS, 400: NUMBER_EXISTS_AS_INVALID}
NUMBER_ASSIGNED = Problem(
    409,
    "Phone number is assigned to another voice agent, unassign it first",
    inferred("phone-numbers/introduction: one agent per number, a reassignment is validated; no status"),
    code="PHONE_NUMBER_ASSIGNED",
)
AGENT_ASSIGNED = Problem(
    409,
    "Voice agent has another phone number, unassign that first",
    inferred("get-voice-agent-v2: an agent has one phoneNumber; no status"),
    code="VOICE_AGENT_ASSIGNED",
)
TWILIO_REFUSES = Problem(
    400, "twilioAuthToken: Twilio does not accept these credentials", assumed("setting check_carrier")
)
NOT_OWNED = Problem(400, "phoneNumber: the Twilio account does not own this number", assumed("setting check_carrier"))
TRUNK_FAILED = Problem(
    500, "Failed to configure the phone number", assumed("setting check_carrier: Twilio did not take the SIP trunk")
)

REFUSALS = Refusals.standard(NO_REFUSALS, invalid=INVALID)

CONDITIONS = (
    Required(
        ("type",),
        documented("type enum<string> required"),
        lambda _body, settings: settings[TYPE_REQUIRED],
    ),
    Required(
        ("twilioAccountSid", "twilioAuthToken"),
        documented("twilioAccountSid string required, twilioAuthToken string required"),
        lambda body, _settings: _type(body) == "TWILIO",
    ),
)


def _type(body: Mapping[str, Any]) -> Any:
    return body.get("type", "TWILIO")


@must(TWILIO_REFUSES)
def twilio_accepts_the_credentials(call: Call) -> bool:
    return not asks_twilio(call) or call.carrier("twilio").authenticate(twilio_account(call))


@must(NOT_OWNED)
def twilio_account_owns_the_number(call: Call) -> bool:
    return not asks_twilio(call) or call.carrier("twilio").owns(twilio_account(call), call.body.phoneNumber)


@must(NO_SUCH_NUMBER)
def phone_number_exists(call: Call) -> bool:
    return own_number(call) is not None


@must(NO_SUCH_AGENT)
def agent_exists(call: Call) -> bool:
    return call.store.find(VOICE_AGENTS, id=call.body.voiceAgentId, userId=call.principal.tenant) is not None


@must(NUMBER_ASSIGNED)
def number_has_no_other_agent(call: Call) -> bool:
    agent = (own_number(call) or {}).get("voiceAgentId")
    return call.setting(TAKE_OVER) or agent in (None, call.body.voiceAgentId)


def asks_twilio(call: Call) -> bool:
    return call.setting(CHECK_CARRIER) and call.body.type == "TWILIO"


def twilio_account(call: Call) -> Account:
    return Account(call.body.twilioAccountSid, call.body.twilioAuthToken)


def own_number(call: Call) -> dict[str, Any] | None:
    """The user's number that the request names: by `pid` in the query, or by `phoneNumber` in the body."""
    named = {"id": call.query.pid} if call.query else {"number": call.body.phoneNumber}
    return call.store.find(PHONE_NUMBERS, userId=call.principal.tenant, **named)
