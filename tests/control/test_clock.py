import asyncio

import sample_vendor
from asgi import Client
from control_plane import add
from slow_turn import ELSEWHERE, Slow, wait_until_begun

from emulators.control import control_plane
from emulators.core.namespaces import Namespaces
from emulators.core.options import Options
from emulators.server import Server


def test_the_clock_of_a_namespace_is_set_moved_and_as_it_was_again(client) -> None:
    def clock(method: str, body: object = None) -> tuple[str, bool]:
        shown = client.request(method, "/~a/__admin/clock", body).json()
        return shown["now"], shown["frozen"]

    shown = [
        clock("GET"),
        clock("PUT", {"now": "2024-02-01T00:00:00Z"}),
        clock("PUT", {"advance": 1.5}),
        clock("DELETE"),
    ]

    assert shown == [
        ("2024-01-15T10:30:00.000+00:00", True),
        ("2024-02-01T00:00:00.000+00:00", True),
        ("2024-02-01T00:00:01.500+00:00", True),
        ("2024-01-15T10:30:00.000+00:00", True),
    ]
    assert client.request("PUT", "/~a/__admin/clock", {"frozen": False}).json()["frozen"] is False


def test_what_is_made_has_the_time_of_the_clock(client) -> None:
    client.request("PUT", "/__admin/clock", {"advance": 3_600})
    add(client)

    assert client.get("/__admin/state/acme/numbers?offset=1").json()[0]["at"] == "2024-01-15T11:30:00Z"


def test_the_time_that_a_request_stands_still_at_is_not_shown() -> None:
    every = Namespaces((sample_vendor.emulator,), Options(carriers=ELSEWHERE))
    client = Client(Server(every, (sample_vendor.emulator,), control_plane(every, (sample_vendor.emulator,))))
    space, slow = every.get("default"), Slow()

    def answer_slowly() -> None:
        running, space.clock = space.clock, space.clock.freeze()
        slow()
        space.clock = running

    async def show() -> bool:
        turn = asyncio.create_task(space.turn(answer_slowly))
        await wait_until_begun(slow)
        shown = asyncio.create_task(client._request("GET", "/__admin/clock", b"", dict(client.headers), 1))
        await asyncio.sleep(0)
        slow.may_end.set()
        await turn
        frozen: bool = (await shown).json()["frozen"]
        return frozen

    frozen = asyncio.run(show())
    every.close()

    assert frozen is False
