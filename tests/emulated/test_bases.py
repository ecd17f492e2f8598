"""One fact has one basis: what the journal says of a refusal is what the contract says of its status and cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from emulators.cli.target import EMULATOR, TargetOptions, open_target
from emulators.core.journal import Entry, Journal
from emulators.harness.contract.contract import Contract
from emulators.harness.document.location import available, find
from emulators.harness.execution.run import Run
from emulators.harness.testcases.derive import derive_cases

if TYPE_CHECKING:
    from emulators.harness.checks.evaluate import Evaluation
    from emulators.harness.checks.observation import Observation
    from emulators.harness.testcases.case import Case

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
