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
from emulators.harness.execution.run import Run, select_cases, verify
from emulators.harness.testcases.case import Risk

if TYPE_CHECKING:
    from harness.planted_bugs.planted_bug_vendor import Bug, PlantedBugVendor

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
    """Holds a stand-in in this process to its contract, as the account of somebody who has things there.

    Of what must be refused only one kind of case is sent: once the target accepts one, no more is written through that
    operation, and the case in question might not be reached.
    """

    def ask(vendor: str, bug: Bug) -> VendorRun:
        vendor_app = VENDORS[vendor](frozenset([bug.name]))
        before = vendor_app.snapshot()
        run = Run(read(vendor), target(vendor_app), seed=1)
        cases = select_cases(run.contract, only=("cases", "examples"), operations=(bug.operation,))
        wanted = [case for case in cases if bug.kind in case.kind or case.steps[-1].risk is not Risk.REFUSED]
        return VendorRun(run.report(list(run.outcomes(wanted))), before, vendor_app.snapshot())

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
