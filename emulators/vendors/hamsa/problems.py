"""Lists the errors as values. No page prints a refusal, so the list is ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.core.problem import Problem
from emulators.core.provenance import assumed, inferred
from emulators.core.refusals import Refusals
from emulators.vendors.hamsa.settings import MEDIA_TYPE_STATUS, VALIDATION_STATUS

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_REFUSALS = "no page prints a refusal; "

KEYS = {400: "VALIDATION_ERROR", 422: "VALIDATION_ERROR", 401: "AUTH_INVALID_KEY", 429: "RATE_LIMIT_EXCEEDED"}
"""The `messageKey` of a problem that has none of its own; 401 and 429 are in the tests of the vendor's SDK."""

UNAUTHORIZED = Problem(
    401,
    "Invalid API key",
    inferred("voice-agents-sdk, its tests: a mocked 401 with this message and messageKey"),
)
INVALID = Problem(
    VALIDATION_STATUS,
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
    assumed("phone-numbers/introduction: one agent per number, a reassignment is validated; no status"),
    code="PHONE_NUMBER_ASSIGNED",
)
AGENT_ASSIGNED = Problem(
    409,
    "Voice agent has another phone number, unassign that first",
    assumed("get-voice-agent-v2: an agent has one phoneNumber; no status"),
    code="VOICE_AGENT_ASSIGNED",
)
TWILIO_REFUSES = Problem(
    400, "twilioAuthToken: Twilio does not accept these credentials", assumed("setting check_carrier")
)
NOT_OWNED = Problem(400, "phoneNumber: the Twilio account does not own this number", assumed("setting check_carrier"))
NOT_VALID = Problem(400, "phoneNumber: Twilio calls this number invalid", assumed("setting check_carrier"))
TRUNK_FAILED = Problem(
    500, "Failed to configure the phone number", assumed("setting check_carrier: Twilio did not take the SIP trunk")
)

REFUSALS = Refusals.standard(
    NO_REFUSALS,
    invalid=INVALID,
    media_type=Problem(
        MEDIA_TYPE_STATUS, "Content-Type must be application/json", assumed(NO_REFUSALS + "the body cannot be read")
    ),
)
PROBLEMS = (UNAUTHORIZED,)
"""Those that no operation declares: what `auth` refuses."""
