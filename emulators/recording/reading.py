"""Reads a request in whatever form a user has it: HAR, a `curl` command line, or raw HTTP."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from emulators.explanation.routing import route
from emulators.recording.curl_line import read_curl
from emulators.recording.har_reading import read_har
from emulators.recording.raw_http import REQUEST, read_raw
from emulators.recording.recorded import BadRecording, Recorded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from emulators.core.emulator import Emulator


def read_anything(file: Path) -> list[Recorded]:
    """Returns the exchanges of a file in order.

    Raises:
        BadRecording: it cannot be read; the message names the file and the place.
    """
    try:
        return _read(file.read_bytes())
    except OSError as error:
        raise BadRecording(f"{file}: cannot be read: {error.strerror}") from None
    except BadRecording as error:
        raise BadRecording(f"{file}: {error}") from None


def _read(content: bytes) -> list[Recorded]:
    if content.lstrip()[:1] == b"{":
        return read_har(content)
    try:
        text = content.decode().lstrip().removeprefix("$ ")
    except UnicodeDecodeError:
        raise BadRecording("it is no text in UTF-8") from None
    if text.startswith("curl "):
        return [read_curl(text)]
    if REQUEST.match(text.partition("\n")[0].strip()):
        return [read_raw(text)]
    raise BadRecording("line 1: begins neither HAR, nor a curl command line, nor a request such as POST /v1/x HTTP/1.1")


def select_exchanges(
    emulators: tuple[Emulator, ...], read: list[Recorded], vendor: str, entry: int | None
) -> tuple[Emulator, list[Recorded]]:
    """Returns the emulator, and the exchanges with it up to the one that is meant: the last that was refused, unless `entry` says which.
    Those of a file that are with nobody here, such as a page's pictures, are left out.

    Raises:
        BadRecording: there is no such exchange, or none of them is with an emulator.
    """
    if entry is not None and entry > len(read):
        raise BadRecording(f"has {len(read)} requests, and not {entry}")
    found: list[tuple[Emulator, Recorded]] = []
    for each in read[:entry]:
        with suppress(BadRecording):
            found.append(locate(emulators, each, vendor))
    refused = [number for number, (_, each) in enumerate(found, 1) if each.status >= 400]
    if entry or not found:
        locate(emulators, read[(entry or 0) - 1], vendor)  # which says so where it is with nobody here
    meant = found[: refused[-1] if refused and entry is None else len(found)]
    emulator = meant[-1][0]
    return emulator, [exchange for owner, exchange in meant if owner is emulator]


def locate(emulators: tuple[Emulator, ...], exchange: Recorded, vendor: str) -> tuple[Emulator, Recorded]:
    """Returns the emulator that an exchange is with, and the exchange with its path as the vendor's host has it.

    `vendor` is the name of the emulator where the user gave it.

    Raises:
        BadRecording: no emulator has the name, the host or the path.
    """
    named = [each for each in emulators if each.name == (vendor or exchange.vendor)]
    parts = urlsplit(exchange.url)
    hosted = [each for each in emulators if urlsplit(each.server).netloc == parts.netloc]
    path = exchange.target.partition("?")[0] or parts.path or "/"
    query = f"?{parts.query}" if parts.query else ""
    for emulator, found in _places(named or hosted or emulators, path, mounted=not (named or hosted)):
        if route(emulator, found)[0].get(exchange.method) or (route(emulator, found)[0] and named + hosted):
            return emulator, replace(exchange, target=f"{found}{query}")
    if named or hosted:
        return (named or hosted)[0], replace(exchange, target=f"{path}{query}")
    raise BadRecording(f"no emulator has {exchange.method} {path}; --vendor names the one that is meant")


def _places(emulators: Iterable[Emulator], path: str, *, mounted: bool) -> Iterator[tuple[Emulator, str]]:
    """Yields each emulator with the path, as it is and without the first parts that a server or a proxy adds."""
    parts = path.split("/")[1:]
    cuts = [f"/{'/'.join(parts[cut:])}" for cut in range(len(parts))]
    for emulator in emulators:
        for cut, found in enumerate(cuts):
            if not mounted or cut == 0 or parts[cut - 1] == emulator.name:
                yield emulator, found
