"""A call comes in at Plivo, and its webhooks are what the SDK's own validators accept."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import httpx
import plivo.utils
import pytest
from webhook_receiver import CALLER, Received, outcomes, receiving

from emulators.carriers.plivo import seed as plivo_seed
from emulators.carriers.telnyx import seed as telnyx

PLIVO_TOKEN = "plivo-demo-token"
PLIVO_NUMBER, PLIVO_SPARE = "+12125550101", "+12125550102"


@pytest.fixture
def apply(root):
    """Changes Plivo's demo application, and takes the number away from Telnyx, which has it too."""
    httpx.delete(
        f"{root}/telnyx/v2/phone_numbers/1293384261075731401", headers={"Authorization": f"Bearer {telnyx.DEMO_KEY}"}
    ).raise_for_status()

    def apply(**urls: str) -> None:
        path = f"{root}/plivo/v1/Account/{plivo_seed.DEMO}/Application/{plivo_seed.DEMO_APP}/"
        httpx.post(path, json=urls, auth=(plivo_seed.DEMO, PLIVO_TOKEN)).raise_for_status()

    return apply


def from_plivo(request: Received, token: str = PLIVO_TOKEN) -> tuple[bool, bool, bool, bool]:
    """What the SDK says of version 3 and version 2, each of the account and of the main account."""

    def third(name: str) -> bool:
        nonce = request.headers["X-Plivo-Signature-V3-Nonce"]
        return plivo.utils.validate_v3_signature(
            request.method, request.url, nonce, token, request.headers[name], request.form
        )

    def second(name: str) -> bool:
        nonce = request.headers["X-Plivo-Signature-V2-Nonce"]
        return plivo.utils.validate_signature(request.url, nonce, request.headers[name], token)

    return (
        third("X-Plivo-Signature-V3"),
        third("X-Plivo-Signature-Ma-V3"),
        second("X-Plivo-Signature-V2"),
        second("X-Plivo-Signature-Ma-V2"),
    )


ALL_FOUR = (True,) * 4


def test_plivo_posts_a_signed_form_to_the_answer_url(apply, call) -> None:
    with receiving() as (url, got):
        apply(answer_url=f"{url}/answer")
        made = call(PLIVO_NUMBER)

    asked, ended = got
    assert outcomes(made) == [("answer", 200), ("hangup", 200)]
    assert asked.form == {
        "CallUUID": made["id"],
        "From": CALLER[1:],
        "To": PLIVO_NUMBER[1:],
        "CallStatus": "ringing",
        "Direction": "inbound",
        "Event": "StartApp",
    }
    assert (ended.path, ended.form["Event"], ended.form["CallStatus"]) == ("/answer", "Hangup", "completed")
    assert [from_plivo(request) for request in got] == [ALL_FOUR] * 2


def test_plivos_validators_refuse_what_was_tampered_with(apply, call) -> None:
    with receiving() as (url, got):
        apply(answer_url=f"{url}/answer")
        call(PLIVO_NUMBER)

    request = got[0]
    tampered = Received(request.method, request.url, request.headers, request.body.replace(CALLER[1:], "15550100666"))
    elsewhere = Received(request.method, f"{url}/other", request.headers, request.body)
    assert from_plivo(tampered)[:2] == (False, False)
    assert (from_plivo(elsewhere), from_plivo(request, "another token")) == ((False,) * 4,) * 2


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_plivo_signs_the_query_of_the_url_too(apply, call, method) -> None:
    with receiving() as (url, got):
        apply(answer_url=f"{url}?z=last&b=%20&a=", answer_method=method, hangup_url=f"{url}/end")
        made = call(PLIVO_NUMBER)

    told = dict(parse_qsl(urlsplit(got[0].url).query, keep_blank_values=True)) | got[0].form
    assert (got[0].method, told["z"], told["b"], told["a"], told["CallUUID"]) == (method, "last", " ", "", made["id"])
    assert [from_plivo(request) for request in got] == [ALL_FOUR] * 2


def test_plivo_asks_the_fallback_where_the_answer_url_fails(apply, call) -> None:
    with receiving(500) as (url, got):
        urls = {"answer_url": f"{url}/answer", "fallback_answer_url": f"{url}/fallback", "hangup_url": f"{url}/hangup"}
        apply(**urls, fallback_method="GET")
        made = call(PLIVO_NUMBER)

    assert outcomes(made) == [("answer", 500), ("fallback", 200), ("hangup", 200)]
    assert [from_plivo(request) for request in got] == [ALL_FOUR] * 3


def test_plivo_requests_nothing_for_a_number_on_no_application(root) -> None:
    (plivo_call, telnyx_call) = httpx.post(f"{root}/__admin/calls", json={"to": PLIVO_SPARE}).json()["calls"]

    assert (plivo_call["carrier"], plivo_call["deliveries"]) == ("plivo", [])
    assert (telnyx_call["carrier"], telnyx_call["deliveries"]) == ("telnyx", [])


def test_plivo_requests_nothing_where_the_application_has_no_url(apply, call) -> None:
    apply(answer_url="", hangup_url="")

    assert call(PLIVO_NUMBER)["deliveries"] == []


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param(b"<Response><Hangup/></Response>", [("answer", 200), ("hangup", 200)], id="instructions"),
        pytest.param(
            b"<Response><Hangup></Response>",
            [("answer", 200), ("fallback", 200), ("hangup", 200)],
            id="not_well_formed",
        ),
        pytest.param(b"{}", [("answer", 200), ("fallback", 200), ("hangup", 200)], id="json"),
        pytest.param(
            b"<Response>" + b"<Wait/>" * 10_000 + b"</Response>", [("answer", 200), ("hangup", 200)], id="long"
        ),
    ],
)
def test_plivo_asks_the_fallback_where_the_answer_is_no_xml(apply, call, answer, expected) -> None:
    with receiving(answer=answer) as (url, _):
        apply(answer_url=f"{url}/answer", fallback_answer_url=f"{url}/fallback", hangup_url=f"{url}/hangup")
        made = call(PLIVO_NUMBER)

    assert outcomes(made) == expected
