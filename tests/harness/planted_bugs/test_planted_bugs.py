"""Whatever is planted is found, and named; whatever a page leaves open fails nobody; what was there before stays."""

from __future__ import annotations

from typing import Any

import pytest
from harness.planted_bugs.registry import VENDORS

pytestmark = pytest.mark.unmeasured  # quicker tests cover what is run here


def planted(*, binding: bool) -> list[Any]:
    return [
        pytest.param(vendor, bug, id=f"{vendor}-{bug.name}")
        for vendor, vendor_app in VENDORS.items()
        for bug in vendor_app.bugs_to_plant
        if bug.binds is binding
    ]


@pytest.mark.parametrize(("vendor", "bug"), planted(binding=True))
def test_what_is_planted_is_found_at_the_clause_that_it_breaks(ask, vendor, bug):
    report = ask(vendor, bug).report

    assert places(report, report.failures, bug), report.failures
    assert report.exit_code == 1


@pytest.mark.parametrize(("vendor", "bug"), planted(binding=False))
def test_what_no_page_states_is_noticed_where_it_is_planted_and_does_not_fail_there(ask, vendor, bug):
    report = ask(vendor, bug).report

    assert places(report, report.notices, bug), report.notices
    assert places(report, report.failures, bug) == []


def places(report, findings, bug) -> list[tuple[str, str, str]]:
    """Layer, clause and kind of the findings that tell of a bug. A printed pair may fail of it besides."""
    kinds = {outcome.case.id: outcome.case.kind for outcome in report.outcomes}
    found = [(each.layer, each.clause.pointer, kinds[each.subject]) for each in findings]
    return [
        (layer, clause, kind)
        for layer, clause, kind in found
        if layer == bug.layer and bug.clause in clause and bug.kind in kind
    ]


@pytest.mark.parametrize("vendor", VENDORS)
def test_who_decides_otherwise_what_the_page_leaves_open_fails_nothing(faithful, vendor):
    report = faithful(vendor).report

    assert report.failures == ()
    assert len(report.notices) > 20
    assert report.successes >= 8
    assert report.exit_code == 0


@pytest.mark.parametrize("vendor", VENDORS)
def test_nothing_is_touched_that_the_run_did_not_make(faithful, vendor):
    run = faithful(vendor)

    assert run.before
    assert {name: run.after.get(name) for name in run.before} == run.before


@pytest.mark.parametrize("vendor", VENDORS)
def test_at_least_twelve_bugs_are_planted(vendor):
    names = [bug.name for bug in VENDORS[vendor].bugs_to_plant]

    assert len(set(names)) == len(names) >= 12
