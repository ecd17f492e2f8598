"""Suites of any size on one server, in one process and in many, and on every pytest that works."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time

import pytest

from emulators.core.discovery import discover

pytestmark = pytest.mark.slow

VENDORS = [emulator for emulator in discover() if emulator.kind == "vendor"]
ALONE = ("-p", "no:cacheprovider", "-p", "no:schemathesis", "-p", "no:hypothesispytest")

SUITE = """
import httpx
import pytest

SAMPLES = {samples!r}


@pytest.fixture(scope="session")
def client():
    with httpx.Client(trust_env=False) as client:
        yield client


@pytest.mark.parametrize("number", range({number}))
def test_it(emulators, client, number):
    for vendor, (method, path, body) in SAMPLES.items():
        answer = client.request(method, emulators.url(vendor) + path, headers=emulators[vendor].headers, json=body)
        assert answer.is_success, answer.text
    asked = [(each["emulator"], each["path"]) for each in emulators.requests]
    assert asked == [(vendor, path) for vendor, (_, path, _) in SAMPLES.items()]
"""


def suite(number: int, vendors: int = len(VENDORS)) -> str:
    """A file of so many tests. Each sends the same numbers to the same vendors, and nobody else's request is in its journal."""
    samples = {vendor.name: vendor.world.sample for vendor in VENDORS[:vendors]}
    return SUITE.format(samples=samples, number=number)


def test_three_thousand_tests_run_on_one_server_in_one_session(pytester) -> None:
    pytester.makepyfile(suite(3_000, vendors=1))

    pytester.runpytest_subprocess(*ALONE, "-q").assert_outcomes(passed=3_000)


def test_eight_workers_use_the_same_numbers_at_every_vendor_and_never_meet(pytester) -> None:
    pytester.makepyfile(suite(8 * 50))

    pytester.runpytest_subprocess(*ALONE, "-q", "-n", "8").assert_outcomes(passed=8 * 50)


def test_a_suite_is_not_slower_with_two_workers(pytester) -> None:
    pytester.makepyfile(suite(200))

    def seconds(*options: str) -> float:
        begun = time.monotonic()
        pytester.runpytest_subprocess(*ALONE, "-q", *options).assert_outcomes(passed=200)
        return time.monotonic() - begun

    alone, shared = (min(seconds(*options) for _ in range(3)) for options in ((), ("-n", "2")))

    assert shared <= alone * 1.1, f"{shared:.1f} s with two workers, {alone:.1f} s without"


@pytest.mark.parametrize("version", ["pytest==8.4.*", "pytest"], ids=["oldest", "newest"])
def test_the_plugin_works_on_every_pytest(version, pytester, tmp_path) -> None:
    """In a project that is not ours: this pytest is found before the one that our own tests run on."""
    pytester.makepyfile(suite(3))
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", str(tmp_path)]
    subprocess.run([*pip, version], check=True, capture_output=True)

    done = subprocess.run(
        [sys.executable, "-m", "pytest", *ALONE, "-p", "no:xdist", "-p", "no:cov", "-p", "no:anyio", "-v"],
        cwd=pytester.path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "3 passed" in done.stdout, done.stdout + done.stderr
    assert re.search(rf"pytest-{version.partition('==')[2].rstrip('*')}", done.stdout)
