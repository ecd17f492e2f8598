"""A message in JSON is read as Go reads it: an enum is a name or a whole number."""

from __future__ import annotations

import pytest
from asgi import Client

from emulators.core.discovery import discover
from emulators.server import assemble

(CARRIER,) = [each for each in discover() if each.name == "livekit"]
TRUNK = {"name": "My trunk", "address": "sip.example.com", "numbers": ["+15105550111"]}


@pytest.fixture
def answer():
    """Asks for an outbound trunk with this encryption of its media, and returns the status of the answer."""
    server = assemble()
    client = Client(server, CARRIER.world.credentials[0].headers, "/livekit")

    def ask(encryption: object) -> int:
        trunk = TRUNK | {"media": {"encryption": encryption}}
        return client.post("/twirp/livekit.SIP/CreateSIPOutboundTrunk", {"trunk": trunk}).status

    yield ask
    server.namespaces.close()


@pytest.mark.parametrize("encryption", ["SIP_MEDIA_ENCRYPT_REQUIRE", 2, 2.0, None])
def test_a_name_a_whole_number_and_nothing_are_taken_for_an_enum(answer, encryption) -> None:
    assert answer(encryption) == 200


@pytest.mark.parametrize("encryption", [True, False, 0.5])
def test_a_boolean_and_a_broken_number_are_no_enum(answer, encryption) -> None:
    assert answer(encryption) == 400
