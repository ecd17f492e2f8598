"""Adding a vendor touches one folder and one contract file: the folder `tests/sixth/acme` and the file beside it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
LEFT_OUT = shutil.ignore_patterns(".*", "node_modules", "__pycache__", "dist", "build")


@pytest.fixture(scope="module")
def grown(tmp_path_factory) -> Path:
    """A copy of this project with Acme's folder and Acme's contract in it, and nothing else changed."""
    copy = tmp_path_factory.mktemp("grown") / "project"
    shutil.copytree(CHECKOUT, copy, ignore=LEFT_OUT)
    shutil.copytree(CHECKOUT / "tests/sixth/acme", copy / "emulators/vendors/acme", ignore=LEFT_OUT)
    shutil.copy(CHECKOUT / "tests/sixth/acme.yaml", copy / "contracts/acme.yaml")
    return copy


def run(project: Path, *words: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(project), "COVERAGE_FILE": str(project / ".coverage")}
    done = subprocess.run(
        [sys.executable, *words], cwd=project, env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def test_it_is_listed(grown) -> None:
    listed = json.loads(run(grown, "-m", "emulators", "list", "--json", "acme"))

    assert [(each["name"], len(each["operations"])) for each in listed] == [("acme", 1)]


def test_it_is_served(grown) -> None:
    ask = (
        "from asgi import Client; from emulators.server import assemble; client = Client(assemble());"
        "print(client.post('/acme/v1/numbers', {'number': '+15551234567'}, headers={'Authorization': 'Bearer acme-demo-key'}).status)"
    )

    assert run(grown, "-c", f"import sys; sys.path.insert(0, 'tests'); {ask}").split() == ["201"]


def test_its_tests_are_found_and_pass(grown) -> None:
    report = run(grown, "-m", "pytest", "-q", "tests/emulated", "-k", "acme")

    assert int(report.split(" passed")[0].split()[-1]) > 30


def test_it_is_held_to_its_contract(grown) -> None:
    report = json.loads(run(grown, "-m", "emulators", "verify", "acme", "--strict", "--json"))

    assert report["verdict"] == "holds"
