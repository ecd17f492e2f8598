"""What Plivo refuses. Its statuses and the key `error` are its client's; most words are ours."""

from __future__ import annotations

from emulators.core.problem import Problem
from emulators.core.provenance import assumed, documented, inferred
from emulators.core.refusals import Refusals

CLIENT = "the Python client reads the key `error` of every refusal; the words are ours"

UNAUTHORIZED = Problem(
    401,
    "Plivo does not accept these credentials",
    documented("API responses: 401 Authentication failed; the body was never seen"),
)
SUSPENDED = Problem(
    403,
    "this account is suspended",
    inferred("the Python client raises ForbiddenError for 403; that a suspended account gets it is our choice"),
)
TOO_MANY_REQUESTS = Problem(
    429, "too many requests", documented("API responses: 429 Too many requests, rate limited"), asked_for=True
)
NOT_FOUND = Problem(
    404,
    "not found",
    documented("API responses: 404 Resource cannot be found; two public threads quote the body: not found"),
)
NO_PATH = Problem(
    404,
    "no such path",
    assumed("a path that is not served is answered in a text, because the Python client's lists fail on a JSON body"),
)
INVALID = Problem(400, "a parameter is missing or invalid", inferred(CLIENT))
INVALID_NUMBER = Problem(
    400, "number is not a valid phone number", assumed("asked for by a magic number"), field="number"
)
NO_SUCH_APPLICATION = Problem(
    400,
    "app_id names no application of this account",
    assumed("a value of the body that names nothing"),
    field="app_id",
)
NO_SUCH_SUBACCOUNT = Problem(
    400,
    "subaccount names none of this account's",
    assumed("a value of the body that names nothing"),
    field="subaccount",
)
NO_ANSWER_URL = Problem(
    400, "answer_url is required", documented("answer_url required; the wording is ours"), field="answer_url"
)
NAME_EXISTS = Problem(
    400, "app_name is taken by another application", assumed("setting duplicate_app_name=refuse"), field="app_name"
)
WRITE_FAILED = Problem(
    500, "the change was not made", assumed("an account or a number whose writes fail on purpose"), asked_for=True
)

REFUSALS = Refusals.standard(
    "",
    no_route=NO_PATH,
    no_method=Problem(405, "method not allowed", inferred(CLIENT)),
    media_type=Problem(400, "the body must be application/json", assumed("every client of Plivo's sends JSON")),
    malformed=Problem(400, "the body is not a JSON object", inferred(CLIENT)),
    invalid=INVALID,
)
PROBLEMS = (UNAUTHORIZED, SUSPENDED, TOO_MANY_REQUESTS)
