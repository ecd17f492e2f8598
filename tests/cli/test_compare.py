"""The command `emulators compare`: what differs, who is wrong, and its exit codes."""

from __future__ import annotations

import json
import re

import httpx
import pytest
from command import emulators
from served_target import FIRST, VENDORS

from emulators.cli.compare import print_comparison
from emulators.harness.compare.baseline import KnownDifference
from emulators.harness.compare.compare import Comparison
from emulators.harness.compare.noise import Noise
from emulators.serving import run_in_thread


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda emulator: emulator.name)
@pytest.mark.unmeasured
def test_between_this_process_and_http_there_is_no_difference(vendor) -> None:
    done = emulators("compare", vendor.name, "--right", "emulator-http")

    assert (done.returncode, " answered alike, 0 not, " in done.stdout) == (0, True), done.stdout


@pytest.mark.unmeasured
def test_a_corpus_is_the_same_each_time_and_can_be_sent_anywhere(tmp_path) -> None:
    vendor = min(VENDORS, key=lambda each: len(each.operations))
    operation = vendor.operations[0]
    asked = [vendor.name, "--operation", f"{operation.method} {operation.path.removeprefix(vendor.base_path)}"]
    for out in ("one", "two"):
        assert emulators("corpus", *asked, "--out", tmp_path / out, "--examples", "3").returncode == 0

    compared = emulators("compare", *asked, "--right", "emulator-http", "--corpus", tmp_path / "one", "--json")

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert compared.returncode == 0


def test_a_difference_is_new_until_somebody_answers_for_it(served, space, tmp_path) -> None:
    vendor = next(each for each in VENDORS if "created_status" in {setting.name for setting in each.settings})
    httpx.put(f"{served}/~{space}/__admin/settings", json={vendor.name: {"created_status": 200}})
    method, path, _ = vendor.world.sample
    world = {
        "headers": dict(vendor.world.credentials[0].headers),
        "known": {name: list(values) for name, values in vendor.world.known.items()},
    }
    tables = "".join(f"{name} = {json.dumps(value)}\n".replace('":', '" =') for name, value in world.items())
    url = f"{served}/~{space}/{vendor.name}{vendor.base_path}"
    (tmp_path / "targets.toml").write_text(f'[here]\nurl = "{url}"\nemulator = true\nnumbers = "any"\n{tables}')
    label = f"{method} {path.removeprefix(vendor.base_path)}"
    ask = ["compare", vendor.name, "--right", "here", "--baseline", "known.toml", "--operation", label]

    new = emulators(*ask, cwd=tmp_path)
    accepted = emulators(
        *ask, "--accept", "--owner", "me", "--reason", "a setting", "--expires", "2999-01-01", cwd=tmp_path
    )
    again = emulators(*ask, cwd=tmp_path)

    assert (new.returncode, accepted.returncode, again.returncode) == (1, 0, 0), (
        new.stdout + accepted.stderr + again.stdout
    )
    assert (
        f"  command: emulators compare {vendor.name} --right here --baseline known.toml --operation '{label}'"
        in new.stdout
    )
    assert f"{vendor.name}: cases, here: 0 of " in new.stderr
    assert "NEW" in new.stdout
    assert "KNOWN" in again.stdout


async def accepts_everything(_scope, _receive, send) -> None:
    await send({"type": "http.response.start", "status": 201, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": b"{}"})


@pytest.mark.unmeasured
def test_the_vendor_is_right_and_between_equals_the_contract_decides(tmp_path) -> None:
    method, path, _ = FIRST.world.sample
    ask = ["compare", FIRST.name, "--right", "here", "--ledger", tmp_path / "l.db", "--json"]
    ask += ["--operation", f"{method} {path.removeprefix(FIRST.base_path)}"]
    with run_in_thread(accepts_everything) as url:
        (tmp_path / "targets.toml").write_text(f'[here]\nurl = "{url}"\nlimits = {{ rate = 0 }}\n')
        equal, right = (json.loads(emulators(*ask, *more, cwd=tmp_path).stdout) for more in ([], ["--vendor", "right"]))
        (tmp_path / "targets.toml").write_text(f'[here]\nurl = "{url}"\nvendor = true\nlimits = {{ rate = 0 }}\n')
        described = json.loads(emulators(*ask, cwd=tmp_path).stdout)

    told = [{each["attribution"] for each in done["drifts"]} for done in (equal, right, described)]
    assert told[0] == {"right"}
    assert "contract too strict" in told[1]
    assert told[1] == told[2]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ([], "name the other target: --right TARGET"),
        (["--right", "emulator", "--accept"], "--accept needs --baseline FILE, --owner and --reason"),
        (["--right", "emulator", "--corpus", "nowhere"], "nowhere: cannot be read"),
        (
            ["--right", "emulator", "--vendor", "rihgt"],
            "--vendor is one of left, right, not 'rihgt'; did you mean 'right'?",
        ),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, list) else "",
)
def test_what_a_comparison_needs_is_one_clear_line(words, line, tmp_path) -> None:
    done = emulators("compare", FIRST.name, *words, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert line in done.stderr


@pytest.mark.parametrize("as_json", [False, True], ids=["text", "json"])
def test_what_a_target_answered_commands_no_ci_system(as_json, capsys) -> None:
    words = "x\n::error::x ##vso[task.setvariable] ##teamcity[buildStop] \x1b[31m"
    fixed = KnownDifference("f", "me", "why", note=words)
    found = Comparison("some", "1", "some.yaml", words, words, (), (), (fixed,), Noise(words, 0, frozenset()))

    print_comparison(found, as_json=as_json)

    assert re.findall(r"^\s*::|##\w*\[|[^\n -~]", capsys.readouterr().out, re.MULTILINE) == []
