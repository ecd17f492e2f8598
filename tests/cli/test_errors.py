"""The command `emulators errors`: what an emulator can answer with."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from emulators.cli import app
from emulators.core.discovery import discover

VENDORS = [emulator for emulator in discover() if emulator.kind == "vendor"]


def ran(*words: str):
    return CliRunner().invoke(app, words)


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda vendor: vendor.name)
def test_every_error_is_listed_with_its_status_basis_and_source(vendor) -> None:
    listed = json.loads(ran("errors", vendor.name, "--json").stdout)

    assert list(listed) == [operation.name for operation in vendor.operations]
    assert {key for errors in listed.values() for error in errors for key, value in error.items() if not value} == set()


def test_the_errors_of_one_operation_are_listed_for_a_person() -> None:
    vendor = VENDORS[0]

    shown = ran("errors", f"{vendor.name}.{vendor.operations[0].name}").stdout

    assert shown.splitlines()[0] == f"{vendor.name}.{vendor.operations[0].name}"
    assert "      cause:  a path that no operation has\n" in shown


def test_an_unknown_operation_is_one_clear_line() -> None:
    vendor = VENDORS[0]

    done = ran("errors", f"{vendor.name}.nothing")

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"emulators: {vendor.name} has no operation 'nothing'; there is ")
