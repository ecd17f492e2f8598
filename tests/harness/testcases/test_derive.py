"""The cases of a contract have stable ids and a fixed order."""

from __future__ import annotations

from emulators.harness.contract.contract import Contract
from emulators.harness.document.document import YamlDocument
from emulators.harness.testcases.derive import derive_cases


def test_cases_are_the_same_every_time(contract):
    ids = [case.id for case in derive_cases(contract)]

    assert ids == [case.id for case in derive_cases(Contract.read(contract.document.path))]
    assert len(ids) == len(set(ids)) > 80


def test_an_id_does_not_hang_on_the_line(contract):
    text = contract.document.path.read_text()
    moved = Contract.of(YamlDocument.parse("# a comment\n" + text, contract.document.path))

    assert {each.id for each in derive_cases(moved)} == {each.id for each in derive_cases(contract)}


def test_a_success_of_each_operation_comes_first_and_then_the_most_telling_for_the_least_risk(contract):
    cases = derive_cases(contract)

    successes, first = cases[: len(contract.operations)], cases[len(contract.operations) :][:15]
    assert [(each.kind, each.operation) for each in successes] == [
        ("minimal", "GET /lines"),
        ("minimal", "POST /lines"),
        ("minimal", "PATCH /lines/{id}"),
        ("minimal", "DELETE /lines/{id}"),
    ]
    assert {each.kind for each in first} >= {"auth", "required"}
    assert {each.risk.value for each in first} == {"read", "surely rejected"}
