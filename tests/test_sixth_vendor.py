"""Adding a vendor touches one folder and one contract file. A new one meets all that the vendors here meet, and so does the README."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.unmeasured  # quicker tests cover what is run here

CHECKOUT = Path(__file__).parent.parent
LEFT_OUT = shutil.ignore_patterns(".*", "node_modules", "__pycache__", "dist", "build")


def run(project: Path, *words: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(project), "COVERAGE_FILE": str(project / ".coverage")}
    done = subprocess.run(
        [sys.executable, *words], cwd=project, env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def files(project: Path) -> dict[str, bytes]:
    paths = (path for path in project.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(project)): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def before(tmp_path_factory) -> Path:
    """A copy of this project as it is."""
    copy = tmp_path_factory.mktemp("grown") / "project"
    shutil.copytree(CHECKOUT, copy, ignore=LEFT_OUT)
    return copy


@pytest.fixture(scope="module")
def added(before) -> set[str]:
    """The files by which the copy has grown: a vendor of two operations is in it now."""
    known = files(before)
    operations = ["--operation", "POST /phone-numbers", "--operation", "GET /phone-numbers/{id}"]
    run(before, "-m", "emulators", "new", "vendor", "acme", *operations)
    grown = files(before)
    assert {name: grown[name] for name in known} == known
    return grown.keys() - known.keys()


@pytest.fixture
def grown(before, added) -> Path:
    assert added
    return before


def test_it_is_one_folder_and_one_contract(added) -> None:
    assert {name.rpartition("/")[0] for name in added if name != "contracts/acme.yaml"} == {"emulators/vendors/acme"}
    assert "contracts/acme.yaml" in added


def test_it_is_listed(grown) -> None:
    listed = json.loads(run(grown, "-m", "emulators", "list", "--json", "acme"))

    assert [(each["name"], len(each["operations"])) for each in listed] == [("acme", 2)]
    assert {basis for basis, count in listed[0]["clauses"].items() if count} == {"assumed"}


def test_its_contract_keeps_the_conventions_and_is_kept(grown) -> None:
    assert run(grown, "-m", "emulators", "lint", "acme") == "acme: no mistakes found\n"
    assert json.loads(run(grown, "-m", "emulators", "verify", "acme", "--strict", "--json"))["verdict"] == "holds"


def test_the_tests_of_every_vendor_and_of_the_readme_pass(grown) -> None:
    """Its examples, refusals, provenance and life cycles. What is generated, `verify` has asked already."""
    everywhere = "table_of_vendors or every_contract_an_emulator"
    chosen = f"(acme and not schemathesis and not generated) or {everywhere}"
    report = run(grown, "-m", "pytest", "-q", "-n0", "tests/emulated", "tests/test_readme.py", "-k", chosen)

    assert int(report.split(" passed")[0].split()[-1]) > 45
