"""The contracts with nothing of ours: Schemathesis's own command line, as anybody would run it, against the served emulators."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from emulators.core.discovery import discover
from emulators.harness.document.location import available, find

pytestmark = pytest.mark.unmeasured  # quicker tests cover what is run here

FILES = {name.rpartition("/")[2]: find(name) for name in available()}
EXCLUDED = ("positive_data_acceptance", "not_a_server_error", "ensure_resource_availability")
"""The first counts every legitimate refusal as a failure, the second the failures that magic numbers ask for, the third a
404 for one thing that a request names beside another that was just made."""


def excluded(emulator) -> str:
    """The checks that `contracts/README.md` says to leave out; also the one for a 405, where another status is the API's own."""
    own_status = emulator.refusals.no_method.status != 405
    return ",".join([*EXCLUDED, "unsupported_method"] if own_status else EXCLUDED)


@pytest.mark.parametrize(
    "emulator",
    [
        pytest.param(each, id=each.name, marks=[pytest.mark.slow] if each.kind == "carrier" else [])
        for each in discover()
    ],
)
def test_schemathesis_finds_nothing(served, space, emulator, tmp_path) -> None:
    headers = [
        word for name, value in emulator.world.credentials[0].headers.items() for word in ("-H", f"{name}: {value}")
    ]
    url = f"{served}/~{space}/{emulator.name}{emulator.base_path}"
    command = [sys.executable, "-m", "schemathesis.cli", "run", str(FILES[emulator.name]), "--url", url, *headers]

    done = subprocess.run(
        [*command, "--exclude-checks", excluded(emulator), "-n", "10", "--seed", "1", "--no-color"],
        capture_output=True, text=True, timeout=300, cwd=tmp_path,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout[-4000:]
    (passed,) = re.findall(r"\d+ generated, (\d+) passed", done.stdout)
    assert int(passed) > 30
