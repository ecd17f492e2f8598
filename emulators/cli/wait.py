"""The command `emulators wait`: waits until a server answers."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from emulators.cli.running import DEFAULT_URL, Url, authorization

PAUSE = 0.1
"""Seconds between two questions."""


def run(
    url: Url = DEFAULT_URL,
    timeout: Annotated[float, typer.Option(min=0, help="Seconds after which to give up, with exit code 1.")] = 30,
) -> None:
    """Wait until a server answers: for scripts and CI that start one in the background."""
    import httpx

    until = time.monotonic() + timeout
    while not _answers(url):
        if time.monotonic() > until:
            typer.echo(f"emulators: no server of emulators answers at {httpx.URL(url)} after {timeout:g} s", err=True)
            raise typer.Exit(1)
        time.sleep(PAUSE)


def _answers(url: str) -> bool:
    import httpx

    try:
        health = httpx.get(f"{url.rstrip('/')}/__admin/health", headers=authorization(), trust_env=False, timeout=5)
        return health.is_success and health.json().get("status") == "ok"
    except (httpx.HTTPError, ValueError, AttributeError):
        return False
