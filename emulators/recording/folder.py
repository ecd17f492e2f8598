"""Keeps recordings in a folder, one exchange a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from emulators.core.files import write_whole
from emulators.explanation.routing import operation_of
from emulators.recording.har_reading import read_har
from emulators.recording.har_writing import to_har
from emulators.recording.recorded import BadRecording, Recorded

if TYPE_CHECKING:
    from emulators.core.emulator import Emulator

SUFFIX = ".har"


def make_folder(folder: Path) -> None:
    """Makes a folder to which recordings can be written.

    Raises:
        BadRecording: it cannot be made or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / ".writable", b"")
        (folder / ".writable").unlink()
    except OSError as error:
        raise BadRecording(f"{folder}: cannot be written: {error.strerror}") from None


def write(folder: Path, emulator: Emulator, exchange: Recorded, path: str) -> Path:
    """Writes an exchange after those that the folder has, whole or not at all, and returns its file.

    Raises:
        OSError: it cannot be written.
    """
    operation = operation_of(emulator, exchange.method, path.partition("?")[0])
    name = operation.name if operation else f"{exchange.method}-elsewhere"
    number = 1 + max((_number(each) for each in folder.glob(f"*{SUFFIX}")), default=0)
    file = folder / f"{number:04}-{emulator.name}-{name}-{exchange.status}{SUFFIX}"
    write_whole(file, orjson.dumps(to_har([exchange]), option=orjson.OPT_INDENT_2) + b"\n")
    return file


def _number(file: Path) -> int:
    found = re.match(r"[0-9]{1,9}", file.name)
    return int(found[0]) if found else 0


def read(folder: Path) -> list[Recorded]:
    """Returns the exchanges of all recordings in a folder, in the order of the files' names.

    Raises:
        BadRecording: one cannot be read; the message names the file and the place.
    """
    files = sorted(folder.glob(f"*{SUFFIX}"))
    if not files:
        raise BadRecording(f"{folder}: has no recordings (files that end in {SUFFIX})")
    return [exchange for file in files for exchange in read_file(file)]


def read_file(file: Path) -> list[Recorded]:
    """Returns the exchanges of a HAR file.

    Raises:
        BadRecording: it cannot be read; the message names the file and the place.
    """
    try:
        return read_har(file.read_bytes())
    except OSError as error:
        raise BadRecording(f"{file}: cannot be read: {error.strerror}") from None
    except BadRecording as error:
        raise BadRecording(f"{file}: {error}") from None
