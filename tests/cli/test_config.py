"""Options from files and from the environment."""

from __future__ import annotations

import pytest
from command import emulators


@pytest.fixture
def project(tmp_path):
    """A folder below one that has both files."""
    (tmp_path / "pyproject.toml").write_text(
        '[tool.emulators.serve]\nport = 9001\nseed = 1\nset = {a = {b = true}}\n[tool.emulators.world]\nurl = "http://file"\n'
    )
    (tmp_path / "emulators.toml").write_text('[serve]\nseed = 2\n[fault.list]\nurl = "http://u:secret@host"\n')
    (tmp_path / "below").mkdir()
    return tmp_path / "below"


def test_what_files_and_the_environment_say_is_printed_with_where_it_is_from(project, monkeypatch) -> None:
    monkeypatch.setenv("EMULATORS_SERVE_PORT", "9002")

    done = emulators("config", cwd=project)

    assert done.stdout.splitlines() == [
        "precedence: command line, then environment, then emulators.toml, then [tool.emulators] of pyproject.toml, then default",
        f"files read: {project.parent}/pyproject.toml, {project.parent}/emulators.toml",
        "serve --port = 9002  (EMULATORS_SERVE_PORT)",
        "serve --set = a.b=true  (file)",
        "serve --seed = 2  (file)",
        "world --url = http://file  (file)",
        "fault list --url = http://***@host  (file)",
    ]


def test_headers_are_not_printed(tmp_path) -> None:
    (tmp_path / "emulators.toml").write_text('[verify]\nheader = ["Authorization: secret"]\n')

    assert "secret" not in emulators("config", cwd=tmp_path).stdout


@pytest.mark.parametrize(
    ("variable", "words", "expected"),
    [
        (None, [], "http://file"),
        ("http://environment", [], "http://environment"),
        ("http://environment", ["--url", "http://line"], "http://line"),
    ],
    ids=["file", "environment", "command line"],
)
def test_the_command_line_is_stronger_than_the_environment_and_that_than_files(
    project, monkeypatch, variable, words, expected
) -> None:
    if variable:
        monkeypatch.setenv("EMULATORS_WORLD_URL", variable)

    assert f"base_url: {expected}/" in emulators("world", *words, cwd=project).stdout


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("[serv]\n", "there is no command 'serv'; did you mean 'serve'?"),
        ("serve = 1\n", "serve is a table: [serve]"),
        ("[serve]\nsed = 1\n", "serve has no option 'sed'; did you mean 'seed'?"),
        ("[fault.lst]\n", "there is no command 'lst'; did you mean 'list'?"),
        ("[serve\n", "Expected ']'"),
    ],
)
def test_a_file_that_cannot_be_is_one_line(tmp_path, content, line) -> None:
    (tmp_path / "emulators.toml").write_text(content)

    done = emulators("list", cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"emulators: {tmp_path}/emulators.toml: {line}")


def test_somebody_elses_pyproject_is_left_alone(tmp_path) -> None:
    (tmp_path / "pyproject.toml").write_text("[broken")

    assert emulators("config", cwd=tmp_path).returncode == 0
