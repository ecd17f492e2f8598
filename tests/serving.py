"""A served command in a process of its own, as a user runs it."""

from __future__ import annotations

import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKOUT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
PATH = f"{BIN}{os.pathsep}{os.environ['PATH']}"


@contextmanager
def serving(command: str, path: str = PATH, stderr: int | None = None) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Runs `make serve` or `emulators serve ...` on a free port: the process, and its base URL once it answers."""
    port = free_port()
    command += f" PORT={port}" if command.startswith("make") else f" --port {port}"
    process = subprocess.Popen(
        shlex.split(command),
        cwd=CHECKOUT,
        env={**os.environ, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
        start_new_session=True,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(process, url)
        yield process, url
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[str], url: str) -> None:
    """Until the server answers; it is asked again and again, for 30 seconds at the most."""
    until = time.monotonic() + 30
    with httpx.Client(verify=False) as http:
        while time.monotonic() < until:
            assert process.poll() is None, "it stopped by itself"
            try:
                http.get(f"{url}/__admin/health")
            except httpx.TransportError:
                time.sleep(0.02)
            else:
                return
    raise TimeoutError(url)
