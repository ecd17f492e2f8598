"""Makes a target of an emulator, in this process or served over HTTP."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

from emulators.cli.usage import create_server, fail

if TYPE_CHECKING:
    from emulators.core.emulator import Emulator
    from emulators.core.options import Options
    from emulators.harness.client.target import Target
    from emulators.server import Server

EMULATOR, OVER_HTTP = "emulator", "emulator-http"
PORT = 8080
"""Where `emulators serve` listens."""
LIVING = 200
"""So many namespaces of a run are kept; older ones are deleted."""


@contextmanager
def open_emulator(
    contract: str, settings: Mapping[str, Mapping[str, str]], profile: str, *, over_http: bool
) -> Iterator[Target]:
    """Opens the emulator that a contract describes as a target, and closes it at the end of the `with` block.

    Raises:
        typer.Exit: 2, there is no such emulator, or it does not take the settings.
    """
    from emulators.core.options import Options
    from emulators.serving import run_in_thread

    options = Options(settings, profile)
    app = create_server(options)
    emulator = _emulator(app, contract.rpartition("/")[2])
    if over_http:
        with run_in_thread(app) as url:
            yield _FreshNamespaces(app, emulator, url, options).fresh()
    else:
        yield _FreshNamespaces(app, emulator, "", options).fresh()
        app.namespaces.close()


def _emulator(app: Server, name: str) -> Emulator:
    found = [emulator for emulator in app.namespaces.emulators if emulator.name == name]
    if found:
        return found[0]
    return fail(f"no emulator {name!r} to hold to this contract; name a target: --url URL or --target NAME")


@dataclass
class _FreshNamespaces:
    """Fresh targets of one emulator, each in a namespace of its own."""

    app: Server
    emulator: Emulator
    url: str
    options: Options
    numbers: Any = field(default_factory=count)

    def fresh(self) -> Target:
        """Returns the emulator as a target in a new namespace."""
        from emulators.harness.client.target import Target

        number, world = next(self.numbers), self.emulator.world
        self.app.namespaces.delete(f"world-{number - LIVING}")
        return Target(
            name=OVER_HTTP if self.url else EMULATOR,
            url=f"{self.url or 'http://127.0.0.1'}/~world-{number}/{self.emulator.name}{self.emulator.base_path}",
            app=None if self.url else self.app,
            headers=world.credentials[0].headers,
            known=world.known,
            foreign=world.foreign,
            numbers="any",
            profile=self.options.profile,
            emulator=True,
            fresh=self.fresh,
            served=f"http://127.0.0.1:{PORT}/{self.emulator.name}{self.emulator.base_path}",
            serve=self._serve,
        )

    @property
    def _serve(self) -> str:
        """The command that serves the same emulator, and the one that prints what its requests carry."""
        profile = [f"--profile {self.options.profile}"] if self.options.profile != "default" else []
        settings = [
            f"--set {shlex.quote(f'{emulator}.{name}={value}')}"
            for emulator, given in self.options.settings.items()
            for name, value in given.items()
        ]
        words = ["emulators serve", *profile, *settings]
        return f"{' '.join(words)}; `emulators world {self.emulator.name}` prints the headers that a request needs"
