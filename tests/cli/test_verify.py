"""The command `emulators verify`: whom it asks, what it says, and its exit codes."""

from __future__ import annotations

import json
import re
import subprocess
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

import httpx
import pytest
from command import Done, emulators
from served_target import FIRST, VENDORS, elsewhere

from emulators.core.discovery import discover
from emulators.core.options import Options
from emulators.serving import background

KNOWN = next(iter(FIRST.world.known))
FIXED = ["--only", "cases", "--only", "examples"]


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """What `verify` of all vendors said of a target, and the folder of its reports; each target is asked once."""

    @cache
    def run(target: str) -> tuple[Done, Path]:
        folder = tmp_path_factory.mktemp(target)
        return emulators("verify", "--strict", *FIXED, "--target", target, "--report", folder, "--github"), folder

    return run


@pytest.mark.unmeasured
def test_every_vendor_holds_in_this_process(held) -> None:
    done, _ = held("emulator")

    assert (done.returncode, done.stdout.count("HOLDS: all")) == (0, len(VENDORS))


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda emulator: emulator.name)
@pytest.mark.unmeasured
def test_the_report_is_the_same_in_this_process_and_over_http(held, vendor) -> None:
    reports = [
        json.loads((held(target)[1] / vendor.name / "report.json").read_text())
        for target in ("emulator", "emulator-http")
    ]

    told = [
        {each["case"]: (each["state"], each["reason"], each["findings"]) for each in report["outcomes"]}
        for report in reports
    ]
    assert told[0] == told[1]


@pytest.mark.unmeasured
def test_what_is_known_of_a_target_decides_what_it_is_asked(served, space, tmp_path) -> None:
    options = ["--mode", "provision", "--max-creates", "5", "--max-requests", "40", "--ledger", tmp_path / "ledger.db"]

    done = emulators("verify", FIRST.name, *elsewhere(served, space), *options, "--json")

    report = json.loads(done.stdout)
    assert (done.returncode, report["counts"]["failed"], report["verdict"]) == (3, 0, "inconclusive")
    assert report["because"].startswith("no read showed the effect of ")
    assert report["successes"] > 0
    assert report["requests"] <= 40 + 5  # what was made is deleted, whatever the limit


def test_nothing_is_made_unless_it_is_allowed(served, space, tmp_path) -> None:
    before = httpx.get(f"{served}/~{space}/__admin/state").json()

    done = emulators("verify", FIRST.name, *elsewhere(served, space), "--ledger", tmp_path / "ledger.db")

    assert done.returncode in (0, 3)
    assert httpx.get(f"{served}/~{space}/__admin/state").json() == before


@pytest.mark.unmeasured
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
    assert re.search(r"(\w)\1{99}", done.stdout) is None
    assert httpx.get(f"{served}/~{space}/__admin/requests").json()["count"] == 0


def test_a_dry_run_says_how_much_could_be_sent_against_what_budget_and_for_how_long() -> None:
    asked = ["--url", "http://127.0.0.1:9", "--mode", "provision", "--max-requests", "40", "--max-creates", "2"]

    done = emulators("verify", FIRST.name, *asked, "--rate", "2", "--dry-run")

    for words in (
        "\nThe contract's cases: ",
        "\nLife cycles: at most 500 calls, ",
        "\nGenerated requests, ",
        "\nDeletions at the end, one for each thing that was made, ",
        "\nIn all: ",
        "\nMode: provision\n",
        "\nBudget: --max-requests 40 and --max-creates 2, so at most 40 requests are sent\n",
        "\nMade: at most 2 things by good creates, and one by each operation that accepts what it must refuse\n",
        "\nRate: 2 a second, so it takes 20 s or more, and never more than 600 s\n",
    ):
        assert words in done.stdout
    assert done.returncode == 0


@pytest.mark.unmeasured
def test_a_dry_run_for_a_program_names_every_request() -> None:
    asked = ["--url", "http://127.0.0.1:9", "--mode", "readonly", "--only", "cases", "--only", "fuzzing"]

    told = json.loads(emulators("verify", FIRST.name, *asked, "--dry-run", "--json").stdout)

    stages = [each for stage in told["stages"].values() for each in stage]
    assert sum(len(each["requests"]) for each in stages) == told["requests"]
    assert {bool(each["reason"]) for each in stages if not each["requests"]} == {True}
    assert (told["mode"], told["creates"], told["at_most"]["creates"]) == ("readonly", 0, 0)


def test_a_dry_run_of_an_emulator_has_no_budget() -> None:
    done = emulators("verify", FIRST.name, "--only", "cases", "--dry-run")

    assert done.stdout.endswith("\nNo budget: the target is an emulator\n")


@pytest.mark.unmeasured
def test_no_credential_is_printed(served, space) -> None:
    done = emulators("verify", FIRST.name, *elsewhere(served, space), "--dry-run", "--mode", "provision")

    secrets = [value.split()[-1] for value in FIRST.world.credentials[0].headers.values()]
    assert [secret for secret in secrets if secret in done.stdout + done.stderr] == []


