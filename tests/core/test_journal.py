from datetime import UTC, datetime

from emulators.core.call import Request
from emulators.core.journal import Entry, Journal


def entry(number: int, size: int = 0) -> Entry:
    request = Request("GET", "/", b"", {}, None)
    return Entry(number, datetime.now(UTC), None, request, 200, b"x" * size, None)


def test_entries_are_found_by_number() -> None:
    journal = Journal()
    journal.add(entry(1))

    assert (journal.find(1).number, journal.find(2)) == (1, None)


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
