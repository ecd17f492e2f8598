"""The operation of a vendor's sample request, and another one, for tests that expect requests."""

from __future__ import annotations

import pytest

from emulators.core.discovery import discover

VENDOR = next(emulator for emulator in discover() if emulator.kind == "vendor")
METHOD, PATH, SAMPLE = VENDOR.world.sample
BODY = dict(SAMPLE or {})
CREATE = next(each for each in VENDOR.operations if (each.method, each.path) == (METHOD, PATH))
OTHER = next(each for each in VENDOR.operations if each.number != CREATE.number and "{" in each.path)
FIELD = CREATE.number


def failure(state) -> str:
    with pytest.raises(AssertionError) as failed:
        state()
    return str(failed.value)
