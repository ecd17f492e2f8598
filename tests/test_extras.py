"""What an extra of the package installs is either there, or named with the command that adds it."""

from __future__ import annotations

import importlib
import importlib.metadata
from importlib.metadata import PackageNotFoundError

import pytest
import typer

from emulators import cli, extras
from emulators.extras import MissingExtra, require

EXTRAS = ("verify", "livekit", "telnyx", "all")


@pytest.fixture
def without(monkeypatch):
    """Takes a package away, as if it were not installed."""
    installed = importlib.metadata.distribution

    def take_away(name: str) -> None:
        def found(asked: str) -> object:
            if asked == name:
                raise PackageNotFoundError(asked)
            return installed(asked)

        monkeypatch.setattr(extras, "distribution", found)

    return take_away


@pytest.mark.parametrize("extra", EXTRAS)
def test_an_extra_whose_packages_are_there_is_met(extra) -> None:
    assert extras._packages(extra) != []
    require(extra, "nothing")


def test_a_missing_package_is_named_with_the_command_that_adds_it(without) -> None:
    without("cryptography")

    with pytest.raises(MissingExtra) as missing:
        require("telnyx", "signing")

    assert str(missing.value) == "signing needs cryptography: pip install 'voice-emulators[telnyx]'"


def test_nothing_is_missing_from_a_package_that_was_never_installed(monkeypatch) -> None:
    def nowhere(name: str) -> list[str]:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(extras, "requires", nowhere)

    require("verify", "nothing")


def test_the_harness_says_on_import_what_it_needs(without) -> None:
    without("schemathesis")

    with pytest.raises(MissingExtra, match="holding targets to contracts needs schemathesis"):
        importlib.reload(importlib.import_module("emulators.harness"))


def test_a_command_that_needs_more_says_so_in_one_line_and_stops_with_2(monkeypatch, capsys) -> None:
    app = typer.Typer()

    @app.command()
    def verify() -> None:
        raise MissingExtra("this needs that: pip install it")

    monkeypatch.setattr(cli, "app", app)
    monkeypatch.setattr("sys.argv", ["emulators"])

    with pytest.raises(SystemExit) as stopped:
        cli.main()

    assert stopped.value.code == 2
    assert capsys.readouterr().err == "emulators: this needs that: pip install it\n"
