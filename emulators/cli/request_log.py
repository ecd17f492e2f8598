"""Prints a line for each request of a server, without ever holding a request up."""

from __future__ import annotations

import json
import queue
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from emulators.cli.request_line import RequestLine

if TYPE_CHECKING:
    from typing import TextIO

    from emulators.core.journal import Entry

WAITING = 10_000
"""How many lines wait for a terminal that is slow; those after them are left out, and counted."""

PATIENCE = 2.0
"""Seconds that the last lines get when the server stops."""


class RequestLog:
    """Prints a line for each request that it is told of, in a thread of its own: a reader that stops reading, as a pipe that
    nobody empties, costs lines and no requests."""

    def __init__(self, out: TextIO, *, colour: bool = False, as_json: bool = False) -> None:
        self._out = out
        self._colour = colour
        self._as_json = as_json
        self._waiting: queue.Queue[tuple[str, Entry] | None] = queue.Queue(WAITING)
        self._left_out = 0
        self._thread = threading.Thread(target=self._print, daemon=True)
        self._thread.start()

    def __call__(self, namespace: str, entry: Entry) -> None:
        """Has the request printed."""
        try:
            self._waiting.put_nowait((namespace, entry))
        except queue.Full:
            self._left_out += 1

    def close(self) -> None:
        """Prints what waits, if the reader takes it within seconds."""
        with suppress(queue.Full):  # the reader is stuck, or gone
            self._waiting.put(None, timeout=PATIENCE)
        self._thread.join(PATIENCE)
        if self._left_out:
            sys.stderr.write(f"emulators: {self._left_out} lines were left out; the reader was too slow\n")

    def _print(self) -> None:
        while (told := self._waiting.get()) is not None:
            try:
                self._out.write(f"{self._line(RequestLine.of(*told))}\n")
                if self._waiting.empty():
                    self._out.flush()
            except (OSError, ValueError):
                return  # the reader is gone, and requests go on

    def _line(self, line: RequestLine) -> str:
        return json.dumps(line.json()) if self._as_json else line.text(colour=self._colour)
