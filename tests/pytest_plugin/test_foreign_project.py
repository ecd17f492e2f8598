"""The plugin in a project that is not this one."""

from __future__ import annotations

from sample_operation import VENDOR


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
