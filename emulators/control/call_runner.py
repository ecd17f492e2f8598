"""Carries on the calls that carriers were asked to make: sends each webhook when it is due, by the clock of its namespace."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from emulators.control.delivery import deliver
from emulators.core.namespace import Gone

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import datetime

    from emulators.core.call_progress import CallProgress
    from emulators.core.emulator import Emulator
    from emulators.core.namespace import Namespace

SHORTEST = 0.01
"""Seconds; the clock of a namespace and that of the event loop need not agree to the millisecond."""


class CallRunner:
    """Sends what is due, and between `start` and `stop` waits for what will be. Webhooks go to loopback and to `allowed` hosts."""

    def __init__(self, emulators: Iterable[Emulator], allowed: Collection[str] = ()) -> None:
        self._carriers = [
            (each, each.telephony.proceed) for each in emulators if each.telephony and each.telephony.proceed
        ]
        self._allowed = frozenset(host.lower() for host in allowed)
        self._waiting: WeakKeyDictionary[Namespace, asyncio.Task[None]] = WeakKeyDictionary()
        self._changed: WeakKeyDictionary[Namespace, asyncio.Event] = WeakKeyDictionary()
        self._started = False
        self.names = frozenset(carrier.name for carrier, _ in self._carriers)
        """The emulators that make calls."""

    def start(self) -> None:
        """Lets `look` wait in the event loop that runs now."""
        self._started = True

    def stop(self) -> None:
        """Ends all waiting."""
        self._started = False
        for task in self.waiting():
            task.cancel()

    def look(self, namespace: Namespace) -> None:
        """Waits for what is due next in a namespace where something may have changed. Does nothing before `start`."""
        if not self._started:
            return
        task = self._waiting.get(namespace)
        if task is None or task.done():
            changed = self._changed[namespace] = asyncio.Event()
            self._waiting[namespace] = asyncio.create_task(self._wait(namespace, changed))
        else:
            self._changed[namespace].set()

    def waiting(self) -> list[asyncio.Task[None]]:
        """Returns the tasks that wait, or send."""
        return list(self._waiting.values())

    async def catch_up(self, namespace: Namespace) -> datetime | None:
        """Sends everything that is due by now. Returns when the next message is due, or None where there is none."""
        while True:
            told = [await self._proceed(namespace, carrier, proceed) for carrier, proceed in self._carriers]
            if not any(progress.messages for progress in told):
                return min((progress.due for progress in told if progress.due), default=None)

    async def _proceed(
        self, namespace: Namespace, carrier: Emulator, proceed: Callable[[Namespace], CallProgress]
    ) -> CallProgress:
        progress = await namespace.turn(proceed, namespace)
        async for _ in deliver(namespace, carrier, progress.messages, self._allowed, 1):
            pass
        return progress

    async def _wait(self, namespace: Namespace, changed: asyncio.Event) -> None:
        with suppress(Gone):
            while not namespace.closed:
                changed.clear()
                due = await self.catch_up(namespace)
                clock = namespace.clock
                if changed.is_set():
                    continue
                if due is None or clock.frozen:
                    return
                seconds = max((due - clock.now()).total_seconds(), SHORTEST)
                with suppress(TimeoutError):
                    await asyncio.wait_for(changed.wait(), seconds)
