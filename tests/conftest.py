"""One served process-wide server for tests that need sockets, and a namespace for each test."""

from __future__ import annotations

import itertools
import threading

import pytest
import uvicorn

from emulators.server import assemble

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def served():
    """The base URL of a server with everything mounted."""
    config = uvicorn.Config(assemble(), host="127.0.0.1", port=0, log_level="warning", access_log=False)
    server = uvicorn.Server(config)
    started = threading.Event()
    thread = threading.Thread(target=_run, args=(server, started), daemon=True)
    thread.start()
    assert started.wait(10)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


def _run(server: uvicorn.Server, started: threading.Event) -> None:
    startup = server.startup

    async def and_tell(*args: object, **kwargs: object) -> None:
        await startup(*args, **kwargs)
        started.set()

    server.startup = and_tell
    server.run()


@pytest.fixture
def space() -> str:
    """The name of a namespace that no other test uses."""
    return f"test-{next(_numbers)}"
