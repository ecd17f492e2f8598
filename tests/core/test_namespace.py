"""One namespace: what it owns, how it begins, and how its turns are taken."""

import asyncio
import gc
import threading
from functools import partial

import pytest
import sample_vendor
from sample_rows import add, numbers
from slow_turn import ELSEWHERE, Slow, wait_until_begun

from emulators.core.beginning import Beginning
from emulators.core.clock import moment
from emulators.core.namespace import in_turn
from emulators.core.settings import BadSetting


def test_what_happens_in_one_namespace_is_not_seen_in_another(made) -> None:
    every = made()
    add(every.get("a"), "+1")
    every.get("a").set({"acme": {"created_status": 200}})

    assert numbers(every.get("b")) == ["+10"]
    assert every.get("b").settings["acme"][sample_vendor.CREATED_STATUS] == 201


def test_a_reset_brings_back_rows_journal_identifiers_and_settings(made) -> None:
    namespace = made(seed=3).get("a")
    first = namespace.ids.uuid4()
    add(namespace, "+1")
    namespace.set({"acme": {"created_status": 200}})
    namespace.journal.count = 5

    namespace.reset()

    assert (numbers(namespace), namespace.journal.count, namespace.ids.uuid4()) == (["+10"], 0, first)
    assert namespace.settings["acme"][sample_vendor.CREATED_STATUS] == 201


def test_settings_are_changed_all_or_none(made) -> None:
    namespace = made().get("a")

    with pytest.raises(BadSetting):
        namespace.set({"acme": {"created_status": 200, "other": 1}})

    assert namespace.settings["acme"][sample_vendor.CREATED_STATUS] == 201


def test_settings_of_nobody_are_refused(made) -> None:
    with pytest.raises(BadSetting, match="there is acme"):
        made().get("a").set({"nobody": {}})


def test_a_seed_makes_other_identifiers_when_a_file_is_opened_again(made, tmp_path) -> None:
    first = made(data=tmp_path, seed=3)
    add(first.get("a"), "+1")
    first.close()

    second = made(data=tmp_path, seed=3)
    add(second.get("a"), "+2")

    assert numbers(second.get("a")) == ["+10", "+1", "+2"]


MOMENT = "2024-01-15T10:30:00+00:00"


def test_a_namespace_begins_as_it_was_told_and_again_after_a_reset(made) -> None:
    every = made()
    beginning = Beginning(3, MOMENT, settings={"acme": {"created_status": 200}})
    namespace, again = every.create("a", beginning), every.create("b", beginning)
    namespace.set_clock(namespace.clock.advance(60))
    first = namespace.ids.uuid4()

    namespace.reset()

    assert [namespace.ids.uuid4(), again.ids.uuid4()] == [first, first]
    assert namespace.clock.now().isoformat() == MOMENT
    assert namespace.settings["acme"][sample_vendor.CREATED_STATUS] == 200


def test_a_setting_of_nobody_is_refused_in_a_beginning(made) -> None:
    with pytest.raises(BadSetting, match="no emulator 'nobody' here; there is acme"):
        made().create("a", Beginning(settings={"nobody": {}}))


@pytest.mark.parametrize("kept", [False, True], ids=["memory", "file"])
def test_a_snapshot_brings_back_rows_settings_clock_and_identifiers(made, tmp_path, kept) -> None:
    namespace = made(data=tmp_path if kept else None).get("a")
    namespace.set({"acme": {"created_status": 200}})
    namespace.set_clock(namespace.clock.freeze().set(moment(MOMENT)))
    image, after = namespace.snapshot(), namespace.ids.uuid4()
    add(namespace, "+1")
    namespace.reset()
    namespace.journal.count = 4

    namespace.restore(image)

    assert (numbers(namespace), namespace.clock.now().isoformat(), namespace.ids.uuid4()) == (["+10"], MOMENT, after)
    assert (namespace.settings["acme"][sample_vendor.CREATED_STATUS], namespace.journal.count) == (200, 0)


def test_a_disk_that_is_full_does_not_keep_a_namespace_from_closing(made) -> None:
    namespace = made().get("a")
    namespace.store.connection.execute("PRAGMA query_only=1")

    namespace.close()

    assert namespace.closed


@pytest.mark.parametrize(("carriers", "expected"), [({}, True), (ELSEWHERE, False)], ids=["here", "elsewhere"])
def test_a_turn_leaves_the_event_loop_only_where_a_carrier_is_elsewhere(made, carriers, expected) -> None:
    async def thread() -> int:
        return await made(carriers=carriers).get("a").turn(threading.get_ident)

    assert (asyncio.run(thread()) == threading.get_ident()) is expected


