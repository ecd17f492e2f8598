import base64

import pytest

from emulators.core.auth import BEARER, ApiKey, Basic, Keyword


def encoded(text: bytes) -> str:
    return "Basic " + base64.b64encode(text).decode()


@pytest.mark.parametrize(
    ("presentation", "headers", "credential"),
    [
        (BEARER, {"authorization": "Bearer k"}, "k"),
        (BEARER, {"authorization": "bearer k"}, "k"),
        (BEARER, {"authorization": "Bearer "}, None),
        (BEARER, {"authorization": "k"}, None),
        (BEARER, {}, None),
        (Keyword("Token"), {"authorization": "Token k"}, "k"),
        (Keyword("Token"), {"authorization": "Bearer k"}, None),
        (Keyword("Token", any_case=False), {"authorization": "Token k"}, "k"),
        (Keyword("Token", any_case=False), {"authorization": "token k"}, None),
        (ApiKey("X-API-Key"), {"x-api-key": "k"}, "k"),
        (ApiKey("X-API-Key"), {"x-api-key": " "}, None),
        (ApiKey("X-API-Key"), {}, None),
        (Basic(), {"authorization": encoded(b"user:pass:word")}, "user:pass:word"),
        (Basic(), {"authorization": encoded(b"\xff:")}, None),
        (Basic(), {"authorization": "Basic !!"}, None),
        (Basic(), {"authorization": "Basic \xff"}, None),
        (Basic(), {"authorization": "Basic"}, None),
        (Basic(), {}, None),
    ],
    ids=str,
)
def test_a_credential_is_read_only_in_its_documented_form(presentation, headers, credential) -> None:
    assert presentation.read(headers) == credential


@pytest.mark.parametrize(
    ("presentation", "headers", "reason"),
    [
        (BEARER, {}, "no Authorization header"),
        (BEARER, {"authorization": "  "}, "no Authorization header"),
        (BEARER, {"authorization": "Bearer "}, "nothing behind the keyword Bearer"),
        (BEARER, {"authorization": "bearer k"}, "nobody has this credential"),
        (BEARER, {"authorization": "Token k"}, "the keyword Token before the credential in place of Bearer"),
        (BEARER, {"authorization": "k"}, "no keyword Bearer before the credential"),
        (BEARER, {"authorization": "half a-key"}, "no keyword Bearer before the credential"),
        (
            Keyword("Token", any_case=False),
            {"authorization": "token k"},
            "the keyword token before the credential in place of Token",
        ),
        (ApiKey("X-API-Key"), {}, "no X-API-Key header"),
        (ApiKey("X-API-Key"), {"x-api-key": "k"}, "nobody has this credential"),
        (Basic(), {"authorization": encoded(b"user:pass")}, "nobody has this credential"),
        (Basic(), {"authorization": "Basic !!"}, "no base64 behind the keyword Basic"),
        (Basic(), {}, "no Authorization header"),
    ],
    ids=str,
)
def test_why_headers_open_nothing_is_told_without_a_part_of_the_credential(presentation, headers, reason) -> None:
    assert presentation.explain(headers) == reason
