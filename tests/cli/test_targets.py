"""The command `emulators targets init`: a file to fill in, and what is refused in one line."""

from __future__ import annotations

import tomllib

import pytest
from command import emulators
from served_target import FIRST


def test_a_file_is_written_and_used(tmp_path, monkeypatch) -> None:
    done = emulators("targets", "init", FIRST.name, cwd=tmp_path)
    for header in FIRST.world.credentials[0].headers:
        monkeypatch.setenv(f"{FIRST.name}_{header}".upper().replace("-", "_"), "some-value")
    tried = emulators("verify", FIRST.name, "--target", FIRST.name, "--only", "cases", "--dry-run", cwd=tmp_path)

    assert (done.returncode, tried.returncode) == (0, 0), tried.stderr
    assert done.stdout == (
        f"targets.toml: [{FIRST.name}]. Look up what stands in comments, "
        f"then: emulators verify {FIRST.name} --target {FIRST.name}\n"
    )


def test_a_second_target_is_added_and_none_is_replaced(tmp_path) -> None:
    codes = [
        emulators("targets", "init", FIRST.name, *more, cwd=tmp_path).returncode
        for more in ([], ["--name", "staging"], ["--name", "staging"])
    ]

    assert codes == [0, 0, 2]
    assert list(tomllib.loads((tmp_path / "targets.toml").read_text())) == [FIRST.name, "staging"]


@pytest.mark.parametrize(
    ("words", "content", "line"),
    [
        ([f"{FIRST.name}x"], "", f"there is no contract '{FIRST.name}x'; did you mean {FIRST.name}?"),
        ([FIRST.name], "[a\n", "targets.toml: is not TOML: "),
        ([FIRST.name, "--file", "nowhere/targets.toml"], "", "nowhere/targets.toml: cannot be written: "),
        (
            [FIRST.name, "--name", "mine"],
            "[mine]\n",
            "targets.toml: there is a [mine] in it already; choose another --name",
        ),
    ],
    ids=["no contract", "no TOML", "no folder", "there already"],
)
def test_what_a_person_got_wrong_is_one_clear_line_and_the_file_stays(words, content, line, tmp_path) -> None:
    (tmp_path / "targets.toml").write_text(content)

    done = emulators("targets", "init", *words, cwd=tmp_path)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert line in done.stderr
    assert (tmp_path / "targets.toml").read_text() == content
