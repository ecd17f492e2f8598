"""Mistakes on the command line, and what commands make of their words."""

from __future__ import annotations

import pytest
import typer

from emulators.cli.usage import complete_emulators, create_server, parse_settings, require_choice, select_emulators
from emulators.core.discovery import discover
from emulators.core.options import Options

EVERY = discover()
FIRST = EVERY[0]


def test_names_are_completed() -> None:
    assert complete_emulators("") == [each.name for each in EVERY]
    assert complete_emulators(FIRST.name) == [FIRST.name]
    assert complete_emulators("nobody") == []


def test_emulators_are_selected_in_their_order() -> None:
    names = [EVERY[3].name, FIRST.name]

    assert select_emulators(names) == (FIRST, EVERY[3])
    assert select_emulators(()) == EVERY


def test_settings_are_read_by_emulator_and_name() -> None:
    assert parse_settings(["a.x=1", "a.y=b=c", "b.x="]) == {"a": {"x": "1", "y": "b=c"}, "b": {"x": ""}}


@pytest.mark.parametrize(
    ("mistake", "line"),
    [
        (lambda: select_emulators([f"{FIRST.name}x"]), f"no emulator '{FIRST.name}x'; did you mean '{FIRST.name}'?"),
        (lambda: parse_settings(["a.x"]), "--set takes EMULATOR.SETTING=VALUE, not 'a.x'"),
        (lambda: parse_settings(["x=1"]), "--set takes EMULATOR.SETTING=VALUE, not 'x=1'"),
        (
            lambda: require_choice("--log", "jsn", ["json", "text"]),
            "--log is one of json, text, not 'jsn'; did you mean",
        ),
        (lambda: require_choice("--log", "xyz", ["json", "text"]), "--log is one of json, text, not 'xyz'"),
        (lambda: create_server(Options(profile="default2")), "--profile is one of default, examples, not 'default2'"),
        (lambda: create_server(Options(settings={"nobody": {}})), "no emulator 'nobody'; "),
        (lambda: create_server(Options(settings={FIRST.name: {"x": "1"}})), f"{FIRST.name} has no setting 'x'; "),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_a_mistake_is_one_line_and_exit_code_2(capsys, mistake, line) -> None:
    with pytest.raises(typer.Exit) as ended:
        mistake()

    told = capsys.readouterr()
    assert (ended.value.exit_code, told.out, told.err.count("\n")) == (2, "", 1)
    assert told.err.startswith(f"emulators: {line}")
