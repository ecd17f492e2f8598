"""What the server refuses, in its own words: Twirp's codes, and the messages of its service and of its protocol."""

from __future__ import annotations

from emulators.core.problem import Problem
from emulators.core.provenance import Provenance, assumed, documented
from emulators.core.refusals import Refusals

VALIDATE = documented("protocol, livekit/sip.go: the message of the Validate method")
SERVICE = documented("server, pkg/service/sip.go")
CONFLICT = documented("protocol, sip/sip.go")


def invalid(message: str, known: Provenance) -> Problem:
    """Returns a problem with Twirp's code `invalid_argument`."""
    return Problem(400, message, known, code="invalid_argument")


def not_found(message: str) -> Problem:
    """Returns a problem with Twirp's code `not_found`."""
    return Problem(404, message, documented("server, pkg/service/errors.go"), code="not_found")


def bad_route(message: str) -> Problem:
    """Returns a problem with Twirp's code `bad_route`.

    `message` may name the path, the method and the content type of the request, for the envelope to fill in.
    """
    return Problem(404, message, documented("Twirp, generated server code: badRouteError"), code="bad_route")


PLAIN = "plain"
"""The code of a refusal that the middleware in front of Twirp makes, which is text."""

_MIDDLEWARE = documented("server, pkg/service/auth.go: the middleware answers 401 and the error's text")
NOT_BEARER = Problem(401, "invalid authorization header. Must start with Bearer ", _MIDDLEWARE, code=PLAIN)
NOT_A_TOKEN = Problem(401, "invalid authorization token", _MIDDLEWARE, code=PLAIN)
UNKNOWN_KEY = Problem(401, "invalid API key", _MIDDLEWARE, code=PLAIN)
BAD_TOKEN = Problem(
    401,
    "invalid authorization token: {error}",
    documented("server, pkg/service/auth.go, with the words of its JWT library"),
    code=PLAIN,
)
SUSPENDED = Problem(
    403,
    "project is suspended",
    assumed("no source says what a suspended project answers"),
    code="permission_denied",
    asked_for=True,
)
LIMITED = Problem(
    429,
    "rate limit exceeded",
    assumed("Twirp's code for it; no source prints the words"),
    code="resource_exhausted",
    asked_for=True,
)
NOT_CONNECTED = Problem(
    500,
    "sip not connected (redis required)",
    documented("server, pkg/service/errors.go: ErrSIPNotConnected; that reads work beside it is ours"),
    code="internal",
    asked_for=True,
)

FAULTS = {"suspended": SUSPENDED, "limited": LIMITED}
"""By the fault of an API key: what every request with it gets."""

NO_TRUNK = invalid("missing trunk", VALIDATE)
TRUNK_ID_SET = invalid("trunk id must not be set", VALIDATE)
RULE_ID_SET = invalid("rule id must not be set", VALIDATE)
TRUNK_ID_NOT_SET = invalid("trunk id must be set", VALIDATE)
RULE_ID_NOT_SET = invalid("rule id must be set", VALIDATE)
NO_ACTION = invalid("missing or unsupported update action", VALIDATE)
OTHER_TRUNK_ID = invalid("trunk id in the info must be empty or match the id in the update", VALIDATE)
OTHER_RULE_ID = invalid("rule id in the info must be empty or match the id in the update", VALIDATE)
NO_LIST_CHANGE = invalid("unsupported list update operation", documented("protocol, livekit/types.go"))
CLEAR_AND_CHANGE = invalid(
    "cannot clear and change the list at the same time", documented("protocol, livekit/types.go")
)
SET_AND_CHANGE = invalid("cannot set and change the list at the same time", documented("protocol, livekit/types.go"))
EMPTY_ELEMENT = invalid("empty element in the list", documented("protocol, livekit/types.go"))

