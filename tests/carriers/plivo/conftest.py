"""The official Python SDK, pointed at the emulator the only way it can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plivo
import pytest
from plivo.rest import client as sdk

from emulators.carriers.plivo import seed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BASES = ("PLIVO_API_BASE_URI", "API_VOICE_BASE_URI", "API_VOICE_BASE_URI_FALLBACK_1", "API_VOICE_BASE_URI_FALLBACK_2")


@pytest.fixture
def connect(served: str, space: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., plivo.RestClient]]:
    """The SDK's client for an Auth ID. Its `answers` are what it got."""
    for name in BASES:
        monkeypatch.setattr(sdk, name, f"{served}/~{space}/plivo/v1/Account")
    opened = []

    def connect(auth_id: str = seed.DEMO, auth_token: str = "plivo-demo-token") -> plivo.RestClient:
        client = plivo.RestClient(auth_id, auth_token)
        client.answers = []
        client.session.hooks["response"].append(lambda response, **_: client.answers.append(response))
        opened.append(client)
        return client

    yield connect
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def client(connect: Callable[..., plivo.RestClient]) -> plivo.RestClient:
    return connect()
