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
        self._listening = _listen()
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


def _listen() -> socket.socket:
    """Returns a listening socket on a free port of loopback.

    It names its protocol, which `socket.create_server` does not: asyncio sends small answers at once only on sockets that
    say they are TCP, and otherwise each one waits 40 ms for the client's acknowledgement.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    listening.listen(BACKLOG)
    return listening
