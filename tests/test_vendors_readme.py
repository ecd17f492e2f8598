"""The README for whoever adds a vendor names every field of what is declared, and every file of the folder."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from serving import CHECKOUT

from emulators.core.discovery import discover
from emulators.core.emulator import Emulator
from emulators.core.operation import Operation
from emulators.core.problem import Problem
from emulators.core.refusals import Refusals
from emulators.core.rule import Required, Rule
from emulators.core.settings import Setting
from emulators.core.store import Table
from emulators.core.world import World

README = (CHECKOUT / "emulators/vendors/README.md").read_text()
DECLARED = (Emulator, Operation, Problem, Rule, Required, Refusals, World, Setting, Table)


@pytest.mark.parametrize("declared", DECLARED, ids=lambda declared: declared.__name__)
def test_the_glossary_names_every_field(declared) -> None:
    said = re.findall(rf"^\*\*{declared.__name__}\*\*.*?(?=^\*\*|\Z)", README, re.MULTILINE | re.DOTALL)[0]

    assert [field.name for field in fields(declared) if f"`{field.name}`" not in said] == []


def test_every_file_of_a_folder_is_in_the_table() -> None:
    vendor = next(emulator.name for emulator in discover() if emulator.kind == "vendor")
    names = {path.name for path in (CHECKOUT / "emulators/scaffold/source/templates/vendor").iterdir()}

    expected = {name.removesuffix(".jinja") for name in names} | {"examples.yaml"}
    assert [name for name in sorted(expected) if f"`{name}`" not in README] == []
    assert expected <= {path.name for path in (CHECKOUT / "emulators/vendors" / vendor).iterdir()}
