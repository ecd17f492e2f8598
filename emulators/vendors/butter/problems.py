"""Lists the errors of the pages as values. The statuses are theirs; the words are ours where a page prints no body."""

from __future__ import annotations

from dataclasses import replace

from emulators.core.problem import Problem
from emulators.core.provenance import assumed, documented
from emulators.core.refusals import Refusals
from emulators.vendors.butter.settings import (
    AGENT_DELETE_STATUS,
    INTEGRATION_DELETE_STATUS,
    MEDIA_TYPE_STATUS,
    VALIDATION_STATUS,
)

NO_STATUS = "no page prints this status; "
NAMES_NOTHING = "an id in a path that is of another form names nothing"
TWILIO_AT_ASSIGN = "agents/assign-phone has Twilio written to and does not say what happens when Twilio refuses; "

UNAUTHORIZED = Problem(401, "Invalid or missing API key", assumed(NO_STATUS + "401 is what clients expect"))
NO_ORGANIZATION = Problem(
    400,
    "X-Organization-Id header is required",
    assumed(NO_STATUS + "a required input is absent, as in the import's 400"),
)
WRONG_ORGANIZATION = Problem(
    403,
    "API key does not belong to this organization",
    assumed(NO_STATUS + "every documented refusal about organizations is a 403"),
)

BAD_REQUEST = Problem(400, "Invalid request", documented("Missing required fields or invalid provider."))
NUMBER_EXISTS = Problem(
    409, "Phone number already exists in the system", documented("Phone number already exists in the system.")
)
INTEGRATION_NOT_FOUND = Problem(404, "Integration not found", documented("Integration not found (for Twilio)."))
INTEGRATION_FOREIGN = Problem(
    403,
    "Integration belongs to different organization",
    documented("Integration belongs to different organization."),
)
INTEGRATION_NOT_USABLE = Problem(
    400,
    "integration_id is not a valid Twilio integration",
    assumed("the page demands a valid Twilio integration and gives no status; it was found and is ours, so 400"),
)
INTEGRATION_IN_USE = Problem(
    INTEGRATION_DELETE_STATUS,
    "Integration is still referenced by phone numbers: {numbers}. Remove or reassign them first.",
    assumed("integrations/delete prints the body, and its status is in no copy of the page"),
)

AGENT_NOT_FOUND = Problem(404, "Agent not found", documented("Agent or phone number not found."))
AGENT_FOREIGN = Problem(403, "Access denied to agent", documented("Access denied to agent"))
AGENT_IN_USE = Problem(
    AGENT_DELETE_STATUS,
    "Agent still has assigned phone numbers: {numbers}. Unassign them first.",
    assumed("Agents with assigned phone numbers must be unassigned first: neither status nor body is printed"),
)
MISSHAPEN_INTEGRATION = replace(INTEGRATION_NOT_FOUND, provenance=assumed(NAMES_NOTHING))
MISSHAPEN_AGENT = replace(AGENT_NOT_FOUND, provenance=assumed(NAMES_NOTHING))

NUMBER_NOT_FOUND = Problem(404, "Phone number not found", documented("Agent or phone number not found."))
NUMBER_FOREIGN = Problem(
    403,
    "Phone number belongs to different organization",
    documented("phone number belongs to different organization"),
)
ON_ANOTHER_AGENT = Problem(
    409,
    "Phone number already assigned to another agent",
    documented("Phone number already assigned to another agent"),
)
ON_THIS_AGENT = Problem(
    409, "Phone number already assigned to this agent", documented("already assigned to this agent")
)
NO_INTEGRATION = Problem(
    400,
    "Phone number has no associated integration",
    documented("Phone number has no associated integration (for Twilio numbers)."),
)
NOT_ON_THIS_AGENT = Problem(
    400, "Phone number not assigned to this agent", documented("Phone number not assigned to this agent.")
)
NOT_OF_THIS_ORGANIZATION = replace(
    NOT_ON_THIS_AGENT,
    provenance=assumed(
        "404 and 403 name the agent only, so a number that the organization has not is not on this agent"
    ),
)
NO_SUCH_CURSOR = Problem(
    400, "cursor is not from this list", assumed("no page documents a parameter for next_cursor; 400 is for bad input")
)

TWILIO_REFUSES = Problem(
    400, "Twilio does not accept the integration's credentials", assumed(TWILIO_AT_ASSIGN + "the customer can mend it")
)
NOT_OWNED = Problem(
    400,
    "The integration's Twilio account does not own {number}",
    assumed(TWILIO_AT_ASSIGN + "the customer can mend it"),
)
NOT_VALID = Problem(400, "Twilio calls {number} invalid", assumed(TWILIO_AT_ASSIGN + "the customer can mend it"))
WEBHOOK_FAILED = Problem(
    500, "Failed to configure the webhook in Twilio", assumed(TWILIO_AT_ASSIGN + "nothing is kept")
)
TRUNK_FAILED = Problem(
    500,
    "Failed to create the SIP trunk",
    assumed("the page says that LiveKit trunks are created, and not what happens when they cannot be; nothing is kept"),
)

REFUSALS = Refusals.standard(
    NO_STATUS,
    no_route=Problem(404, "Not Found", assumed(NO_STATUS + "404 is what clients expect of an unknown path")),
    no_method=Problem(405, "Method Not Allowed", assumed(NO_STATUS + "405 is what clients expect of a wrong method")),
    media_type=Problem(
        MEDIA_TYPE_STATUS,
        "Content-Type must be application/json",
        assumed("the header is required and must be application/json; no status, and no 415 on any page"),
    ),
    malformed=Problem(400, "Invalid body", assumed(NO_STATUS + "a body that cannot be read is bad input")),
    invalid=Problem(
        VALIDATION_STATUS,
        "Invalid request",
        assumed("400 is printed for a missing field and a wrong provider, and for no other"),
    ),
    forbidden=Problem(
        403, "Permission denied: {permission}", assumed("permissions are listed by role, the refusal's status is not")
    ),
    fault=Problem(500, "Internal Server Error", assumed("a fault of this emulator, not of the request")),
)
PROBLEMS = (UNAUTHORIZED, NO_ORGANIZATION, WRONG_ORGANIZATION)
"""Those that no operation declares: what `auth` refuses."""
