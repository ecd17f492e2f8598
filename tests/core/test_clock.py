import re
from datetime import UTC, datetime

import pytest

from emulators.core.clock import Clock, milliseconds, seconds
from emulators.core.identifiers import ALPHANUMERIC, Identifiers

MOMENT = datetime(2024, 1, 15, 10, 30, 0, 123_456, tzinfo=UTC)


def test_a_stopped_clock_stands_still() -> None:
    assert Clock(MOMENT).now() == MOMENT


def test_a_running_clock_is_in_utc() -> None:
    assert Clock().now().tzinfo == UTC


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
