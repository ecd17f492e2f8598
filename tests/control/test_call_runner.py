"""The calls that a carrier was asked to make go on by the clock of their namespace."""

import asyncio
import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any, ClassVar

import pytest
import sample_vendor
from asgi import Client
from control_plane import ADMIN, NOW

from emulators.control import control_plane
from emulators.control.call_runner import CallRunner
from emulators.core.call_progress import CallProgress
from emulators.core.clock import Clock
from emulators.core.inbound_call import Delivery, until_taken
from emulators.core.namespace import Gone, Namespace
from emulators.core.namespaces import Namespaces
from emulators.core.options import Options
from emulators.core.telephony import Telephony
from emulators.server import Server

ELSEWHERE = "http://pbx.example.com/"
"""Not on loopback, so that nothing is sent and the journal says so."""


class Promises:
    """A carrier's calls: when each message is due, and its name."""

    def __init__(self, *names: tuple[datetime, str]) -> None:
        self.left = sorted(names)
        self.meanwhile: list[Callable[[], None]] = []
        self.times = 0
        self.asked, self.told = asyncio.Event(), asyncio.Event()

    def proceed(self, namespace: Namespace) -> CallProgress:
        now = namespace.clock.now()
        due = [name for when, name in self.left if when <= now]
        self.left = [each for each in self.left if each[0] > now]
        self.asked.set()
        self.times += 1
        while self.meanwhile:
            self.meanwhile.pop()()
        if due:
            self.told.set()
        messages = tuple(until_taken([Delivery("status", "POST", ELSEWHERE + name, {})]) for name in due)
        return CallProgress(messages, self.left[0][0] if self.left else None)


class Deleted(Promises):
    """A carrier whose namespace was deleted meanwhile."""

    def proceed(self, _namespace: Namespace) -> CallProgress:
        raise Gone


class Onlooker(CallRunner):
    """A runner that only notes where it was told to look."""

    looked: ClassVar[list[Namespace]] = []

    def look(self, namespace: Namespace) -> None:
        self.looked.append(namespace)


@contextmanager
def carrying(
    promises: Promises, clock: Clock, kind: type[CallRunner] = CallRunner
) -> Iterator[tuple[CallRunner, Namespaces, Client]]:
    def nobody(*_asked: object) -> Any:
        return None

    telephony = Telephony(nobody, nobody, nobody, proceed=promises.proceed)
    carrier = dataclasses.replace(sample_vendor.emulator, telephony=telephony)
    every = Namespaces((carrier,), Options(clock=clock))
    runner = kind((carrier,))
    server = Server(every, (carrier,), control_plane(every, (carrier,), runner=runner), runner=runner)
    yield runner, every, Client(server)
    every.close()


def sent(namespace: Namespace) -> list[str]:
    return [entry.request.path.removeprefix(ELSEWHERE) for entry in namespace.journal if entry.outgoing]


def test_what_is_due_is_sent_in_its_order_and_the_next_moment_told() -> None:
    later = NOW + timedelta(seconds=9)
    promises = Promises((NOW, "first"), (NOW, "second"), (later, "third"))

    with carrying(promises, Clock(NOW)) as (runner, every, _):
        due = asyncio.run(runner.catch_up(every.get("default")))

        assert (sent(every.get("default")), due) == (["first", "second"], later)


def test_a_clock_that_is_moved_sends_what_is_due_then_before_it_answers() -> None:
    promises = Promises((NOW + timedelta(seconds=5), "first"), (NOW + timedelta(seconds=50), "second"))

    with carrying(promises, Clock(NOW)) as (_, every, client):
        client.request("PUT", "/__admin/clock", {"advance": 4})
        before = sent(every.get("default"))
        client.request("PUT", "/__admin/clock", {"advance": 1})

        assert (before, sent(every.get("default"))) == ([], ["first"])
        client.request("DELETE", "/__admin/clock")
        assert sent(every.get("default")) == ["first"]


