"""Which requests may be sent to an account that matters."""

from __future__ import annotations

from dataclasses import replace

import pytest
from harness.account import OWN

from emulators.harness.client.outgoing import Blocked, OutgoingRequest
from emulators.harness.client.policy import Policy
from emulators.harness.client.target import Mode
from emulators.harness.execution.outcome import State
from emulators.harness.execution.run import verify
from emulators.harness.model.exchange import HttpRequest
from emulators.harness.testcases.case import Risk


def test_readonly_sends_no_write(contract, precious, time):
    board, target = precious("auth not enforced", mode=Mode.READONLY)

    verify(contract, target, clock=time.clock)

    assert {line.split()[0] for line in board.log} == {"GET"}


def test_a_path_that_leads_elsewhere_is_not_sent(contract, precious):
    _, target = precious()
    policy = Policy(contract, target)
    delete = contract.named("delete_line")

    for segment in (".", "..", "%2e%2e", "%252e%252e", "x%2f.."):
        request = HttpRequest("DELETE", f"/lines/{segment}", {})
        with pytest.raises(Blocked):
            policy.check(OutgoingRequest(delete, request, Risk.DESTROY, {"id": segment}))


def test_every_mode_sends_no_more_than_it_may(contract, precious, time):
    sent = {}
    for mode in Mode:
        board, target = precious(mode=mode)
        verify(contract, target, clock=time.clock)
        sent[mode] = {line.split()[0] for line in board.log}

    assert sent == {
        Mode.READONLY: {"GET"},
        Mode.NO_PROVISION: {"GET", "POST", "PATCH", "DELETE"},
        Mode.PROVISION: {"GET", "POST", "PATCH", "DELETE"},
    }


def test_without_provision_nothing_is_made(contract, precious, time):
    board, target = precious(mode=Mode.NO_PROVISION)

    report = verify(contract, target, clock=time.clock)

    assert board.lines == OWN
    assert {outcome.reason for outcome in report.outcomes if outcome.case.risk is Risk.PROVISION} == {
        "it may make or change something, and the mode is no-provision"
    }
    assert report.count(State.HELD) > 20


def test_no_number_that_may_ring_somebody_is_sent(contract, precious, time, monkeypatch):
    board, target = precious()
    monkeypatch.setattr("emulators.harness.execution.resolver.fictional", lambda _: "+14155552671")

    verify(contract, target, clock=time.clock, only=["cases"])

    assert "+14155552671" not in {line["number"] for line in board.lines.values()}


@pytest.mark.parametrize(
    ("mode", "method", "path", "risk", "words"),
    [
        (Mode.PROVISION, "GET", "/nowhere", Risk.READ, "GET /nowhere is not an operation of the contract"),
        (Mode.PROVISION, "POST", "/lines/1", Risk.READ, "POST /lines/1 is not an operation of the contract"),
        (Mode.PROVISION, "PATCH", "/lines", Risk.READ, "PATCH /lines is not an operation of the contract"),
        (Mode.READONLY, "GET", "/lines", Risk.REFUSED, "it .*, and the mode is readonly"),
        (Mode.NO_PROVISION, "GET", "/lines", Risk.PROVISION, "it .*, and the mode is no-provision"),
        (Mode.NO_PROVISION, "GET", "/lines", Risk.DESTROY, "it .*, and the mode is no-provision"),
    ],
    ids=str,
)
def test_what_may_not_be_sent_says_why(contract, precious, *, mode, method, path, risk, words):
    _, target = precious(mode=mode)
    outgoing = OutgoingRequest(contract.named("list_lines"), HttpRequest(method, path, {}), risk, {})

    with pytest.raises(Blocked, match=rf"^{words}$"):
        Policy(contract, target).check(outgoing)


@pytest.mark.parametrize("numbers", [("+14155552671",), "any"], ids=str)
def test_a_number_of_the_account_may_be_sent(contract, precious, numbers):
    _, target = precious()
    body = {"number": "+14155552671"}
    outgoing = OutgoingRequest(
        contract.named("create_line"), HttpRequest("POST", "/lines", {}), Risk.PROVISION, {}, body
    )

    with pytest.raises(Blocked, match=r"^number is a number that may ring somebody$"):
        Policy(contract, target).check(outgoing)
    Policy(contract, replace(target, numbers=numbers)).check(outgoing)
