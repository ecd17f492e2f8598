"""The smallest client for an ASGI application: one request, one answer, no sockets."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.types import ASGIApp, Receive, Send


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """Sends requests to `app`. `headers` go with each of them; a request may replace one, or drop it with None."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str] | None = None, prefix: str = "") -> None:
        self.app = app
        self.headers = {"Host": "127.0.0.1:8080", **(headers or {})}
        self.prefix = prefix

    def request(
        self, method: str, path: str, body: Any = None, headers: Mapping[str, str | None] | None = None, chunks: int = 1
    ) -> Answer:
        """`body` is sent as it is where it is bytes, and as JSON where it is not; None sends nothing."""
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        own = {"Content-Type": "application/json"} if body is not None else {}
        sent = {name.lower(): value for name, value in {**self.headers, **own, **(headers or {})}.items()}
        return asyncio.run(self._request(method, self.prefix + path, content, sent, chunks))

    def leave(self, method: str, path: str, body: Any, headers: Mapping[str, str] | None = None) -> list[Any]:
        """Sends the body, announces more of it and leaves. Returns what was sent to nobody, which must be nothing."""
        parts: list[dict[str, Any]] = [
            {"type": "http.request", "body": json.dumps(body).encode(), "more_body": True},
            {"type": "http.disconnect"},
        ]
        sent = {**self.headers, "Content-Type": "application/json", **(headers or {})}
        answered: list[Any] = []

        async def receive() -> dict[str, Any]:
            return parts.pop(0)

        async def send(message: Any) -> None:
            answered.append(message)

        asyncio.run(self._call(_scope(method, self.prefix + path, sent), receive, send))
        return answered

    def interrupted(self, method: str, path: str, body: Any, meanwhile: Callable[[], object]) -> int:
        """The status of the answer, where something else happens between the head of the request and its body."""
        statuses: list[int] = []

        async def receive() -> dict[str, Any]:
            meanwhile()
            return {"type": "http.request", "body": json.dumps(body).encode()}

        async def send(message: Any) -> None:
            statuses.append(message.get("status"))

        sent = {**self.headers, "Content-Type": "application/json"}
        asyncio.run(self._call(_scope(method, self.prefix + path, sent), receive, send))
        return statuses[0]

    def get(self, path: str, **more: Any) -> Answer:
        return self.request("GET", path, **more)

    def post(self, path: str, body: Any = None, **more: Any) -> Answer:
        return self.request("POST", path, body, **more)

    async def _call(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)

    async def _request(
        self, method: str, target: str, content: bytes, headers: dict[str, str | None], chunks: int
    ) -> Answer:
        size = max(1, -(-len(content) // chunks))
        parts = [content[start : start + size] for start in range(0, len(content), size)] or [b""]
        sent: list[Any] = []

        async def receive() -> dict[str, Any]:
            part = parts.pop(0)
            return {"type": "http.request", "body": part, "more_body": bool(parts)}

        async def send(message: Any) -> None:
            sent.append(message)

        given = {name: value for name, value in headers.items() if value is not None}
        await self.app(_scope(method, target, given), receive, send)
        answered = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return Answer(sent[0]["status"], answered, b"".join(message.get("body", b"") for message in sent[1:]))


def _scope(method: str, target: str, headers: Mapping[str, str]) -> dict[str, Any]:
    path, _, query = target.partition("?")
    return {
        "type": "http",
        "method": method,
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "scheme": "http",
    }