@pytest.mark.unmeasured
def test_the_reports_are_written(held) -> None:
    done, reports = held("emulator")

    folder = reports / FIRST.name
    suite = ET.parse(folder / "junit.xml").getroot()
    assert done.returncode == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "junit.xml",
        "report.html",
        "report.json",
        "report.md",
        "report.sarif",
    ]
    assert (reports / "index.html").read_text().count("report.html") == len(VENDORS)
    assert len(list(suite.iter("testcase"))) == len(json.loads((folder / "report.json").read_text())["outcomes"])


@pytest.mark.unmeasured
def test_one_operation_can_be_picked() -> None:
    operation = FIRST.operations[0]
    label = f"{operation.method} {operation.path.removeprefix(FIRST.base_path)}"

    report = json.loads(emulators("verify", FIRST.name, "--operation", label, "--json", *FIXED).stdout)

    assert {each["operation"] for each in report["outcomes"]} == {label}


def test_in_a_job_of_github_the_annotations_and_the_summary_come_by_themselves(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    asked = ["verify", FIRST.name, "--url", "http://127.0.0.1:9", "--rate", "0", "--only", "examples", "--json"]

    done = [emulators(*asked, "--ledger", tmp_path / "l.db", *more) for more in ([], ["--no-github"])]

    assert [json.loads(each.stdout)["verdict"] for each in done] == ["inconclusive"] * 2
    assert (tmp_path / "summary").read_text().count("## http") == 1


def test_a_command_of_a_run_in_this_process_can_be_pasted_once_the_emulator_is_served() -> None:
    vendor = next(each for each in VENDORS if "created_status" in {setting.name for setting in each.settings})
    setting = f"{vendor.name}.created_status=200"
    done = emulators("verify", vendor.name, "--only", "examples", "--set", setting, "--json")
    report = json.loads(done.stdout)
    headers = vendor.world.credentials[0].headers
    variables = {name.upper().replace("-", "_"): value for name, value in headers.items()}
    outcome, finding = next(
        (each, each["findings"][0])
        for each in report["outcomes"]
        if each["findings"] and set(re.findall(r"\$(\w+)", each["findings"][0]["curl"])) == set(variables)
    )

    assert report["run"]["serve"].startswith(f"emulators serve --set {setting}; ")
    assert f"http://127.0.0.1:8080/{vendor.name}{vendor.base_path}/" in finding["curl"]
    with background(options=Options({vendor.name: {"created_status": "200"}})) as url:
        answer = subprocess.run(
            finding["curl"].replace("http://127.0.0.1:8080", url) + " -w '%{http_code}'",
            shell=True,
            env=variables,
            capture_output=True,
            text=True,
            check=True,
        )
    assert answer.stdout[-3:] == str(outcome["exchanges"][-1]["response"]["status"])


def test_a_report_names_the_command_without_a_secret_and_quoted_for_a_shell(tmp_path) -> None:
    url = "http://somebody:hidden-password@127.0.0.1:9/base"
    asked = ["-H", "X-Short: abc", "-HX-Tenant:canary-tenant", "--known", f"{KNOWN}=a b", "--ledger", tmp_path / "l.db"]

    done = emulators("verify", FIRST.name, "--url", url, *asked, "--rate", "0", "--only", "cases", "--json")

    run = json.loads(done.stdout)["run"]
    assert (run["url"], run["mode"]) == ("http://127.0.0.1:9/base", "no-provision")
    assert run["command"] == (
        f"emulators verify {FIRST.name} --url http://127.0.0.1:9/base -H 'X-Short: '\"$X_SHORT\" '-HX-Tenant: '\"$X_TENANT\""
        f" --known '{KNOWN}=a b' --ledger {tmp_path / 'l.db'} --rate 0 --only cases --json"
    )


@pytest.mark.unmeasured
def test_coverage_can_be_required(served, space) -> None:
    enough = emulators("verify", FIRST.name, *FIXED, "--require-coverage", "90")
    asked = [*elsewhere(served, space), "--mode", "readonly", *FIXED]
    short = emulators("verify", FIRST.name, *asked, "--require-coverage", "90")

    assert (enough.returncode, short.returncode) == (0, 1)
    assert "90 % is required" in short.stderr


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["nobody"], "there is no contract 'nobody'"),
        (["{first}x"], "there is no contract '{first}x'; did you mean {first}?"),
        (["{first}", "--target", "emulater"], "no targets.toml in"),
        (["{first}", "--target", "emulater"], "; did you mean emulator?"),
        (["{first}", "--mode", "noprovision"], "not 'noprovision'; did you mean 'no-provision'?"),
        (["{first}", "--only", "case"], "not 'case'; did you mean 'cases'?"),
        (["{first}", "--profile", "example"], "not 'example'; did you mean 'examples'?"),
        (
            ["{first}", "--known", "{known}x=1", "--url", "http://127.0.0.1:1"],
            "--known {known}x: no request of {first}",
        ),
        (["{first}", "--known", "{known}x=1"], "such a value; did you mean {known}?"),
        (["{first}", "--foreign", "{known}x=1"], "--foreign {known}x: no request of {first} has such a value"),
        (["{first}", "--number", "6505550100"], "--number '6505550100' is not in E.164 form, such as +16505550100"),
        (["{first}", "--set", "{first}x.y=1"], "no emulator '{first}x'; did you mean '{first}'?"),
        (["{first}", "--operation", "{label}x"], "{first} has no operation '{label}x'; did you mean {label}?"),
        (["{first}", "--url", "ftp://x"], "the url must be http(s)"),
        (["{first}", "--target", "nowhere"], "no targets.toml in"),
        (["{first}", "--only", "everything"], "--only is one of"),
        (["{first}", "--mode", "reckless", "--url", "http://127.0.0.1:1"], "--mode is one of"),
        (["{first}", "--known", "x", "--url", "http://127.0.0.1:1"], "--known takes NAME=VALUE"),
        (["{first}", "-H", "x", "--url", "http://127.0.0.1:1"], "-H takes NAME:VALUE"),
        (["{first}", "--operation", "GET /nowhere"], "has no operation 'GET /nowhere'"),
        (["{first}", "--url", "https://api.example", "--rate", "0"], "an unlimited rate is for loopback only"),
        (["{first}", "--set", "{first}.nothing=1"], "{first} has no setting 'nothing'; there is "),
        (["{first}", "--profile", "other"], "--profile is one of"),
        (["{broken}"], "broken.yaml"),
    ],
    ids=lambda part: " ".join(part)[-40:] if isinstance(part, list) else "",
)
def test_what_a_person_got_wrong_is_one_clear_line(words, line, tmp_path) -> None:
    (tmp_path / "broken.yaml").write_text("openapi: 3.1.0\npaths: [")

    operation = FIRST.operations[0]
    names = {
        "first": FIRST.name,
        "broken": str(tmp_path / "broken.yaml"),
        "known": KNOWN,
        "label": f"{operation.method} {operation.path.removeprefix(FIRST.base_path)}",
    }

    done = emulators("verify", *(_filled(word, names) for word in words), cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert _filled(line, names) in done.stderr
    assert (done.stderr.startswith("emulators: "), done.stderr.count("\n")) == (True, 1)


def _filled(text: str, names: dict[str, str]) -> str:
    for name, value in names.items():
        text = text.replace(f"{{{name}}}", value)
    return text


@pytest.mark.parametrize("key", ["known", "foreign"])
def test_a_misspelt_value_in_the_file_is_told_with_its_place_and_the_nearest_name(key, tmp_path) -> None:
    name = KNOWN
    (tmp_path / "targets.toml").write_text(f'[here]\nurl = "http://127.0.0.1:9"\n{key} = {{ {name}s = "x" }}\n')

    done = emulators("verify", FIRST.name, "--target", "here", cwd=tmp_path)

    assert done.returncode == 2
    assert done.stderr == (
        f"emulators: {tmp_path}/targets.toml: [here] {key}.{name}s: no request of {FIRST.name} has such a value; "
        f"did you mean {name}?\n"
    )


def test_a_target_that_does_not_answer_is_inconclusive(tmp_path) -> None:
    done = emulators(
        "verify", FIRST.name, "--url", "http://127.0.0.1:9", "--rate", "0", "--ledger", tmp_path / "ledger.db"
    )

    assert (done.returncode, "Traceback" in done.stderr) == (3, False)


@pytest.mark.unmeasured
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


SERVED = next(each for each in discover() if each.kind == "vendor" and each.operations[1].method == "GET")
READ = SERVED.operations[1]


@pytest.fixture
def verified(served, space):
    """Holds one operation of the server to its contract, read only."""
    root = f"{served}/~{space}"
    fault = {"where": f"{SERVED.name}.{READ.name}", "outcome": "before", "status": 418}
    httpx.post(f"{root}/__admin/faults", json=fault).raise_for_status()
    headers = [word for each in SERVED.world.credentials[0].headers.items() for word in ("-H", ":".join(each))]
    target = ["--url", f"{root}/{SERVED.name}{SERVED.base_path}", "--mode", "readonly", "--rate", 0, *headers]
    operation = ["--operation", f"GET {READ.path.removeprefix(SERVED.base_path)}", "--only", "cases"]

    def verified(*more: str) -> Done:
        return emulators("verify", SERVED.name, *target, *operation, *more)

    return verified


def test_a_target_that_fails_on_request_is_not_evaluated(verified) -> None:
    done = verified()

    assert (done.returncode, "so it is not evaluated" in " ".join(done.stdout.split())) == (3, True)


def test_a_target_that_fails_on_request_is_evaluated_where_that_is_allowed(verified) -> None:
    done = verified("--allow-faults")

    assert (done.returncode, "so it is not evaluated" in " ".join(done.stdout.split())) == (1, False)
