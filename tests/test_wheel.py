"""What is built is what is used: the wheel has all that the program needs, and each of its extras brings what it is for."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from serving import CHECKOUT, serving

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet

pytestmark = pytest.mark.unmeasured  # quicker tests cover what is run here

OLDEST = 11
"""The minor version of the oldest Python that the package supports."""


def pythons() -> list[Path]:
    """One interpreter of each supported version that is on the PATH or kept by pyenv."""
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = {(sys.version_info.major, sys.version_info.minor): Path(sys.executable)}
    names = [shutil.which(f"python3.{minor}") for minor in range(OLDEST, 20)]
    for python in [*names, *sorted(versions.glob("3.*/bin/python"))]:
        if python and (version := _version(python)):
            found.setdefault(version, Path(python))
    return [found[version] for version in sorted(found) if version >= (3, OLDEST)]


def _version(python: str | Path) -> tuple[int, int] | None:
    """The version that an interpreter says it has; None where it is a shim of one that is not active."""
    said = subprocess.run([python, "--version"], capture_output=True, text=True)
    found = re.match(r"Python (\d+)\.(\d+)", said.stdout)
    return (int(found[1]), int(found[2])) if found else None


@dataclass(frozen=True)
class Environment:
    """A virtual environment, on top of others whose packages it sees."""

    folder: Path

    @classmethod
    def make(cls, python: Path, folder: Path, *below: Environment) -> Environment:
        subprocess.run([python, "-m", "venv", "--without-pip", folder], check=True)
        made = cls(folder)
        (made.packages / "below.pth").write_text("".join(f"{each.packages}\n" for each in below))
        return made

    @property
    def python(self) -> Path:
        return self.folder / "bin/python"

    @property
    def packages(self) -> Path:
        (found,) = self.folder.glob("lib/python*/site-packages")
        return found

    def install(self, what: str) -> None:
        """Installs with our own pip, which does nothing about what the environments below have already."""
        options = ["--quiet", "--no-compile", "--disable-pip-version-check", "--constraint", "constraints.txt"]
        pip = [sys.executable, "-m", "pip", "--python", str(self.python), "install", *options, what]
        subprocess.run(pip, check=True, cwd=CHECKOUT, timeout=300)

    def emulators(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [str(self.python), "-m", "emulators", *words]
        return subprocess.run(command, capture_output=True, text=True, cwd=self.folder, timeout=120)


def names(listed: subprocess.CompletedProcess[str]) -> set[str]:
    """The emulators that `emulators list --json` printed."""
    return {each["name"] for each in json.loads(listed.stdout)}


EVERY = {"butter", "chorus", "freya", "hamsa", "weya", "livekit", "plivo", "telnyx", "twilio"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(CHECKOUT)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return next(folder.glob("*.whl"))


def parameters() -> list[ParameterSet]:
    """Every interpreter as a parameter; the others than the one that runs the tests are slow."""
    return [
        pytest.param(
            python,
            id=".".join(map(str, _version(python) or ())),
            marks=[] if python == Path(sys.executable) else [pytest.mark.slow],
        )
        for python in pythons()
    ]


@pytest.fixture(scope="module", params=parameters())
def python(request) -> Path:
    return request.param


@pytest.fixture(scope="module")
def plain(python, wheel, tmp_path_factory) -> Environment:
    """Where `pip install voice-emulators` was run, and nothing else."""
    made = Environment.make(python, tmp_path_factory.mktemp("plain"))
    made.install(str(wheel))
    return made


@pytest.fixture(scope="module")
def with_extra(python, wheel, plain, tmp_path_factory):
    """Makes an environment where one extra was installed as well. Those that were made before are there for `all`."""
    made: dict[str, Environment] = {}

    def make(extra: str) -> Environment:
        if extra not in made:
            below = [make(each) for each in ("verify", "livekit", "telnyx")] if extra == "all" else []
            made[extra] = Environment.make(python, tmp_path_factory.mktemp(extra), plain, *below)
            made[extra].install(f"{wheel}[{extra}]")
        return made[extra]

    return make


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


def test_alone_it_serves_and_says_in_one_line_what_it_leaves_out(plain) -> None:
    with serving(f"{plain.folder}/bin/emulators serve") as (_, url):
        served = set(httpx.get(f"{url}/__admin/world").json()["emulators"])
        said = plain.emulators("call", "+12125550101", "--url", url)
    listed = plain.emulators("list", "--json")

    assert served == names(listed) == EVERY - {"livekit"}
    assert listed.stderr == (
        "emulators: left out: serving LiveKit needs livekit-protocol, pyjwt: pip install 'voice-emulators[livekit]'\n"
    )
    assert (said.returncode, said.stderr) == (
        2,
        "emulators: signing Telnyx's webhooks needs cryptography: pip install 'voice-emulators[telnyx]'\n",
    )


def test_alone_it_holds_nothing_to_its_contract_and_says_how_it_could(plain) -> None:
    said = plain.emulators("verify", "chorus")
    needed = "hypothesis, jinja2, jsonschema-rs, schemathesis"

    assert (said.returncode, said.stderr) == (
        2,
        f"emulators: holding targets to contracts needs {needed}: pip install 'voice-emulators[verify]'\n",
    )


def test_with_verify_targets_are_held_to_contracts(with_extra, tmp_path) -> None:
    verifying = with_extra("verify")

    held = verifying.emulators("verify", "weya", "--only", "examples", "--report", str(tmp_path))
    frozen = verifying.emulators("corpus", "weya", "--examples", "1", "--out", str(tmp_path / "corpus.jsonl"))

    assert (held.returncode, frozen.returncode) == (0, 0)


def test_with_livekit_its_messages_are_read_and_written(with_extra) -> None:
    with serving(f"{with_extra('livekit').python} -m emulators serve livekit") as (_, url):
        livekit = httpx.get(f"{url}/__admin/world").json()["emulators"]["livekit"]
        headers = livekit["credentials"][0]["headers"]
        answer = httpx.post(f"{url}/twirp/livekit.SIP/ListSIPInboundTrunk", json={}, headers=headers)

    assert [each["numbers"] for each in answer.json()["items"]] == [["+15105550100"]]


def test_with_telnyx_its_webhooks_are_signed(with_extra) -> None:
    signing = with_extra("telnyx")

    with serving(f"{signing.python} -m emulators serve telnyx") as (_, url):
        called = signing.emulators("call", "+12125550101", "--url", url, "--json")

    assert "telnyx" in [each["carrier"] for each in json.loads(called.stdout)["calls"]]


def test_with_all_of_it_nothing_is_left_out(with_extra) -> None:
    listed = with_extra("all").emulators("list", "--json")

    assert (names(listed), listed.stderr) == (EVERY, "")
