"""A POST that only reads may be sent in every mode, spends no create, and leaves nothing in the ledger."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from emulators.harness.client.ledger import Ledger
from emulators.harness.client.target import Limits, Mode, Target
from emulators.harness.contract.contract import Contract
from emulators.harness.document.document import YamlDocument
from emulators.harness.execution.report import Verdict
from emulators.harness.execution.run import verify

KNOWN = {"x-basis": "documented", "x-cite": "the page"}


def contract(*, reads: bool) -> Contract:
    """A contract of one search, which is asked for with a POST."""
    schema = {"type": "object", "properties": {"page": {"type": "integer"}}, **KNOWN}
    operation = {
        "operationId": "search",
        "x-reads": reads,
        "requestBody": {"content": {"application/json": {"schema": schema}}},
        "responses": {"200": {"x-when": {"ok": {"basis": "documented", "cite": "fine"}}, **KNOWN}},
    }
    text = json.dumps({"info": {"title": "v"}, "paths": {"/search": {"post": operation}}})
    return Contract.of(YamlDocument.parse(text, Path("v.yaml")))


def account(mode: Mode) -> Target:
    async def search(request):
        page = (await request.json()).get("page", 1)
        return JSONResponse([], 200 if isinstance(page, int) else 400)

    app = Starlette(routes=[Route("/search", search, methods=["POST"])])
    return Target("account", "http://account.test", app=app, mode=mode, limits=Limits(creates=0, rate=0))


@pytest.mark.parametrize("mode", Mode)
def test_a_search_is_sent_in_every_mode_and_recorded_nowhere(mode):
    ledger, target = Ledger(), account(mode)

    report = verify(contract(reads=True), target, only=["cases"], ledger=ledger)

    assert report.successes > 0
    assert [*ledger.open_entries("v", target.url)] == []


def test_any_other_post_is_a_write():
    report = verify(contract(reads=False), account(Mode.READONLY), only=["cases"])

    assert (report.requests, report.verdict) == (0, Verdict.INCONCLUSIVE)
