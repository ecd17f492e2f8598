"""What is built is what is used: the wheel has all that the program needs, and works where only it is installed."""

from __future__ import annotations

import json
import os
import shutil
import site
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from serving import CHECKOUT, serving

LEFT_OUT = shutil.ignore_patterns(".*", "node_modules", "__pycache__", "dist", "build")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(CHECKOUT)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The `bin` of a new environment after the README's `pip install .`; what the package needs is borrowed from here."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "venv", with_pip=True)
    (borrowed,) = (folder / "venv").glob("lib/python*/site-packages")
    (borrowed / "borrowed.pth").write_text("\n".join(site.getsitepackages()))
    shutil.copytree(CHECKOUT, folder / "project", ignore=LEFT_OUT)
    environment = {**os.environ, "PIP_NO_BUILD_ISOLATION": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    command = [str(folder / "venv/bin/python"), "-m", "pip", "install", "--quiet", "--no-deps", "."]
    subprocess.run(command, check=True, cwd=folder / "project", env=environment, timeout=180)
    shutil.rmtree(folder / "project")
    return folder / "venv/bin"


def test_it_carries_contracts_fixtures_and_every_data_file(wheel) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    data = {
        str(path.relative_to(CHECKOUT))
        for path in (CHECKOUT / "emulators").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    documents = {
        f"emulators/{path.relative_to(CHECKOUT)}"
        for each in ("contracts", "fixtures")
        for path in (CHECKOUT / each).rglob("*.yaml")
    }

    assert data | documents <= inside


def test_it_carries_no_tests(wheel) -> None:
    assert [name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("tests")] == []


def test_the_installed_command_serves(installed) -> None:
    with serving(f"{installed}/emulators serve") as (process, _):
        assert process.poll() is None


def test_the_installed_command_finds_what_the_wheel_carries(installed, tmp_path) -> None:
    where = subprocess.run(
        [f"{installed}/python", "-c", "import emulators; print(emulators.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    listed = subprocess.run(
        [f"{installed}/emulators", "list", "--json"], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert str(installed.parent) in where.stdout
    assert json.loads(listed.stdout)
