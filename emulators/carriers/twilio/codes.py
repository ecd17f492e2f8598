"""Error codes of fields: what the error dictionary has for a parameter that is missing or not good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.twilio import problems

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.problem import Violation

OF_CALLS = {"To": "21217", "From": "21212", "Url": "21205", "ApplicationSid": "21218"}
MISSING_OF_CALLS = {"To": "21201", "From": "21213"}
OF_NUMBERS = {"PhoneNumber": problems.BAD_NUMBER.code, "AreaCode": "21451"}


def code_of(call: Call, wrong: Violation) -> str | None:
    """Returns the code that the error dictionary has for this field, or a compatible API's list for `AreaCode`; None where it
    has none."""
    if wrong.field == "PageSize" and wrong.kind == "range" and "at most" in wrong.words:
        return "20007"
    field, posted, path = wrong.field, call.request.method == "POST", call.request.path
    if posted and "/SIP/CredentialLists" in path:
        return problems.CREDENTIAL_LIST_NAME_TAKEN.code
    if posted and "/Calls" in path:
        return _code_of_calls(field, wrong.kind)
    if field.endswith(("Url", "Callback")) and field != "SipUrl":
        return "21402"
    if field.endswith("Method"):
        return "21403"
    return OF_NUMBERS.get(field)


def _code_of_calls(field: str, kind: str) -> str | None:
    if field.startswith("StatusCallbackEvent"):
        return "21626"
    return MISSING_OF_CALLS.get(field) if kind == "missing" else OF_CALLS.get(field)
