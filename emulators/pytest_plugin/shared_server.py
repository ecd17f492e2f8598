"""Serves the workers of pytest-xdist from the process that controls them."""

from __future__ import annotations

import select
import socket
import threading

BACKLOG = 1_024


class SharedServer:
    """A port of loopback on which the emulators start when somebody first connects. Until then it is only an open
    socket."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=BACKLOG)
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._stop, self._stopped = socket.socketpair()
        self._thread = threading.Thread(target=self._serve, daemon=True, name="emulators-shared")
        self._thread.start()

    def _serve(self) -> None:
        asked, _, _ = select.select([self._listening, self._stopped], [], [])
        if self._stopped in asked:
            return
        from emulators.core.options import Options  # noqa: PLC0415 -- only now somebody wants it
        from emulators.pytest_plugin.host import Local  # noqa: PLC0415 -- the same

        host = Local(Options())
        host.serve(self._listening)
        select.select([self._stopped], [], [])
        host.close()

    def close(self) -> None:
        """Stops the server, if it has started, and closes the port."""
        self._stop.send(b".")
        self._thread.join(30)
        for each in (self._stop, self._stopped, self._listening):
            each.close()
