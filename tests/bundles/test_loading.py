"""Bundles that are loaded into a server."""

from __future__ import annotations

import json
from typing import Any

from bundled import bundle_of
from control_plane import ADMIN, add


def test_a_bundle_is_loaded_and_its_requests_are_answered_as_they_were(client) -> None:
    add(client, "+1")
    client.post("/__admin/faults", {"where": "acme.create", "outcome": "before", "status": 503, "when": {"first": 1}})
    client.post("/acme/v1/numbers", {"number": "+2"}, headers=ADMIN)
    client.post("/acme/v1/numbers", {"number": "+2", "secret": "hush-hush"}, headers=ADMIN)
    bundle = bundle_of(client, query="?requests=2")

    loaded = client.request("PUT", "/~other/__admin/bundle", json.loads(bundle.text()))
    answers = [
        client.post("/~other/acme/v1/numbers", str(each.body).encode(), headers=_sent(each)) for each in bundle.requests
    ]

    assert loaded.json() == {"loaded": "other", "requests": 2}
    assert [each.body.decode() for each in answers] == [each.answer.body for each in bundle.requests]


def _sent(request: Any) -> dict[str, str]:
    return {name: value for name, value in request.headers.items() if name != "content-length"}


def test_a_bundle_is_sent_as_json(client) -> None:
    answer = client.request("PUT", "/__admin/bundle", b"{}", headers={"Content-Type": "text/plain"})

    assert (answer.status, answer.json()) == (415, {"error": "send Content-Type: application/json"})
