import pytest

from emulators.core import discovery
from emulators.core.discovery import discover, left_out
from emulators.extras import MissingExtra


@pytest.fixture
def without_plivo(monkeypatch):
    """Discovery where the packages that plivo needs are not installed."""
    imported = discovery.import_module

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
