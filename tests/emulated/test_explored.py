"""The emulators, asked what nobody wrote down: they keep to the contracts, and to themselves over HTTP."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from emulators.cli.emulator_target import EMULATOR, OVER_HTTP
from emulators.cli.target import TargetOptions, open_target
from emulators.harness.compare.compare import compare
from emulators.harness.compare.report import text
from emulators.harness.contract.contract import Contract
from emulators.harness.document.location import available, find
from emulators.harness.execution.report import Verdict
from emulators.harness.explore import Extent, explore
from emulators.harness.fuzzing import corpus
from emulators.harness.fuzzing.replay import replay

pytestmark = pytest.mark.unmeasured  # quicker tests cover what is run here

CONTRACTS = available()
VENDORS = [name for name in CONTRACTS if "/" not in name]


@cache
def _contract(name):
    return Contract.read(find(name))


@cache
def _frozen(name):
    return corpus.build(_contract(name), seed=1, examples=2)


def _failures(report):
    return [f"{each.clause.place} expected {each.expected}, got {each.got} by {each.curl}" for each in report.failures]


@pytest.mark.parametrize("name", VENDORS)
def test_no_generated_request_finds_a_failure(name) -> None:
    with open_target(EMULATOR, _contract(name), TargetOptions()) as target:
        report = replay(_contract(name), target, _frozen(name))

    assert _failures(report) == []
    assert report.verdict is Verdict.HOLDS


@pytest.mark.parametrize("name", CONTRACTS)
def test_no_life_cycle_finds_a_failure(name) -> None:
    with open_target(EMULATOR, _contract(name), TargetOptions()) as target:
        report = explore(_contract(name), target, only=["stateful"], extent=Extent(sequences=15, steps=6))

    assert _failures(report) == []
    assert report.verdict is Verdict.HOLDS


@pytest.mark.parametrize("name", VENDORS)
def test_nothing_differs_between_the_transports(name) -> None:
    frozen = _frozen(name)
    some = replace(frozen, entries=frozen.entries[::4])

    one, other = (open_target(each, _contract(name), TargetOptions()) for each in (EMULATOR, OVER_HTTP))
    with one as here, other as there:
        found = compare(_contract(name), here, there, frozen=some, only=["examples"])

    assert found.drifts == (), text(found)
    assert found.exit_code == 0
