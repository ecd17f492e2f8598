"""One fact has one basis: what the journal says of a refusal is what the contract says of its status and cause."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import pytest

from emulators.cli.emulator_target import EMULATOR
from emulators.cli.target import TargetOptions, open_target
from emulators.core.discovery import discover
from emulators.core.journal import Entry, Journal
from emulators.core.schema import field_provenance
from emulators.harness.contract.contract import Contract
from emulators.harness.document.location import available, find
from emulators.harness.execution.run import Run
from emulators.harness.testcases.derive import derive_cases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.core.operation import Operation
    from emulators.core.provenance import Provenance
    from emulators.core.schema import Document
    from emulators.harness.checks.evaluate import Evaluation
    from emulators.harness.checks.observation import Observation
    from emulators.harness.contract.operation import ContractOperation
    from emulators.harness.document.node import Node
    from emulators.harness.testcases.case import Case

pytestmark = pytest.mark.unmeasured  # quicker tests cover what is run here

EMULATORS = {emulator.name: emulator for emulator in discover()}
VENDORS = [name for name in available() if "/" not in name]


def refused(contract: Contract, monkeypatch) -> list[tuple[Case, Entry]]:
    """Each case and example that the emulator refuses as the contract says, with what its journal has of it."""
    entries: list[Entry] = []
    found: list[tuple[Case, Entry]] = []
    add = Journal.add

    def keep(journal: Journal, entry: Entry) -> None:
        entries.append(entry)
        add(journal, entry)

    with open_target(EMULATOR, contract, TargetOptions()) as target:
        run = Run(contract, target)
        evaluate = run.evaluator.evaluate

        def look(case: Case, observation: Observation) -> Evaluation:
            if entries[-1].refusal and observation.status in case.expect.statuses:
                found.append((case, entries[-1]))
            return evaluate(case, observation)

        monkeypatch.setattr(Journal, "add", keep)
        monkeypatch.setattr(run.evaluator, "evaluate", look)
        list(run.outcomes(derive_cases(contract)))
    return found


@pytest.mark.parametrize("name", VENDORS)
def test_the_journal_knows_a_refusal_as_the_contract_does(name, monkeypatch) -> None:
    known = refused(Contract.read(find(name)), monkeypatch)

    differing = {
        f"{case.operation} {entry.status} {case.title}: {entry.refusal.message}: journal {said}, contract {basis}"
        for case, entry in known
        if entry.refusal
        and (said := entry.refusal.problem.provenance.basis.value) != (basis := case.expect.status_basis.value)
    }
    assert len(known) > 20
    assert sorted(differing) == []


def operations(name: str) -> Iterator[tuple[Operation, ContractOperation]]:
    """Each operation of an emulator with the same one of its contract."""
    emulator, contract = EMULATORS[name], Contract.read(find(name))
    for operation in emulator.operations:
        same = contract.route(operation.method, operation.path.removeprefix(emulator.base_path))
        if same is not None:
            yield operation, same


@pytest.mark.parametrize("name", VENDORS)
def test_an_operation_and_the_status_of_its_success_are_known_as_in_the_contract(name) -> None:
    differing = []
    for operation, same in operations(name):
        assert same.success
        differing += _unlike(operation, operation.provenance, same.success.causes["ok"].basis)
        if not isinstance(operation.status, int):
            differing += _unlike(operation, operation.status.provenance, same.success.node.basis())

    assert differing == []


@pytest.mark.parametrize("name", VENDORS)
def test_a_field_is_known_as_in_the_contract(name) -> None:
    differing = [
        f"{operation.name}: {field}: journal {sorted(bases)}, contract {node.basis('type').value}"
        for operation, same in operations(name)
        for field, bases in _known(operation.body, operation.query, operation.params).items()
        if (node := _field(same, field)) and node.basis("type").value not in bases
    ]

    assert differing == []


def _unlike(operation: Operation, known: Provenance, basis: StrEnum) -> list[str]:
    same = known.basis.value == basis.value
    return [] if same else [f"{operation.name}: {known.cite}: journal {known.basis.value}, contract {basis.value}"]


def _known(*schemas: type[Document] | None) -> dict[str, set[str]]:
    """How the fields of these schemas are known, by name: several bases where several things are said of one."""
    found: dict[str, set[str]] = {}
    for schema in schemas:
        for name, known in field_provenance(schema) if schema else ():
            found.setdefault(name, set()).add(known.basis.value)
    return found


def _field(operation: ContractOperation, name: str) -> Node | None:
    """The schema of a field of the body, at any depth but in no list, or of a parameter."""
    parameter = next((each.node.child("schema") for each in operation.parameters if each.name == name), None)
    node = operation.node.dig("requestBody", "content", "application/json", "schema")
    for part in name.split("."):
        node = node.dig("properties", part) if node else None
    return node or parameter
