"""The plugin in a project that is not this one."""

from __future__ import annotations

import pytest

from emulators.core.discovery import discover

VENDOR = next(emulator for emulator in discover() if emulator.kind == "vendor")
BOOLEAN = next(each for each in VENDOR.settings if isinstance(each.default, bool))


@pytest.fixture
def run(pytester):
    """Runs a file of tests, and says what pytest printed and the outcomes."""

    def in_project(tests: str, *options: str, **outcomes: int):
        pytester.makepyfile(tests)
        result = pytester.runpytest_inprocess("-p", "no:cacheprovider", "-p", "no:schemathesis", *options)
        if outcomes:
            result.assert_outcomes(**outcomes)
        return result

    return in_project


@pytest.mark.parametrize(
    ("marker", "line"),
    [
        ("sed=1", "in the marker emulators, a namespace begins with no 'sed'; did you mean 'seed'?"),
        ("profile='exmples'", "in the marker emulators, profile takes one of default, examples, not 'exmples'"),
        ("now='soon'", "in the marker emulators, now takes an ISO 8601 time such as 2024-01-15T10:30:00Z, not 'soon'"),
        ("3", "the marker emulators takes names and values: seed=1, and the like"),
        (
            f"settings={{'{VENDOR.name}x': {{}}}}",
            f"in the marker emulators, there is no emulator '{VENDOR.name}x'; did you mean '{VENDOR.name}'?",
        ),
        (
            f"settings={{'{VENDOR.name}': {{'{BOOLEAN.name}x': True}}}}",
            f"in the marker emulators, {VENDOR.name} has no setting '{BOOLEAN.name}x'; did you mean '{BOOLEAN.name}'?",
        ),
        (
            f"settings={{'{VENDOR.name}': {{'{BOOLEAN.name}': 7}}}}",
            f"in the marker emulators, {BOOLEAN.name} takes one of true, false, not 7",
        ),
    ],
)
def test_a_marker_that_cannot_be_is_one_line_when_it_is_collected(run, marker, line) -> None:
    result = run(f"import pytest\n\n@pytest.mark.emulators({marker})\ndef test_it(): pass\n")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert result.errlines[-1:] or result.outlines
    assert [each for each in result.errlines + result.outlines if line in each] != []


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ("{'sed': 1}", "the fixture emulators_options: there is no option 'sed'; did you mean 'seed'?"),
        ("{'seed': 'x'}", "the fixture emulators_options: seed takes a whole number, not 'x'"),
        ("3", "the fixture emulators_options: "),
        (f"{{'settings': {{'{VENDOR.name}': {{'x': 1}}}}}}", f"the fixture emulators_options: {VENDOR.name} has no"),
    ],
)
def test_options_that_cannot_be_are_one_line(run, options, line) -> None:
    result = run(
        f"""
        import pytest

        @pytest.fixture(scope="session")
        def emulators_options(): return {options}

        def test_it(emulators): pass
        """,
        errors=1,
    )

    assert [each for each in result.outlines if each.startswith(line)] != []
    assert not [each for each in result.outlines if "marker.py" in each]


def test_options_hold_for_every_namespace_and_a_marker_over_them(run) -> None:
    run(
        f"""
        import pytest

        @pytest.fixture(scope="session")
        def emulators_options():
            return {{"now": "2024-01-15", "settings": {{"{VENDOR.name}": {{"{BOOLEAN.name}": {not BOOLEAN.default}}}}}}}

        def test_options(emulators):
            assert emulators.control("GET", "/clock")["now"].startswith("2024-01-15")
            assert emulators["{VENDOR.name}"].settings["{BOOLEAN.name}"] is {not BOOLEAN.default}

        @pytest.mark.emulators(now="2025-01-15")
        class TestMarked:
            @pytest.mark.emulators(settings={{"{VENDOR.name}": {{"{BOOLEAN.name}": {BOOLEAN.default}}}}})
            def test_marker(self, emulators):
                assert emulators.control("GET", "/clock")["now"].startswith("2025-01-15")
                assert emulators["{VENDOR.name}"].settings["{BOOLEAN.name}"] is {BOOLEAN.default}
        """,
        passed=2,
    )


