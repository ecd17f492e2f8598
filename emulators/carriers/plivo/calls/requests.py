"""Webhook requests as Plivo makes them: a form or a query, and signatures of both versions."""

from __future__ import annotations

import base64
import hmac
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from emulators.core.inbound_call import Delivery, failed, received_url
from emulators.core.markup import root_of

if TYPE_CHECKING:
    from emulators.core.identifiers import Identifiers
    from emulators.core.inbound_call import DeliveryResult
    from emulators.core.store import Row

NONCE_LENGTH = 20
HEADERS = {"User-Agent": "Plivo"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def is_no_instruction(outcome: DeliveryResult) -> bool:
    """Returns whether Plivo cannot go on with the answer. Of one that is very long only the beginning is here, and it is taken."""
    return failed(outcome) or (outcome.whole and root_of(outcome.body) != "Response")


def request(  # noqa: PLR0913, PLR0917 -- a request, and the two things that signing takes
    purpose: str, method: str, url: str, params: dict[str, str], account: Row, ids: Identifiers
) -> Delivery:
    """Returns a signed request: a GET carries the parameters in its query, a POST as a form; the signatures cover them."""
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
