"""A vendor in somebody else's project, built and installed: it is listed, checked, verified and served like any other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from serving import CHECKOUT, serving

pytestmark = pytest.mark.unmeasured  # quicker tests cover what is run here


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """Where two projects are installed: one in order, one that cannot be imported."""
    root = tmp_path_factory.mktemp("others")
    for name in ("acme", "broken"):
        emulators(root, "new", "vendor", name, "--package", str(root / name))
    rules = root / "broken/broken_emulator/rules.py"
    rules.write_text(rules.read_text() + "\n\nundefined\n")
    options = [
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--disable-pip-version-check",
        "--target",
        str(root / "site"),
    ]
    projects = [str(root / "acme"), str(root / "broken")]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, *projects], check=True, timeout=180)
    return root / "site"


def emulators(site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "emulators", *words],
        env={**os.environ, "PYTHONPATH": str(site)}, cwd=CHECKOUT, capture_output=True, text=True, timeout=180,
    )  # fmt: skip


def test_it_is_listed_and_what_is_broken_is_one_line(installed) -> None:
    done = emulators(installed, "list", "--json")

    names = [each["name"] for each in json.loads(done.stdout)]
    place = f"{installed}/broken_emulator/rules.py"
    assert done.returncode == 0
    assert {"acme", "butter", "twilio"} <= set(names)
    assert "broken" not in names
    assert [line.partition(place)[0] for line in done.stderr.splitlines()] == ["emulators: left out: "]
    assert done.stderr.endswith("NameError: name 'undefined' is not defined\n")


def test_its_contract_is_found_and_kept(installed) -> None:
    checked = emulators(installed, "lint", "acme")
    verified = emulators(installed, "verify", "acme", "--strict", "--json", "--only", "cases", "--only", "examples")

    report = json.loads(verified.stdout)
    assert (checked.returncode, checked.stdout) == (0, "acme: no mistakes found\n")
    assert (verified.returncode, report["verdict"]) == (0, "holds")


def test_it_is_served_beside_the_others(installed, monkeypatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(installed))

    with serving("emulators serve") as (_, url):
        world = httpx.get(f"{url}/__admin/world").json()
        made = httpx.post(
            f"{url}/acme/v1/phone-numbers",
            json={"number": "+15551234567"},
            headers={"Authorization": "Bearer acme-demo-key"},
        )

    assert (made.status_code, made.json()["data"]["number"]) == (201, "+15551234567")
    assert "butter" in json.dumps(world)