def test_a_running_server_waits_for_the_next_message() -> None:
    async def wait(promises: Promises, runner: CallRunner, every: Namespaces) -> None:
        runner.start()
        runner.look(every.get("default"))
        await asyncio.wait_for(promises.told.wait(), 10)
        runner.stop()

    soon = datetime.now(NOW.tzinfo) + timedelta(seconds=0.05)
    promises = Promises((soon, "first"), (soon + timedelta(hours=1), "second"))
    with carrying(promises, Clock()) as (runner, every, _):
        asyncio.run(wait(promises, runner, every))

        assert promises.left == [(soon + timedelta(hours=1), "second")]


def test_a_server_that_waits_for_something_later_looks_again_when_it_is_told_to() -> None:
    now = datetime.now(NOW.tzinfo)

    async def wait(promises: Promises, runner: CallRunner, namespace: Namespace) -> None:
        runner.start()
        runner.look(namespace)
        await asyncio.wait_for(promises.asked.wait(), 10)
        promises.left.insert(0, (now, "at once"))
        runner.look(namespace)
        await asyncio.wait_for(promises.told.wait(), 10)
        runner.stop()

    promises = Promises((now + timedelta(hours=1), "later"))
    with carrying(promises, Clock()) as (runner, every, _):
        asyncio.run(wait(promises, runner, every.get("default")))

        assert [name for _, name in promises.left] == ["later"]


@pytest.mark.parametrize("clock", [Clock(), Clock(NOW)], ids=["nothing_left", "clock_stands_still"])
def test_nobody_waits_for_what_will_not_come(clock: Clock) -> None:
    async def wait(runner: CallRunner, namespace: Namespace) -> None:
        runner.start()
        runner.look(namespace)
        await asyncio.wait_for(asyncio.gather(*runner.waiting()), 10)

    promises = Promises() if clock.frozen is None else Promises((NOW + timedelta(seconds=1), "later"))
    with carrying(promises, clock) as (runner, every, _):
        asyncio.run(wait(runner, every.get("default")))

        assert sent(every.get("default")) == []


def test_waiting_ends_with_the_namespace() -> None:
    async def wait(runner: CallRunner, namespace: Namespace) -> None:
        runner.start()
        runner.look(namespace)
        await asyncio.wait_for(asyncio.gather(*runner.waiting()), 10)

    with carrying(Deleted(), Clock()) as (runner, every, _):
        asyncio.run(wait(runner, every.get("default")))

        assert sent(every.get("default")) == []


def test_waiting_ends_with_a_namespace_that_is_deleted_meanwhile() -> None:
    async def wait(promises: Promises, runner: CallRunner, every: Namespaces) -> None:
        namespace = every.get("default")
        runner.start()
        runner.look(namespace)
        await asyncio.wait_for(promises.asked.wait(), 10)
        every.delete("default")
        runner.look(namespace)
        await asyncio.wait_for(asyncio.gather(*runner.waiting()), 10)

    promises = Promises((datetime.now(NOW.tzinfo) + timedelta(hours=1), "later"))
    with carrying(promises, Clock()) as (runner, every, _):
        asyncio.run(wait(promises, runner, every))

        assert len(promises.left) == 1


def test_what_changes_while_something_is_sent_is_looked_at_as_well() -> None:
    async def wait(promises: Promises, runner: CallRunner, namespace: Namespace) -> None:
        promises.meanwhile = [partial(runner.look, namespace)]
        runner.start()
        runner.look(namespace)
        await asyncio.wait_for(asyncio.gather(*runner.waiting()), 10)

    promises = Promises((NOW, "first"))
    with carrying(promises, Clock(NOW)) as (runner, every, _):
        asyncio.run(wait(promises, runner, every.get("default")))

        assert (sent(every.get("default")), promises.times) == (["first"], 3)


def test_what_a_client_changes_at_a_carrier_is_looked_at() -> None:
    with carrying(Promises(), Clock(NOW), Onlooker) as (_, every, client):
        client.get("/acme/v1/numbers", headers=ADMIN)
        client.post("/acme/v1/numbers", {"number": "+1", "secret": "hush"}, headers=ADMIN)

        assert Onlooker.looked == [every.get("default")]


def test_nothing_waits_before_the_server_runs() -> None:
    with carrying(Promises((NOW, "first")), Clock(NOW)) as (runner, every, _):
        runner.look(every.get("default"))

        assert runner.waiting() == []
