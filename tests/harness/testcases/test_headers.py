"""Whoever takes wrong credentials is found, whatever it looks at."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from emulators.harness.client.target import Target
from emulators.harness.contract.contract import Contract
from emulators.harness.document.document import YamlDocument
from emulators.harness.execution.forgery import forged_key, forged_pair
from emulators.harness.execution.run import verify

USER, PASSWORD = "AC00000000000000000000000000000001", "10000000000000000000000000000001"
BASIC = f"Basic {b64encode(f'{USER}:{PASSWORD}'.encode()).decode()}"
BEARER = "Bearer KEY0123456789ABCDEF_secret"
KNOWN = {"x-basis": "documented", "x-cite": "the page"}


def contract(scheme: str) -> Contract:
    """A contract of one operation behind one security scheme."""
    responses = {
        "200": {"x-when": {"ok": {"basis": "documented", "cite": "fine"}}, **KNOWN},
        "401": {"x-when": {"unauthenticated": {"basis": "documented", "cite": "no"}}, **KNOWN},
    }
    document = {
        "info": {"title": "v"},
        "security": [{"key": []}],
        "paths": {"/a": {"get": {"operationId": "op", "responses": responses}}},
        "components": {"securitySchemes": {"key": {"type": "http", "scheme": scheme, **KNOWN}}},
    }
    return Contract.of(YamlDocument.parse(json.dumps(document), Path("v.yaml")))


def pair(given: str) -> tuple[str, str]:
    """User and password of HTTP Basic; two empty texts where it is none."""
    keyword, _, encoded = given.partition(" ")
    try:
        name, colon, password = b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:
        return "", ""
    return (name, password) if colon and keyword == "Basic" else ("", "")


SERVERS = {
    "looks at both": lambda given: pair(given) == (USER, PASSWORD),
    "takes any pair": lambda given: all(pair(given)),
    "looks at the user only": lambda given: pair(given)[0] == USER,
    "looks at the password only": lambda given: pair(given)[1] == PASSWORD,
    "takes what is no pair": lambda given: pair(given) == (USER, PASSWORD) or given.endswith("of-a-test"),
    "looks for a header only": bool,
    "looks at the key": lambda given: given == BEARER,
    "looks at the length of the key": lambda given: given.startswith("Bearer ") and len(given) == len(BEARER),
    "looks at the beginning": lambda given: given.startswith("Bearer "),
}


def accepted(scheme: str, credential: str, server: str) -> set[str]:
    """Titles of the cases in which a server took credentials that must be refused."""

    async def answer(request):
        good = SERVERS[server](request.headers.get("authorization", ""))
        return JSONResponse({}, 200 if good else 401)

    app = Starlette(routes=[Route("/a", answer)])
    target = Target("t", "http://t.test", app=app, headers={"Authorization": credential}, emulator=True)
    report = verify(contract(scheme), target)
    assert report.successes == 1
    return {outcome.case.title.split(": ")[1] for outcome in report.outcomes if outcome.findings}


@pytest.mark.parametrize(
    ("server", "found"),
    [
        ("looks at both", set()),
        ("takes any pair", {"wrong key", "unknown user"}),
        ("looks at the user only", {"wrong key"}),
        ("looks at the password only", {"unknown user"}),
        ("takes what is no pair", {"a key of another form"}),
        ("looks for a header only", {"wrong key", "unknown user", "a key of another form", "wrong keyword"}),
    ],
)
def test_a_user_and_a_password_are_both_looked_at(server, found):
    assert accepted("basic", BASIC, server) == found


@pytest.mark.parametrize(
    ("server", "found"),
    [
        ("looks at the key", set()),
        ("looks at the length of the key", {"wrong key"}),
        ("looks at the beginning", {"wrong key", "a key of another form"}),
    ],
)
def test_a_wrong_key_has_the_form_of_the_right_one(server, found):
    assert accepted("bearer", BEARER, server) == found


@pytest.mark.parametrize("key", ["0af3" * 8, "KEYDEMO_0aZ", "a.b-c d", "1", "AAAAAAAA"])
def test_a_forgery_is_as_long_and_of_the_same_letters_and_is_another(key):
    made = forged_key(key)

    assert made != key
    assert [each.isalpha() or each.isdigit() for each in made] == [each.isalpha() or each.isdigit() for each in key]


def test_of_a_token_only_the_signature_is_another():
    assert forged_key("aaaa.bbbb.c0c0").split(".")[:2] == ["aaaa", "bbbb"]
    assert forged_key("aaaa.bbbb.").rpartition(".")[2] != ""


def test_a_key_without_any_letter_is_made_longer():
    assert forged_key("---") == "---0"


@pytest.mark.parametrize("encoded", ["no-base64!", "bm8gY29sb24=", "/w=="])
def test_what_is_no_pair_is_forged_as_a_key(encoded):
    assert len(forged_pair(encoded, user=True)) == len(encoded)


def test_nothing_of_the_wrong_credentials_is_reported():
    async def answer(request):
        return JSONResponse({"you sent": request.headers.get("authorization", "")}, 401)

    app = Starlette(routes=[Route("/a", answer)])
    target = Target("t", "http://t.test", app=app, headers={"Authorization": BASIC}, emulator=True)

    report = verify(contract("basic"), target)

    sent = [f"{name}:{PASSWORD}" for name in (USER, forged_key(USER))]
    assert [each for each in sent if b64encode(each.encode()).decode() in repr(report)] == []
