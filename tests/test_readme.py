"""The README keeps its word: its table is generated, and each of its command blocks is run."""

from __future__ import annotations

import json
import os
import re
import subprocess

import pytest
from serving import CHECKOUT, PATH, serving

from emulators.cli.env import snippets
from emulators.cli.list import table
from emulators.core import magic
from emulators.core.discovery import discover
from emulators.harness.client.targets_file import load

pytestmark = pytest.mark.unmeasured  # quicker tests cover what is run here

README = (CHECKOUT / "README.md").read_text()
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
SHELL = [block for language, block in BLOCKS if language == "sh"]
PYTHON = [block for language, block in BLOCKS if language == "python"]
SERVES = [block for block in SHELL if re.match(r"(make|emulators) serve", block)]
CURLS = [block for block in SHELL if block.startswith("curl")]
INSTALLS = [block for block in SHELL if block.startswith("pip install")]
TESTS = [block for block in SHELL if block.startswith("make test")]
OTHERS = [block for block in SHELL if block not in SERVES + CURLS + INSTALLS + TESTS]

NAMED = [name.lower() for name in re.findall(r"five voice-AI vendors \(([^)]*)\)", README)[0].split(", ")]


def first_line(block: str) -> str:
    return block.partition("\n")[0]


def test_each_row_of_the_table_of_vendors_is_the_generated_one() -> None:
    """A vendor need not be in it: adding one touches no README. What is in it is as it is printed."""
    vendors = tuple(emulator for emulator in discover() if emulator.kind == "vendor")
    printed = README.partition("<!-- emulators list --markdown -->\n")[2].partition("\n<!-- end -->")[0].splitlines()

    assert [row for row in printed if row not in table(vendors).splitlines()] == []
    assert re.findall(r"^\| \[(\w+)\]", "\n".join(printed), re.MULTILINE) == sorted(NAMED)


def test_each_example_of_an_sdk_is_what_env_prints() -> None:
    carriers = [emulator for emulator in discover() if emulator.kind == "carrier"]
    expected = [snippets(carrier, f"http://127.0.0.1:8080/{carrier.name}")["python"] for carrier in carriers]

    assert sorted(block for language, block in BLOCKS if language == "py") == sorted(expected)


def test_every_account_of_a_carrier_and_every_number_that_is_listed_exists() -> None:
    carriers = [emulator for emulator in discover() if emulator.kind == "carrier"]
    rows = json.dumps([row for carrier in carriers for table in carrier.seed.values() for row in table])
    listed = re.findall("`([^`]+)`", README.partition("| carrier | account and secret |")[2].partition("\n\n")[0])

    assert len(listed) > 40
    assert [each for each in listed if f'"{each}"' not in rows] == []


def test_every_magic_number_is_listed() -> None:
    assert [number for number in magic.NUMBERS if f"`{number}`" not in README] == []


def test_the_test_command_is_part_of_what_ci_runs() -> None:
    (command,) = TESTS
    parts = re.search(r"^check: (.*) ##", (CHECKOUT / "Makefile").read_text(), re.MULTILINE)

    assert command.partition("#")[0].strip() == "make test"
    assert parts
    assert "test" in parts[1].split()
    assert (CHECKOUT / ".ci/run").read_text().rstrip().endswith("make check")


@pytest.mark.parametrize("block", SERVES, ids=first_line)
def test_a_block_that_serves_serves(block) -> None:
    with serving(block.partition("#")[0].strip()) as (process, _):
        assert process.poll() is None


@pytest.fixture(scope="module")
def url():
    with serving("emulators serve --seed 1 --now 2026-01-15T10:30:00Z") as (_, url):
        yield url


def run(block: str, url: str = "") -> str:
    script = block.replace("http://127.0.0.1:8080", url)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=CHECKOUT,
        env={**os.environ, "PATH": PATH},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == ("# exit code 1" in block), done.stdout + done.stderr
    return done.stdout


def test_the_curls_are_answered_as_printed(url) -> None:
    printed = [json.loads(block) for language, block in BLOCKS if language == "json"]

    answers = [json.loads(run(block, url)) for block in CURLS]

    assert answers[: len(printed)] == printed
    assert all("error" not in answer or answer["error"] is None for answer in answers)


@pytest.mark.parametrize("block", OTHERS, ids=first_line)
def test_any_other_block_runs(block, url) -> None:
    assert run(block, url)


def test_the_target_of_the_readme_can_be_read(tmp_path) -> None:
    (table,) = [block for language, block in BLOCKS if language == "toml"]
    (tmp_path / "targets.toml").write_text(table)
    (name,) = re.findall(r"^\[(.*)\]$", table, re.MULTILINE)

    assert load(name, tmp_path / "targets.toml", {"CHORUS_API_KEY": "k"}).headers == {"Authorization": "Bearer k"}


@pytest.mark.parametrize("block", PYTHON, ids=range(len(PYTHON)))
def test_a_test_of_the_readme_passes(block, tmp_path) -> None:
    (tmp_path / "test_block.py").write_text(block)

    assert " passed" in run(f"python -m pytest -q -p no:cacheprovider {tmp_path}/test_block.py")
