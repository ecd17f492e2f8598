"""Turns the command line's words into a target: the emulator in this process or over HTTP, a URL, or a table of `targets.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from emulators.cli.usage import application, fail

if TYPE_CHECKING:
    from pathlib import Path

    from emulators.core.emulator import Emulator
    from emulators.harness.client.ledger import Ledger
    from emulators.harness.client.target import Target
    from emulators.server import Server

EMULATOR, OVER_HTTP = "emulator", "emulator-http"
LIVING = 200
"""How many of the worlds that a run made are kept; the ones before are done with."""


@dataclass(frozen=True)
class Words:
    """What was said about a target on the command line; an empty word was not said."""

    url: str = ""
    headers: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    mode: str = ""
    requests: int | None = None
    creates: int | None = None
    rate: float | None = None
    profile: str = "default"
    settings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    file: Path | None = None


@contextmanager
def reached(name: str, contract: str, words: Words) -> Iterator[Target]:
    """The target of this name: `emulator`, `emulator-http`, a URL, or a table of `targets.toml`."""
    if words.url or re.match(r"https?://", name):
        yield _adjusted(_at(words.url or name, words), words)
    elif name in (EMULATOR, OVER_HTTP):
        with _emulated(contract, words, over_http=name == OVER_HTTP) as target:
            yield target
    else:
        from emulators.harness.client.target import load

        yield _adjusted(load(name, words.file), words)


def kept(target: Target, file: Path | None) -> Ledger:
    """The ledger: on file where the target is somebody's, so that a later sweep finds what this run made."""
    from emulators.harness.client.ledger import Ledger, default_path

    return Ledger((file or default_path()) if target.is_railed else None)


def _at(url: str, words: Words) -> Target:
    from emulators.harness.client.target import Target

    headers = {name.strip(): value.strip() for name, value in _pairs("-H", words.headers, ":")}
    return Target(name=url, url=url, headers=headers, profile=words.profile)


def _adjusted(target: Target, words: Words) -> Target:
    """The target with what the command line says over it."""
    from emulators.harness.client.target import Mode

    if words.mode and words.mode not in list(Mode):
        fail(f"--mode is one of {', '.join(Mode)}, not {words.mode!r}")
    given: dict[str, Any] = {"requests": words.requests, "creates": words.creates, "rate": words.rate}
    return replace(
        target,
        known={**target.known, **_several("--known", words.known)},
        foreign={**target.foreign, **_several("--foreign", words.foreign)},
        numbers=words.numbers or target.numbers,
        mode=Mode(words.mode) if words.mode else target.mode,
        limits=replace(target.limits, **{name: value for name, value in given.items() if value is not None}),
    )


def _pairs(option: str, given: Iterable[str], separator: str = "=") -> Iterator[tuple[str, str]]:
    for word in given:
        name, found, value = word.partition(separator)
        if not (found and name):
            fail(f"{option} takes NAME{separator}VALUE, not {word!r}")
        yield name, value


def _several(option: str, given: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Values by name, of which each may be said more than once."""
    read: dict[str, tuple[str, ...]] = {}
    for name, value in _pairs(option, given):
        read[name] = (*read.get(name, ()), value)
    return read


@contextmanager
def _emulated(contract: str, words: Words, *, over_http: bool) -> Iterator[Target]:
    from emulators.core.options import Options
    from emulators.serving import run_in_thread

    app = application(Options(words.settings, words.profile))
    emulator = _emulator(app, contract.rpartition("/")[2])
    if over_http:
        with run_in_thread(app) as url:
            yield _Worlds(app, emulator, url, words).fresh()
    else:
        yield _Worlds(app, emulator, "", words).fresh()
        app.namespaces.close()


def _emulator(app: Server, name: str) -> Emulator:
    found = [emulator for emulator in app.namespaces.emulators if emulator.name == name]
    if found:
        return found[0]
    return fail(f"no emulator {name!r} to hold to this contract; name a target: --url URL or --target NAME")


@dataclass
class _Worlds:
    """Worlds of one emulator, each in a namespace of its own."""

    app: Server
    emulator: Emulator
    url: str
    words: Words
    numbers: Any = field(default_factory=count)

    def fresh(self) -> Target:
        """The emulator as a target, in a world where nothing has happened."""
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
            profile=self.words.profile,
            emulator=True,
            fresh=self.fresh,
        )
