"""A verdict needs evidence: a success of all that was asked, effects that were read back, and few departures in what is done."""

from __future__ import annotations

from dataclasses import replace

import pytest
from harness.plain_mock import mock_of

from emulators.harness.client.target import Limits, Mode
from emulators.harness.contract.contract import Contract
from emulators.harness.document.document import YamlDocument
from emulators.harness.document.location import available
from emulators.harness.execution.evidence import Evidence
from emulators.harness.execution.report import Verdict
from emulators.harness.execution.run import verify
from emulators.harness.explore import Extent, explore
from emulators.harness.reports.content import Content

ASKED = frozenset({"POST /lines", "GET /lines"})


def test_a_good_target_leaves_no_gap_and_proves_every_clause(contract, stand_in):
    report = verify(contract, stand_in())

    assert (report.gaps, report.proven) == ((), report.clauses)
    assert report.evidence.read_back == {"POST /lines"}


def test_life_cycles_read_back_changes_and_deletions_too(contract, stand_in):
    report = explore(contract, stand_in(), only=["stateful"], extent=Extent(sequences=20))

    assert report.evidence.read_back == {"POST /lines", "PATCH /lines/{id}", "DELETE /lines/{id}"}
    assert report.verdict is Verdict.HOLDS


@pytest.mark.parametrize("name", available())
@pytest.mark.unmeasured
def test_a_mock_that_keeps_nothing_never_holds(name):
    contract = Contract.load(name)

    report = verify(contract, mock_of(contract))

    assert report.verdict is not Verdict.HOLDS
    assert any(words.endswith("than what is inferred or assumed") for words in report.gaps)
    assert report.proven < report.clauses * 0.4


def test_an_operation_of_which_no_success_was_met_leaves_a_run_inconclusive(contract, stand_in):
    target = replace(stand_in(worlds=False), emulator=False, mode=Mode.NO_PROVISION, limits=Limits(rate=0))

    report = verify(contract, target)

    assert (report.failures, report.exit_code) == ((), 3)
    assert report.gaps == ("no success was met of DELETE /lines/{id}, PATCH /lines/{id}, POST /lines",)
    assert Content(report).verdict == f"{report.gaps[0]}; the mode no-provision sends no good write"


@pytest.fixture
def inferred(contract):
    """The same contract, where the forms of bodies are inferred and only what is answered is documented."""
    text = contract.document.path.read_text().replace("x-basis: documented", "x-basis: inferred")
    return Contract.of(YamlDocument.parse(text, contract.document.path))


def test_a_create_that_answers_no_id_leaves_a_run_inconclusive(inferred, stand_in):
    report = verify(inferred, stand_in("no id"), only=["cases"], operations=["POST /lines"])

    assert (report.failures, report.exit_code) == ((), 3)
    assert report.gaps == ("no identifier was answered by POST /lines",)


@pytest.mark.parametrize(
    ("evidence", "gaps"),
    [
        (Evidence(ASKED, ASKED), ()),
        (Evidence(ASKED, ASKED, readable=ASKED), ("no read showed the effect of GET /lines, POST /lines",)),
        (Evidence(ASKED, ASKED, readable=ASKED, read_back=ASKED), ()),
        (Evidence(ASKED, readable=ASKED), ("no success was met of GET /lines, POST /lines",)),
        (Evidence(frozenset("abcde")), ("no success was met of a, b, c and 2 more",)),
        (Evidence(without_id=ASKED), ("no identifier was answered by GET /lines, POST /lines",)),
        (Evidence(ASKED) | Evidence(succeeded=ASKED), ()),
    ],
    ids=["all", "not read", "read", "no success", "many", "no id", "two runs"],
)
def test_what_is_missing_is_said(evidence, gaps):
    assert evidence.gaps() == gaps
