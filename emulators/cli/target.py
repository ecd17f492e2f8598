"""Makes a target of command-line options: the emulator in this process or over HTTP, a URL, or a table of `targets.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from emulators.cli.emulator_target import EMULATOR, OVER_HTTP, open_emulator
from emulators.cli.usage import fail, require_choice

if TYPE_CHECKING:
    from pathlib import Path

    from emulators.harness.client.ledger import Ledger
    from emulators.harness.client.target import Target
    from emulators.harness.contract.contract import Contract


@dataclass(frozen=True)
class TargetOptions:
    """The options that describe a target; an empty one was not given."""

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
    allow_faults: bool = False
    connection: tuple[str, str, str] = ("", "", "")


@contextmanager
def open_target(name: str, contract: Contract, options: TargetOptions) -> Iterator[Target]:
    """Opens the target of a name, and closes it at the end of the `with` block.

    The name is `emulator`, `emulator-http`, a URL, or that of a table of `targets.toml`.

    Raises:
        ConfigError: there is no such target, or it is malformed.
        typer.Exit: 2, an option is malformed.
    """
    _check_options(contract, options)
    if options.url or re.match(r"https?://", name):
        yield _adjust(_target_at(options.url or name, options), options)
    elif name in (EMULATOR, OVER_HTTP):
        with open_emulator(contract.name, options.settings, options.profile, over_http=name == OVER_HTTP) as target:
            yield target
    else:
        from emulators.harness.client.targets_file import load
        from emulators.harness.client.wanted_values import check_names

        target = load(name, options.file, others=(EMULATOR, OVER_HTTP))
        for key, given in (("known", target.known), ("foreign", target.foreign)):
            check_names(contract, f"{target.origin[0] if target.origin else ''}: [{name}] {key}.", given)
        yield _adjust(target, options)


def open_ledger(target: Target, file: Path | None) -> Ledger:
    """Returns the ledger of a run: in a file where the target is guarded, so that a later sweep finds what was created."""
    from emulators.harness.client.ledger import Ledger, default_path

    return Ledger((file or default_path()) if target.is_guarded else None, durable=not target.is_loopback)


def _target_at(url: str, options: TargetOptions) -> Target:
    from emulators.harness.client.target import Target

    headers = {name.strip(): value.strip() for name, value in _pairs("-H", options.headers, ":", secret=True)}
    return Target.at(url, headers=headers, profile=options.profile)


def _adjust(target: Target, options: TargetOptions) -> Target:
    """Returns the target with the command line's options laid over it."""
    from emulators.harness.client.target import Mode, NetworkOptions

    said = NetworkOptions(*options.connection)
    given: dict[str, Any] = {"requests": options.requests, "creates": options.creates, "rate": options.rate}
    return replace(
        target,
        known={**target.known, **_several("--known", options.known)},
        foreign={**target.foreign, **_several("--foreign", options.foreign)},
        numbers=options.numbers or target.numbers,
        allow_faults=options.allow_faults,
        mode=Mode(options.mode) if options.mode else target.mode,
        limits=replace(target.limits, **{name: value for name, value in given.items() if value is not None}),
        connection=NetworkOptions(
            said.ca_file or target.connection.ca_file,
            said.cert or target.connection.cert,
            said.proxy or target.connection.proxy,
        ),
    )


def _check_options(contract: Contract, options: TargetOptions) -> None:
    """Ends the command where an option names what there is not, whichever target it is for."""
    from emulators.harness.client.target import Mode
    from emulators.harness.client.targets_file import E164
    from emulators.harness.client.wanted_values import check_names

    if options.mode:
        require_choice("--mode", options.mode, [mode.value for mode in Mode])
    for number in options.numbers:
        if not E164.fullmatch(number):
            fail(f"--number {number!r} is not in E.164 form, such as +16505550100")
    check_names(contract, "--known ", _several("--known", options.known))
    check_names(contract, "--foreign ", _several("--foreign", options.foreign))


def _pairs(
    option: str, given: Iterable[str], separator: str = "=", *, secret: bool = False
) -> Iterator[tuple[str, str]]:
    for word in given:
        name, found, value = word.partition(separator)
        if not (found and name):
            fail(f"{option} takes NAME{separator}VALUE{'' if secret else f', not {word!r}'}")
        if secret and not value.strip():
            fail(f"{option} {name}: the value is empty")
        yield name, value


def _several(option: str, given: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Returns values by name; a name may have several."""
    read: dict[str, tuple[str, ...]] = {}
    for name, value in _pairs(option, given):
        read[name] = (*read.get(name, ()), value)
    return read
