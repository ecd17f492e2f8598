"""A bundle of the sample vendor's requests, and one that was written by hand."""

from __future__ import annotations

import asyncio

import sample_vendor

from emulators.bundles.bundle import Bundle, read_bundle
from emulators.bundles.replay import differences, replay
from emulators.control.fault_reading import read_fault

EMULATORS = (sample_vendor.emulator,)
SECRET = "a-Secret-of-1-Client"


def bundle_of(client, number: object = "last", query: str = "") -> Bundle:
    answer = client.get(f"/__admin/requests/{number}/bundle{query}")
    assert answer.status == 200, answer.body
    return read_bundle(answer.body)


def replayed(bundle: Bundle) -> list[str]:
    return differences(bundle, asyncio.run(replay(bundle, EMULATORS, read_fault)))


GOOD = {
    "format": "voice-emulators bundle",
    "version": 1,
    "requests": [
        {
            "number": 1,
            "emulator": "acme",
            "at": "2024-01-15",
            "method": "GET",
            "path": "/v1/plain",
            "answer": {"status": 401},
        }
    ],
}
