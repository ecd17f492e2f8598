import asyncio

import sample_vendor as acme
from asgi import Client

from emulators.control import control_plane
from emulators.core.namespaces import Namespaces
from emulators.core.options import Options
from emulators.server import Server

HEADERS = {"host": "127.0.0.1:8080", "content-type": "application/json", "authorization": "Bearer admin"}


def test_a_namespace_that_is_deleted_while_many_ask_it_gives_no_fault() -> None:
    every = Namespaces((acme.emulator,), Options(carriers={"somebody": "http://127.0.0.1:9"}))
    client = Client(Server(every, (acme.emulator,), control_plane(every, (acme.emulator,))))

    async def status(method: str, path: str, body: bytes = b"") -> int:
        return (await client._request(method, path, body, dict(HEADERS), 1)).status

    async def together() -> list[int]:
        creates = [status("POST", "/~a/acme/v1/numbers", b'{"number": "+2%d"}' % each) for each in range(30)]
        resets = [status("POST", "/~a/__admin/reset") for _ in range(3)]
        deletions = [status("DELETE", "/__admin/namespaces/a") for _ in range(3)]
        return await asyncio.gather(
            *creates[:10], deletions[0], *resets, *creates[10:20], *deletions[1:], *creates[20:]
        )

    statuses = asyncio.run(together())
    every.close()

    assert (statuses[:10], [each for each in statuses if each >= 500]) == ([201] * 10, [])