OPEN_TRUNK = invalid(
    "for security, one of the fields must be set: AuthUsername+AuthPassword, AllowedAddresses or Numbers", VALIDATE
)
NO_TRUNK_NUMBERS = invalid("no trunk numbers specified", VALIDATE)
NO_ADDRESS = invalid("no outbound address specified", VALIDATE)
HOST_HAS_TRANSPORT = invalid("{field} should not contain transport parameter", VALIDATE)
HOST_IS_URI = invalid("{field} should be a hostname or IP, not SIP URI", VALIDATE)
NO_RULE = invalid("missing rule", VALIDATE)
EMPTY_RULE = invalid("unsupported SIP Dispatch Rule: <nil>", CONFLICT)
TRUNK_CONFLICT = invalid(
    'Conflicting inbound SIP Trunks: "{new}" and "{old}", using the same number(s) {numbers} {limit}', CONFLICT
)
RULE_CONFLICT = invalid(
    "Dispatch rule for the same trunk, inbound number, number, and PIN combination already exists in dispatch rule "
    '"{old}" "{name}"',
    CONFLICT,
)

HEADER_NAME = invalid("invalid header name: {error}", VALIDATE)
HEADER_VALUE = invalid("invalid header value for {name}: header {name}: value{error}", VALIDATE)
CODEC = invalid("{error}", VALIDATE)
MEDIA_TIMEOUT = invalid("media_timeout must not {error}", VALIDATE)
OF_HEADERS = (HEADER_NAME, HEADER_VALUE)
OF_MEDIA = (CODEC, MEDIA_TIMEOUT)

NO_TRUNK_AND_NUMBER = invalid("missing sip trunk id and sip number", VALIDATE)
NO_HOSTNAME = invalid("no outbound hostname specified", VALIDATE)
NO_CALLEE = invalid("missing sip callee number", VALIDATE)
CALLEE_IS_URI = invalid("{field} should be a phone number or SIP user, not a full SIP URI", VALIDATE)
CALLEE_CHARACTERS = invalid("ToUserOverride contains invalid characters: char {character}", VALIDATE)
NO_ROOM = invalid("missing room name", VALIDATE)
LONG_DISPLAY_NAME = invalid("DisplayName too long (max 128 characters)", VALIDATE)
UNQUOTED_DISPLAY_NAME = invalid("DisplayName must be a valid quoted string: invalid syntax", VALIDATE)
CITY_ALONE = invalid("if city is specified, country or region must also be specified", VALIDATE)
NO_COUNTRY = invalid("country must be a valid ISO 3166-1 alpha-2 code (2-letter like 'US', 'IN', 'UK')", VALIDATE)
NO_NUMBERS_TO_CALL_FROM = Problem(
    412, "no numbers on outbound trunk", documented("protocol, rpc/sip.go"), code="failed_precondition"
)
NO_TRANSFER_ROOM = invalid("Missing room name", SERVICE)
NO_TRANSFER_IDENTITY = invalid("Missing participant identity", SERVICE)
NO_TRANSFER_TO = invalid("missing transfer to", VALIDATE)
TRANSFER_TO_IS_NO_URI = invalid("transfer_to must be a valid SIP(s) or TEL URI (sip:, sips: or tel:)", VALIDATE)
PARTICIPANT_NOT_FOUND = not_found("participant does not exist")
ROOM_NOT_FOUND = not_found("requested room does not exist")

TRUNK_ID_REQUIRED = invalid("trunk ID is required", SERVICE)
RULE_ID_REQUIRED = invalid("dispatch rule ID is required", SERVICE)
TRUNK_NOT_FOUND = not_found("requested sip trunk does not exist")
RULE_NOT_FOUND = not_found("requested sip dispatch rule does not exist")

MALFORMED = Problem(
    400,
    "the {form} request could not be decoded",
    documented("Twirp, generated server code: malformedRequestError"),
    code="malformed",
)

REFUSALS = Refusals.standard(
    "",
    no_route=bad_route('no handler for path "{path}"'),
    no_method=bad_route('unsupported method "{method}" (only POST is allowed)'),
    too_large=Problem(
        413,
        "request body too large",
        documented("server, pkg/service/utils.go: RequestBodyLimiter; its limit is 10 MiB and ours 1 MiB"),
        code=PLAIN,
    ),
    media_type=bad_route('unexpected Content-Type: "{content_type}"'),
    malformed=MALFORMED,
    invalid=MALFORMED,  # the types of fields are checked where the message is decoded
    forbidden=Problem(
        401,
        "permissions denied",
        documented("server, pkg/service/auth.go: twirpAuthError(ErrPermissionDenied)"),
        code="unauthenticated",
    ),
)
PROBLEMS = (NOT_BEARER, NOT_A_TOKEN, UNKNOWN_KEY, BAD_TOKEN, SUSPENDED, LIMITED)
