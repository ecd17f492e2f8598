import pytest

from emulators.core.mask import fingerprint, masked, masked_headers


def test_secrets_are_hidden_at_any_depth_and_null_stays_null() -> None:
    value = {"token": "t", "inner": [{"token": {"a": 1}}, {"token": None}, "token"], "name": "n"}

    assert masked(value, {"token"}) == {
        "token": "***",
        "inner": [{"token": "***"}, {"token": None}, "token"],
        "name": "n",
    }


@pytest.mark.parametrize(
    "name",
    [
        "SIP_Password",
        "sip-password",
        "sippassword",
        "authToken",
        "twilio_auth_token",
        "X-API-Key",
        "client_secret",
        "pin",
        "X-Amz-Security-Token",
        "X-Access-Key",
        "X-Session",
        "PHPSESSIONID",
        "passwd",
        "pwd",
        "privateKey",
        "sig",
    ],
)
def test_what_sounds_like_a_secret_is_one_however_it_is_spelled_and_whoever_has_it(name) -> None:
    assert masked({name: "hush"}, {"sipPassword"}) == {name: "***"}


@pytest.mark.parametrize("name", ["PageToken", "tokens", "mapping", "account_sid", "key", "signal", "sessions"])
def test_what_only_looks_a_little_like_a_secret_stays_readable(name) -> None:
    assert masked({name: "shown"}, {"sipPassword"}) == {name: "shown"}


@pytest.mark.parametrize("name", ["x-api-key", "api-key", "proxy-authorization", "cookie", "x-auth-token"])
def test_a_credential_in_a_header_where_none_belongs_is_hidden(name) -> None:
    assert masked_headers({name: "hush"}, {"authorization"}) == {name: "***"}


def test_a_credential_is_not_taken_for_the_keyword_in_front_of_one() -> None:
    assert masked_headers({"authorization": "hush hush"}, {"authorization"}) == {"authorization": "***"}


def test_the_keyword_of_a_credential_stays_readable() -> None:
    headers = {"authorization": "Bearer k", "x-api-key": "k", "accept": "*/*", "referer": "http://me:you@a.example"}

    assert masked_headers(headers, {"authorization", "x-api-key"}) == {
        "authorization": "Bearer ***",
        "x-api-key": "***",
        "accept": "*/*",
        "referer": "http://***@a.example",
    }


def test_a_url_shows_neither_user_nor_password() -> None:
    value = {"voice_url": "https://user:pass@example.com/a@b", "note": "a@b://c", "list": ["http://u@h"]}

    assert masked(value, ()) == {
        "voice_url": "https://***@example.com/a@b",
        "note": "a@b://c",
        "list": ["http://***@h"],
    }


def test_the_same_secret_has_the_same_fingerprint_wherever_it_stands() -> None:
    in_body = masked({"token": "abc", "secret": ["abc"]}, (), fingerprint)
    in_header = masked_headers({"authorization": "Bearer abc", "x-api-key": "abd"}, (), fingerprint)

    assert in_header["authorization"] == f"Bearer {in_body['token']}"
    assert len({in_body["token"], in_body["secret"], in_header["x-api-key"]}) == 3


def test_a_secret_among_the_parameters_of_a_url_is_hidden() -> None:
    value = {"url": "https://a.example/x?token=hush&a=b&client_secret=hush#f", "note": "a=b token=1 ?page=2"}

    assert masked(value, ()) == {
        "url": "https://a.example/x?token=***&a=b&client_secret=***#f",
        "note": "a=b token=1 ?page=2",
    }
