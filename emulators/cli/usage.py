"""Reports mistakes on the command line: one clear line on stderr, exit code 2."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from emulators.core.nearest import suggestion

if TYPE_CHECKING:
    from emulators.core.emulator import Emulator
    from emulators.core.options import Options
    from emulators.server import Server


def fail(message: str) -> NoReturn:
    """Ends the command with one line on stderr and exit code 2."""
    typer.echo(f"emulators: {message}", err=True)
    raise typer.Exit(2)


def require_choice(option: str, given: str, choices: Collection[str]) -> None:
    """Ends the command with exit code 2 where an option was given a word that it does not take."""
    if given not in choices:
        near = f"; {suggestion(given, choices)}" if get_close_matches(given, choices, 1) else ""
        fail(f"{option} is one of {', '.join(choices)}, not {given!r}{near}")


def complete_emulators(incomplete: str) -> list[str]:
    """Returns the names of the emulators that begin with this text, for a shell's completion."""
    from emulators.core.discovery import discover

    return [emulator.name for emulator in discover() if emulator.name.startswith(incomplete)]


@contextmanager
def explain_errors() -> Iterator[None]:
    """Turns errors about contracts, targets and options inside the `with` block into one line and exit code 2."""
    from emulators.harness.errors import HarnessError

    try:
        yield
    except HarnessError as error:
        fail(str(error))


def select_emulators(names: Collection[str]) -> tuple[Emulator, ...]:
    """Returns the emulators of these names, or all of them. An emulator that cannot be served is named on stderr, with
    the reason."""
    from emulators.core.discovery import discover, left_out

    every, reasons = {emulator.name: emulator for emulator in discover()}, left_out()
    for name in names:
        if name not in every:
            fail(reasons.get(name) or f"no emulator {name!r}; {suggestion(name, every)}")
    for reason in () if names else reasons.values():
        typer.echo(f"emulators: left out: {reason}", err=True)
    return tuple(emulator for emulator in every.values() if not names or emulator.name in names)


def parse_settings(given: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    """Returns settings such as `hamsa.type_required=false`, by emulator and name."""
    read: dict[str, dict[str, str]] = {}
    for assignment in given:
        place, equals, value = assignment.partition("=")
        emulator, dot, name = place.partition(".")
        if not (equals and dot):
            fail(f"--set takes EMULATOR.SETTING=VALUE, not {assignment!r}")
        read.setdefault(emulator, {})[name] = value
    return read


def create_server(options: Options, mounted: Iterable[Emulator] = (), **switches: Any) -> Server:
    """Returns the server with its default namespace open, so that wrong options are reported now."""
    from emulators.core.database import BadData
    from emulators.core.namespaces import DEFAULT
    from emulators.core.settings import PROFILES, BadSetting
    from emulators.server import assemble

    require_choice("--profile", options.profile, PROFILES)
    for emulator in select_emulators(options.settings) if options.settings else ():
        declared = [setting.name for setting in emulator.settings]
        for name in options.settings[emulator.name].keys() - declared:
            fail(f"{emulator.name} has no setting {name!r}; {suggestion(name, declared)}")
    try:
        app = assemble([emulator.name for emulator in mounted], options, **switches)
        app.namespaces.get(DEFAULT)
    except (BadData, BadSetting) as error:
        fail(str(error))
    return app
