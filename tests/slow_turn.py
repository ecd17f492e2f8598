"""A turn of a namespace that takes as long as a test wants, in a thread."""

import asyncio
import threading

ELSEWHERE = {"somebody": "http://127.0.0.1:9"}


class Slow:
    """Work in a thread that lasts until it is let go."""

    def __init__(self) -> None:
        self.begun, self.may_end = threading.Event(), threading.Event()

    def __call__(self) -> str:
        self.begun.set()
        assert self.may_end.wait(10)
        return "done"


async def wait_until_begun(slow: Slow) -> None:
    assert await asyncio.to_thread(slow.begun.wait, 10)
