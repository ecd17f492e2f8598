"""`emulators explain`: a request in lines that a person reads."""

from __future__ import annotations

import json

import httpx
import pytest
from command import emulators

from emulators.core.discovery import discover

VENDOR = discover()[0]
OPERATION = next(each for each in VENDOR.operations if each.path == VENDOR.world.sample[1])


@pytest.fixture
def root(served, space) -> str:
    return f"{served}/~{space}"


def ask(root: str, path: str) -> httpx.Response:
    headers = dict(VENDOR.world.credentials[0].headers)
    return httpx.post(f"{root}/{VENDOR.name}{path}", json=VENDOR.world.sample[2], headers=headers)


def test_a_refused_request_is_explained_line_by_line(served, root, space) -> None:
    trace = ask(root, f"{OPERATION.path}/").headers["emulator-trace"]

    done = emulators("explain", trace, "--url", served)

    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert lines[0] == f"{VENDOR.name} POST {OPERATION.path}/  404  {space}-1"
    assert lines[2].startswith("  \u2717 path ")
    assert lines[lines.index("mistakes") + 1] == f"  a slash too many at the end: did you mean {OPERATION.path}?"
    assert lines[-2] == "would pass"
    assert lines[-1].startswith(f"  curl -sS -X POST '{root}/{VENDOR.name}{OPERATION.path}' ")


def test_the_latest_request_is_explained_where_none_is_named(root) -> None:
    ask(root, OPERATION.path)

    done = emulators("explain", "--url", root, "--json")

    assert json.loads(done.stdout)["operation"] == OPERATION.name
    assert all(each["passed"] for each in json.loads(done.stdout)["stages"])


def test_where_nothing_helps_it_says_so(root) -> None:
    httpx.get(f"{root}/{VENDOR.name}/nowhere/at/all/in/the/world")

    assert emulators("explain", "last", "--url", root).stdout.splitlines()[-1] == "no request like it would pass here"


def test_a_fault_is_told(root) -> None:
    where = f"{VENDOR.name}.{OPERATION.name}"
    httpx.post(f"{root}/__admin/faults", json={"where": where, "outcome": "before", "status": 503})
    ask(root, OPERATION.path)

    lines = emulators("explain", "--url", root).stdout.splitlines()

    assert lines[lines.index("fault") + 1] == "  before: refused, nothing stored"


def test_a_request_that_there_is_not_is_one_clear_line(root, space) -> None:
    done = emulators("explain", "77", "--url", root)

    assert (done.returncode, done.stderr) == (2, f"emulators: no request '77' in {space}; 0 were dropped\n")
