"""A dry run says what would be sent and what would not, without a secret."""

from __future__ import annotations

from dataclasses import replace

import pytest
from harness.switchboard import BASE, KEY, Switchboard

from emulators.harness.client.target import Mode, Target
from emulators.harness.execution.dry_run import preview
from emulators.harness.testcases.derive import derive_cases

CANARY = "canary-5c1e-secret"


@pytest.fixture
def target() -> Target:
    return Target(
        name="t",
        url=BASE,
        app=Switchboard("token echoed", "auth not enforced").app,
        headers={"Authorization": f"Bearer {KEY}", "X-Tenant": "tenant-canary"},
        known={"token": (CANARY,)},
        numbers="any",
        emulator=True,
    )


def test_nothing_of_a_plan_holds_a_secret(contract, target):
    previews = list(preview(contract, replace(target, emulator=False, mode=Mode.PROVISION), derive_cases(contract)))

    text = repr([shown.requests for shown in previews])
    assert sum(len(shown.requests) for shown in previews) > 80
    assert KEY not in text
    assert "secret-token-of-a-test" not in text


def test_a_plan_says_what_would_not_be_sent(contract, target):
    previews = list(
        preview(contract, replace(target, emulator=False, numbers=(), mode=Mode.NO_PROVISION), derive_cases(contract))
    )

    assert "it may make or change something, and the mode is no-provision" in {shown.reason for shown in previews}
    assert {request.method for shown in previews for request in shown.requests} >= {"GET", "POST"}
