"""Mistakes on the command line: one clear line on stderr, exit code 2."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import typer

if TYPE_CHECKING:
    from emulators.core.emulator import Emulator
    from emulators.core.options import Options
    from emulators.server import Server


def fail(message: str) -> NoReturn:
    """Prints one line on stderr, and ends the command with exit code 2."""
    typer.echo(f"emulators: {message}", err=True)
    raise typer.Exit(2)


def complete_emulators(incomplete: str) -> list[str]:
    """The names of emulators that begin so, for the shell."""
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
    """The emulators of these names, or all of them; of those that cannot be served, one line each."""
    from emulators.core.discovery import discover, left_out

    every, reasons = {emulator.name: emulator for emulator in discover()}, left_out()
    for name in names:
        if name not in every:
            fail(reasons.get(name) or f"no emulator {name!r}; there is {', '.join(every)}")
    for reason in () if names else reasons.values():
        typer.echo(f"emulators: left out: {reason}", err=True)
    return tuple(emulator for emulator in every.values() if not names or emulator.name in names)


def parse_settings(given: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    """`hamsa.type_required=false` and the like, by emulator and setting."""
    read: dict[str, dict[str, str]] = {}
    for assignment in given:
        place, equals, value = assignment.partition("=")
        emulator, dot, name = place.partition(".")
        if not (equals and dot):
            fail(f"--set takes EMULATOR.SETTING=VALUE, not {assignment!r}")
        read.setdefault(emulator, {})[name] = value
    return read


def create_server(options: Options, mounted: Iterable[Emulator] = (), **switches: Any) -> Server:
    """The server with its default namespace open: whatever is wrong with the options shows now."""
    from emulators.core.database import BadData
    from emulators.core.namespaces import DEFAULT
    from emulators.core.settings import PROFILES, BadSetting
    from emulators.server import assemble

    if options.profile not in PROFILES:
        fail(f"--profile is one of {', '.join(PROFILES)}, not {options.profile!r}")
    if options.settings:
        select_emulators(options.settings)
    try:
        app = assemble([emulator.name for emulator in mounted], options, **switches)
        app.namespaces.get(DEFAULT)
    except (BadData, BadSetting) as error:
        fail(str(error))
    return app
