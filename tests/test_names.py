"""One class name has one meaning."""

import ast
from collections import defaultdict
from pathlib import Path

import emulators

PACKAGE = Path(emulators.__file__).parent

SAME_MEANING = {"Basis"}
"""The harness knows no emulator, so both have a `Basis` with the same four values."""


def test_a_class_name_is_defined_once_but_for_what_every_emulator_has() -> None:
    places = defaultdict[str, list[str]](list)
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(file.relative_to(PACKAGE).as_posix())

    twice = {name: sorted(files) for name, files in places.items() if not _one_meaning(files)}

    assert {name: files for name, files in twice.items() if name not in SAME_MEANING} == {}


def _one_meaning(files: list[str]) -> bool:
    """Returns whether these are one definition, or one for each of several vendors and carriers."""
    folders = ["/".join(file.split("/")[:2]) for file in files]
    return len(files) == 1 or (
        len(set(folders)) == len(files) and all(folder.startswith(("vendors/", "carriers/")) for folder in folders)
    )
