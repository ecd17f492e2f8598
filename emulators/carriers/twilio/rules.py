"""The error list as values, then the conditions that must hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.twilio import numbers
from emulators.carriers.twilio.tables import (
    APPLICATIONS,
    CREDENTIAL_LISTS,
    NUMBERS,
    ORIGINATION_URLS,
    TRUNK_CREDENTIAL_LISTS,
    TRUNKS,
)
from emulators.core import magic
from emulators.core.problem import Problem
from emulators.core.provenance import assumed, documented, inferred
from emulators.core.refusals import Refusals
from emulators.core.rule import must

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.problem import Violation
    from emulators.core.store import Row, Table

TEST_NUMBER, TEST_AREA, EMPTY_AREA = "+15005550006", "500", "533"
"""What Twilio lists for its test credentials: the number that can be bought, and where it is; an area without numbers."""

DICTIONARY = "error dictionary: "
NO_WORDS = "; the wording is ours"

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
BAD_URL = Problem(400, "{field} {words}", documented(DICTIONARY + "21402, as clients report it"), code="21402")
BAD_METHOD = Problem(400, "{field} {words}", documented(DICTIONARY + "21403" + NO_WORDS), code="21403")
BAD_NUMBER = Problem(400, "PhoneNumber is not a valid phone number", documented(DICTIONARY + "21421"), code="21421")
BAD_AREA_CODE = Problem(
    400,
    "AreaCode {words}",
    inferred("a compatible API's list: 21451, the area code is not formatted correctly"),
    code="21451",
)
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
NO_SUCH_TRUNK = Problem(400, "TrunkSid was not found", assumed("a parameter that names nothing"), code="20001")
NO_SUCH_NUMBER = Problem(400, "PhoneNumberSid was not found", assumed("a parameter that names nothing"), code="20001")
NO_SUCH_CREDENTIALS = Problem(
    400, "CredentialListSid was not found", assumed("a parameter that names nothing"), code="20001"
)
DOMAIN_TAKEN = Problem(400, "DomainName is in use already", assumed("a domain name leads to one trunk"), code="20001")
WRITE_FAILS = Problem(
    500,
    "An internal server error has occurred",
    assumed("an account, or a magic number, that fails on purpose; no page says which answer a refused write gets"),
    code="20500",
    asked_for=True,
)

REFUSALS = Refusals(
    no_route=NOT_FOUND,
    no_method=Problem(405, "Method not allowed", assumed("a method that no page lists"), code="20004"),
    too_large=Problem(413, "Request entity too large", assumed("a limit of ours: 1 MiB"), code="20413"),
    media_type=Problem(
        415, "Content-Type must be application/x-www-form-urlencoded", assumed("writes are forms"), code="20415"
    ),
    malformed=Problem(400, "Malformed form", assumed("a form that cannot be read"), code="20001"),
    invalid=INVALID,
    forbidden=TEST_CREDENTIALS,
    fault=Problem(500, "Internal server error", assumed("a fault of this emulator, not of the request"), code="20500"),
)
PROBLEMS = (
    UNKNOWN_USER,
    WRONG_TOKEN,
    FOREIGN_ACCOUNT,
    SUSPENDED,
    TOO_MANY,
    BAD_URL,
    BAD_METHOD,
    BAD_NUMBER,
    BAD_AREA_CODE,
)


def blamed(violation: Violation) -> Problem:
    """The problem that has a code of its own for this field, or the general one."""
    name = violation.field
    if name.endswith(("Url", "Callback")) and name != "SipUrl":
        return BAD_URL
    if name.endswith("Method"):
        return BAD_METHOD
    return {"PhoneNumber": BAD_NUMBER, "AreaCode": BAD_AREA_CODE}.get(name, INVALID)


def own(call: Call, table: Table, sid: str, **more: str) -> Row | None:
    """The account's own row with this SID."""
    return call.store.find(table, sid=sid, account_sid=call.principal.tenant, **more)


@must(NOT_FOUND)
def number_exists(call: Call) -> bool:
    return own(call, NUMBERS, call.path["Sid"]) is not None


@must(NOT_FOUND)
def application_exists(call: Call) -> bool:
    return own(call, APPLICATIONS, call.path["Sid"]) is not None


@must(NOT_FOUND)
def trunk_exists(call: Call) -> bool:
    return own(call, TRUNKS, call.path["TrunkSid"]) is not None


@must(NOT_FOUND)
def origination_url_exists(call: Call) -> bool:
    return own(call, ORIGINATION_URLS, call.path["Sid"], trunk_sid=call.path["TrunkSid"]) is not None


@must(NOT_FOUND)
def number_is_on_the_trunk(call: Call) -> bool:
    return own(call, NUMBERS, call.path["Sid"], trunk_sid=call.path["TrunkSid"]) is not None


@must(NOT_FOUND)
def credentials_are_on_the_trunk(call: Call) -> bool:
    wanted = {"trunk_sid": call.path["TrunkSid"], "credential_list_sid": call.path["Sid"]}
    return call.store.find(TRUNK_CREDENTIAL_LISTS, **wanted) is not None


@must(NO_NUMBER_NAMED)
def number_or_area_code_is_given(call: Call) -> bool:
    return bool(call.body.PhoneNumber or call.body.AreaCode)


@must(BAD_NUMBER)
def number_is_valid(call: Call) -> bool:
    return wanted(call) != magic.INVALID


@must(NOT_AVAILABLE)
def number_is_available(call: Call) -> bool:
    """Test credentials find the one number that Twilio lists for them; everybody else what nobody else has."""
    number = wanted(call)
    if not number:
        return True
    if call.principal.details["test_credentials"]:
        return number == TEST_NUMBER
    holders = {row["account_sid"] for row in call.store.select(NUMBERS, {"phone_number": number})}
    return number != magic.NOT_OWNED and holders <= {call.principal.tenant}


@must(NONE_IN_AREA)
def area_has_numbers(call: Call) -> bool:
    return bool(wanted(call)) or call.body.AreaCode != EMPTY_AREA


@must(NO_SUCH_APPLICATION)
def application_is_ours(call: Call) -> bool:
    sid = call.body.VoiceApplicationSid
    return not sid or own(call, APPLICATIONS, sid) is not None


@must(NO_SUCH_TRUNK)
def trunk_is_ours(call: Call) -> bool:
    sid = call.body.TrunkSid
    return not sid or own(call, TRUNKS, sid) is not None


@must(NO_SUCH_NUMBER)
def number_is_ours(call: Call) -> bool:
    return own(call, NUMBERS, call.body.PhoneNumberSid) is not None


@must(NO_SUCH_CREDENTIALS)
def credentials_are_ours(call: Call) -> bool:
    return own(call, CREDENTIAL_LISTS, call.body.CredentialListSid) is not None


@must(WRITE_FAILS)
def number_may_be_written(call: Call) -> bool:
    sid = call.path.get("Sid") or call.body.PhoneNumberSid
    row = own(call, NUMBERS, sid) or {}
    return not call.principal.details["refuses_webhooks"] and row.get("phone_number") != magic.WRITE_FAILS


def wanted(call: Call) -> str:
    """The number that a purchase names, in E.164; empty where it names an area code that leaves the choice open."""
    named = numbers.normalize(call.body.PhoneNumber or "")
    return named or (TEST_NUMBER if call.body.AreaCode == TEST_AREA else "")
