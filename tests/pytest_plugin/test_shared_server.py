"""The server that the workers of pytest-xdist share."""

import socket

from emulators.pytest_plugin.shared_server import SharedServer


def test_its_socket_says_that_it_is_tcp_so_that_asyncio_sends_small_answers_at_once() -> None:
    shared = SharedServer()

    protocol = shared._listening.proto
    shared.close()

    assert protocol == socket.IPPROTO_TCP
