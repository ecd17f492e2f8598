"""The commands `emulators namespace list|new|fork|delete|snapshot|restore`."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import httpx
import pytest
from command import emulators


@pytest.fixture
def run(served):
    """Runs a command against the server, and returns what it printed."""

    def ask(*words: object) -> str:
        done = emulators(*words, "--url", served)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout.strip()

    return ask


def names(served: str) -> list[str]:
    return httpx.get(f"{served}/__admin/namespaces", trust_env=False).json()["namespaces"]


def test_a_namespace_is_made_listed_and_deleted(run, served) -> None:
    url = run("namespace", "new", "--seed", 1, "--now", "2024-01-15")
    name = url.rpartition("~")[2]

    assert name in run("namespace", "list").splitlines()
    assert name in json.loads(run("namespace", "list", "--json"))["namespaces"]
    assert run("clock", "--namespace", name) == "2024-01-15T00:00:00.000+00:00  frozen"
    assert run("namespace", "delete", name) == name
    assert name not in names(served)


def test_a_fork_has_what_the_other_has(run, space) -> None:
    run("clock", "--set", "2024-01-15", "--freeze", "--namespace", space)

    made = json.loads(run("namespace", "fork", space, "--json"))

    assert run("clock", "--namespace", made["namespace"]) == "2024-01-15T00:00:00.000+00:00  frozen"
    run("namespace", "delete", made["namespace"])


def test_a_snapshot_is_a_file_that_nobody_else_reads_and_brings_a_namespace_back(run, space, tmp_path) -> None:
    file = tmp_path / "a.sqlite"
    run("clock", "--set", "2024-01-15", "--freeze", "--namespace", space)
    run("namespace", "snapshot", file, "--namespace", space)
    run("clock", "--restart", "--namespace", space)
    run("namespace", "restore", file, "--namespace", space)

    assert run("clock", "--namespace", space).startswith("2024-01-15T00:00:00.000")
    assert file.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("namespace new {space}", "there is a namespace '"),
        ("namespace new ..", "a namespace is named by letters"),
        ("namespace fork nobody", "there is no namespace 'nobody' to fork"),
        ("namespace delete nobody", "there is no namespace 'nobody'"),
        ("namespace delete", "name the namespaces to delete, or say --all"),
        ("namespace delete a --all", "name the namespaces to delete, or say --all"),
        ("namespace snapshot {folder}", "cannot write"),
        ("namespace restore {folder}/none", "cannot read"),
        ("namespace restore {file}", "this is no snapshot"),
    ],
)
def test_what_cannot_be_is_one_line(served, space, tmp_path, words, line) -> None:
    (tmp_path / "file").write_text("mine")
    named = words.format(folder=tmp_path, file=tmp_path / "file", space=space)

    done = emulators(*named.split(), "--url", served)

    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert done.stderr.startswith(f"emulators: {line}")


@pytest.mark.parametrize("words", ["namespace snapshot x", "namespace restore {file}"])
def test_where_no_server_answers_one_line_says_so(tmp_path, words) -> None:
    (tmp_path / "file").write_text("mine")

    done = emulators(*words.format(file=tmp_path / "file").split(), "--url", "http://127.0.0.1:9")

    assert (done.returncode, done.stderr.partition(":9:")[0]) == (
        2,
        "emulators: no server of emulators answers at http://127.0.0.1",
    )
