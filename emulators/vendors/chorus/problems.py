"""Lists the errors as values. The page shows one error body and no status."""

from __future__ import annotations

from emulators.core.problem import Problem
from emulators.core.provenance import assumed
from emulators.core.refusals import Refusals
from emulators.vendors.chorus.settings import MEDIA_TYPE_STATUS, VALIDATION_STATUS

ONE_ERROR_BODY = "the page shows one error body and no status; "

UNAUTHORIZED = Problem(
    401, "Unauthorized", assumed(ONE_ERROR_BODY + "401 is what clients expect of a missing or wrong key")
)
INVALID = Problem(
    VALIDATION_STATUS,
    "Validation failed",
    assumed("api-reference: the words of the validation error sample; its status is not visible"),
)
NUMBER_NOT_FOUND = Problem(
    404, "Phone number not found", assumed("getAgent: its single error body can only be for an unknown id; no status")
)
NO_SUCH_AGENT = Problem(
    VALIDATION_STATUS,
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
NOT_VALID = Problem(400, "Twilio calls this number invalid", assumed("setting check_carrier"), field="number")
WEBHOOK_FAILED = Problem(
    500, "Failed to configure the number", assumed("setting check_carrier: Twilio did not take the webhook")
)

REFUSALS = Refusals.standard(
    ONE_ERROR_BODY,
    media_type=Problem(
        MEDIA_TYPE_STATUS,
        "Content-Type must be application/json",
        assumed("api-reference: every request needs application/json; no status"),
    ),
    invalid=INVALID,
)
PROBLEMS = (UNAUTHORIZED,)
"""Those that no operation declares: what `auth` refuses."""
