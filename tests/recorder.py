"""A proxy that records, in front of an application that plays the vendor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
from asgi import Client

from emulators.core.discovery import discover
from emulators.harness.contract.contract import Contract
from emulators.recording import folder
from emulators.recording.proxy import Proxy
from emulators.recording.redaction import Redaction

if TYPE_CHECKING:
    from pathlib import Path

    from emulators.recording.recorded import Recorded

VENDOR = next(each for each in discover() if each.kind == "vendor")
METHOD, PATH, SAMPLE = VENDOR.world.sample
HEADERS = dict(VENDOR.world.credentials[0].headers)


@dataclass
class Recorder:
    """A proxy in front of a vendor, and the folder that it writes."""

    client: Client
    folder: Path
    files: list[Path]


def recorder_of(app: Any, out: Path) -> Recorder:
    redaction, files = Redaction(Contract.load(VENDOR.name)), list[Any]()

    async def keep(exchange: Recorded, target: str) -> None:
        path = target.partition("?")[0].removeprefix(VENDOR.base_path)
        files.append(folder.write(out, VENDOR, redaction.redact(exchange, path), target))

    transport = httpx.ASGITransport(app)
    return Recorder(Client(Proxy(VENDOR, f"http://127.0.0.1:8080{VENDOR.base_path}", keep, transport)), out, files)
