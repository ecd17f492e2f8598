"""The command `emulators verify`: whom it asks, what it says, and its exit codes."""

from __future__ import annotations

import json
import subprocess
import xml.etree.ElementTree as ET

import httpx
import pytest
from serving import BIN

from emulators.core.discovery import discover
from emulators.harness.document.location import available

VENDORS = [emulator for emulator in discover() if emulator.kind == "vendor"]
FIRST = next(emulator for emulator in VENDORS if emulator.world.known)


FIXED = ["--only", "cases", "--only", "examples"]


def emulators(*words: object, cwd=None) -> subprocess.CompletedProcess[str]:
    command = [BIN / "emulators", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, cwd=cwd)


def elsewhere(served: str, space: str) -> list[str]:
    """The options that make a served emulator somebody else's target."""
    world = FIRST.world
    headers = [word for name, value in world.credentials[0].headers.items() for word in ("-H", f"{name}: {value}")]
    known = [
        word for name, values in world.known.items() for value in values for word in ("--known", f"{name}={value}")
    ]
    return ["--url", f"{served}/~{space}/{FIRST.name}{FIRST.base_path}", *headers, *known, "--rate", "0"]


def test_every_vendor_holds_in_this_process() -> None:
    done = emulators("verify", "--strict", *FIXED)

    assert (done.returncode, done.stdout.count("HOLDS: all")) == (0, len(VENDORS))


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda emulator: emulator.name)
def test_the_report_is_the_same_in_this_process_and_over_http(vendor) -> None:
    reports = [
        json.loads(emulators("verify", vendor.name, *FIXED, "--json", "--target", target).stdout)
        for target in ("emulator", "emulator-http")
    ]

    told = [
        {each["case"]: (each["state"], each["reason"], each["findings"]) for each in report["outcomes"]}
        for report in reports
    ]
    assert told[0] == told[1]


def test_what_is_known_of_a_target_decides_what_it_is_asked(served, space, tmp_path) -> None:
    options = ["--mode", "provision", "--max-creates", "5", "--max-requests", "40", "--ledger", tmp_path / "ledger.db"]

    done = emulators("verify", FIRST.name, *elsewhere(served, space), *options, "--json")

    report = json.loads(done.stdout)
    assert (done.returncode, report["verdict"]) == (0, "holds")
    assert report["requests"] <= 40


def test_nothing_is_made_unless_it_is_allowed(served, space, tmp_path) -> None:
    before = httpx.get(f"{served}/~{space}/__admin/state").json()

    done = emulators("verify", FIRST.name, *elsewhere(served, space), "--ledger", tmp_path / "ledger.db")

    assert done.returncode in (0, 3)
    assert httpx.get(f"{served}/~{space}/__admin/state").json() == before


def test_a_target_may_stand_in_a_file(served, space, tmp_path) -> None:
    headers = json.dumps(dict(FIRST.world.credentials[0].headers)).replace('":', '" =')
    url = f"{served}/~{space}/{FIRST.name}{FIRST.base_path}"
    (tmp_path / "targets.toml").write_text(
        f'[here]\nurl = "{url}"\nemulator = true\nnumbers = "any"\nheaders = {headers}\n'
    )

    done = emulators("verify", FIRST.name, "--target", "here", "--only", "cases", cwd=tmp_path)

    assert (done.returncode, "here against the contract" in done.stdout) == (0, True)


def test_a_dry_run_prints_what_would_be_sent_and_sends_nothing(served, space) -> None:
    done = emulators("verify", FIRST.name, *elsewhere(served, space), "--dry-run", "--mode", "provision")

    assert (done.returncode, "curl -sS -X POST" in done.stdout) == (0, True)
    assert httpx.get(f"{served}/~{space}/__admin/requests").json()["count"] == 0


def test_no_credential_is_printed(served, space) -> None:
    done = emulators("verify", FIRST.name, *elsewhere(served, space), "--dry-run", "--mode", "provision")

    secrets = [value.split()[-1] for value in FIRST.world.credentials[0].headers.values()]
    assert [secret for secret in secrets if secret in done.stdout + done.stderr] == []


def test_the_reports_are_written(tmp_path) -> None:
    done = emulators("verify", FIRST.name, *FIXED, "--report", tmp_path / "reports", "--github")

    folder = tmp_path / "reports" / FIRST.name
    suite = ET.parse(folder / "junit.xml").getroot()
    assert done.returncode == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "junit.xml",
        "report.html",
        "report.json",
        "report.md",
        "report.sarif",
    ]
    assert len(list(suite.iter("testcase"))) == len(json.loads((folder / "report.json").read_text())["outcomes"])


def test_one_operation_can_be_picked() -> None:
    operation = FIRST.operations[0]
    label = f"{operation.method} {operation.path.removeprefix(FIRST.base_path)}"

    report = json.loads(emulators("verify", FIRST.name, "--operation", label, "--json", *FIXED).stdout)

    assert {each["operation"] for each in report["outcomes"]} == {label}


