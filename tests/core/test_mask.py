from emulators.core.mask import masked, masked_headers


def test_secrets_are_hidden_at_any_depth_and_null_stays_null() -> None:
    value = {"token": "t", "inner": [{"token": {"a": 1}}, {"token": None}, "token"], "name": "n"}

    assert masked(value, {"token"}) == {
        "token": "***",
        "inner": [{"token": "***"}, {"token": None}, "token"],
        "name": "n",
    }


def test_the_keyword_of_a_credential_stays_readable() -> None:
    headers = {"authorization": "Bearer k", "x-api-key": "k", "accept": "*/*"}

    assert masked_headers(headers, {"authorization", "x-api-key"}) == {
        "authorization": "Bearer ***",
        "x-api-key": "***",
        "accept": "*/*",
    }


def test_a_url_shows_neither_user_nor_password() -> None:
    value = {"voice_url": "https://user:pass@example.com/a@b", "note": "a@b://c", "list": ["http://u@h"]}

    assert masked(value, ()) == {"voice_url": "https://***@example.com/a@b", "note": "a@b://c", "list": ["http://***@h"]}
