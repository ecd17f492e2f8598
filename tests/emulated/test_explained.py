"""Every emulator's sample request, spoilt in the usual ways: the explanation finds a request that passes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from asgi import Client

from emulators.core.discovery import discover
from emulators.server import assemble

if TYPE_CHECKING:
    from emulators.core.emulator import Emulator

Request = tuple[str, str, Any, dict[str, str]]

EMULATORS = [each for each in discover() if each.world.sample[2] is not None]


@pytest.fixture(scope="module")
def app():
    made = assemble()
    yield made
    made.namespaces.close()


def good(emulator: Emulator) -> Request:
    method, path, body = emulator.world.sample
    return method, path, dict(body or {}), dict(emulator.world.credentials[0].headers)


def camel(name: str) -> str:
    """The name in camelCase where it is in snake_case, and the other way round."""
    if "_" in name:
        return re.sub("_([a-z])", lambda letter: letter[1].upper(), name)
    return re.sub("([A-Z])", lambda letter: f"_{letter[1].lower()}", name)


def spoilt(emulator: Emulator) -> dict[str, Request]:
    method, path, body, headers = good(emulator)
    first = path.split("/")[1]
    return {
        "slash at the end": (method, f"{path}/", body, headers),
        "base path forgotten": (method, path.removeprefix(f"/{first}"), body, headers),
        "base path doubled": (method, f"/{first}{path}", body, headers),
        "no credentials": (method, path, body, {}),
        "another keyword": (method, path, body, {**headers, "Authorization": "Digest x"}),
        "a form": (
            method,
            path,
            urlencode(body).encode(),
            {**headers, "Content-Type": "application/x-www-form-urlencoded"},
        ),
        "an empty body": (method, path, b"", {**headers, "Content-Type": "application/json"}),
        "names in another case": (method, path, {camel(name): value for name, value in body.items()}, headers),
        "text for everything": (method, path, {name: str(value) for name, value in body.items()}, headers),
        "nothing but the first field": (method, path, dict([*body.items()][:1]), headers),
    }


ROWS = [pytest.param(each, name, id=f"{each.name}-{name}") for each in EMULATORS for name in spoilt(each)]


@pytest.mark.parametrize(("emulator", "name"), ROWS)
def test_a_sample_request_that_was_spoilt_is_mended(app, emulator, name) -> None:
    client = Client(app, prefix=f"/~{emulator.name}-{re.sub(r'[^a-z]', '-', name)}")
    method, path, body, headers = spoilt(emulator)[name]
    first = client.request(method, f"/{emulator.name}{path}", body, headers=headers)

    told = client.get("/__admin/requests/last/explanation").json()

    if first.status < 400:
        assert (told["passing"], told["mistakes"]) == (None, [])
    else:
        client.request("POST", "/__admin/reset")
        passing = told["passing"]
        place = passing["url"].removeprefix("http://127.0.0.1:8080").removeprefix(client.prefix)
        sent = client.request(passing["method"], place, passing["body"].encode(), headers=passing["headers"])
        assert (sent.status < 400, told["mistakes"] != []) == (True, True)


def test_samples_were_spoilt() -> None:
    assert len(ROWS) >= 50