def test_coverage_can_be_required(served, space) -> None:
    enough = emulators("verify", FIRST.name, *FIXED, "--require-coverage", "90")
    short = emulators("verify", FIRST.name, *elsewhere(served, space), "--mode", "readonly", "--require-coverage", "90")

    assert (enough.returncode, short.returncode) == (0, 1)
    assert "90 % is required" in short.stderr


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["nobody"], "there is no contract 'nobody'"),
        (["{first}", "--url", "ftp://x"], "the url must be http(s)"),
        (["{first}", "--target", "nowhere"], "no targets.toml in"),
        (["{first}", "--only", "everything"], "--only is one of"),
        (["{first}", "--mode", "reckless", "--url", "http://127.0.0.1:1"], "--mode is one of"),
        (["{first}", "--known", "x", "--url", "http://127.0.0.1:1"], "--known takes NAME=VALUE"),
        (["{first}", "-H", "x", "--url", "http://127.0.0.1:1"], "-H takes NAME:VALUE"),
        (["{first}", "--operation", "GET /nowhere"], "has no operation 'GET /nowhere'"),
        (["{first}", "--url", "https://api.example", "--rate", "0"], "an unlimited rate is for loopback only"),
        (["{first}", "--set", "{first}.nothing=1"], "no setting 'nothing' here"),
        (["{first}", "--profile", "other"], "--profile is one of"),
        (["{broken}"], "broken.yaml"),
    ],
    ids=lambda part: " ".join(part)[-40:] if isinstance(part, list) else "",
)
def test_what_a_person_got_wrong_is_one_clear_line(words, line, tmp_path) -> None:
    (tmp_path / "broken.yaml").write_text("openapi: 3.1.0\npaths: [")

    done = emulators(
        "verify", *(word.format(first=FIRST.name, broken=tmp_path / "broken.yaml") for word in words), cwd=tmp_path
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert line in done.stderr
    assert (done.stderr.startswith("emulators: "), done.stderr.count("\n")) == (True, 1)


def test_a_target_that_does_not_answer_is_inconclusive(tmp_path) -> None:
    done = emulators(
        "verify", FIRST.name, "--url", "http://127.0.0.1:9", "--rate", "0", "--ledger", tmp_path / "ledger.db"
    )

    assert (done.returncode, "Traceback" in done.stderr) == (3, False)


def test_a_sweep_needs_to_know_where() -> None:
    done = emulators("sweep", available()[0])

    assert (done.returncode, done.stderr) == (2, "emulators: say where: --target NAME or --url URL\n")


def test_a_sweep_takes_away_what_was_left(served, space, tmp_path) -> None:
    where = elsewhere(served, space)
    emulators(
        "verify", FIRST.name, *where, "--mode", "provision", "--max-creates", "1", "--ledger", tmp_path / "ledger.db"
    )

    url, headers = where[:2], [word for index, word in enumerate(where) if word == "-H" or where[index - 1] == "-H"]
    done = emulators("sweep", FIRST.name, *url, *headers, "--ledger", tmp_path / "ledger.db")

    assert done.returncode in (0, 1)
    assert "left" in done.stdout


def test_what_nobody_wrote_down_is_asked_too() -> None:
    done = emulators(
        "verify",
        min(VENDORS, key=lambda each: len(each.operations)).name,
        "--only",
        "fuzzing",
        "--only",
        "stateful",
        "--json",
    )

    report = json.loads(done.stdout)
    assert (done.returncode, report["counts"]["failed"], report["counts"]["noticed"]) == (0, 0, 0)
    assert report["requests"] > 200


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda emulator: emulator.name)
def test_between_this_process_and_http_there_is_no_difference(vendor) -> None:
    done = emulators("compare", vendor.name, "--right", "emulator-http")

    assert (done.returncode, " answered alike, 0 not, " in done.stdout) == (0, True), done.stdout


def test_a_corpus_is_the_same_each_time_and_can_be_sent_anywhere(tmp_path) -> None:
    name = min(VENDORS, key=lambda each: len(each.operations)).name
    for out in ("one", "two"):
        assert emulators("corpus", name, "--out", tmp_path / out, "--examples", "3").returncode == 0

    compared = emulators("compare", name, "--right", "emulator-http", "--corpus", tmp_path / "one", "--json")

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
    assert "NEW" in new.stdout
    assert "KNOWN" in again.stdout


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ([], "say with what: --right TARGET"),
        (["--right", "emulator", "--accept"], "--accept needs --baseline FILE, --owner and --reason"),
        (["--right", "emulator", "--corpus", "nowhere"], "nowhere: cannot be read"),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, list) else "",
)
def test_what_a_comparison_needs_is_one_clear_line(words, line, tmp_path) -> None:
    done = emulators("compare", FIRST.name, *words, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert line in done.stderr
