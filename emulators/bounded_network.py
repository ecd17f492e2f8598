"""Network connections that give up after a deadline and a number of bytes, whatever the other side does."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpcore

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

LARGEST = 4 << 20
"""How many bytes of one answer are read, its head included."""


class TooLarge(Exception):
    """Raised where an answer has more bytes than are read."""


class TooSlow(Exception):
    """Raised where an exchange took longer than is waited for."""


@dataclass
class ExchangeBudget:
    """The seconds and bytes that one exchange may still take. `written` says whether any of the request was sent."""

    ends: float = 0.0
    bytes: int = 0
    written: bool = False

    def begin(self, seconds: float) -> None:
        """Begins a new exchange, which may take this many seconds from connecting to the last byte of the answer."""
        self.ends, self.bytes, self.written = time.monotonic() + seconds, LARGEST, False

    def seconds(self, asked: float | None = None) -> float:
        """Returns how many seconds one step may take: what is left, or `asked` where that is less.

        Raises:
            TooSlow: no time is left.
        """
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TooSlow
        return left if asked is None else min(asked, left)

    def spend(self, count: int) -> None:
        """Counts bytes that were read.

        Raises:
            TooLarge: there are too many.
        """
        self.bytes -= count
        if self.bytes < 0:
            raise TooLarge


class BoundedBackend(httpcore.NetworkBackend):
    """Opens TCP connections whose steps all count against one budget."""

    def __init__(self, budget: ExchangeBudget) -> None:
        self._budget = budget
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> BoundedStream:
        """Returns a new connection. Connecting counts against the budget.

        Raises:
            TooSlow: no time is left.
        """
        seconds = self._budget.seconds(timeout)
        return BoundedStream(self._inner.connect_tcp(host, port, seconds, local_address, socket_options), self._budget)


class BoundedStream(httpcore.NetworkStream):
    """A connection that is kept for several exchanges. Each of them begins the budget anew."""

    def __init__(self, inner: httpcore.NetworkStream, budget: ExchangeBudget) -> None:
        self._inner, self._budget = inner, budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Returns the next bytes.

        Raises:
            TooSlow: no time is left.
            TooLarge: the answer has too many bytes.
        """
        read = self._inner.read(max_bytes, self._budget.seconds(timeout))
        self._budget.spend(len(read))
        return read

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends bytes.

        Raises:
            TooSlow: no time is left.
        """
        seconds = self._budget.seconds(timeout)
        self._budget.written = True
        self._inner.write(buffer, seconds)

    def close(self) -> None:
        """Closes the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> BoundedStream:
        """Returns the same connection with TLS over it. What was written before went to a proxy and not to the target."""
        self._budget.written = False
        inner = self._inner.start_tls(ssl_context, server_hostname, self._budget.seconds(timeout))
        return BoundedStream(inner, self._budget)

    def get_extra_info(self, info: str) -> Any:
        """Returns what the underlying stream knows under this name."""
        return self._inner.get_extra_info(info)
