"""The planted-bug vendors over HTTP, and the runs that hold them to their contracts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from harness.planted_bugs.multi_app_server import MultiAppServer, serve_apps
from harness.planted_bugs.registry import VENDORS

from emulators.harness.client.target import Limits, Mode, Target
from emulators.harness.contract.contract import Contract
from emulators.harness.document.location import find
from emulators.harness.execution.run import verify

if TYPE_CHECKING:
    from harness.planted_bugs.planted_bug_vendor import PlantedBugVendor

    from emulators.harness.execution.report import Report

FREELY = Limits(requests=10**6, creates=10**6, rate=0)


@dataclass(frozen=True)
class VendorRun:
    """A stand-in that was held to its contract, and what was there before."""

    report: Report
    before: dict[str, Any]
    after: dict[str, Any]


@pytest.fixture(scope="session")
def app_server() -> Any:
    with serve_apps() as server:
        yield server


@pytest.fixture(scope="session")
def ask(app_server):
    """Holds a stand-in to its contract over HTTP, as the account of somebody who has things there."""
    read = cache(lambda vendor: Contract.read(find(vendor)))

    def ask(vendor: str, bugs: frozenset[str] = frozenset(), operations: tuple[str, ...] = ()) -> VendorRun:
        vendor_app = VENDORS[vendor](bugs)
        before = vendor_app.snapshot()
        report = verify(read(vendor), target(app_server, vendor_app), operations=operations, seed=1)
        return VendorRun(report, before, vendor_app.snapshot())

    return ask


@pytest.fixture(scope="session")
def faithful(ask):
    """A run against a vendor's stand-in without bugs; there is one for all tests."""
    return cache(ask)


def target(app_server: MultiAppServer, vendor_app: PlantedBugVendor) -> Target:
    world = vendor_app.world
    return Target(
        name="stand-in",
        url=app_server.mount(vendor_app.app) + world.path,
        headers=world.headers,
        known=world.known,
        foreign=world.foreign,
        numbers="any",
        mode=Mode.PROVISION,
        limits=FREELY,
    )
