"""A test that fails leaves its requests in a bundle."""

from __future__ import annotations

import pytest
from command import emulators as command
from sample_operation import VENDOR


@pytest.mark.parametrize("options", [[], ["-n", "1"]], ids=" ".join)
def test_a_test_that_fails_leaves_a_bundle_that_replays(run, pytester, options) -> None:
    result = run(
        f"""
        def test_it(emulators):
            with emulators.client("{VENDOR.name}") as client:
                client.get("/nowhere")
                client.post("/nowhere", json={{"authToken": "hush-hush"}})
            assert False

        def test_without_a_request(emulators):
            assert False
        """,
        "--emulators-bundles",
        "bundles",
        *options,
        failed=2,
    )

    (file,) = (pytester.path / "bundles").iterdir()
    result.stdout.fnmatch_lines([f"*emulators replay *{file.name}"])
    assert command("replay", file).stdout == "2 of 2 answers are the same\n"
    assert "hush" not in file.read_text()


def test_a_bundle_that_cannot_be_written_is_told(run) -> None:
    result = run(
        f"""
        def test_it(emulators):
            with emulators.client("{VENDOR.name}") as client:
                client.get("/nowhere")
            assert False
        """,
        "--emulators-bundles",
        "/proc/none",
        failed=1,
    )

    result.stdout.fnmatch_lines(["no bundle was written: *"])


def test_without_the_option_a_bundle_lies_in_a_temporary_folder(run, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    run(
        f"""
        import pytest

        @pytest.mark.parametrize("number", range(2))
        def test_it(emulators, number):
            with emulators.client("{VENDOR.name}") as client:
                client.get("/nowhere")
            assert False
        """,
        failed=2,
    )

    assert len(list(tmp_path.glob("emulators-bundles-*"))) == 1
    assert len(list(tmp_path.glob("emulators-bundles-*/*.json"))) == 2


def test_what_is_no_bundle_is_not_loaded(emulators, tmp_path) -> None:
    (tmp_path / "bad.json").write_text("{")

    with pytest.raises(Exception, match=r"bad\.json: "):
        emulators.load(tmp_path / "bad.json")
