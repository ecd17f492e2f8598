"""The public interface of the package, used as somebody else's typed code would use it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

import emulators

FREELY = emulators.Limits(requests=10_000, creates=1_000, rate=0)
WEYA = {"Authorization": "Bearer weya-demo-token"}
KNOWN = {"userId": ("64e5f12345abcdef12345678",), "accSId": ("your_account_sid",), "authToken": ("your_auth_token",)}


def target(url: str, name: str) -> emulators.Target:
    """A target of one's own: Weya's emulator, in a namespace of this name."""
    return emulators.Target(
        name=name,
        url=f"{url}/~{name}/weya",
        headers=WEYA,
        known=KNOWN,
        numbers="any",
        mode=emulators.Mode.PROVISION,
        limits=FREELY,
    )


def test_a_server_runs_for_as_long_as_its_block() -> None:
    with emulators.background("weya", options=emulators.Options(seed=1)) as url:
        answer: httpx.Response = httpx.get(f"{url}/weya/nowhere", headers=WEYA)

    assert answer.status_code == 404
    with pytest.raises(httpx.ConnectError):
        httpx.get(url)


def test_a_target_is_held_to_a_contract() -> None:
    contract: emulators.Contract = emulators.Contract.load("weya")

    with emulators.background("weya") as url:
        report: emulators.Report = emulators.verify(contract, target(url, "one"), operations=["add_phone"], seed=1)

    assert report.verdict is emulators.Verdict.HOLDS, [each.got for each in report.failures]


def test_two_targets_are_compared_and_what_is_the_same_is_no_difference() -> None:
    contract = emulators.Contract.load("weya")

    with emulators.background("weya") as url:
        sides = target(url, "left"), target(url, "right")
        comparison: emulators.Comparison = emulators.compare(
            contract, *sides, operations=["DELETE /api/call/delete-phone/{phoneId}"]
        )

    assert comparison.exit_code == 0


def test_an_emulator_that_there_is_not_is_an_error() -> None:
    with pytest.raises(emulators.UnknownEmulator, match="no emulator 'buter'"), emulators.background("buter"):
        pass


def test_a_contract_that_there_is_not_is_an_error() -> None:
    with pytest.raises(emulators.ContractError, match="there is no contract 'buter'"):
        emulators.Contract.load("buter")


@pytest.mark.parametrize(
    "ask",
    [emulators.verify, lambda contract, target: emulators.compare(contract=contract, left=target, right=target)],
    ids=["verify", "compare"],
)
def test_a_contract_that_breaks_the_conventions_is_not_used(ask, tmp_path) -> None:
    good = Path(emulators.Contract.load("chorus").file).read_text()
    (tmp_path / "broken.yaml").write_text(good.replace("x-known:", "x-knwon:"))
    contract = emulators.Contract.load(str(tmp_path / "broken.yaml"))

    with pytest.raises(emulators.ContractError) as mistake:
        ask(contract, emulators.Target("nowhere", "http://127.0.0.1:9"))

    assert re.match(r".*broken\.yaml:\d+: there is no x-knwon; did you mean x-known\?", str(mistake.value))
    assert "emulators lint " in str(mistake.value)


def test_every_public_name_is_there_and_is_listed_for_type_checkers() -> None:
    source = ast.parse(Path(emulators.__file__).read_text())
    (checked,) = [node for node in source.body if isinstance(node, ast.If)]
    listed = {alias.name for node in checked.body if isinstance(node, ast.ImportFrom) for alias in node.names}

    assert listed == set(emulators.__all__) == set(dir(emulators))
    assert [name for name in emulators.__all__ if getattr(emulators, name).__name__ != name] == []


def test_another_name_is_none_of_the_package() -> None:
    assert not hasattr(emulators, "nothing")


def test_importing_the_package_imports_nothing_else_of_it() -> None:
    count = "import sys; before = set(sys.modules); import emulators; print(*sorted(set(sys.modules) - before))"
    imported = subprocess.run([sys.executable, "-c", count], capture_output=True, text=True, check=True).stdout.split()

    assert [name for name in imported if "." in name and name.startswith("emulators")] == []
    assert len(imported) < 40
