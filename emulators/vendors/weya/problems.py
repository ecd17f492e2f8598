"""Lists the page's errors as values."""

from __future__ import annotations

from dataclasses import replace

from emulators.core.problem import Problem
from emulators.core.provenance import assumed, documented, inferred
from emulators.core.refusals import Refusals
from emulators.vendors.weya.settings import MEDIA_TYPE_STATUS, VALIDATION_STATUS

NO_BODY = "no error body is printed; "

BAD_REQUEST = "the page's status for what is wrong with the request; "

UNAUTHORIZED = Problem(401, "Unauthorized", inferred("start-calling, stop-calling: 401 for a missing or expired token"))
BAD_USER_ID = Problem(400, "Invalid User ID format", documented("400 Bad Request - Invalid User ID format"))
MISSING_FIELD = Problem(
    400,
    "Invalid request",
    inferred("deletePhone: 400, phoneId missing or invalid; add-phone does not list missing fields"),
)
NO_SUCH_USER = Problem(404, "User not found", documented("404 Not Found - User not found with the provided userId."))
USER_OF_ANOTHER_WORKSPACE = replace(
    NO_SUCH_USER, provenance=assumed("the page knows only users that are not found, so somebody else's is one of them")
)
NOT_YOUR_USER = Problem(403, "userId is not the user of this token", assumed("setting any_user_of_workspace=false"))
DUPLICATE = Problem(
    400, "Phone number already exists for this user", documented("400 - phone number already exists for this user")
)
DUPLICATE_OF_ANOTHER_FORM = replace(
    DUPLICATE, provenance=assumed("The + prefix is optional, so it is taken to make no other number")
)
BAD_CREDENTIALS = Problem(
    400,
    "Invalid credentials for the integration provider",
    documented("400 - invalid credentials for the integration provider"),
)
NOT_OWNED = Problem(
    400,
    "The phone number is not owned by the integration account",
    inferred("Phone number must be owned by your integration account; no status, and bad credentials are a 400"),
)
NOT_VALID = Problem(
    400,
    "The phone number is not valid at the integration provider",
    assumed("nothing is said of a number that the carrier calls invalid; one that is not owned is a 400"),
)
WEBHOOKS_FAILED = Problem(
    500, "Failed to set up integration webhooks", documented("500 - Failed to set up integration webhooks")
)
NO_PHONE_ID = Problem(400, "Invalid request", documented("deletePhone: 400, phoneId missing or invalid"))
BAD_PHONE_ID = Problem(400, "Invalid phone ID", documented("deletePhone: 400, phoneId missing or invalid"))
NO_SUCH_PHONE = Problem(
    404, "Phone number not found", documented("deletePhone: 404, deleted already or not of this workspace")
)

REFUSALS = Refusals.standard(
    NO_BODY,
    media_type=Problem(
        MEDIA_TYPE_STATUS, "Content-Type must be application/json", assumed(BAD_REQUEST + "415 is nowhere")
    ),
    malformed=Problem(400, "Invalid body", assumed(BAD_REQUEST + "a body that cannot be read is one")),
    invalid=Problem(
        VALIDATION_STATUS, "Invalid request", assumed("400 names the user id only; the other fields by analogy")
    ),
    forbidden=Problem(
        403, "Admin access required", assumed("deletePhone wants an admin's token and does not say what others get")
    ),
    fault=Problem(500, "Internal server error", documented("500 Internal Server Error - ... or other server errors.")),
)
PROBLEMS = (UNAUTHORIZED,)
"""Those that no operation declares: what `auth` refuses."""
