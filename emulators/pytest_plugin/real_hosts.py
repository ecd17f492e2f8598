"""Refuses requests to real vendors and carriers."""

from __future__ import annotations

import sys
from typing import Any
from urllib.parse import urlsplit

from emulators.core.discovery import discover

RESOLVES = frozenset({"socket.getaddrinfo", "socket.gethostbyname"})


class RealHostRefused(RuntimeError):
    """Raised where a request would have been sent to a real vendor or carrier."""


class RealHosts:
    """Watches every host name that Python resolves, and refuses those in the domain of an emulator's real server."""

    def __init__(self) -> None:
        self._domains = {_domain(urlsplit(emulator.server).hostname or ""): emulator.name for emulator in discover()}
        sys.addaudithook(self._look)

    def stop(self) -> None:
        """Stops refusing. (Python's audit hooks cannot be removed.)"""
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
    """Returns the domain of a host: `vendor.com` for `api.vendor.com`; a host of two labels is returned as it is."""
    parent = host.partition(".")[2]
    return parent if "." in parent else host
