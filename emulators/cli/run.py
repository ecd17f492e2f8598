"""The command `emulators run`: serves while another command runs."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Annotated

import typer

from emulators.cli.options import Profile, Seed, Set  # noqa: TC001 -- typer reads the annotations
from emulators.cli.serve import read_clock
from emulators.cli.usage import create_server, fail, parse_settings, select_emulators

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from emulators.core.emulator import Emulator


def run(
    command: Annotated[list[str], typer.Argument(help="What to run, after `--`.")],
    variables: Annotated[
        list[str] | None,
        typer.Option("--env", metavar="NAME=EMULATOR", help="A variable that holds a base URL; may be repeated."),
    ] = None,
    setting: Set = None,
    profile: Profile = "default",
    seed: Seed = None,
    now: Annotated[str | None, typer.Option(metavar="TIME", help="Stop the clock at this ISO 8601 time.")] = None,
) -> None:
    """Serve every emulator on a free port, run a command, and stop. The exit code is the command's.

    It finds the server in EMULATORS_URL, and the base URL of each emulator in EMULATORS_NAME_URL.
    """
    from emulators.core.options import Options
    from emulators.serving import run_in_thread

    options = Options(parse_settings(setting or ()), profile, seed, read_clock(now))
    mounted = select_emulators(())
    wanted = [_variable(each, mounted) for each in variables or ()]
    with run_in_thread(create_server(options, mounted)) as url:
        raise typer.Exit(_exit_code(command, _environment(url, mounted, wanted)))


def _variable(given: str, mounted: Iterable[Emulator]) -> tuple[str, str]:
    variable, equals, name = given.partition("=")
    if not (variable and equals and name in {emulator.name for emulator in mounted}):
        fail(f"--env takes NAME=EMULATOR, a variable and one of those that `emulators list` shows, not {given!r}")
    return variable, name


def _environment(url: str, mounted: Iterable[Emulator], wanted: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    urls = {emulator.name: f"{url}/{emulator.name}{emulator.base_path}" for emulator in mounted}
    each = {f"EMULATORS_{name.upper()}_URL": base_url for name, base_url in urls.items()}
    return {**os.environ, "EMULATORS_URL": url, **each, **{variable: urls[name] for variable, name in wanted}}


def _exit_code(command: list[str], environment: Mapping[str, str]) -> int:
    """Returns the exit code of the command; as a shell has it where a signal ended it."""
    try:
        process = subprocess.Popen(command, env=environment)  # noqa: S603 -- the user's own command
    except OSError as error:
        fail(f"cannot run {command[0]}: {error.strerror}")
    while True:
        try:
            code = process.wait()
        except KeyboardInterrupt:  # the terminal sent it to the command as well, which says when it ends
            continue
        return 128 - code if code < 0 else code
