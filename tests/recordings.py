"""Holds a recording to the contract of its vendor and to the emulator."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import orjson

from emulators.core.discovery import discover
from emulators.harness.contract.contract import Contract
from emulators.recording.folder import read_file
from emulators.recording.reading import locate
from emulators.recording.redaction import Redaction
from emulators.recording.reproduction import Likeness, reproduce

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from emulators.recording.recorded import Recorded


def wrong_with(file: Path) -> list[str]:
    """What is wrong with a recording: a secret in it, an answer that the contract does not describe, one that the emulator does not
    give."""
    found = []
    exchanges = read_file(file)
    for number, each in enumerate(exchanges, 1):
        emulator, exchange = locate(discover(), each, "")
        name = f"{'carriers/' if emulator.kind == 'carrier' else ''}{emulator.name}"
        contract, path = Contract.load(name), exchange.target.partition("?")[0].removeprefix(emulator.base_path)
        found += [f"{number}: it has a secret"] if Redaction(contract).redact(exchange, path) != exchange else []
        found += [f"{number}: {line}" for line in _departures(contract, path, exchange)]
        made = asyncio.run(reproduce(discover(), emulator, [exchange]))
        found += [] if made.likeness is Likeness.SAME else [f"{number}: the emulator answers otherwise"]
    return found


def _departures(contract: Contract, path: str, exchange: Recorded) -> Iterator[str]:
    operation = next((each for each in contract.operations if each.matches(exchange.method, path)), None)
    response = operation.response(exchange.status) if operation else None
    if response is None or response.schema is None:
        yield f"the contract does not describe {exchange.method} {path} with {exchange.status}"
    else:
        yield from (each.message for each in response.schema.violations(orjson.loads(exchange.answer)))
