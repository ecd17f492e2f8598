"""Names that people keep outlive the code: ids of cases, a corpus, a baseline and a report were made by an older version."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from emulators.harness.compare import baseline
from emulators.harness.compare.baseline import Standing
from emulators.harness.compare.compare import compare
from emulators.harness.contract.contract import Contract
from emulators.harness.document.location import find
from emulators.harness.fuzzing import corpus
from emulators.harness.fuzzing.replay import replay
from emulators.harness.reports.coverage import Coverage
from emulators.harness.testcases.derive import derive_cases

KEPT = Path(__file__).with_name("kept")
IDS = json.loads((KEPT / "ids.json").read_text())


def test_every_id_of_the_made_up_contract_is_still_that_of_a_case(contract) -> None:
    assert sorted(each.id for each in derive_cases(contract)) == IDS["cases"]["switchboard"]


@pytest.mark.parametrize("name", [name for name in IDS["cases"] if name != "switchboard"])
def test_the_ids_of_a_contract_change_only_where_its_clauses_do(name) -> None:
    kept = set(IDS["cases"][name])

    today = {each.id for each in derive_cases(Contract.read(find(name)))}

    assert len(kept & today) > 0.8 * len(kept)


def test_a_kept_corpus_has_the_same_entries_and_is_owed_the_same(contract) -> None:
    kept = corpus.read(KEPT / "corpus.jsonl")

    written = [json.loads(line)["id"] for line in (KEPT / "corpus.jsonl").read_text().splitlines()[1:]]
    assert [entry.id for entry in kept.entries] == written
    assert [each.id for _, each in kept.cases(contract)] == IDS["corpus"]


def test_a_kept_corpus_can_be_replayed(contract, stand_in) -> None:
    report = replay(contract, stand_in(), corpus.read(KEPT / "corpus.jsonl"))

    assert (report.findings, report.exit_code) == ((), 0)
    assert report.successes > 0


def test_a_kept_baseline_still_knows_its_difference(contract, stand_in) -> None:
    sides = replace(stand_in(), name="good"), replace(stand_in("port 65536 accepted"), name="bad")

    found = compare(contract, *sides, baseline=baseline.read(KEPT / "baseline.toml"), today=date(2026, 11, 21))

    assert [drift.standing for drift in found.drifts] == [Standing.KNOWN]
    assert found.exit_code == 0


def test_a_kept_baseline_still_tells_that_its_difference_is_gone(contract, stand_in) -> None:
    known = baseline.read(KEPT / "baseline.toml")

    found = compare(
        contract, stand_in(), stand_in(), baseline=known, operations=["POST /lines"], today=date(2026, 11, 21)
    )

    assert found.fixed == tuple(known.entries.values())


def test_a_kept_report_still_has_its_coverage() -> None:
    covered = Coverage.read((KEPT / "report.json").read_text())

    assert (covered.targets, covered.cases, covered.percent()) == (("good",), 9, 100.0)
