"""A call comes in at Twilio, and its webhooks are what the SDK's own validator accepts."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from twilio.request_validator import RequestValidator
from twilio.rest import Client
from webhook_receiver import CALLER, Received, outcomes, paths, receiving

from emulators.carriers.twilio import seed as twilio


@pytest.fixture
def twilio_client(root) -> Client:
    client = Client(twilio.ACCOUNT, twilio.TOKEN)
    client.api.base_url = client.trunking.base_url = f"{root}/twilio"
    return client


TWILIO_SID, TWILIO_NUMBER = next(iter(twilio.OWN_NUMBERS.items()))


@pytest.fixture
def point(twilio_client):
    """Points the first number somewhere."""
    return twilio_client.incoming_phone_numbers(TWILIO_SID).update


def from_twilio(request: Received, token: str = twilio.TOKEN) -> bool:
    signature = request.headers["X-Twilio-Signature"]
    return RequestValidator(token).validate(request.url, request.form, signature)


def test_twilio_posts_a_signed_form_to_the_voice_url(point, call) -> None:
    with receiving() as (url, got):
        point(voice_url=f"{url}/voice?tenant=7")
        made = call(TWILIO_NUMBER)

    (request,) = got
    assert outcomes(made) == [("answer", 200)]
    assert (request.method, request.path, request.headers["User-Agent"]) == (
        "POST",
        "/voice?tenant=7",
        "TwilioProxy/1.1",
    )
    assert request.form == {
        "CallSid": made["id"],
        "AccountSid": twilio.ACCOUNT,
        "ApiVersion": "2010-04-01",
        "CallStatus": "ringing",
        "Direction": "inbound",
        "From": CALLER,
        "To": TWILIO_NUMBER,
        "Caller": CALLER,
        "Called": TWILIO_NUMBER,
        "ToCountry": "US",
        "CalledCountry": "US",
    }
    assert from_twilio(request)


def test_twilios_validator_refuses_what_was_tampered_with(point, call) -> None:
    with receiving() as (url, got):
        point(voice_url=f"{url}/voice")
        call(TWILIO_NUMBER)

    request = got[0]
    tampered = Received(request.method, request.url, request.headers, request.body.replace(CALLER[1:], "15550100666"))
    assert from_twilio(request)
    assert not from_twilio(tampered)
    assert not from_twilio(request, "another token")


def test_twilio_puts_the_parameters_of_a_get_in_the_query(point, call) -> None:
    with receiving() as (url, got):
        point(voice_url=f"{url}/voice?tenant=7#rc=2", voice_method="GET")
        made = call(TWILIO_NUMBER)

    (request,) = got
    told = dict(parse_qsl(urlsplit(request.url).query))
    assert (request.method, request.body, told["tenant"], told["CallSid"]) == ("GET", "", "7", made["id"])
    assert from_twilio(request)


def test_twilio_tells_the_fallback_what_failed(point, call) -> None:
    with receiving(503) as (url, got):
        point(voice_url=f"{url}/voice", voice_fallback_url=f"{url}/fallback")
        made = call(TWILIO_NUMBER)

    assert outcomes(made) == [("answer", 503), ("fallback", 200)]
    assert (got[1].form["ErrorCode"], got[1].form["ErrorUrl"]) == ("11200", f"{url}/voice")
    assert all(map(from_twilio, got))


def test_twilio_leaves_the_fallback_alone_where_the_voice_url_answers(point, call) -> None:
    with receiving() as (url, got):
        point(voice_url=f"{url}/voice", voice_fallback_url=f"{url}/fallback")
        call(TWILIO_NUMBER)

    assert paths(got) == ["/voice"]


def test_twilio_reports_the_end_to_the_status_callback(point, call) -> None:
    with receiving() as (url, got):
        point(voice_url=f"{url}/voice", status_callback=f"{url}/status", status_callback_method="GET")
        made = call(TWILIO_NUMBER)

    told = dict(parse_qsl(urlsplit(got[1].url).query))
    assert outcomes(made) == [("answer", 200), ("status", 200)]
    assert {name: told[name] for name in ("CallSid", "CallStatus", "CallDuration", "SequenceNumber")} == {
        "CallSid": made["id"],
        "CallStatus": "completed",
        "CallDuration": "1",
        "SequenceNumber": "0",
    }
    assert told["Timestamp"].endswith(" +0000")
    assert from_twilio(got[1])


def test_twilio_requests_nothing_for_a_number_that_points_nowhere(call) -> None:
    assert call(TWILIO_NUMBER)["deliveries"] == []


def test_twilio_asks_the_application_that_the_number_is_on(twilio_client, point, call) -> None:
    with receiving() as (url, got):
        made = twilio_client.applications.create(friendly_name="mine", voice_url=f"{url}/application")
        point(voice_url=f"{url}/number", voice_application_sid=made.sid)
        call(TWILIO_NUMBER)

    assert paths(got) == ["/application"]


def test_twilio_requests_nothing_for_a_number_on_a_trunk(twilio_client, call) -> None:
    with receiving() as (url, got):
        twilio_client.incoming_phone_numbers(twilio.TRUNK_NUMBER).update(voice_url=f"{url}/voice")
        made = call(twilio.OWN_NUMBERS[twilio.TRUNK_NUMBER])

    assert (made["deliveries"], got) == ([], [])


def test_a_number_that_a_vendor_added_calls_the_vendor_until_it_points_elsewhere(root, call) -> None:
    added = {"userId": "64e5f12345abcdef12345678", "phoneNumber": TWILIO_NUMBER, "integration": "twilio"}
    credentials = {"accSId": twilio.ACCOUNT, "authToken": twilio.TOKEN}
    httpx.post(
        f"{root}/weya/api/call/add-phone",
        json=added | credentials,
        headers={"Authorization": "Bearer weya-demo-token"},
    ).raise_for_status()
    client = Client(twilio.ACCOUNT, twilio.TOKEN)
    client.api.base_url = f"{root}/twilio"

    before = call(TWILIO_NUMBER)
    with receiving() as (url, got):
        client.incoming_phone_numbers(TWILIO_SID).update(voice_url=f"{url}/voice", status_callback="")
        after = call(TWILIO_NUMBER)

    assert [each["error"] for each in before["deliveries"]] == [
        "not sent: 'weya.example' is not loopback; serve with --allow-callbacks to name it"
    ] * 2
    assert (outcomes(after), paths(got)) == ([("answer", 200)], ["/voice"])


# An answer that cannot be executed


@pytest.mark.parametrize(
    ("answer", "media_type", "code"),
    [
        pytest.param(b"<Response><Broken></Response>", "text/xml", "12100", id="not_well_formed"),
        pytest.param(b'{"ok": true}', "application/json", "12300", id="json"),
        pytest.param(b"<html></html>", "text/html", "12300", id="page"),
        pytest.param(b"", "", "11200", id="nothing"),
    ],
)
def test_twilio_asks_the_fallback_where_the_answer_is_no_twiml(point, call, answer, media_type, code) -> None:
    with receiving(answer=answer, media_type=media_type) as (url, got):
        point(voice_url=f"{url}/voice", voice_fallback_url=f"{url}/fallback")
        made = call(TWILIO_NUMBER)

    assert outcomes(made) == [("answer", 200), ("fallback", 200)]
    assert (got[1].form["ErrorCode"], got[1].form["ErrorUrl"]) == (code, f"{url}/voice")
    assert all(map(from_twilio, got))


# Redirects


@pytest.mark.parametrize(("status", "method"), [(301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")])
def test_twilio_follows_a_redirect_as_a_browser_does(point, call, status, method) -> None:
    with receiving(status, location="/moved?tenant=7") as (url, got):
        point(voice_url=f"{url}/voice", voice_fallback_url=f"{url}/fallback")
        made = call(TWILIO_NUMBER)

    told = got[1].form or dict(parse_qsl(urlsplit(got[1].url).query))
    assert outcomes(made) == [("answer", status), ("redirect", 200)]
    assert (got[1].method, urlsplit(got[1].url).path, told["CallSid"]) == (method, "/moved", made["id"])
    assert all(map(from_twilio, got))


def test_twilio_tells_the_fallback_which_url_failed_after_a_redirect(point, call) -> None:
    with receiving(302, 500, location="/moved") as (url, got):
        point(voice_url=f"{url}/voice", voice_fallback_url=f"{url}/fallback")
        made = call(TWILIO_NUMBER)

    assert outcomes(made) == [("answer", 302), ("redirect", 500), ("fallback", 200)]
    assert (got[2].form["ErrorCode"], got[2].form["ErrorUrl"]) == ("11200", f"{url}/moved")


@pytest.mark.parametrize(
    ("location", "before"),
    [
        pytest.param("http://example.com/voice", [("answer", 302), ("redirect", None)], id="a_host"),
        pytest.param("http://10.0.0.1/", [("answer", 302), ("redirect", None)], id="an_address"),
        pytest.param("http://[::1", [("answer", None)], id="no_url"),
        pytest.param("mailto:a@b", [("answer", None)], id="no_web_address"),
    ],
)
def test_twilio_follows_no_redirect_to_where_nothing_may_be_sent(point, call, location, before) -> None:
    with receiving(302, location=location) as (url, got):
        point(voice_url=f"{url}/voice", voice_fallback_url=f"{url}/fallback")
        made = call(TWILIO_NUMBER)

    assert outcomes(made) == [*before, ("fallback", 200)]
    assert paths(got) == ["/voice", "/fallback"]


def test_twilio_gives_up_on_a_redirect_that_never_ends(point, call) -> None:
    with receiving(*[302] * 20, location="/again") as (url, got):
        point(voice_url=f"{url}/voice")
        call(TWILIO_NUMBER)

    assert [urlsplit(path).path for path in paths(got)] == ["/voice", *["/again"] * 10]


# Connections


def test_twilio_tries_a_connection_that_is_refused_twice(point, call) -> None:
    point(voice_url="http://127.0.0.1:1/voice")

    assert outcomes(call(TWILIO_NUMBER)) == [("answer", None), ("retry", None)]


def test_twilio_tries_again_as_often_and_after_what_the_url_says(point, call) -> None:
    with receiving(503, 503) as (url, got):
        point(voice_url=f"{url}/voice#rc=3&rp=5xx")
        made = call(TWILIO_NUMBER)

    assert outcomes(made) == [("answer", 503), ("retry", 503), ("retry", 200)]
    assert len({each.headers["I-Twilio-Idempotency-Token"] for each in got}) == 1


def test_each_message_of_twilios_has_an_idempotency_token_of_its_own(point, call) -> None:
    with receiving(500) as (url, got):
        point(voice_url=f"{url}/voice", voice_fallback_url=f"{url}/fallback", status_callback=f"{url}/status")
        call(TWILIO_NUMBER)

    assert len({each.headers["I-Twilio-Idempotency-Token"] for each in got}) == 3


@pytest.mark.parametrize(
    ("caller", "expected"),
    [
        pytest.param("+442079460000", "GB", id="known"),
        pytest.param("+15550100123", None, id="nobodys"),
        pytest.param("+99912345", None, id="no_country"),
    ],
)
def test_twilio_tells_the_country_of_a_number_that_has_one(point, call, caller, expected) -> None:
    with receiving() as (url, got):
        point(voice_url=f"{url}/voice")
        call(TWILIO_NUMBER, **{"from": caller})

    assert (got[0].form.get("FromCountry"), got[0].form.get("CallerCountry")) == (expected, expected)


def test_twilio_signs_a_url_as_it_is_sent(point, call) -> None:
    with receiving() as (url, got):
        point(voice_url=f"{url}/\u00fc?q=\u00e9")
        call(TWILIO_NUMBER)

    assert got[0].path == "/%C3%BC?q=%C3%A9"
    assert from_twilio(got[0])
