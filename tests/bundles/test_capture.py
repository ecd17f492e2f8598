"""What is in a bundle, and what makes none."""

from __future__ import annotations

import dataclasses

import pytest
import sample_vendor
from asgi import Client
from bundled import SECRET, bundle_of, replayed
from control_plane import ADMIN, NOW, add

from emulators.core.options import Options
from emulators.server import assemble


def test_a_bundle_has_state_settings_clock_identifiers_and_the_request(client) -> None:
    add(client, "+1")
    client.request("PUT", "/__admin/settings", {"acme": {"created_status": 200}})
    client.post("/acme/v1/numbers?a=1", {"number": "+2"}, headers=ADMIN)

    bundle = bundle_of(client)

    (request,) = bundle.requests
    assert [row["number"] for row in bundle.state["acme_numbers"]] == ["+10", "+1"]
    assert (bundle.settings, request.number, request.at) == ({"acme": {"created_status": 200}}, 2, NOW.isoformat())
    assert (request.method, request.path, request.query, request.body) == (
        "POST",
        "/v1/numbers",
        "a=1",
        '{"number": "+2"}',
    )
    assert (request.answer.status, len(request.identifiers)) == (200, 1)


def test_secrets_are_kept_where_that_is_asked_for(client) -> None:
    client.post("/acme/v1/numbers", {"number": "+3", "secret": SECRET}, headers=ADMIN)

    bundle = bundle_of(client, query="?secrets=keep")

    assert (replayed(bundle), SECRET in bundle.text()) == ([], True)


def refused_bundle(client, query: str = "") -> tuple[int, str]:
    answer = client.get(f"/__admin/requests/last/bundle{query}")
    return answer.status, answer.json()["error"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "without its secrets this is answered otherwise; ask for the bundle with them"),
        ("?secrets=keep", "tried again, this is answered otherwise: @@"),
    ],
)
def test_what_the_journal_does_not_tell_makes_no_bundle(client, query, message) -> None:
    store = client.app.namespaces.get("default").store
    store.insert(sample_vendor.NUMBERS, {"id": "a", "number": "+1"})
    client.post("/acme/v1/numbers", {"number": "+1"}, headers=ADMIN)
    store.delete(sample_vendor.NUMBERS, id="a")

    status, error = refused_bundle(client, query)

    assert (status, error.startswith(message)) == (409, True)


def test_there_is_no_bundle_of_what_the_emulator_itself_sent(client) -> None:
    add(client, "+1")
    journal = client.app.namespaces.get("default").journal
    journal.add(dataclasses.replace(next(iter(journal)), number=2, outgoing=True))

    assert refused_bundle(client) == (409, "the emulator itself sent this; a bundle is of a request that came in")


def test_there_is_no_bundle_where_a_carrier_is_asked_over_the_network() -> None:
    app = assemble(options=Options(carriers={"twilio": "http://127.0.0.1:9/twilio"}))
    client = Client(app)
    client.get("/chorus/nowhere")

    told = refused_bundle(client)
    app.namespaces.close()

    assert told == (409, "a carrier is asked over the network, and nobody could ask it again as it was")
