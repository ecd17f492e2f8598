"""Inbound calls: what Plivo requests of the application that a number is on, in Plivo's form and with its signatures."""

from __future__ import annotations

import base64
import hmac
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from emulators.carriers.plivo import numbers
from emulators.carriers.plivo.tables import ACCOUNTS, APPLICATIONS, NUMBERS
from emulators.core.inbound_call import Delivery, InboundCall, failed, received_url, until_taken
from emulators.core.markup import root_of
from emulators.core.store import NEWEST_FIRST

if TYPE_CHECKING:
    from emulators.core.identifiers import Identifiers
    from emulators.core.inbound_call import DeliveryResult
    from emulators.core.namespace import Namespace
    from emulators.core.store import Row, Store

SECONDS, BILLED = 1, 60
"""How long the call lasts, and the whole minute that it is billed as."""
NONCE_LENGTH = 20
HEADERS = {"User-Agent": "Plivo"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
HUNG_UP = {
    "Event": "Hangup",
    "CallStatus": "completed",
    "Duration": str(SECONDS),
    "BillDuration": str(BILLED),
    "HangupCause": "NORMAL_CLEARING",
    "HangupCauseName": "Normal Hangup",
    "HangupCauseCode": "4000",
    "HangupSource": "Caller",
}


def receive_call(namespace: Namespace, to: str, caller: str) -> InboundCall | None:
    """Returns the requests that a call to `to` makes, or None where no account rents that number.

    They go to the answer URL, to its fallback, and to the hangup URL at the end. There are none for a number that is on no
    application, or whose account is suspended.
    """
    store, ids = namespace.store, namespace.ids
    number = _number(store, numbers.normalize(to))
    if number is None:
        return None
    account = store.find(ACCOUNTS, auth_id=number["auth_id"], suspended=False)
    application = _application(store, number)
    call = _call(ids, number, caller)
    if account is None or application is None:
        return InboundCall(call["CallUUID"], ())
    asked, ended = _answer(application, call, account, ids), _hangup(application, call, account, ids)
    return InboundCall(call["CallUUID"], (until_taken(asked, _is_no_instruction), until_taken(ended)))


def _is_no_instruction(outcome: DeliveryResult) -> bool:
    """Whether Plivo cannot go on with the answer. Of one that is very long only the beginning is here, and it is taken."""
    return failed(outcome) or (outcome.whole and root_of(outcome.body) != "Response")


def _number(store: Store, digits: str) -> Row | None:
    """Of several accounts with this number, as placeholders may be, the newest that has it on an application."""
    rows = store.select(NUMBERS, {"number": digits}, NEWEST_FIRST)
    return max(rows, key=lambda row: row["application"] is not None, default=None)


def _application(store: Store, number: Row) -> Row | None:
    return store.find(APPLICATIONS, resource_uri=number["application"])


def _call(ids: Identifiers, number: Row, caller: str) -> dict[str, str]:
    return {
        "CallUUID": ids.uuid4(),
        "From": numbers.normalize(caller),
        "To": number["number"],
        "CallStatus": "ringing",
        "Direction": "inbound",
        "Event": "StartApp",
    }


def _answer(application: Row, call: dict[str, str], account: Row, ids: Identifiers) -> tuple[Delivery, ...]:
    asked = (
        ("answer", application["answer_method"], application["answer_url"]),
        ("fallback", application["fallback_method"], application["fallback_answer_url"]),
    )
    return tuple(_request(purpose, method, url, call, account, ids) for purpose, method, url in asked if url)


def _hangup(application: Row, call: dict[str, str], account: Row, ids: Identifiers) -> tuple[Delivery, ...]:
    """At the answer URL where no other was given."""
    url = application["hangup_url"] or application["answer_url"]
    method = application["hangup_method"]
    return (_request("hangup", method, url, call | HUNG_UP, account, ids),) if url else ()


def _request(  # noqa: PLR0913, PLR0917 -- a request, and the two things that signing takes
    purpose: str, method: str, url: str, params: dict[str, str], account: Row, ids: Identifiers
) -> Delivery:
    """A GET carries the parameters in its query, a POST as a form: the signatures cover them either way."""
    if method == "GET":
        seen = received_url(url, params)
        return Delivery(purpose, method, seen, HEADERS | _signatures(seen, {}, account, ids))
    seen = received_url(url)
    headers = HEADERS | FORM | _signatures(seen, params, account, ids)
    return Delivery(purpose, method, seen, headers, urlencode(params).encode())


def _signatures(url: str, form: dict[str, str], account: Row, ids: Identifiers) -> dict[str, str]:
    """Version 3, and version 2, which knows no parameters. `Ma` is the main account's, and there are no others here."""
    bare, query = url.partition("?")[0], urlsplit(url).query
    told = "&".join(f"{name}={value}" for name, value in sorted(parse_qsl(query, keep_blank_values=True)))
    posted = "".join(f"{name}{value}" for name, value in sorted(form.items()))
    whole = f"{bare}?{told}{'.' if told and posted else ''}{posted}"
    nonce, older = ids.digits(NONCE_LENGTH), ids.digits(NONCE_LENGTH)
    third, second = _signed(account, f"{whole}.{nonce}"), _signed(account, bare + older)
    return {
        "X-Plivo-Signature-V3": third,
        "X-Plivo-Signature-Ma-V3": third,
        "X-Plivo-Signature-V3-Nonce": nonce,
        "X-Plivo-Signature-V2": second,
        "X-Plivo-Signature-Ma-V2": second,
        "X-Plivo-Signature-V2-Nonce": older,
    }


def _signed(account: Row, text: str) -> str:
    return base64.b64encode(hmac.digest(account["auth_token"].encode(), text.encode(), "sha256")).decode()