def test_a_turn_passes_on_what_is_raised_and_then_it_is_the_next_ones(made) -> None:
    async def turns() -> int:
        namespace = made(carriers=ELSEWHERE).get("a")
        with pytest.raises(ValueError, match="hello"):
            await namespace.turn(int, "hello")
        return await namespace.turn(int, "10", base=2)

    assert asyncio.run(turns()) == 2


def test_a_namespace_does_one_thing_at_a_time_and_another_does_not_wait(made) -> None:
    async def turns() -> tuple[bool, str, list[str]]:
        every, slow = made(carriers=ELSEWHERE), Slow()
        first = asyncio.create_task(every.get("a").turn(slow))
        await wait_until_begun(slow)
        second = asyncio.create_task(every.get("a").turn(str, "second"))
        other = await every.get("b").turn(str, "other")
        waits = not second.done()
        slow.may_end.set()
        return waits, other, [await first, await second]

    assert asyncio.run(turns()) == (True, "other", ["done", "second"])


def test_requests_at_the_same_time_are_each_done_whole(made) -> None:
    async def turns() -> list[str]:
        namespace = made(carriers=ELSEWHERE).get("a")

        def in_transaction(number: str) -> None:
            with namespace.store.transaction():
                add(namespace, number)

        await asyncio.gather(*(namespace.turn(in_transaction, f"+{number}") for number in range(100, 150)))
        return numbers(namespace)

    assert asyncio.run(turns()) == ["+10", *(f"+{number}" for number in range(100, 150))]


def test_a_request_that_is_cancelled_keeps_its_turn_until_its_thread_is_done(made) -> None:
    async def turns() -> tuple[bool, bool, str]:
        namespace, slow = made(carriers=ELSEWHERE).get("a"), Slow()
        cancelled = asyncio.create_task(namespace.turn(slow))
        await wait_until_begun(slow)
        cancelled.cancel()
        await asyncio.wait([cancelled])
        second = asyncio.create_task(namespace.turn(str, "second"))
        overtaking, _ = await asyncio.wait([second], timeout=0.1)
        slow.may_end.set()
        return cancelled.cancelled(), not overtaking, await second

    assert asyncio.run(turns()) == (True, True, "second")


def test_a_request_that_is_cancelled_while_it_waits_is_not_done(made) -> None:
    async def turns() -> tuple[str, list[str]]:
        namespace, slow = made(carriers=ELSEWHERE).get("a"), Slow()
        first = asyncio.create_task(namespace.turn(slow))
        await wait_until_begun(slow)
        waiting = asyncio.create_task(namespace.turn(add, namespace, "+1"))
        await asyncio.to_thread(str)
        waiting.cancel()
        slow.may_end.set()
        return await first, await namespace.turn(numbers, namespace)

    assert asyncio.run(turns()) == ("done", ["+10"])


def test_nobody_complains_of_what_is_raised_after_a_request_was_cancelled(made) -> None:
    complaints: list[object] = []

    async def turns() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _loop, context: complaints.append(context))
        namespace, slow = made(carriers=ELSEWHERE).get("a"), Slow()
        cancelled = asyncio.create_task(namespace.turn(lambda: int(slow())))
        await wait_until_begun(slow)
        cancelled.cancel()
        slow.may_end.set()
        await asyncio.wait([cancelled])
        await namespace.turn(str)

    asyncio.run(turns())
    gc.collect()

    assert complaints == []


def test_whoever_waits_for_a_namespace_that_is_deleted_gets_its_turn_in_a_new_one(made) -> None:
    async def turns() -> tuple[bool, list[str], list[str]]:
        every, slow = made(carriers=ELSEWHERE), Slow()
        add(every.get("a"), "+1")
        first = asyncio.create_task(every.get("a").turn(slow))
        await wait_until_begun(slow)
        deletion = asyncio.create_task(every.delete_in_turn("a"))
        await asyncio.sleep(0)
        waiting = asyncio.create_task(in_turn(partial(every.get, "a"), numbers))
        await asyncio.sleep(0)
        slow.may_end.set()
        await first
        return await deletion, await waiting, every.names()

    assert asyncio.run(turns()) == (True, ["+10"], ["a"])


def test_silent_carriers_of_many_namespaces_hold_up_no_other(made) -> None:
    every = made(carriers=ELSEWHERE)

    async def run() -> str:
        waiting = [Slow() for _ in range(40)]
        turns = [asyncio.create_task(every.get(f"n{number}").turn(each)) for number, each in enumerate(waiting)]
        for each in waiting:
            await wait_until_begun(each)
        said = await every.get("other").turn(lambda: "done")
        for each in waiting:
            each.may_end.set()
        await asyncio.gather(*turns)
        return said

    assert asyncio.run(run()) == "done"
