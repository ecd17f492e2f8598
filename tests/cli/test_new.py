"""The command `emulators new vendor`: what it will not do is one line, and leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from emulators.cli import app
from emulators.harness.errors import ConfigError
from emulators.scaffold import destination

DOCUMENT = 'openapi: "3.1.0"\ninfo: {title: "t", version: "1"}\npaths:\n  /a:\n    get: {responses: {"200": {description: "d"}}}\n'


def run(*words: object):
    return CliRunner().invoke(app, ["new", "vendor", *map(str, words)])


def written(place: Path) -> list[str]:
    return sorted(str(path.relative_to(place)) for path in place.rglob("*") if path.is_file())


ANATOMY = [
    "README.md", "__init__.py", "auth.py", "envelope.py", "examples.yaml", "operations.py", "problems.py", "rules.py",
    "schema.py", "seed.py", "settings.py", "tables.py",
]  # fmt: skip


def test_a_project_of_its_own_has_the_whole_anatomy_and_the_contract_beside_it(tmp_path) -> None:
    done = run("acme", "--package", tmp_path / "project")

    inside = [f"acme_emulator/{name}" for name in (*ANATOMY, "contract.yaml")]
    assert done.exit_code == 0, done.output
    assert written(tmp_path / "project") == sorted(["README.md", "pyproject.toml", *inside])


def test_a_checkout_gets_one_folder_and_one_contract(tmp_path, monkeypatch) -> None:
    (tmp_path / "emulators/vendors").mkdir(parents=True)
    (tmp_path / "contracts").mkdir()
    monkeypatch.setattr(destination, "checkout", lambda: tmp_path)

    done = run("acme")

    inside = [f"emulators/vendors/acme/{name}" for name in ANATOMY]
    assert done.exit_code == 0, done.output
    assert written(tmp_path) == ["contracts/acme.yaml", *inside]


def test_only_the_operations_that_are_named_are_taken_over(tmp_path) -> None:
    run("acme", "--operation", "POST /phone-numbers", "--package", tmp_path)

    assert "GET" not in (tmp_path / "acme_emulator/operations.py").read_text()


def test_what_is_lost_of_a_document_is_printed(tmp_path) -> None:
    (tmp_path / "api.yaml").write_text(DOCUMENT)

    done = run("acme", "--openapi", tmp_path / "api.yaml", "--package", tmp_path / "project")

    assert "Not taken over:\n  security: no scheme can be taken over: a bearer token is asked for\n" in done.stdout


@pytest.mark.parametrize("name", ["Acme", "1acme", "a-b", "class", "a" * 31, ""])
def test_a_bad_name_is_one_line(name, tmp_path) -> None:
    done = run(name, "--package", tmp_path / "project")

    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"emulators: {name!r} is no name for a vendor")
    assert written(tmp_path) == []


def test_a_name_that_is_taken_is_one_line(tmp_path) -> None:
    done = run("butter", "--package", tmp_path / "project")

    assert (done.exit_code, done.stderr) == (2, "emulators: there is an emulator butter already\n")


BAD = {
    "not there": (None, "{file}:1: cannot be read: "),
    "not YAML": ("a: []]", "{file}:1: is not YAML: "),
    "half a JSON": ('{"openapi": }}', "{file}:1: is not YAML: "),
    "empty": ("", "{file}:1: is empty"),
    "Swagger 2": ('swagger: "2.0"\npaths: {}\n', "{file}:1: is no OpenAPI 3.0 or 3.1 document"),
    "without operations": (
        'openapi: "3.0.0"\npaths: {}\n',
        "{file}: no operation of it can be taken over: it has none",
    ),
    "a dead reference": (DOCUMENT.replace("{description", "{$ref: '#/x', description"), "{file}:5: #/x names nothing"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_document_is_one_line(what, tmp_path) -> None:
    text, message = BAD[what]
    file = tmp_path / "api.yaml"
    if text is not None:
        file.write_text(text)

    done = run("acme", "--openapi", file, "--package", tmp_path / "project")

    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("emulators: " + message.format(file=file))
    assert not (tmp_path / "project").exists()


def test_an_operation_that_is_not_there_is_one_line_with_the_nearest(tmp_path) -> None:
    done = run("acme", "--operation", "GET /phone-number", "--package", tmp_path / "project")

    assert done.exit_code == 2
    assert done.stderr.endswith("there is no operation 'GET /phone-number'; did you mean GET /phone-numbers?\n")


def test_a_place_that_is_taken_is_one_line_and_stays_as_it_is(tmp_path) -> None:
    (tmp_path / "mine.txt").write_text("mine")

    done = run("acme", "--package", tmp_path)

    assert (done.exit_code, done.stderr) == (2, f"emulators: {tmp_path} is there already\n")
    assert written(tmp_path) == ["mine.txt"]


def test_a_contract_that_is_there_already_keeps_the_folder_from_being_written(tmp_path, monkeypatch) -> None:
    (tmp_path / "emulators/vendors").mkdir(parents=True)
    (tmp_path / "contracts").mkdir()
    (tmp_path / "contracts/acme.yaml").write_text("mine")
    monkeypatch.setattr(destination, "checkout", lambda: tmp_path)

    done = run("acme")

    assert (done.exit_code, done.stderr) == (2, f"emulators: {tmp_path}/contracts/acme.yaml is there already\n")
    assert written(tmp_path) == ["contracts/acme.yaml"]


def test_an_installed_package_asks_for_a_place(monkeypatch) -> None:
    monkeypatch.setattr(destination, "checkout", lambda: None)

    done = run("acme")

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "emulators: this is no checkout of voice-emulators: name a folder with --package DIR\n"


def test_where_one_file_cannot_be_written_none_is_left(tmp_path, monkeypatch) -> None:
    write_text = Path.write_text

    def full(path: Path, text: str, encoding: str) -> int:
        if path.name == "b":
            raise OSError(28, "No space left on device", str(path))
        return write_text(path, text, encoding)

    monkeypatch.setattr(Path, "write_text", full)

    with pytest.raises(ConfigError, match=r"cannot write .*b: No space left on device"):
        destination.write({tmp_path / "x/y/a": "", tmp_path / "x/y/b": ""}, tmp_path / "x/y")

    assert list(tmp_path.iterdir()) == []
