import json
import sys
from importlib import import_module

import pytest
from typer.testing import CliRunner

from emulators import cli
from emulators.core import discovery
from emulators.core.discovery import discover, left_out
from emulators.extras import MissingExtra
from emulators.harness.document.location import available


@pytest.fixture
def without_plivo(monkeypatch):
    """Discovery where the packages that plivo needs are not installed."""
    imported = import_module

    def imports(name: str) -> object:
        if name == "emulators.carriers.plivo":
            raise MissingExtra("plivo needs something")
        return imported(name)

    monkeypatch.setattr(discovery, "import_module", imports)


def test_everything_is_served_where_everything_is_installed() -> None:
    assert left_out() == {}


@pytest.mark.usefixtures("without_plivo")
def test_what_misses_its_packages_is_left_out_and_the_others_go_on() -> None:
    names = {emulator.name for emulator in discover()}

    assert "plivo" not in names
    assert {"butter", "twilio"} <= names


@pytest.mark.usefixtures("without_plivo")
def test_what_is_left_out_says_why() -> None:
    assert left_out() == {"plivo": "plivo needs something"}


MISTAKES = {
    "empty": ({"__init__": '"""Nothing yet."""'}, "empty/__init__.py: there is no `emulator = Emulator(...)`"),
    "of_another_type": ({"__init__": "emulator = 1"}, "of_another_type/__init__.py: there is no `emulator = Emulator(...)`"),
    "unfinished": (
        {"__init__": "from family.unfinished import rules", "rules": "def rule(:"},
        "unfinished/rules.py:1: SyntaxError: invalid syntax",
    ),
    "misspelt": (
        {"__init__": "from family.misspelt import rules", "rules": "\nemulator = Emulatr()"},
        "misspelt/rules.py:2: NameError: name 'Emulatr' is not defined",
    ),
    "misspelt_column": (
        {"__init__": "import sample_vendor as acme, dataclasses\n\nrow = {'id': 'a', 'nubmer': '+1'}\n"
         "emulator = dataclasses.replace(acme.emulator, seed={acme.NUMBERS: (row,)})"},
        "misspelt_column/__init__.py:4: UnknownColumn: acme_numbers has no column 'nubmer'; it has id, number, secret, at",
    ),
}  # fmt: skip


@pytest.fixture
def family(monkeypatch, tmp_path):
    """Discovery in a family of packages of which one is in order, and every other has a newcomer's mistake."""
    packages = {"good": {"__init__": "from sample_vendor import emulator"}} | {
        name: files for name, (files, _) in MISTAKES.items()
    }
    for name, files in packages.items():
        (tmp_path / "family" / name).mkdir(parents=True)
        for module, source in files.items():
            (tmp_path / "family" / name / f"{module}.py").write_text(source)
    (tmp_path / "family/__init__.py").write_text("")
    (tmp_path / "family/no_package.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(discovery, "FAMILIES", ("family",))
    yield tmp_path / "family"
    for name in [name for name in sys.modules if name.partition(".")[0] == "family"]:
        del sys.modules[name]


@pytest.mark.usefixtures("family")
def test_a_package_with_a_mistake_does_not_keep_the_others_from_being_served() -> None:
    assert [emulator.name for emulator in discover()] == ["acme"]


def test_a_mistake_is_one_line_that_names_the_file(family) -> None:
    assert left_out() == {name: f"{family}/{line}" for name, (_, line) in MISTAKES.items()}


def test_a_mistake_that_is_made_outside_the_package_is_blamed_on_the_package(family, monkeypatch) -> None:
    def imports(name: str) -> object:
        if name == "family.good":
            raise ZeroDivisionError("no good")
        return import_module(name)

    monkeypatch.setattr(discovery, "import_module", imports)

    assert left_out()["good"] == f"{family}/good/__init__.py: ZeroDivisionError: no good"


@pytest.mark.usefixtures("family")
def test_a_command_tells_of_each_mistake_and_goes_on() -> None:
    done = CliRunner().invoke(cli.app, ["list", "--json"])

    assert (done.exit_code, [each["name"] for each in json.loads(done.stdout)]) == (0, ["acme"])
    assert done.stderr.splitlines() == [f"emulators: left out: {line}" for line in left_out().values()]


@pytest.mark.usefixtures("family")
def test_a_command_that_names_a_package_with_a_mistake_stops_with_its_line() -> None:
    done = CliRunner().invoke(cli.app, ["list", "misspelt"])

    assert (done.exit_code, done.stderr) == (2, f"emulators: {left_out()['misspelt']}\n")


GOOD = "from sample_vendor import emulator"


CHANGED = "import sample_vendor as acme, dataclasses\nemulator = dataclasses.replace(acme.emulator, {})"


INSTALLED_MISTAKES = {
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


def test_an_emulator_of_another_project_comes_after_ours_of_its_kind(install) -> None:
    kinds = [emulator.kind for emulator in discover()]

    install({"acme": GOOD})

    names = [emulator.name for emulator in discover()]
    assert names.index("acme") == kinds.count("vendor")
    assert left_out() == {}


def test_an_entry_point_may_name_an_attribute(install) -> None:
    install({}, more="acme = sample_vendor:emulator")

    assert "acme" in [emulator.name for emulator in discover()]


@pytest.mark.parametrize("name", INSTALLED_MISTAKES)
def test_a_mistake_in_another_project_is_one_line_and_the_rest_is_served(install, name) -> None:
    source, line = INSTALLED_MISTAKES[name]
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
