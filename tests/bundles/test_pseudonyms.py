"""What takes the place of secrets in a bundle."""

from __future__ import annotations

import json

from bundled import SECRET, bundle_of
from control_plane import ADMIN


def test_the_same_secret_is_the_same_everywhere_in_a_bundle(client) -> None:
    for number in ("+1", "+2"):
        client.post("/acme/v1/numbers", {"number": number, "secret": SECRET}, headers=ADMIN)

    bundle = bundle_of(client)

    kept = bundle.state["acme_numbers"][1]["secret"]
    sent = json.loads(str(bundle.requests[0].body))["secret"]
    assert (kept, len(kept), kept != SECRET) == (sent, len(SECRET), True)
