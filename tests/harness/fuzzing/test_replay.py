"""Requests that nobody thought of find what is wrong, and leave alone what nobody said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from emulators.harness.execution.outcome import State
from emulators.harness.execution.report import Verdict
from emulators.harness.fuzzing.replay import replay

BUGS = {
    "422 for 400": "status",
    "plain text on 404": "content type",
    "any filter": "class",
    "crash on a trunk": "class",
    "trunk refused": "class",
    "host not required": "class",
    "port 65536 accepted": "class",
    "port 65535 refused": "class",
    "another default": "default",
    "number not echoed": "echo",
    "token echoed": "secret",
    "no createdAt": "body",
    "id is no UUID": "body",
    "label of 21": "class",
}


def test_a_good_target_holds_and_meets_successes(contract, stand_in, frozen):
    report = replay(contract, stand_in(), frozen)

    assert report.findings == ()
    assert report.verdict is Verdict.HOLDS
    assert report.count(State.UNCHECKED) == 0
    assert {outcome.case.operation for outcome in report.outcomes if outcome.success} == {
        operation.label for operation in contract.operations
    }


@pytest.mark.parametrize("bug", BUGS)
def test_what_is_planted_is_found(contract, stand_in, frozen, bug):
    report = replay(contract, stand_in(bug), frozen)

    assert BUGS[bug] in {finding.layer for finding in report.failures}


def test_a_change_before_the_making_is_noticed(contract, stand_in, frozen):
    report = replay(contract, stand_in("changed before it was made"), frozen)

    assert "order" in {finding.layer for finding in report.notices}
    assert report.failures == ()


def test_what_nobody_said_is_no_failure(contract, stand_in, frozen):
    report = replay(contract, stand_in("faithful"), frozen)

    assert report.failures == ()
    assert report.successes > 0


def test_findings_that_say_the_same_are_one_with_the_shortest_request(contract, stand_in, frozen):
    report = replay(contract, stand_in("no createdAt"), frozen)
    (created,) = [each for each in report.outcomes if each.case.id == "create-line.property.coverage-accepted"]

    (finding,) = created.findings
    assert "(so in" in finding.got
    assert finding.pointer == "/data"


def test_a_status_that_the_contract_does_not_list_is_noticed_by_schemathesis(contract, stand_in, frozen):
    report = replay(contract, stand_in("422 for 400"), frozen)

    assert "status_code_conformance" in {finding.expected for finding in report.notices}


def test_a_target_that_lets_nobody_in_proves_nothing(contract, stand_in, frozen):
    report = replay(contract, stand_in("wall"), frozen)

    assert (report.failures, report.verdict) == ((), Verdict.INCONCLUSIVE)


def test_good_cases_that_never_met_a_success_are_not_checked(contract, stand_in, frozen):
    ignorant = replace(stand_in(), known={}, fresh=None)
    only = replace(frozen, entries=tuple(each for each in frozen.entries if each.operation == "delete_line"))

    report = replay(contract, replace(ignorant, headers={}), only)

    assert {outcome.state for outcome in report.outcomes if outcome.case.title.endswith("accepted")} == {
        State.UNCHECKED
    }
    assert report.verdict is Verdict.INCONCLUSIVE


def test_the_same_seed_sends_the_same_requests_whatever_is_answered(contract, stand_in, frozen):
    ways = [replay(contract, stand_in(*wrong), frozen, seed=3) for wrong in ((), ("422 for 400",))]
    sent = [[(each.case.id, each.exchanges[0].request) for each in way.outcomes] for way in ways]

    assert (
        dict(sent[0])["create-line.property.examples-accepted"]
        == dict(sent[1])["create-line.property.examples-accepted"]
    )
    assert ways[0].requests == ways[1].requests


def test_an_operation_that_the_target_does_not_have_is_one_finding(contract, stand_in, frozen):
    report = replay(contract, stand_in("no changes"), frozen)

    assert [found.expected for found in report.failures] == ["an answer of PATCH /lines/{id}"]
    assert {outcome.state for outcome in report.outcomes if outcome.case.operation == "PATCH /lines/{id}"} == {
        State.FAILED,
        State.UNCHECKED,
    }
