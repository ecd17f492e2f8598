"""A plan names everything that a run could send, and what its limits let through."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from harness.switchboard import AGENT, BASE, KEY, Switchboard

from emulators.harness.client.target import Limits, Mode, Target
from emulators.harness.execution.run import verify
from emulators.harness.explore import Extent, explore
from emulators.harness.plan import plan

EXTENT = Extent(examples=4, sequences=20)
PARTS = ("cases", "examples", "fuzzing", "stateful")
UNLIMITED = Limits(requests=10_000, creates=10_000, rate=0)


@pytest.fixture
def account():
    """Makes somebody's account at a good vendor, and the list that its requests are written to."""

    def make(mode: Mode, *, limits: Limits = UNLIMITED) -> tuple[Target, list[str]]:
        app, sent = Switchboard().app, []

        async def listening(scope, receive, send) -> None:
            message = await receive()
            path = scope["raw_path"].decode() + ("?" + scope["query_string"].decode() if scope["query_string"] else "")
            sent.append(_form(f"{scope['method']} {path.removeprefix('/v1')} {_plain(message['body'])}"))

            async def again():
                return message

            await app(scope, again, send)

        target = Target(
            "account", BASE, app=listening, headers={"Authorization": f"Bearer {KEY}"}, known={"agentId": (AGENT,)}
        )
        return replace(target, mode=mode, limits=limits), sent

    return make


def _plain(body: bytes | None) -> str:
    try:
        return json.dumps(json.loads(body or b""), sort_keys=True)
    except ValueError:
        return repr(body or b"")


def _form(text: str) -> str:
    """A request without what is made up for each run, is answered to an earlier request, or is masked."""
    text = re.sub(r'"token": ("[^"]*"|\[[^]]*\])', '"token": "..."', text)
    text = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID", text)
    return re.sub(r"\+\d{7,}", "NUMBER", re.sub(r"-[0-9a-f]{8}\b", "-ENDING", text))


@pytest.mark.parametrize("mode", list(Mode))
def test_whatever_is_sent_was_in_the_plan(contract, account, mode) -> None:
    target, sent = account(mode)
    planned = plan(contract, target, only=PARTS, extent=EXTENT, seed=7)
    stages = (planned.first, planned.cases, planned.calls, planned.generated, planned.last)
    named = {
        _form(f"{request.method} {request.path} {_plain(request.body)}")
        for stage in stages
        for each in stage
        for request in each.requests
    }

    report = verify(contract, target, seed=7)
    explore(contract, target, extent=EXTENT, seed=7, after=report)

    assert set(sent) - named == set()
    assert len(sent) > 20


def test_no_more_is_sent_than_the_limits_of_a_plan_say(contract, account) -> None:
    target, sent = account(Mode.PROVISION, limits=Limits(requests=30, creates=2, rate=0))
    planned = plan(contract, target, only=("cases", "examples"))

    verify(contract, target)

    assert (planned.sent, planned.made) == (30, 2)
    assert planned.requests > 30
    assert 20 < len(sent) <= planned.sent + planned.made


def test_a_plan_says_how_long_it_takes_at_least(contract, account) -> None:
    asked = [
        plan(contract, account(Mode.READONLY, limits=limits)[0], only=("cases",)).seconds
        for limits in (
            Limits(requests=2, rate=0.5),
            Limits(requests=2, rate=0.5, seconds=3),
            Limits(requests=2, rate=0),
        )
    ]

    assert asked == [4, 3, 0]


def test_an_emulator_is_sent_all_that_is_planned(contract, stand_in) -> None:
    planned = plan(contract, stand_in(), only=("cases", "stateful"), extent=EXTENT)

    assert planned.sent == planned.requests > planned.most_calls == 200
    assert planned.made == planned.creates + planned.most_calls
    assert (planned.first, planned.last) == ((), ())


def test_a_case_that_is_not_for_the_target_says_why(contract, account) -> None:
    planned = plan(contract, account(Mode.NO_PROVISION)[0], only=PARTS[:2])

    reasons = {each.reason for each in planned.cases if not each.requests}
    assert "it may make or change something, and the mode is no-provision" in reasons
