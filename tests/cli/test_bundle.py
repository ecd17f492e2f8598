"""`emulators bundle` and `emulators replay`: from a running server to a file, and back to an answer."""

from __future__ import annotations

import ast
import json
import subprocess
from urllib.parse import quote

import httpx
import pytest
from command import emulators

from emulators.core.discovery import discover

VENDOR = discover()[0]
OPERATION = next(each for each in VENDOR.operations if each.path == VENDOR.world.sample[1])
KEY = "a-key-of-somebody"


@pytest.fixture
def root(served, space) -> str:
    """A namespace in which the sample was accepted, and then asked for with an unknown key."""
    url = f"{served}/~{space}"
    method, path, body = VENDOR.world.sample
    headers = dict(VENDOR.world.credentials[0].headers)
    httpx.request(method, f"{url}/{VENDOR.name}{path}", json=body, headers=headers)
    httpx.request(method, f"{url}/{VENDOR.name}{path}", json=body, headers=dict.fromkeys(headers, KEY))
    return url


def test_a_bundle_is_written_and_replayed(root, tmp_path) -> None:
    file = tmp_path / "bug.json"

    written = emulators("bundle", "1", "--requests", 2, "-o", file, "--url", root)
    replayed = emulators("replay", file)

    assert (written.returncode, written.stdout, written.stderr) == (0, "", "")
    assert (replayed.returncode, replayed.stdout) == (0, "1 of 1 answers are the same\n")


def test_an_answer_that_is_another_one_is_a_diff_and_exit_code_1(root, tmp_path) -> None:
    emulators("bundle", "-o", tmp_path / "bug.json", "--url", root)
    kept = json.loads((tmp_path / "bug.json").read_text())
    kept["requests"][0]["answer"]["status"] = 418
    (tmp_path / "bug.json").write_text(json.dumps(kept))

    replayed = emulators("replay", tmp_path / "bug.json")

    assert (replayed.returncode, "-HTTP 418" in replayed.stdout.splitlines()) == (1, True)


def test_the_curl_commands_can_be_run(root) -> None:
    script = emulators("bundle", "1", "--as", "curl", "--url", root).stdout
    httpx.post(f"{root}/__admin/reset")

    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, timeout=30)

    assert (done.returncode, json.loads(done.stdout)["success"]) == (0, True)


def test_the_test_that_is_written_passes(root, pytester) -> None:
    emulators("bundle", "last", "--requests", 2, "--as", "pytest", "-o", pytester.path / "test_bug.py", "--url", root)

    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "-n0")

    result.assert_outcomes(passed=1)
    assert f"def test_{VENDOR.name}_{OPERATION.name}_is_answered_4" in (pytester.path / "test_bug.py").read_text()


def test_the_text_for_the_vendor_names_its_host_and_no_secret(root) -> None:
    text = emulators("bundle", "last", "--as", "text", "--url", root).stdout

    assert f"Sent: POST {VENDOR.server}{OPERATION.path}" in text.splitlines()
    assert ("***" in text, KEY in text) == (True, False)


@pytest.mark.parametrize("form", ["json", "curl", "text"])
def test_no_form_of_a_bundle_has_the_secret_of_a_client_in_it(root, form) -> None:
    assert KEY not in emulators("bundle", "last", "--as", form, "--url", root).stdout


BAD = [
    ("{", "line 1, column 2: Expecting property name enclosed in double quotes"),
    ('{"format": "voice-emulators bundle"}', "requests: Field required"),
]


@pytest.mark.parametrize(("text", "message"), BAD, ids=["no JSON", "no bundle"])
def test_what_is_no_bundle_is_one_clear_line_with_file_and_place(tmp_path, text, message) -> None:
    file = tmp_path / "bad.json"
    file.write_text(text)

    done = emulators("replay", file)

    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"emulators: {file}: {message}\n")


def test_a_file_that_there_is_not_is_one_clear_line(tmp_path) -> None:
    done = emulators("replay", tmp_path / "none.json")

    assert (done.returncode, done.stderr) == (
        2,
        f"emulators: {tmp_path}/none.json: cannot be read: No such file or directory\n",
    )


def test_nothing_is_written_where_the_request_is_not_known(root, tmp_path) -> None:
    done = emulators("bundle", "77", "-o", tmp_path / "bug.json", "--url", root)

    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])


def test_a_test_needs_a_file_for_its_bundle(root) -> None:
    assert emulators("bundle", "--as", "pytest", "--url", root).stderr.startswith(
        "emulators: --as pytest takes --output"
    )


def test_what_a_client_sent_is_no_code_in_the_test_that_is_written(root, tmp_path) -> None:
    path = '/"""; raise SystemExit(7) #\\{BUNDLE}'
    httpx.post(f"{root}/{VENDOR.name}{quote(path)}", content=path, headers={"X-Odd": path, "Content-Type": "a/b"})

    emulators("bundle", "--as", "pytest", "-o", tmp_path / "test_odd.py", "--url", root)

    module = ast.parse((tmp_path / "test_odd.py").read_text())
    assert [type(each).__name__ for each in module.body] == ["Expr", "ImportFrom", "Import", "Assign", "FunctionDef"]
    assert "SystemExit" not in {each.id for each in ast.walk(module) if isinstance(each, ast.Name)}


@pytest.mark.parametrize("form", ["json", "curl", "text"])
def test_nothing_that_a_client_sent_commands_the_terminal(root, form) -> None:
    httpx.post(f"{root}/{VENDOR.name}/%1b%5b2J%0d%e2%80%ae")

    printed = emulators("bundle", "--as", form, "--url", root).stdout

    assert printed.replace("\n", "").isprintable()


def test_a_bundle_that_is_printed_is_the_one_that_is_written(root, tmp_path) -> None:
    httpx.post(f"{root}/{VENDOR.name}/%c2%85%e2%80%a8%c3%a9")

    printed = emulators("bundle", "--url", root).stdout
    emulators("bundle", "-o", tmp_path / "bug.json", "--url", root)

    assert printed == (tmp_path / "bug.json").read_text()
