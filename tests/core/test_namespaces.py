import asyncio
import gc
import sqlite3
import threading

import acme
import pytest

from emulators.core import namespaces as module
from emulators.core.database import BadData
from emulators.core.namespaces import BadNamespace, Namespaces
from emulators.core.options import Options
from emulators.core.settings import BadSetting


@pytest.fixture
def made():
    """Makes `Namespaces`, and closes them in the end."""
    every: list[Namespaces] = []

    def make(**options) -> Namespaces:
        every.append(Namespaces((acme.emulator,), Options(**options)))
        return every[-1]

    yield make
    for each in every:
        each.close()


def numbers(namespace) -> list[str]:
    return [row["number"] for row in namespace.store.select(acme.NUMBERS, {})]


def add(namespace, number: str) -> None:
    namespace.store.insert(acme.NUMBERS, {"id": namespace.ids.uuid4(), "number": number})


def test_a_namespace_is_made_on_first_use_and_found_again(made) -> None:
    every = made()

    assert (every.get("a") is every.get("a"), every.names()) == (True, ["a"])


def test_what_happens_in_one_namespace_is_not_seen_in_another(made) -> None:
    every = made()
    add(every.get("a"), "+1")
    every.get("a").set({"acme": {"created_status": 200}})

    assert numbers(every.get("b")) == ["+10"]
    assert every.get("b").settings["acme"][acme.CREATED_STATUS] == 201


@pytest.mark.parametrize("name", ["", "a b", "../x", "-a", "a" * 64, "é"])
def test_a_name_that_could_not_be_a_file_is_refused(made, name) -> None:
    with pytest.raises(BadNamespace, match="letters, digits"):
        made().get(name)


def test_there_is_a_limit_to_how_many_are_open(made, monkeypatch) -> None:
    monkeypatch.setattr(module, "MAX_NAMESPACES", 1)
    every = made()
    every.get("a")

    with pytest.raises(BadNamespace, match="delete some"):
        every.get("b")


def test_a_reset_brings_back_rows_journal_identifiers_and_settings(made) -> None:
    namespace = made(seed=3).get("a")
    first = namespace.ids.uuid4()
    add(namespace, "+1")
    namespace.set({"acme": {"created_status": 200}})
    namespace.journal.count = 5

    namespace.reset()

    assert (numbers(namespace), namespace.journal.count, namespace.ids.uuid4()) == (["+10"], 0, first)
    assert namespace.settings["acme"][acme.CREATED_STATUS] == 201


def test_settings_are_changed_all_or_none(made) -> None:
    namespace = made().get("a")

    with pytest.raises(BadSetting):
        namespace.set({"acme": {"created_status": 200, "other": 1}})

    assert namespace.settings["acme"][acme.CREATED_STATUS] == 201


def test_settings_of_nobody_are_refused(made) -> None:
    with pytest.raises(BadSetting, match="there is acme"):
        made().get("a").set({"nobody": {}})


def test_deleting_says_whether_there_was_one(made) -> None:
    every = made()
    every.get("a")

    assert (every.delete("a"), every.delete("a"), every.names()) == (True, False, [])


def test_files_keep_rows_and_settings_across_servers(made, tmp_path) -> None:
    first = made(data=tmp_path / "data")
    add(first.get("a"), "+1")
    first.get("a").set({"acme": {"created_status": 200}})
    first.close()

    second = made(data=tmp_path / "data")

    assert (second.names(), numbers(second.get("a"))) == (["a"], ["+10", "+1"])
    assert second.get("a").settings["acme"][acme.CREATED_STATUS] == 200


def test_a_seed_makes_other_identifiers_when_a_file_is_opened_again(made, tmp_path) -> None:
    first = made(data=tmp_path, seed=3)
    add(first.get("a"), "+1")
    first.close()

    second = made(data=tmp_path, seed=3)
    add(second.get("a"), "+2")

    assert numbers(second.get("a")) == ["+10", "+1", "+2"]


def test_deleting_removes_the_file(made, tmp_path) -> None:
    every = made(data=tmp_path)
    every.get("a")
    every.delete("a")

    assert [path.name for path in tmp_path.iterdir()] == ["lock"]


def test_a_file_can_be_reset_and_is_still_written_ahead(made, tmp_path) -> None:
    namespace = made(data=tmp_path).get("a")
    add(namespace, "+1")
    namespace.reset()

    assert numbers(namespace) == ["+10"]
    assert namespace.store.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_directory_that_cannot_be_made_is_one_clear_line(made, tmp_path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(BadData, match="cannot keep data in"):
        made(data=tmp_path / "file")


def test_a_directory_is_kept_by_one_server_at_a_time(made, tmp_path) -> None:
    first = made(data=tmp_path)

    with pytest.raises(BadData, match="another server does so"):
        made(data=tmp_path)
    first.close()

    assert made(data=tmp_path).get("a")


def test_a_database_that_is_damaged_is_one_clear_line_and_stays(made, tmp_path) -> None:
    every = made(data=tmp_path)
    every.get("a").store.connection.execute("DROP TABLE namespace_openings")
    every.close()

    with pytest.raises(BadData, match="cannot use the database of a: no such table"):
        made(data=tmp_path)


def test_a_file_that_is_no_database_is_one_clear_line_and_stays(made, tmp_path) -> None:
    (tmp_path / "a.db").write_text("hello, this is not a database" * 100)

    with pytest.raises(BadData, match="cannot use"):
        made(data=tmp_path)

    assert (tmp_path / "a.db").read_text().startswith("hello")


def test_a_database_of_something_else_is_one_clear_line_and_stays(made, tmp_path) -> None:
    connection = sqlite3.connect(tmp_path / "a.db")
    connection.execute("CREATE TABLE mine (x)")
    connection.close()

    with pytest.raises(BadData, match="move it away"):
        made(data=tmp_path)


# Turns

ELSEWHERE = {"somebody": "http://127.0.0.1:9"}


class Slow:
    """Work in a thread that lasts until it is let go."""

    def __init__(self) -> None:
        self.begun, self.may_end = threading.Event(), threading.Event()

    def __call__(self) -> str:
        self.begun.set()
        assert self.may_end.wait(10)
        return "done"


async def begun(slow: Slow) -> None:
    assert await asyncio.to_thread(slow.begun.wait, 10)


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
        await begun(slow)
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
        await begun(slow)
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
        await begun(slow)
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
        await begun(slow)
        cancelled.cancel()
        slow.may_end.set()
        await asyncio.wait([cancelled])
        await namespace.turn(str)

    asyncio.run(turns())
    gc.collect()

    assert complaints == []
