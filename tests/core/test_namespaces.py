import asyncio
import gc
import sqlite3
import threading
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
import sample_vendor
from hypothesis import given
from hypothesis import strategies as st

from emulators.core import namespaces as module
from emulators.core.beginning import Beginning
from emulators.core.clock import moment
from emulators.core.database import BadData
from emulators.core.faults.after import After
from emulators.core.faults.fault import Fault
from emulators.core.namespace import in_turn
from emulators.core.namespaces import NAME, BadNamespace, Namespaces
from emulators.core.options import Options
from emulators.core.settings import BadSetting


@pytest.fixture
def made():
    """Makes `Namespaces`, and closes them in the end."""
    every: list[Namespaces] = []

    def make(**options) -> Namespaces:
        every.append(Namespaces((sample_vendor.emulator,), Options(**options)))
        return every[-1]

    yield make
    for each in every:
        each.close()


def numbers(namespace) -> list[str]:
    return [row["number"] for row in namespace.store.select(sample_vendor.NUMBERS, {})]


def add(namespace, number: str) -> None:
    namespace.store.insert(sample_vendor.NUMBERS, {"id": namespace.ids.uuid4(), "number": number})


def test_a_namespace_is_made_on_first_use_and_found_again(made) -> None:
    every = made()

    assert (every.get("a") is every.get("a"), every.names()) == (True, ["a"])


def test_what_happens_in_one_namespace_is_not_seen_in_another(made) -> None:
    every = made()
    add(every.get("a"), "+1")
    every.get("a").set({"acme": {"created_status": 200}})

    assert numbers(every.get("b")) == ["+10"]
    assert every.get("b").settings["acme"][sample_vendor.CREATED_STATUS] == 201


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
    assert namespace.settings["acme"][sample_vendor.CREATED_STATUS] == 201


def test_settings_are_changed_all_or_none(made) -> None:
    namespace = made().get("a")

    with pytest.raises(BadSetting):
        namespace.set({"acme": {"created_status": 200, "other": 1}})

    assert namespace.settings["acme"][sample_vendor.CREATED_STATUS] == 201


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
    assert second.get("a").settings["acme"][sample_vendor.CREATED_STATUS] == 200


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


# Beginnings, forks and snapshots

MOMENT = "2024-01-15T10:30:00+00:00"


def test_a_new_namespace_has_a_name_that_nobody_has(made) -> None:
    every = made()

    assert every.create().name != every.create().name
    assert len(every.names()) == 2


def test_a_name_that_is_taken_is_not_given_again(made) -> None:
    every = made()
    every.create("a")

    with pytest.raises(BadNamespace, match="there is a namespace 'a' already"):
        every.create("a")


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


@pytest.mark.parametrize("kept", [False, True], ids=["memory", "file"])
def test_a_namespace_that_cannot_begin_leaves_nothing(made, tmp_path, kept) -> None:
    every = made(data=tmp_path if kept else None)

    with pytest.raises(BadSetting, match="no setting 'other'"):
        every.create("a", Beginning(settings={"acme": {"other": 1}}))

    assert (every.names(), list(tmp_path.glob("a.*"))) == ([], [])


def test_a_setting_of_nobody_is_refused_in_a_beginning(made) -> None:
    with pytest.raises(BadSetting, match="no emulator 'nobody' here; there is acme"):
        made().create("a", Beginning(settings={"nobody": {}}))


@pytest.mark.parametrize("kept", [False, True], ids=["memory", "file"])
def test_a_fork_goes_on_from_where_the_other_is_and_both_go_their_way(made, tmp_path, kept) -> None:
    every = made(data=tmp_path if kept else None, seed=1)
    source = every.get("a")
    add(source, "+1")
    source.set({"acme": {"created_status": 200}})
    source.set_clock(source.clock.freeze().set(moment(MOMENT)))
    source.journal.count = 4

    fork = every.fork(source, "b")
    next_ids = fork.ids.uuid4(), source.ids.uuid4()
    add(fork, "+2")

    assert (numbers(source), numbers(fork)) == (["+10", "+1"], ["+10", "+1", "+2"])
    assert (fork.settings["acme"][sample_vendor.CREATED_STATUS], fork.clock, fork.journal.count) == (
        200,
        source.clock,
        0,
    )
    assert next_ids[0] == next_ids[1]


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


