"""A life cycle finds what only shows after something else, and tells it in as few steps as it takes."""

from __future__ import annotations

import pytest

from emulators.harness.execution.report import Verdict
from emulators.harness.explore import Extent, explore

pytestmark = pytest.mark.unmeasured  # quicker tests cover what is run here

BUGS = {
    "delete does nothing": ("delete_line", 3),
    "duplicates accepted": ("create_line", 2),
    "list forgets": ("list_lines", 4),
    "another default": ("create_line", 1),
    "another envelope on 409": ("create_line", 2),
}
"""What shows each of them, and after how many steps at the most."""


@pytest.fixture
def lived(contract):
    """Plays sequences of calls to a target."""
    return lambda target, **more: explore(contract, target, only=["stateful"], extent=Extent(sequences=40), **more)


def test_a_good_target_holds_and_every_kind_of_transition_is_made(stand_in, lived):
    report = lived(stand_in())

    assert (report.verdict, report.findings) == (Verdict.HOLDS, ())
    assert {outcome.case.id for outcome in report.outcomes} >= {
        "create-line.life.in-sequence-accepted",
        "create-line.life.another-time-refused",
        "change-line.life.after-deletion-refused",
        "delete-line.life.after-deletion-refused",
        "delete-line.life.in-sequence-accepted",
        "list-lines.life.in-sequence-accepted",
    }


@pytest.mark.parametrize("bug", BUGS)
def test_what_is_planted_is_found_by_a_short_sequence(stand_in, lived, bug):
    last, most = BUGS[bug]

    report = lived(stand_in(bug))

    sequences = [
        [each.operation for each in outcome.exchanges]
        for outcome in report.outcomes
        if sum(finding.is_failure for finding in outcome.findings) == 1
    ]
    assert report.exit_code == 1
    assert min(len(calls) for calls in sequences if calls[-1] == last) <= most


def test_what_nobody_said_is_no_failure(stand_in, lived):
    report = lived(stand_in("faithful"))

    assert (report.failures, report.verdict) == ((), Verdict.HOLDS)


@pytest.mark.parametrize("operation", ["POST /lines", "create_line"])
def test_one_operation_that_was_asked_for_is_the_only_one_that_is_called(stand_in, lived, operation):
    target = stand_in("delete does nothing", "list forgets", worlds=False)

    report = lived(target, operations=[operation])

    assert {entry for entry in log(target) if entry != "POST /v1/lines"} == set()
    assert {outcome.case.id for outcome in report.outcomes} == {
        "create-line.life.in-sequence-accepted",
        "create-line.life.another-time-refused",
    }
    assert report.failures == ()


def test_what_an_operation_needs_is_made_first_and_not_evaluated(stand_in, lived):
    target = stand_in("another default", "duplicates accepted", worlds=False)

    report = lived(target, operations=["PATCH /lines/{id}"])

    assert {entry.split()[0] for entry in log(target)} == {"POST", "PATCH"}
    assert {outcome.case.operation for outcome in report.outcomes} == {"PATCH /lines/{id}"}
    assert (report.failures, report.successes) == ((), len(report.outcomes))


def log(target):
    """The method and path of each request that the made-up vendor got."""
    return target.app.router.routes[0].endpoint.__self__.log


def test_a_sequence_is_the_same_for_the_same_seed(stand_in, lived):
    shown = [[(each.case.id, each.case.title) for each in lived(stand_in(), seed=5).outcomes] for _ in range(2)]

    assert shown[0] == shown[1]


def test_a_target_that_lets_nobody_in_proves_nothing(stand_in, lived):
    report = lived(stand_in("wall"))

    assert (report.failures, report.verdict) == ((), Verdict.INCONCLUSIVE)


@pytest.mark.parametrize("outage", ["down", "moved", "not here"])
def test_a_target_that_is_not_there_breaks_nothing(stand_in, lived, outage):
    report = lived(stand_in(outage))

    assert (report.findings, report.verdict) == ((), Verdict.INCONCLUSIVE)


def test_an_operation_that_the_target_does_not_have_is_one_finding(stand_in, lived):
    report = lived(stand_in("no changes"))

    assert [found.expected for found in report.failures] == ["an answer of PATCH /lines/{id}"]


def test_nothing_is_left_behind(stand_in, lived, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    lived(stand_in("duplicates accepted"))

    assert list(tmp_path.iterdir()) == []
