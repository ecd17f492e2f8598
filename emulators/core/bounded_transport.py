"""Sends a request of httpx within a deadline for the whole exchange and a limit of bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpcore
import httpx

from emulators.bounded_network import BoundedBackend, ExchangeBudget, TooLarge, TooSlow

if TYPE_CHECKING:
    import ssl


class BoundedTransport(httpx.BaseTransport):
    """A transport for one exchange, which may take `seconds` from connecting to the last byte of the answer. The answer is
    at most 4 MiB long, and its body is what was sent: nothing is decompressed."""

    def __init__(self, seconds: float, trust: ssl.SSLContext) -> None:
        budget = ExchangeBudget()
        budget.begin(seconds)
        self._pool = httpcore.ConnectionPool(ssl_context=trust, network_backend=BoundedBackend(budget))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Returns the answer to the request.

        Raises:
            httpx.TransportError: there is none in time (`TimeoutException`), it is too long (`ReadError`), or it is no
                HTTP.
        """
        request.headers["Accept-Encoding"] = "identity"
        url = httpcore.URL(
            scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path
        )
        try:
            answer = self._pool.request(
                request.method, url, headers=request.headers.raw, content=request.read(), extensions=request.extensions
            )
        except TooLarge:
            raise httpx.ReadError("the answer is too long") from None
        except (TooSlow, httpcore.TimeoutException):
            raise httpx.TimeoutException("there is no whole answer in time") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
            raise httpx.TransportError(f"{type(error).__name__} {error}".rstrip()) from None
        headers = [(name, value) for name, value in answer.headers if name.lower() != b"content-encoding"]
        return httpx.Response(answer.status, headers=headers, content=answer.content)

    def close(self) -> None:
        """Closes the connection."""
        self._pool.close()
