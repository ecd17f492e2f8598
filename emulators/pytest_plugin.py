"""Fixtures for the tests of whoever integrates a vendor.

pytest imports this module at every start, before coverage measures anything, so it imports the emulators only when a
fixture is used.
"""

from __future__ import annotations

import itertools
import threading
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    import uvicorn

    from emulators.core.namespaces import Options


@pytest.fixture(scope="session")
def emulators_options() -> Options:
    """How every namespace begins; override it to change settings, profile, seed or clock."""
    from emulators.core.namespaces import Options  # noqa: PLC0415 -- see above

    return Options()


@pytest.fixture(scope="session")
def emulators_server(emulators_options: Options) -> Iterator[str]:
    """The base URL of one server for the whole session, on a free port of loopback."""
    import uvicorn  # noqa: PLC0415 -- see above

    from emulators.server import assemble  # noqa: PLC0415

    config = uvicorn.Config(assemble(options=emulators_options), port=0, access_log=False, log_level="warning")
    server, started = uvicorn.Server(config), threading.Event()
    thread = threading.Thread(target=_run, args=(server, started), daemon=True)
    thread.start()
    if not started.wait(30):
        raise RuntimeError("the emulators did not start within 30 s")
    yield "http://127.0.0.1:{}".format(server.servers[0].sockets[0].getsockname()[1])
    server.should_exit = True
    thread.join(30)


def _run(server: uvicorn.Server, started: threading.Event) -> None:
    startup = server.startup

    async def and_tell(sockets: object = None) -> None:
        await startup(sockets)  # type: ignore[arg-type]
        started.set()

    server.startup = and_tell  # type: ignore[method-assign]
    server.run()


@pytest.fixture(scope="session")
def _emulators_numbers() -> Iterator[int]:
    return itertools.count(1)


@pytest.fixture
def emulators_url(emulators_server: str, _emulators_numbers: Iterator[int]) -> str:
    """The base URL of a namespace that no other test uses: `{emulators_url}/chorus/v1/phone-numbers`."""
    return f"{emulators_server}/~test-{next(_emulators_numbers)}"
