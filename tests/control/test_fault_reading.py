"""Faults that are read from a request, and those that cannot be."""

from __future__ import annotations

from http import HTTPStatus

import pytest

IMPOSSIBLE = [
    ({}, "where: Field required"),
    ({"where": "acmee.create"}, "no emulator 'acmee' here; did you mean 'acme'?"),
    ({"where": "acme.creat"}, "acme has no operation 'creat'; did you mean 'create'?, or `acme.*` for all"),
    ({"where": "acme"}, "acme has no operation ''; there is create,"),
    ({"outcome": "befor"}, "outcome: Input should be 'before'"),
    ({"stauts": 503}, "a fault has no 'stauts'; did you mean 'status'?"),
    ({"when": {"frist": 1}}, "a fault has no 'when.frist'; did you mean 'first'?"),
    ({"when": {"since": "soon"}}, "when.since: Value error, takes an ISO 8601 time"),
    ({}, "where: Field required"),
    ({"error": "takn"}, "acme.create cannot answer with 'takn'; did you mean 'taken'? (`emulators errors acme`)"),
    ({"error": "taken", "where": "acme.numbers"}, "acme.numbers cannot answer with 'taken'"),
    ({"error": "taken", "status": 503}, "before takes one of error, status and response"),
    ({"outcome": "before"}, "before takes one of error, status and response"),
    ({"outcome": "after", "status": 502, "response": {"status": 502}}, "after takes one of status and response"),
    ({"outcome": "twice", "status": 503}, "status goes with after and before and garbage, not with twice"),
    ({"outcome": "slow"}, "slow takes a delay or a jitter in seconds"),
    ({"outcome": "garbage", "how": "htm"}, "garbage has no how 'htm'; did you mean 'html'?"),
    ({"outcome": "second_hop", "carrier": "twilo"}, "no carrier 'twilo' here"),
    ({"outcome": "second_hop", "question": "own"}, "a carrier is not asked 'own'; did you mean 'owns'?"),
    ({"response": {"status": 200, "headers": {"Content-Length": "1"}}}, "response.headers.Content-Length"),
    ({"response": {"status": 200, "headers": {"X": "a\r\nb"}}}, "response.headers.X"),
]


@pytest.mark.parametrize(("given", "words"), IMPOSSIBLE, ids=[words[:40] for _, words in IMPOSSIBLE])
def test_a_fault_that_cannot_be_is_refused_at_once_with_the_nearest_name(client, given, words) -> None:
    whole = {"where": "acme.create", "outcome": "before", **given} if given else {}

    refused = client.post("/__admin/faults", whole)

    assert (refused.status, refused.json()["error"][: len(words)]) == (HTTPStatus.BAD_REQUEST, words)
