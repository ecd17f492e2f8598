"""Refuses what would leave for a real vendor or carrier."""

from __future__ import annotations

import sys
from typing import Any
from urllib.parse import urlsplit

from emulators.core.discovery import discover

RESOLVES = frozenset({"socket.getaddrinfo", "socket.gethostbyname"})


class RealHostRefused(RuntimeError):
    """A request would have left for a real vendor or carrier."""


class RealHosts:
    """Watches every name that Python resolves. The host of each emulator's real server is refused, and all beside and below it."""

    def __init__(self) -> None:
        self._domains = {_domain(urlsplit(emulator.server).hostname or ""): emulator.name for emulator in discover()}
        sys.addaudithook(self._look)

    def stop(self) -> None:
        """Refuses no more. (What watches an interpreter cannot be taken out again.)"""
        self._domains = {}

    def _look(self, event: str, args: tuple[Any, ...]) -> None:
        if event not in RESOLVES or not self._domains:
            return
        host = args[0].decode("ascii", "replace") if isinstance(args[0], bytes) else str(args[0])
        for domain, name in self._domains.items():
            if f".{host.lower().rstrip('.')}".endswith(f".{domain}"):
                raise RealHostRefused(
                    f"a request would leave for {host}, and --emulators-block-real is on: send it to the fixture "
                    f"{name}'s base_url, or through its client"
                )


def _domain(host: str) -> str:
    """`api.vendor.com` as `vendor.com`; what has no more than two parts as it is."""
    parent = host.partition(".")[2]
    return parent if "." in parent else host
