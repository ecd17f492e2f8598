import re
from datetime import UTC, datetime, timedelta

import pytest

from emulators.core.clock import BadTime, Clock, milliseconds, moment, seconds
from emulators.core.identifiers import ALPHANUMERIC, Identifiers

MOMENT = datetime(2024, 1, 15, 10, 30, 0, 123_456, tzinfo=UTC)
NOON = datetime(2020, 5, 1, 12, tzinfo=UTC)


def test_a_stopped_clock_stands_still() -> None:
    assert Clock(MOMENT).now() == MOMENT


def test_a_running_clock_is_in_utc() -> None:
    assert Clock().now().tzinfo == UTC


def test_a_running_clock_that_is_set_runs_on_from_there() -> None:
    shown = Clock().set(MOMENT).now()

    assert MOMENT <= shown < MOMENT + timedelta(minutes=1)


def test_a_stopped_clock_that_is_set_stands_still_there() -> None:
    assert Clock(NOON).set(MOMENT).now() == MOMENT


def test_a_clock_that_is_stopped_stands_still() -> None:
    stopped = Clock().freeze()

    assert stopped.now() == stopped.now()


def test_a_stopped_clock_runs_on_from_its_time() -> None:
    running = Clock(MOMENT).run()

    assert (running.frozen, MOMENT <= running.now() < MOMENT + timedelta(minutes=1)) == (None, True)


def test_a_running_clock_runs_on() -> None:
    assert Clock(None, timedelta(1)).run() == Clock(None, timedelta(1))


def test_a_clock_is_moved_by_seconds() -> None:
    assert Clock(MOMENT).advance(90.5).now() == MOMENT + timedelta(seconds=90.5)


def test_no_clock_is_moved_out_of_the_calendar() -> None:
    with pytest.raises(BadTime, match="1e\\+12 seconds lead out"):
        Clock(MOMENT).advance(1e12)


@pytest.mark.parametrize("clock", [Clock(), Clock(MOMENT), Clock(None, timedelta(days=-3, microseconds=7))], ids=str)
def test_a_clock_is_the_same_after_it_was_written_down(clock) -> None:
    assert Clock.from_json(clock.to_json()) == clock


@pytest.mark.parametrize(
    "written", ["2024-01-15T10:30:00.123456Z", "2024-01-15T11:30:00.123456+01:00", "2024-01-15T10:30:00.123456"]
)
def test_a_time_is_read_in_utc(written) -> None:
    assert moment(written) == MOMENT


@pytest.mark.parametrize("written", ["yesterday", "", 7, "0001-01-01T00:00:00+14:00"])
def test_what_is_no_time_is_refused(written) -> None:
    with pytest.raises(BadTime, match="takes an ISO 8601 time such as"):
        moment(written)


def test_times_are_written_as_the_vendors_write_them() -> None:
    assert (seconds(MOMENT), milliseconds(MOMENT)) == ("2024-01-15T10:30:00Z", "2024-01-15T10:30:00.123Z")


@pytest.mark.parametrize(
    ("made", "pattern"),
    [
        (lambda ids: ids.hex(12), "[0-9a-f]{12}"),
        (lambda ids: ids.digits(17), "[1-9][0-9]{16}"),
        (lambda ids: ids.of(ALPHANUMERIC, 8), "[A-Za-z0-9]{8}"),
        (lambda ids: ids.uuid4(), "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"),
    ],
    ids=["hex", "digits", "of", "uuid4"],
)
def test_identifiers_have_their_form(made, pattern) -> None:
    ids = Identifiers()

    assert all(re.fullmatch(pattern, made(ids)) for _ in range(200))


def test_the_same_seed_makes_the_same_identifiers() -> None:
    assert Identifiers(7).uuid4() == Identifiers(7).uuid4()


def test_another_stream_of_the_same_seed_makes_others() -> None:
    assert Identifiers(7, 0).uuid4() != Identifiers(7, 1).uuid4()


@pytest.mark.parametrize("seed", [None, 7])
def test_identifiers_go_on_from_where_they_were(seed) -> None:
    first, second = Identifiers(seed), Identifiers()
    first.uuid4()

    second.resume(first.state())

    assert [second.uuid4(), second.digits(9)] == [first.uuid4(), first.digits(9)]


def test_identifiers_that_were_drawn_once_can_be_given_again() -> None:
    first, second = Identifiers(), Identifiers()
    made = [first.uuid4(), first.digits(8), first.of(ALPHANUMERIC, 5)]

    second.give(first.drawn)

    assert [second.uuid4(), second.digits(8), second.of(ALPHANUMERIC, 5)] == made
    assert len(second.hex(8)) == 8
