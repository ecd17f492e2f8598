"""Talks to the control plane of a running server, for every command that needs one."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from emulators.cli.usage import fail

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Url = Annotated[
    str, typer.Option(envvar="EMULATORS_URL", help="The server's URL; end it with /~NAME for another namespace.")
]
Namespace = Annotated[str, typer.Option(help="The namespace; without it, the default one or that of the URL.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]

DEFAULT_URL = "http://127.0.0.1:8080"
TOKEN = "EMULATORS_ADMIN_TOKEN"  # noqa: S105 -- the name of a variable
SIGN = "emulators-control-plane"
"""The header on every answer of a control plane of ours."""

PATIENCE = 120
"""Seconds that an answer may take: a simulated call waits for webhooks."""


@dataclass(frozen=True)
class RunningServer:
    """The control plane of one namespace of a server. A mistake ends the command with one line and exit code 2."""

    url: str = DEFAULT_URL
    namespace: str = ""

    @property
    def root(self) -> str:
        """The URL under which the namespace's emulators are mounted."""
        base = self.url.rstrip("/")
        return f"{base.partition('/~')[0]}/~{self.namespace}" if self.namespace else base

    @property
    def name(self) -> str:
        """The name of the namespace."""
        return self.root.rpartition("/~")[2] if "/~" in self.root else "default"

    def ask(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        params: Mapping[str, Any] | None = None,
        part: str = "",
    ) -> Any:
        """Returns what the control plane answers below `/__admin`, read from JSON. What it refuses ends the command.

        `part` is a property that the answer of a server of ours has.
        """
        import httpx

        address, headers = self._address(path), authorization()
        try:
            response = httpx.request(
                method, address, json=body, params=params, headers=headers, timeout=PATIENCE, trust_env=False
            )
            answer = response.json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            fail(f"no server of emulators answers at {self._shown}: {error}")
        if isinstance(answer, dict) and "error" in answer and response.is_error:
            fail(str(answer["error"]))
        if response.is_error or SIGN not in response.headers or (part and part not in answer):
            fail(f"what answers at {self._shown} is no server of emulators")
        return answer

    def transfer(self, method: str, path: str, image: bytes | None = None) -> bytes:
        """Returns what the control plane answers as it came, to a snapshot that is sent or to none. A refusal ends the command."""
        import httpx

        headers = authorization() | ({} if image is None else {"content-type": "application/vnd.sqlite3"})
        try:
            answer = httpx.request(
                method, self._address(path), content=image, headers=headers, timeout=PATIENCE, trust_env=False
            )
            refused = answer.json()["error"] if answer.is_error else ""
        except (httpx.HTTPError, httpx.InvalidURL, KeyError, TypeError, ValueError) as error:
            fail(f"no server of emulators answers at {self._shown}: {error}")
        if refused:
            fail(refused)
        if SIGN not in answer.headers:
            fail(f"what answers at {self._shown} is no server of emulators")
        return answer.content

    def follow(self, path: str, params: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Yields what the control plane tells in server-sent events, until the server or the reader has had enough."""
        import httpx

        headers = {"accept": "text/event-stream", **authorization()}
        timeout = httpx.Timeout(PATIENCE, read=None)
        try:
            with httpx.stream(
                "GET", self._address(path), params=params, headers=headers, timeout=timeout, trust_env=False
            ) as stream:
                if stream.is_success and SIGN not in stream.headers:
                    fail(f"what answers at {self._shown} is no server of emulators")
                if not stream.is_success:
                    fail(json.loads(stream.read()).get("error", f"answered {stream.status_code}"))
                for line in stream.iter_lines():
                    if line.startswith("data: "):
                        yield json.loads(line.removeprefix("data: "))
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            fail(f"no server of emulators answers at {self._shown}: {error}")

    def _address(self, path: str) -> str:
        return f"{self.root}/__admin/{path}"

    @property
    def _shown(self) -> str:
        from emulators.core.mask import without_userinfo

        return without_userinfo(self.url)


def authorization() -> dict[str, str]:
    """Returns the header with the control plane's credential, where the environment has one."""
    token = os.environ.get(TOKEN)
    return {"authorization": f"Bearer {token}"} if token else {}
