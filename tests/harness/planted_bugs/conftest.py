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


read = cache(Contract.load)


@pytest.fixture(scope="session")
def ask():
    """Holds a stand-in in this process to its contract, as the account of somebody who has things there."""

    def ask(vendor: str, bugs: frozenset[str], operations: tuple[str, ...]) -> VendorRun:
        vendor_app = VENDORS[vendor](bugs)
        before = vendor_app.snapshot()
        report = verify(read(vendor), target(vendor_app), operations=operations, seed=1)
        return VendorRun(report, before, vendor_app.snapshot())

    return ask


@pytest.fixture(scope="session")
def faithful(app_server):
    """A run over HTTP against a vendor's stand-in without bugs; there is one for all tests."""

    @cache
    def run(vendor: str) -> VendorRun:
        vendor_app = VENDORS[vendor](frozenset())
        before = vendor_app.snapshot()
        report = verify(read(vendor), target(vendor_app, app_server), seed=1)
        return VendorRun(report, before, vendor_app.snapshot())

    return run


def target(vendor_app: PlantedBugVendor, app_server: MultiAppServer | None = None) -> Target:
    """The stand-in in this process, or behind a server, as a target whose owner lets everything be tried."""
    world = vendor_app.world
    return Target(
        name="stand-in",
        url=(app_server.mount(vendor_app.app) if app_server else "http://127.0.0.1") + world.path,
        app=None if app_server else vendor_app.app,
        headers=world.headers,
        known=world.known,
        foreign=world.foreign,
        numbers="any",
        mode=Mode.PROVISION,
        limits=FREELY,
    )
