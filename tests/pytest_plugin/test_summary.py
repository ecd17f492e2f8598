"""The summary of a session."""

from __future__ import annotations

import pytest
from sample_operation import VENDOR


@pytest.mark.parametrize("options", [["--emulators-report"], ["-v"], ["--emulators-report", "-n", "2"]], ids=" ".join)
def test_the_summary_counts_requests_and_lists_documented_errors(run, options) -> None:
    result = run(
        f"""
        import pytest

        @pytest.mark.parametrize("number", range(2))
        def test_it(emulators, number):
            with emulators.client("{VENDOR.name}") as client:
                client.get("/nowhere")
        """,
        *options,
        passed=2,
    )

    result.stdout.fnmatch_lines([f"{VENDOR.name} *2 requests, 2 of them refused", "*documented errors never met:"])


@pytest.mark.parametrize("options", [["--emulators-report"], ["-v"], ["--emulators-report", "-n", "2"]], ids=" ".join)
def test_the_summary_tells_what_no_vendor_need_accept(run, options) -> None:
    result = run(
        f"""
        def test_it(emulators):
            with emulators.client("{VENDOR.name}") as client:
                client.request("{VENDOR.world.sample[0]}", "{VENDOR.world.sample[1].removeprefix(VENDOR.base_path)}", json=dict({VENDOR.world.sample[2]}, colour="red"))
        """,
        *options,
        passed=1,
    )

    result.stdout.fnmatch_lines(["*accepted, and no vendor need accept it:", "*unknown field: * colour (1 requests)"])


def test_without_the_options_there_is_no_summary(run) -> None:
    result = run("def test_it(emulators): pass\n", passed=1)

    result.stdout.no_fnmatch_line("*= emulators =*")