def test_a_snapshot_is_a_file_that_sqlite_opens(made, tmp_path) -> None:
    (tmp_path / "a.sqlite").write_bytes(made(data=tmp_path / "data").get("a").snapshot())

    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as connection:
        assert connection.execute("SELECT number FROM acme_numbers").fetchall() == [("+10",)]


def with_changes(image: bytes, *statements: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(image)
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        return connection.serialize()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _image: b"",
        lambda _image: b"no database" * 1_000,
        lambda image: image[: len(image) // 2],
        lambda image: with_changes(image, "PRAGMA user_version=7"),
        lambda image: with_changes(image, "CREATE TRIGGER t DELETE ON acme_numbers BEGIN SELECT 1; END"),
        lambda image: with_changes(image, "UPDATE namespace_memory SET value='[]' WHERE name='identifiers'"),
        lambda image: with_changes(image, "INSERT INTO namespace_settings VALUES ('acme', '{\"other\": 1}')"),
    ],
    ids=["empty", "noise", "half", "another version", "a trigger", "bad identifiers", "bad settings"],
)
def test_what_is_no_snapshot_is_refused_and_changes_nothing(made, spoil) -> None:
    namespace = made().get("a")
    image = spoil(namespace.snapshot())
    add(namespace, "+1")

    with pytest.raises(BadData, match="this is no snapshot"):
        namespace.restore(image)

    assert numbers(namespace) == ["+10", "+1"]


# Idle namespaces


def test_an_idle_file_is_closed_and_goes_on_where_it_was_when_it_is_opened_again(made, tmp_path, monkeypatch) -> None:
    every, plain = made(data=tmp_path, seed=3), made(seed=3).get("a")
    first = every.get("a")
    first.ids.uuid4(), plain.ids.uuid4()
    first.set_clock(first.clock.freeze().set(moment(MOMENT)))
    first.journal.count = 4
    monkeypatch.setattr(module, "FILES_CLOSE_AFTER", 0.0)

    every.close_idle()
    again = every.get("a")

    assert (first.closed, every.names(), again is first) == (True, ["a"], False)
    assert (again.ids.uuid4(), again.clock.now().isoformat()) == (plain.ids.uuid4(), MOMENT)
    assert (again.journal.count, again.journal.dropped) == (4, 4)


def test_a_file_that_was_used_just_now_stays_open(made, tmp_path) -> None:
    every = made(data=tmp_path)
    namespace = every.get("a")

    every.close_idle()

    assert every.get("a") is namespace


@pytest.mark.parametrize(("ttl", "left"), [(None, ["a", "default"]), (3_600, ["a", "default"]), (0, ["default"])])
def test_an_idle_namespace_in_memory_is_deleted_only_where_the_options_say_so(made, ttl, left) -> None:
    every = made(namespace_ttl=ttl)
    every.get("a"), every.get("default")

    every.close_idle()

    assert every.names() == left


def test_where_all_places_are_taken_the_file_that_was_idle_longest_is_closed(made, tmp_path, monkeypatch) -> None:
    every = made(data=tmp_path)
    first, second = every.get("a"), every.get("b")
    every.get("a")
    every.close_idle()
    every._close(second)
    monkeypatch.setattr(module, "MAX_NAMESPACES", 1)

    every.get("b")

    assert (first.closed, every.names()) == (True, ["a", "b"])


def test_where_all_places_are_busy_one_more_is_opened(made, tmp_path, monkeypatch) -> None:
    every = made(data=tmp_path)
    every._close(every.get("a"))
    monkeypatch.setattr(module, "MAX_NAMESPACES", 0)

    assert every.get("a").name == "a"


