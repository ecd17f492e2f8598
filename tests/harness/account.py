"""An account that matters: what it owns, and a clock for the runs against it."""

from __future__ import annotations

from harness.switchboard import NOW

from emulators.harness.client.rate_limit import WallClock

OWN = {
    f"0b5a3a56-1c3f-4b7d-9a2e-{index:012d}": {
        "id": f"0b5a3a56-1c3f-4b7d-9a2e-{index:012d}",
        "number": f"+1415555{index:04d}",
        "kind": "hosted",
        "port": 5060,
        "agentId": None,
        "createdAt": NOW,
        "updatedAt": NOW,
    }
    for index in range(5)
}


OLD, GIVEN = "0b5a3a56-1c3f-4b7d-9a2e-000000000001", "0b5a3a56-1c3f-4b7d-9a2e-000000000002"


class Time:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> float:
        return self.passed

    def sleep(self, seconds: float) -> None:
        self.passed += seconds

    @property
    def clock(self) -> WallClock:
        return WallClock(self.now, self.sleep)
