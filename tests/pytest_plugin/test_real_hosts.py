"""Requests for real hosts are refused."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from sample_operation import VENDOR

from emulators.pytest_plugin.real_hosts import RealHostRefused, RealHosts

HOST = urlsplit(VENDOR.server).hostname or ""
DOMAIN = HOST.partition(".")[2] if HOST.count(".") > 1 else HOST


def test_what_would_leave_for_a_real_host_is_refused(run) -> None:
    result = run(
        f"""
        import socket
        import pytest

        def test_real():
            socket.getaddrinfo("{VENDOR.server.partition("//")[2].partition("/")[0]}", 443)

        def test_other():
            with pytest.raises(OSError):
                socket.getaddrinfo("nowhere.invalid", 443)
            with pytest.raises(OSError):
                socket.getaddrinfo(b"nowhere.invalid", 443)
        """,
        "--emulators-block-real",
        passed=1,
        failed=1,
    )

    result.stdout.fnmatch_lines([f"*RealHostRefused: a request would leave for *{VENDOR.name}'s base_url*"])


@pytest.fixture
def watching():
    """Watches the names that are resolved while a test runs."""
    hosts = RealHosts()
    yield hosts
    hosts.stop()


@pytest.mark.parametrize("event", ["socket.getaddrinfo", "socket.gethostbyname"])
@pytest.mark.parametrize("host", [HOST, HOST.upper(), f"{HOST}.", DOMAIN, f"a.b.{DOMAIN}", HOST.encode()], ids=repr)
def test_every_host_in_the_domain_of_a_vendor_is_refused(watching, event, host) -> None:
    with pytest.raises(RealHostRefused, match=f"{VENDOR.name}'s base_url"):
        watching._look(event, (host, 443))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", None, f"not{DOMAIN}", f"{HOST}.example", b"\xff"], ids=repr)
def test_any_other_host_is_resolved(watching, host) -> None:
    watching._look("socket.getaddrinfo", (host, 443))
    watching._look("socket.connect", (HOST, 443))

    watching.stop()

    watching._look("socket.getaddrinfo", (HOST, 443))
