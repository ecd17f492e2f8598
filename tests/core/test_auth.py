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
