"""Emulators that other projects install: found by their entry points, left out with one line where something is wrong."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from emulators.core.discovery import discover, left_out
from emulators.harness.document.location import available, find

GOOD = "from sample_vendor import emulator"
CHANGED = "import sample_vendor as acme, dataclasses\nemulator = dataclasses.replace(acme.emulator, {})"
MISTAKES = {
    "butter": (GOOD, "entry point butter of others: there is an emulator butter already"),
    "broken": ("1 / 0", "{folder}/__init__.py:1: ZeroDivisionError: division by zero"),
    "empty": ("", "{folder}/__init__.py: there is no `emulator = Emulator(...)`"),
    "misnamed": (GOOD, "{folder}/__init__.py: it is the vendor acme, and the entry point is misnamed of emulators.vendors"),
    "strange": (
        CHANGED.format("name='strange'"),
        "{folder}: the name of the table acme_numbers must begin with strange_",
    ),
    "twofold": (
        CHANGED.format("name='twofold', tables=(T,), seed={T: ({'id': '1'}, {'id': '1'})}").replace(
            "emulator =", "T = acme.Table('twofold_t', {'id': str}, 'id')\nemulator ="
        ),
        "{folder}: the demo world cannot be made: Taken: UNIQUE constraint failed: twofold_t.id",
    ),
}  # fmt: skip


@pytest.fixture
def install(monkeypatch, tmp_path):
    """Puts packages with an entry point each on the path, as an installer does. Returns where they are."""
    monkeypatch.syspath_prepend(tmp_path)

    def install(packages: dict[str, str], group: str = "emulators.vendors", more: str = "") -> Path:
        for name, source in packages.items():
            (tmp_path / f"{name}_package").mkdir()
            (tmp_path / f"{name}_package/__init__.py").write_text(source)
        about = tmp_path / "others-1.dist-info"
        about.mkdir()
        about.joinpath("METADATA").write_text("Name: others\nVersion: 1\n")
        lines = [f"{name} = {name}_package" for name in packages]
        about.joinpath("entry_points.txt").write_text("\n".join([f"[{group}]", *lines, more]))
        return tmp_path

    yield install
    for name in [name for name in sys.modules if name.endswith("_package")]:
        del sys.modules[name]


def test_an_emulator_of_another_project_comes_after_ours_of_its_kind(install) -> None:
    kinds = [emulator.kind for emulator in discover()]

    install({"acme": GOOD})

    names = [emulator.name for emulator in discover()]
    assert names.index("acme") == kinds.count("vendor")
    assert left_out() == {}


def test_an_entry_point_may_name_an_attribute(install) -> None:
    install({}, more="acme = sample_vendor:emulator")

    assert "acme" in [emulator.name for emulator in discover()]


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_another_project_is_one_line_and_the_rest_is_served(install, name) -> None:
    source, line = MISTAKES[name]
    before = [emulator.name for emulator in discover()]

    where = install({name: source})

    assert left_out() == {name: line.format(folder=where / f"{name}_package")}
    assert [emulator.name for emulator in discover()] == before


@pytest.mark.parametrize("module", ["nowhere", "nowhere.at_all", "sample_vendor.nowhere"])
def test_an_entry_point_that_leads_nowhere_is_one_line(install, module) -> None:
    install({}, more=f"lost = {module}")

    assert left_out() == {"lost": f"entry point lost of others: there is no module {module}"}
    assert "lost" not in available()


def test_a_vendor_is_not_taken_for_a_carrier(install) -> None:
    where = install({"acme": GOOD}, group="emulators.carriers")

    line = "it is the vendor acme, and the entry point is acme of emulators.carriers"
    assert left_out() == {"acme": f"{where}/acme_package/__init__.py: {line}"}


@pytest.mark.parametrize(("group", "name"), [("emulators.vendors", "acme"), ("emulators.carriers", "carriers/acme")])
def test_its_contract_lies_beside_it_and_is_found_by_its_name(install, group, name) -> None:
    contract = install({"acme": "raise AssertionError('nobody need import it')"}, group) / "acme_package/contract.yaml"
    contract.write_text("openapi: 3.1.0")

    assert name in available()
    assert find(name) == contract


def test_a_package_without_a_contract_has_none(install) -> None:
    before = available()

    install({"acme": GOOD})

    assert available() == before


def test_our_own_contract_is_found_before_another_of_its_name(install) -> None:
    ours = find("butter")

    install({"butter": GOOD}).joinpath("butter_package/contract.yaml").write_text("")

    assert find("butter") == ours
