import pytest

from emulators.core.magic import refusal_for


@pytest.mark.parametrize(
    ("number", "status", "message"),
    [
        ("+15005550409", 409, "Conflict"),
        ("15005550503", 503, "Service Unavailable"),
        ("+15005550499", 499, "Status 499"),
    ],
)
def test_a_magic_number_asks_for_a_status(number, status, message) -> None:
    problem = refusal_for(number)

    assert problem
    assert (problem.status, problem.message, problem.asked_for) == (status, message, True)


@pytest.mark.parametrize(
    "number", ["+15005550000", "+15005550200", "+15005550600", "+150055504090", "+15551234567", None, 15005550409]
)
def test_any_other_value_asks_for_nothing(number) -> None:
    assert refusal_for(number) is None
