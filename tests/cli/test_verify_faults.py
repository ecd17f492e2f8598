"""What `emulators verify` makes of a server at which faults were asked for."""

from __future__ import annotations

import httpx
import pytest
from command import Done, emulators

from emulators.core.discovery import discover

VENDOR = next(each for each in discover() if each.kind == "vendor" and each.operations[1].method == "GET")
READ = VENDOR.operations[1]


@pytest.fixture
def verified(served, space):
    """Holds one operation of the server to its contract, read only."""
    root = f"{served}/~{space}"
    fault = {"where": f"{VENDOR.name}.{READ.name}", "outcome": "before", "status": 418}
    httpx.post(f"{root}/__admin/faults", json=fault).raise_for_status()
    headers = [word for each in VENDOR.world.credentials[0].headers.items() for word in ("-H", ":".join(each))]
    target = ["--url", f"{root}/{VENDOR.name}{VENDOR.base_path}", "--mode", "readonly", "--rate", 0, *headers]
    operation = ["--operation", f"GET {READ.path.removeprefix(VENDOR.base_path)}", "--only", "cases"]

    def verified(*more: str) -> Done:
        return emulators("verify", VENDOR.name, *target, *operation, *more)

    return verified


def test_a_target_that_fails_on_request_is_not_evaluated(verified) -> None:
    done = verified()

    assert (done.returncode, "so it is not evaluated" in " ".join(done.stdout.split())) == (3, True)


def test_a_target_that_fails_on_request_is_evaluated_where_that_is_allowed(verified) -> None:
    done = verified("--allow-faults")

    assert (done.returncode, "so it is not evaluated" in " ".join(done.stdout.split())) == (1, False)
