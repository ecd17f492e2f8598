"""Requests for real hosts are refused."""

from __future__ import annotations

from sample_operation import VENDOR


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
