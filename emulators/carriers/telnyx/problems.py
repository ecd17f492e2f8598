"""What Telnyx refuses: its printed list of error codes. `message` is the `detail` of the wire."""

from __future__ import annotations

from emulators.carriers.telnyx.settings import FIELD_ERROR_STATUS
from emulators.core.problem import Problem
from emulators.core.provenance import assumed, documented, inferred
from emulators.core.refusals import Refusals

LISTED = "the error list has the code, the title and the detail; "
TITLES = {
    "10002": "Invalid phone number",
    "10003": "Invalid URL",
    "10004": "Missing required parameter",
    "10005": "Resource not found",
    "10007": "Unexpected error",
    "10009": "Authentication failed",
    "10010": "Authorization failed",
    "10011": "Too many requests",
    "10014": "Unsupported Media Type",
    "10015": "Bad Request",
    "10016": "Phone number must be in +E.164 format",
    "10017": "Associated resource does not exist",
    "90015": "Invalid Call Control ID",
    "90018": "Call has already ended",
    "90034": "Call not answered yet",
}

UNAUTHORIZED = Problem(
    401,
    "The required authentication headers were either invalid or not included in the request.",
    documented("10009 Authentication failed"),
    code="10009",
)
SUSPENDED = Problem(
    403,
    "You do not have permission to perform the requested action on the specified resource or resources.",
    assumed(LISTED + "that a suspended account gets this one is our choice"),
    code="10010",
)
TOO_MANY_REQUESTS = Problem(
    429,
    "You have exceeded the maximum number of allowed requests.",
    documented("10011 Too many requests"),
    code="10011",
    asked_for=True,
)
NOT_FOUND = Problem(
    404, "The requested resource or URL could not be found.", documented("10005 Resource not found"), code="10005"
)
INVALID_NUMBER = Problem(
    FIELD_ERROR_STATUS,
    "The phone number is invalid.",
    assumed(LISTED + "that a magic number asks for it is our choice"),
    code="10002",
    field="filter[phone_number]",
)
NO_SUCH_CONNECTION = Problem(
    FIELD_ERROR_STATUS,
    "The requested parameter is invalid as the associated resource does not exist.",
    inferred(LISTED + "the published document lists 422 for what cannot be done"),
    code="10017",
    field="connection_id",
)
NOT_AVAILABLE = Problem(
    FIELD_ERROR_STATUS,
    "The phone number is not available.",
    inferred(
        "Telnyx's guide to ordering: only numbers that a search returned can be ordered; code, status and words are our choice"
    ),
    code="10015",
    field="phone_numbers",
)


def _batch(detail: str, field: str) -> Problem:
    """What the document prints for a batch of numbers that cannot be."""
    return Problem(422, detail, documented("POST /phone_numbers/jobs/update_phone_numbers"), code="10015", field=field)


NUMBERS_MISSING = _batch("must be present", "phone_numbers")
NUMBERS_MIXED = _batch(
    "You must specify either all phone numbers in the e164 format or all as phone number ids", "phone_numbers"
)
NUMBERS_NOT_OWNED = _batch("You must own every number in the bulk request", "phone_numbers")
NOTHING_TO_UPDATE = _batch("You must provide at least 1 updateable field.", "updateable_fields")
PORT_OF_SRV = Problem(
    FIELD_ERROR_STATUS,
    "For cases where a port is set, the DNS record type must be 'a'.",
    documented("POST /fqdns: dns_record_type; the code and the words of the refusal are our choice"),
    code="10015",
    field="dns_record_type",
)
NO_CALL_CONTROL = Problem(
    422,
    "The requested connection_id (Call Control App ID) is either invalid or does not exist. "
    "Only Call Control Apps with valid webhook URL are accepted.",
    documented("POST /calls: invalid_connection_id"),
    code="10015",
    field="connection_id",
)
OWN_TITLES = {NO_CALL_CONTROL.message: "Invalid value for connection_id (Call Control App ID)"}
"""The titles that are not those of the code, by detail."""

NO_SUCH_CALL = Problem(
    422,
    "The call_control_id provided was not valid.",
    documented("POST /calls/{call_control_id}/actions/...: invalid_call_control_id"),
    code="90015",
    field="call_control_id",
)
CALL_ENDED = Problem(
    422,
    "This call is no longer active and can't receive commands.",
    documented("POST /calls/{call_control_id}/actions/...: call_already_ended"),
    code="90018",
)
CALL_NOT_ANSWERED = Problem(
    422,
    "This call can't receive this command because it has not been answered yet.",
    documented("POST /calls/{call_control_id}/actions/...: call_not_answered; which commands it is said to is assumed"),
    code="90034",
)
LOCKED = Problem(
    FIELD_ERROR_STATUS,
    "The deletion lock of this number is enabled.",
    inferred("the client's own types: a deletion lock prevents the deletion; code, status and words are our choice"),
    code="10015",
    field="deletion_lock_enabled",
)
WRITE_FAILED = Problem(
    500,
    "An unexpected error occured.",
    assumed(LISTED + "an account or a number whose writes fail on purpose gets this one"),
    code="10007",
    asked_for=True,
)
NOT_WELL_FORMED = "The request failed because it was not well-formed."
MALFORMED = Problem(400, NOT_WELL_FORMED, documented("10015 Bad Request"), code="10015")
INVALID = Problem(FIELD_ERROR_STATUS, NOT_WELL_FORMED, documented("10015 Bad Request"), code="10015")
"""What blames fields. The envelope has one row for each of them."""

REFUSALS = Refusals.standard(
    "",
    no_route=NOT_FOUND,
    no_method=Problem(405, NOT_WELL_FORMED, assumed("no code of the error list is about methods"), code="10015"),
    too_large=Problem(413, NOT_WELL_FORMED, assumed("a limit of ours: 1 MiB"), code="10015"),
    media_type=Problem(
        415,
        "The request failed because the server does not support the media type.",
        documented("10014 Unsupported Media Type"),
        code="10014",
    ),
    malformed=MALFORMED,
    invalid=INVALID,
    forbidden=SUSPENDED,
    fault=Problem(500, "An unexpected error occured.", documented("10007 Unexpected error"), code="10007"),
)
PROBLEMS = (UNAUTHORIZED, SUSPENDED, TOO_MANY_REQUESTS)
