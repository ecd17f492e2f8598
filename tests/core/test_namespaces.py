"""All namespaces of a server: their names, their files, and how long they stay."""

import asyncio
import shutil
from pathlib import Path

import pytest
import sample_vendor
from hypothesis import given
from hypothesis import strategies as st
from sample_rows import add, numbers
from slow_turn import ELSEWHERE, Slow, wait_until_begun

from emulators.core import namespaces as module
from emulators.core.beginning import Beginning
from emulators.core.clock import moment
from emulators.core.database import BadData
from emulators.core.faults.after import After
from emulators.core.faults.fault import Fault
from emulators.core.namespaces import NAME, BadNamespace, explain_refusal
from emulators.core.settings import BadSetting

MOMENT = "2024-01-15T10:30:00+00:00"


def test_a_namespace_is_made_on_first_use_and_found_again(made) -> None:
    every = made()

    assert (every.get("a") is every.get("a"), every.names()) == (True, ["a"])


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


def test_deleting_removes_the_file(made, tmp_path) -> None:
    every = made(data=tmp_path)
    every.get("a")
    every.delete("a")

    assert [path.name for path in tmp_path.iterdir()] == ["lock"]


# Beginnings, forks and snapshots


def test_a_new_namespace_has_a_name_that_nobody_has(made) -> None:
    every = made()

    assert every.create().name != every.create().name
    assert len(every.names()) == 2


def test_a_name_that_is_taken_is_not_given_again(made) -> None:
    every = made()
    every.create("a")

    with pytest.raises(BadNamespace, match="there is a namespace 'a' already"):
        every.create("a")


@pytest.mark.parametrize("kept", [False, True], ids=["memory", "file"])
def test_a_namespace_that_cannot_begin_leaves_nothing(made, tmp_path, kept) -> None:
    every = made(data=tmp_path if kept else None)

    with pytest.raises(BadSetting, match="no setting 'other'"):
        every.create("a", Beginning(settings={"acme": {"other": 1}}))

    assert (every.names(), list(tmp_path.glob("a.*"))) == ([], [])


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


def test_an_idle_file_whose_namespace_has_faults_stays_open(made, tmp_path, monkeypatch) -> None:
    every = made(data=tmp_path)
    namespace = every.get("a")
    namespace.faults.faults = [Fault("acme", frozenset({"create"}), "acme.create", After())]
    monkeypatch.setattr(module, "FILES_CLOSE_AFTER", 0.0)

    every.close_idle()

    assert every.get("a") is namespace


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


def test_two_who_delete_the_same_namespace_delete_it_once(made) -> None:
    async def turns() -> list[bool]:
        every, slow = made(carriers=ELSEWHERE), Slow()
        first = asyncio.create_task(every.get("a").turn(slow))
        await wait_until_begun(slow)
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
        await wait_until_begun(slow)
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


@pytest.mark.parametrize("keep", [True, False], ids=["emptied", "removed"])
def test_a_directory_that_is_gone_is_an_error(made, tmp_path, keep) -> None:
    every = made(data=tmp_path / "data")
    add(every.get("a"), "+1")

    shutil.rmtree(tmp_path / "data")
    if keep:
        (tmp_path / "data").mkdir()

    with pytest.raises(BadData, match="was removed or emptied while it was served"):
        every.get("a")


def test_a_client_learns_no_path(caplog) -> None:
    said = explain_refusal(BadData("cannot use /home/me/a.db"))

    assert said == (500, "the database of this namespace cannot be used; the server's log says why")
    assert caplog.messages == ["cannot use /home/me/a.db"]
