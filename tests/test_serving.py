"""The server in a thread of this process, and how every server of ours is configured."""

from __future__ import annotations

import httpx
import pytest

from emulators.server import assemble
from emulators.serving import background, configure


def test_the_server_stops_where_its_block_fails() -> None:
    with pytest.raises(ZeroDivisionError), background() as url:
        assert httpx.get(f"{url}/__admin/health").status_code == 200
        raise ZeroDivisionError

    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/__admin/health")


def test_no_idle_connection_is_closed_before_its_client_would_close_it() -> None:
    assert configure(assemble()).timeout_keep_alive > 60


def test_a_web_socket_is_never_opened_whatever_is_installed() -> None:
    config = configure(assemble())

    config.load()

    assert config.ws_protocol_class is None
