from dataclasses import replace
from datetime import UTC, datetime

import pytest

from emulators.core.carrier import Account
from emulators.core.http import Request
from emulators.core.journal import Entry, Journal
from emulators.core.second_hop import Question
from emulators.core.store import Change, Table


def entry(number: int, size: int = 0, request: Request = Request("GET", "/", b"", {}, None)) -> Entry:  # noqa: B008 -- frozen
    return Entry(number, datetime.now(UTC), "acme", frozenset(), request, 200, b"x" * size, None)


def test_entries_are_found_by_number() -> None:
    journal = Journal()
    journal.add(entry(1))

    assert [each and each.number for each in (journal.find(1), journal.find(2))] == [1, None]


def test_the_oldest_make_room_and_are_counted() -> None:
    journal = Journal(max_entries=2)
    for number in range(1, 6):
        journal.add(entry(number))

    assert ([each.number for each in journal], journal.count, journal.dropped) == ([4, 5], 5, 3)


def test_large_answers_make_room_by_their_bytes() -> None:
    journal = Journal(max_bytes=3_000)
    for number in range(1, 4):
        journal.add(entry(number, size=1_000))

    assert [each.number for each in journal] == [3]


@pytest.mark.parametrize(
    "request_",
    [
        Request("GET", "/" * 1_500, b"", {}, None),
        Request("GET", "/", b"x" * 3_000, {}, None),
        Request("GET", "/", b"", {"x" * 1_500: "y" * 1_500}, None),
        Request("GET", "/", b"", {}, b"x" * 3_000),
    ],
    ids=["path", "query", "headers", "body"],
)
def test_large_requests_make_room_by_whatever_is_large(request_) -> None:
    journal = Journal(max_bytes=4_000)
    journal.add(entry(1))
    journal.add(entry(2, request=request_))

    assert [each.number for each in journal] == [2]


def test_what_a_request_wrote_and_asked_makes_room_as_well() -> None:
    table = Table("acme", {"id": str}, "id")
    wrote = replace(entry(2), changes=[Change("insert", table, (), ["x" * 1_000], {}, 1)])
    asked = replace(entry(4), questions=[Question("twilio", "owns", Account("a" * 1_000, "b"), "", "no")])
    drew = replace(entry(5), identifiers=("x" * 8_000,))
    journal = Journal(max_bytes=6_500)
    for each in (entry(1), wrote, entry(3), asked):
        journal.add(each)

    assert [each.number for each in journal] == [3, 4]

    journal.add(drew)

    assert list(journal) == []


def test_watchers_are_told_of_every_entry_and_its_namespace() -> None:
    told = []
    journal = Journal(namespace="ci", watchers=[lambda name, each: told.append((name, each.number))])
    journal.add(entry(1))
    journal.add(entry(2))

    assert told == [("ci", 1), ("ci", 2)]


def test_what_was_cleared_is_not_dropped() -> None:
    journal = Journal(max_entries=1)
    journal.add(entry(1))
    journal.clear()
    journal.add(entry(2))
    journal.add(entry(3))

    assert ([each.number for each in journal], journal.count, journal.dropped) == ([3], 3, 1)