def test_a_namespace_that_is_closed_is_deleted_with_its_file(made, tmp_path) -> None:
    every = made(data=tmp_path)
    every._close(every.get("a"))

    assert (every.delete("a"), [path.name for path in tmp_path.iterdir()]) == (True, ["lock"])


def test_a_disk_that_is_full_does_not_keep_a_namespace_from_closing(made) -> None:
    namespace = made().get("a")
    namespace.store.connection.execute("PRAGMA query_only=1")

    namespace.close()

    assert namespace.closed


@pytest.mark.parametrize("pair", [("a", "A"), ("ab", "aB"), ("con", "Con"), ("con", "cOn"), ("lpt1", "Lpt1")], ids=str)
def test_names_that_differ_in_case_are_files_that_differ_in_more(made, tmp_path, pair) -> None:
    every = made(data=tmp_path)
    for name in pair:
        every.get(name)
    files = {path.stem.lower() for path in tmp_path.glob("*.db")}
    every.close()

    assert (len(files), files & {"con", "lpt1"}) == (2, set())
    assert made(data=tmp_path).names() == sorted(pair)


def test_a_file_that_no_namespace_could_have_is_left_alone(made, tmp_path) -> None:
    for name in ("A.db", "+.db", "a+.db", "con.db", ".db"):
        (tmp_path / name).write_text("mine")

    assert made(data=tmp_path).names() == []


@given(st.from_regex(NAME, fullmatch=True))
def test_every_name_is_a_file_in_the_directory_and_no_other_names(name) -> None:
    file = module._file(Path("data"), name)

    assert (file.parent, module._name(file.stem), file.name.lower()) == (Path("data"), name, file.name)


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


def test_whoever_waits_for_a_namespace_that_is_deleted_gets_its_turn_in_a_new_one(made) -> None:
    async def turns() -> tuple[bool, list[str], list[str]]:
        every, slow = made(carriers=ELSEWHERE), Slow()
        add(every.get("a"), "+1")
        first = asyncio.create_task(every.get("a").turn(slow))
        await begun(slow)
        deletion = asyncio.create_task(every.delete_in_turn("a"))
        await asyncio.sleep(0)
        waiting = asyncio.create_task(in_turn(partial(every.get, "a"), numbers))
        await asyncio.sleep(0)
        slow.may_end.set()
        await first
        return await deletion, await waiting, every.names()

    assert asyncio.run(turns()) == (True, ["+10"], ["a"])


def test_two_who_delete_the_same_namespace_delete_it_once(made) -> None:
    async def turns() -> list[bool]:
        every, slow = made(carriers=ELSEWHERE), Slow()
        first = asyncio.create_task(every.get("a").turn(slow))
        await begun(slow)
        deletions = [asyncio.create_task(every.delete_in_turn("a")) for _ in range(2)]
        await asyncio.sleep(0)
        slow.may_end.set()
        await first
        return await asyncio.gather(*deletions)

    assert asyncio.run(turns()) == [True, False]


def test_a_namespace_that_is_busy_is_not_idle(made) -> None:
    async def turns() -> list[str]:
        every, slow = made(carriers=ELSEWHERE, namespace_ttl=0), Slow()
        first = asyncio.create_task(every.get("a").turn(slow))
        await begun(slow)
        every.close_idle()
        names = every.names()
        slow.may_end.set()
        await first
        return names

    assert asyncio.run(turns()) == ["a"]


def test_faults_that_took_no_request_are_told_with_their_namespace_when_all_is_closed(made) -> None:
    every, told = made(), []
    fault = Fault(sample_vendor.emulator.name, frozenset({"import"}), "sample.import", After())
    every.get("b")
    every.get("a").faults.faults.append(fault)
    every.at_close.append(lambda: told.extend(every.unused_faults()))

    every.close()

    assert told == [("a", fault)]
