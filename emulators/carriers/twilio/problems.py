"""What Twilio refuses: codes and words of its error dictionary, and the statuses beside them."""

from __future__ import annotations

from emulators.core.problem import Problem
from emulators.core.provenance import assumed, documented, inferred
from emulators.core.refusals import Refusals

DICTIONARY = "error dictionary: "
NO_WORDS = "; the wording is ours"

NO_CREDENTIALS = Problem(
    401,
    "Authentication Error - No credentials provided",
    documented(DICTIONARY + "20003, as clients report it"),
    code="20003",
)
UNKNOWN_USER = Problem(
    401, "Authentication Error - invalid username", documented(DICTIONARY + "20003, as clients report it"), code="20003"
)
WRONG_TOKEN = Problem(401, "Authenticate", documented(DICTIONARY + "20003, as clients report it"), code="20003")
FOREIGN_ACCOUNT = Problem(
    401,
    "Authenticate",
    assumed("an account SID in the path that is not the credentials': nobody prints it"),
    code="20003",
)
SUSPENDED = Problem(403, "Account is not active", documented(DICTIONARY + "20403" + NO_WORDS), code="20403")
TEST_CREDENTIALS = Problem(
    403,
    "Resource not accessible with Test Account Credentials",
    documented(DICTIONARY + "20008"),
    code="20008",
)
TOO_MANY = Problem(429, "Too Many Requests", documented(DICTIONARY + "20429"), code="20429")
NOT_FOUND = Problem(
    404,
    "The requested resource {path} was not found",
    documented(DICTIONARY + "20404, as clients report it"),
    code="20404",
)
INVALID = Problem(400, "Invalid parameter", documented(DICTIONARY + "20001" + NO_WORDS), code="20001")
BAD_NUMBER = Problem(400, "PhoneNumber is not a valid phone number", documented(DICTIONARY + "21421"), code="21421")
NO_NUMBER_NAMED = Problem(
    400, "did or area_code is required", inferred("as a client of Twilio's own prints it"), code="400"
)
NOT_AVAILABLE = Problem(
    400, "PhoneNumber is not available", documented(DICTIONARY + "21422; test credentials"), code="21422"
)
NONE_IN_AREA = Problem(
    400, "No phone numbers found in area code", documented(DICTIONARY + "21452; test credentials"), code="21452"
)
NO_SUCH_APPLICATION = Problem(
    400,
    "VoiceApplicationSid was not found",
    inferred("a compatible API's list: 21420, VoiceApplicationSid could not be found"),
    code="21420",
)
NO_SUCH_ACCOUNT = Problem(
    400,
    "AccountSid was not found",
    assumed("a parameter that names nothing: no account here has another"),
    code="20001",
)
NO_SUCH_TRUNK = Problem(400, "TrunkSid was not found", assumed("a parameter that names nothing"), code="20001")
NO_SUCH_NUMBER = Problem(400, "PhoneNumberSid was not found", assumed("a parameter that names nothing"), code="20001")
NO_SUCH_CREDENTIALS = Problem(
    400, "CredentialListSid was not found", assumed("a parameter that names nothing"), code="20001"
)
NO_SUCH_ACCESS_LIST = Problem(
    400, "IpAccessControlListSid was not found", assumed("a parameter that names nothing"), code="20001"
)
CREDENTIAL_LIST_NAME_TAKEN = Problem(
    400,
    "FriendlyName is in use already",
    documented(DICTIONARY + "21240: a credential list with the same FriendlyName may already exist" + NO_WORDS),
    code="21240",
)
DOMAIN_TAKEN = Problem(400, "DomainName is in use already", assumed("a domain name leads to one trunk"), code="20001")
NO_INSTRUCTIONS = Problem(
    400,
    "Url parameter is required",
    documented(DICTIONARY + "21205: the URL to handle the call was not valid" + NO_WORDS),
    code="21205",
)
NO_APPLICATION_TO_CALL = Problem(
    400,
    "ApplicationSid was not found",
    documented(DICTIONARY + "21218: invalid ApplicationSid" + NO_WORDS),
    code="21218",
)
BAD_CALLER = Problem(
    400,
    "From is not a valid phone number",
    documented("test credentials: +15005550001 is 21212" + NO_WORDS),
    code="21212",
)
CALLER_NOT_VERIFIED = Problem(
    400,
    "The source phone number provided is not yet verified for your account",
    documented(DICTIONARY + "21210: 'From' phone number not verified" + NO_WORDS),
    code="21210",
)
BAD_CALLEE = Problem(
    400,
    "To is not a valid phone number",
    documented("test credentials: +15005550001 is 21217" + NO_WORDS),
    code="21217",
)
NO_ROUTE_TO_CALLEE = Problem(
    400, "To cannot be reached", documented("test credentials: +15005550002 is 21214" + NO_WORDS), code="21214"
)
NO_PERMISSION_TO_CALL = Problem(
    400,
    "The account may not call this country",
    documented("test credentials: +15005550003 is 21215" + NO_WORDS),
    code="21215",
)
CALLEE_BLOCKED = Problem(
    400, "To is blocked", documented("test credentials: +15005550004 is 21216" + NO_WORDS), code="21216"
)
CALL_NOT_IN_PROGRESS = Problem(
    400,
    "Call is not in-progress",
    documented(DICTIONARY + "21220: a realtime operation on a Call that was not in-progress" + NO_WORDS),
    code="21220",
)
WRITE_FAILS = Problem(
    500,
    "An internal server error has occurred",
    assumed("an account, or a magic number, that fails on purpose; no page says which answer a refused write gets"),
    code="20500",
    asked_for=True,
)

REFUSALS = Refusals.standard(
    "",
    no_route=NOT_FOUND,
    no_method=Problem(405, "Method not allowed", assumed("a method that no page lists"), code="20004"),
    media_type=Problem(415, "Content-Type must be application/x-www-form-urlencoded", assumed("writes are forms")),
    malformed=Problem(400, "Malformed form", assumed("a form that cannot be read")),
    invalid=INVALID,
    forbidden=TEST_CREDENTIALS,
)
PROBLEMS = (NO_CREDENTIALS, UNKNOWN_USER, WRONG_TOKEN, FOREIGN_ACCOUNT, SUSPENDED, TOO_MANY)
