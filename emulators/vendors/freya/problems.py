"""Lists the errors as values. No page prints a refusal, so the list is ours."""

from __future__ import annotations

from emulators.core.problem import Problem
from emulators.core.provenance import assumed
from emulators.core.refusals import Refusals
from emulators.vendors.freya.settings import MEDIA_TYPE_STATUS, VALIDATION_STATUS

NO_REFUSALS = "no page prints a refusal; "

UNAUTHORIZED = Problem(
    401, "Unauthorized", assumed(NO_REFUSALS + "a missing, wrong, inactive or expired key"), "UNAUTHORIZED"
)
OTHER_WORKSPACE = Problem(
    403,
    "The API key does not belong to this workspace",
    assumed(NO_REFUSALS + "keys belong to a workspace"),
    "FORBIDDEN",
)
INVALID = Problem(
    VALIDATION_STATUS,
    "Validation failed",
    assumed(NO_REFUSALS + "details as in update-api-keys' errors"),
    "VALIDATION_ERROR",
)
MEDIA_TYPE = Problem(
    MEDIA_TYPE_STATUS,
    "Content-Type must be application/json",
    assumed(NO_REFUSALS + "the body cannot be read"),
    "INVALID_BODY",
)
NUMBER_EXISTS = Problem(
    409,
    "Phone number already exists in this workspace",
    assumed("setting duplicate_number=refuse"),
    "DUPLICATE_NUMBER",
    field="number",
)
NUMBER_NOT_FOUND = Problem(
    404,
    "Phone number not found",
    assumed("in `errors`, with status 200: update-api-keys has such an array"),
    field="id",
)

REFUSALS = Refusals.standard(
    NO_REFUSALS,
    too_large=Problem(413, "Request body too large", assumed("a limit of ours: 1 MiB"), "PAYLOAD_TOO_LARGE"),
    media_type=MEDIA_TYPE,
    malformed=Problem(400, "Invalid body", assumed(NO_REFUSALS + "the body cannot be read"), "INVALID_BODY"),
    invalid=INVALID,
    forbidden=Problem(403, "Forbidden", assumed("the permission that numbers need is not visible on any page")),
    fault=Problem(
        500, "Internal server error", assumed("a fault of this emulator, not of the request"), "INTERNAL_ERROR"
    ),
)
PROBLEMS = (UNAUTHORIZED,)
"""Those that no operation declares: what `auth` refuses."""