def test_every_test_has_a_namespace_that_is_gone_afterwards(run) -> None:
    run(
        """
        import httpx
        import pytest

        @pytest.mark.parametrize("number", range(3))
        def test_it(emulators, emulators_url, number):
            names = httpx.get(f"{emulators.host.url}/__admin/namespaces").json()["namespaces"]
            assert set(names) == {"default", emulators.namespace}
            assert emulators_url.endswith(f"/~{emulators.namespace}")
        """,
        passed=3,
    )


def test_a_test_that_fails_shows_what_was_asked_and_why_it_was_refused(run) -> None:
    result = run(
        f"""
        def test_it(emulators):
            with emulators.client("{VENDOR.name}") as client:
                client.get("/nowhere")
            assert False
        """,
        failed=1,
    )

    result.stdout.fnmatch_lines(
        ["*- emulators: namespace n* -*", "1 requests came to the namespace:", "  #1 *404*/nowhere"]
    )


def test_what_would_leave_for_a_real_host_is_refused(run) -> None:
    result = run(
        f"""
        import socket
        import pytest

        def test_real():
            socket.getaddrinfo("{VENDOR.server.partition("//")[2].partition("/")[0]}", 443)

        def test_other():
            with pytest.raises(OSError):
                socket.getaddrinfo("nowhere.invalid", 443)
            with pytest.raises(OSError):
                socket.getaddrinfo(b"nowhere.invalid", 443)
        """,
        "--emulators-block-real",
        passed=1,
        failed=1,
    )

    result.stdout.fnmatch_lines([f"*RealHostRefused: a request would leave for *{VENDOR.name}'s base_url*"])


def test_environment_variables_hold_base_urls(run, pytester) -> None:
    pytester.makeini(f"[pytest]\nemulators_env =\n  SOME_URL={VENDOR.name}\n")

    run(
        f"""
        import os

        def test_it(emulators):
            assert os.environ["SOME_URL"] == emulators["{VENDOR.name}"].base_url

        def test_without():
            assert "SOME_URL" not in os.environ
        """,
        passed=2,
    )


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


@pytest.mark.parametrize("options", [["--emulators-report"], ["--emulators-report", "-n", "2"]], ids=" ".join)
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


def test_workers_share_one_server_and_never_meet(run) -> None:
    run(
        f"""
        import httpx
        import pytest

        @pytest.mark.parametrize("number", range(8))
        def test_it(emulators, number, worker_id, emulators_server, pytestconfig):
            assert emulators_server == pytestconfig.workerinput["emulators_server"]
            with emulators.client("{VENDOR.name}") as client, httpx.Client() as other:
                assert client.get("/nowhere").status_code == other.get(emulators.url("{VENDOR.name}") + "/nowhere").status_code
            assert len(emulators.requests) == 2
        """,
        "-n",
        "2",
        passed=8,
    )


def test_workers_whose_options_keep_data_have_servers_of_their_own(run, tmp_path) -> None:
    run(
        f"""
        import pytest

        @pytest.fixture(scope="session")
        def emulators_options(worker_id):
            from pathlib import Path
            return {{"data": Path({str(tmp_path)!r}) / worker_id}}

        def test_it(emulators, worker_id):
            from pathlib import Path
            assert (Path({str(tmp_path)!r}) / worker_id / f"{{emulators.namespace}}.db").exists()
        """,
        "-n",
        "1",
        passed=1,
    )


def test_a_session_that_uses_no_emulator_starts_none(run) -> None:
    run(
        """
        import threading

        def test_it():
            assert not [each for each in threading.enumerate() if each.name.startswith("emulators")]
        """,
        "-n",
        "1",
        passed=1,
    )
