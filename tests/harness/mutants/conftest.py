"""The stand-ins, served; what they are asked; and one run against each that has no bug."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from harness.mutants.house import House, open_house
from harness.mutants.troupe import STAND_INS

from emulators.harness.client.target import Limits, Mode, Target
from emulators.harness.contract.contract import Contract
from emulators.harness.document.location import find
from emulators.harness.execution.run import verify

if TYPE_CHECKING:
    from harness.mutants.standin import StandIn

    from emulators.harness.execution.report import Report

FREELY = Limits(requests=10**6, creates=10**6, rate=0)


@dataclass(frozen=True)
class Asked:
    """A stand-in that was held to its contract, and what was there before."""

    report: Report
    before: dict[str, Any]
    after: dict[str, Any]


@pytest.fixture(scope="session")
def house() -> Any:
    with open_house() as house:
        yield house


@pytest.fixture(scope="session")
def ask(house):
    """Holds a stand-in to its contract over HTTP, as the account of somebody who has things there."""
    read = cache(lambda vendor: Contract.read(find(vendor)))

    def ask(vendor: str, bugs: frozenset[str] = frozenset(), operations: tuple[str, ...] = ()) -> Asked:
        stand_in = STAND_INS[vendor](bugs)
        before = stand_in.snapshot()
        report = verify(read(vendor), target(house, stand_in), operations=operations, seed=1)
        return Asked(report, before, stand_in.snapshot())

    return ask


@pytest.fixture(scope="session")
def faithful(ask):
    """A run against a vendor's stand-in without bugs; there is one for all tests."""
    return cache(ask)


def target(house: House, stand_in: StandIn) -> Target:
    world = stand_in.world
    return Target(
        name="stand-in",
        url=house.let(stand_in.app) + world.path,
        headers=world.headers,
        known=world.known,
        foreign=world.foreign,
        numbers="any",
        mode=Mode.PROVISION,
        limits=FREELY,
    )
