from datetime import UTC, datetime

import pytest

from emulators.core.beginning import BadBeginning, Beginning
from emulators.core.clock import Clock
from emulators.core.options import Options

OPTIONS = Options({"acme": {"a": 1}, "other": {"c": 3}}, "default", seed=5)


def test_a_beginning_of_nothing_is_the_servers() -> None:
    assert Beginning().over(OPTIONS) == OPTIONS


def test_a_beginning_says_what_is_different() -> None:
    begun = Beginning(0, "2024-01-15", "examples", {"acme": {"b": 2}}).over(OPTIONS)

    assert begun == Options(
        {"acme": {"a": 1, "b": 2}, "other": {"c": 3}}, "examples", 0, Clock(datetime(2024, 1, 15, tzinfo=UTC))
    )


def test_a_beginning_is_the_same_after_it_was_written_down() -> None:
    beginning = Beginning(1, "2024-01-15", settings={"acme": {"b": 2}})

    assert Beginning.read(beginning.to_json()) == beginning


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"sed": 1}, "a namespace begins with no 'sed'; did you mean 'seed'?"),
        ({"seed": "1"}, "seed takes a whole number, not '1'"),
        ({"seed": True}, "seed takes a whole number, not True"),
        ({"now": "soon"}, "now takes an ISO 8601 time such as 2024-01-15T10:30:00Z, not 'soon'"),
        ({"profile": "exmples"}, "profile takes one of default, examples, not 'exmples'"),
        ({"settings": {"acme": 1}}, 'settings takes {"emulator": {"setting": value}}'),
        ({"settings": []}, 'settings takes {"emulator": {"setting": value}}'),
    ],
    ids=str,
)
def test_what_no_namespace_begins_with_is_one_clear_line(given, line) -> None:
    with pytest.raises(BadBeginning) as refused:
        Beginning.read(given)

    assert str(refused.value) == line
