"""What a run may take for its own."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from harness.account import GIVEN, OLD, OWN

from emulators.harness.client.ownership import Ownership
from emulators.harness.contract.examples import read_examples
from emulators.harness.execution.run import verify
from emulators.harness.model.exchange import HttpResponse


def test_an_existing_thing_that_a_create_answers_with_is_not_taken_away(contract, precious, time):
    """Where a create is an upsert, its answer names what was there before."""
    board, target = precious()

    async def upsert(scope, receive, send):
        board.lines.update({} if scope["method"] != "POST" else OWN)

        async def told(message):
            if scope["method"] == "POST" and message["type"] == "http.response.body" and b'"id"' in message["body"]:
                body = json.loads(message["body"])
                board.lines.pop(body["data"]["id"], None)
                message = {**message, "body": json.dumps({"data": next(iter(OWN.values()))}).encode()}
            await send(message if message["type"] == "http.response.body" else without_length(message))

        await board.app(scope, receive, told)

    verify(contract, replace(target, app=upsert), clock=time.clock)

    assert board.lines == OWN


def without_length(message):
    return {**message, "headers": [each for each in message["headers"] if each[0] != b"content-length"]}


@pytest.mark.parametrize(
    "value", ["", ".", "..", "%2e%2e", "%252e.", "a/..", "..\\a", None, True, ["x"], OLD, GIVEN], ids=repr
)
def test_an_id_is_taken_only_if_it_could_have_been_made(contract, value):
    ownership = Ownership(read_examples(contract), taken={GIVEN})
    ownership.saw(HttpResponse(200, {}, json.dumps({"data": [{"id": OLD}]}).encode()))

    ids = ownership.claim(
        contract.named("create_line"), HttpResponse(201, {}, json.dumps({"data": {"id": value}}).encode())
    )

    assert (ids, ownership.created) == ({}, set())
