import math
import re
from typing import Annotated, Any, Literal

import annotated_types as at
import pytest
from annotated_types import Interval, Len
from pydantic import BeforeValidator, create_model
from pydantic_core import PydanticCustomError, PydanticKnownError
from pydantic_core._pydantic_core import (
    list_all_errors,
)  # the one list of them, with examples; public is only their type

from emulators.core.problem import Violation
from emulators.core.provenance import assumed, documented
from emulators.core.schema import (
    E164,
    Decimal,
    Document,
    Flag,
    Integer,
    Number,
    Omissible,
    Secret,
    Text,
    Uuid,
    check,
    field_provenance,
    secret_fields,
)
from emulators.core.settings import Settings


class Inner(Document):
    password: Annotated[Omissible[Text], Secret, assumed("an example")] = None


class Body(Document):
    text: Annotated[Omissible[Annotated[Text, Len(1, 3)]], documented("1 to 3")] = None
    long: Omissible[Annotated[Text, Len(0, 21)]] = None
    flag: Omissible[Flag] = None
    port: Omissible[Annotated[Integer, Interval(ge=1, le=65535)]] = 5060
    weight: Omissible[Number] = None
    page: Omissible[Decimal] = None
    uuid: Uuid | None = None
    number: Omissible[E164] = None
    mode: Omissible[Literal["udp", "tcp"]] = None
    inner: Omissible[Inner] = None
    inners: Omissible[Annotated[list[Inner], Len(1, 2)]] = None
    key: Annotated[Omissible[Text], Secret] = None
    metadata: Any = None


NONE = Settings((), {})
UUID = "550e8400-e29b-41d4-a716-446655440000"


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("text", "abc", "abc"),
        ("text", "😀😀😀", "😀😀😀"),
        ("flag", True, True),
        ("port", 1, 1),
        ("port", 65535.0, 65535),
        ("weight", 1, 1.0),
        ("page", "12", 12),
        ("page", "-" + "9" * 18, -(10**18) + 1),
        ("uuid", UUID.upper(), UUID),
        ("uuid", None, None),
        ("number", "+15551234567", "+15551234567"),
        ("mode", "tcp", "tcp"),
        ("metadata", [None, {"a": 1}], [None, {"a": 1}]),
    ],
    ids=str,
)
def test_what_is_right_is_kept(field, value, kept) -> None:
    checked = check(Body, {field: value}, NONE)

    assert isinstance(checked, Body)
    assert checked.given() == {field: kept}


def wrong(document: object) -> tuple[Violation, ...]:
    """All that is wrong with a body."""
    found = check(Body, document, NONE)
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize(
    ("field", "value", "kind", "words"),
    [
        ("text", "", "length", "must be at least 1 character long"),
        ("text", "abcd", "length", "must be at most 3 characters long"),
        ("long", "x" * 22, "length", "must be at most 21 characters long"),
        ("text", None, "null", "must not be null"),
        ("text", 1, "type", "must be a string"),
        ("flag", "true", "type", "must be a boolean"),
        ("flag", 1, "type", "must be a boolean"),
        ("port", 0, "range", "must be at least 1"),
        ("port", 65536, "range", "must be at most 65535"),
        ("port", "5060", "type", "must be an integer"),
        ("port", True, "type", "must be an integer"),
        ("port", 5060.5, "type", "must be an integer"),
        ("port", 1e29, "range", "must be at most 65535"),
        ("weight", "1", "type", "must be a number"),
        ("page", "1x", "type", "must be an integer"),
        ("page", "1" * 19, "range", "must have at most 18 digits"),
        ("page", "١", "type", "must be an integer"),
        ("uuid", "not-a-uuid", "format", "must be a UUID"),
        ("uuid", UUID + "\n", "format", "must be a UUID"),
        ("number", "+15551234567\n", "format", "must be an E.164 number such as +15551234567"),
        ("number", "+05551234567", "format", "must be an E.164 number such as +15551234567"),
        ("number", "+1234567890123456", "format", "must be an E.164 number such as +15551234567"),
        ("mode", "sctp", "enum", "must be one of 'udp' or 'tcp'"),
        ("inner", [], "type", "must be an object"),
        ("inners", {}, "type", "must be an array"),
        ("inners", [], "length", "must have at least 1 item"),
        ("inners", [{}] * 3, "length", "must have at most 2 items"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_in_words(field, value, kind, words) -> None:
    (violation,) = wrong({field: value})

    assert (violation.field, violation.kind, violation.words) == (field, kind, words)


def test_everything_wrong_is_reported_at_once() -> None:
    found = wrong({"text": "", "port": 0, "inner": {"password": 1}})

    assert [violation.field for violation in found] == ["text", "port", "inner.password"]


def test_of_very_much_that_is_wrong_a_hundred_mistakes_are_reported() -> None:
    assert len(words(list[Text], [1] * 1_000)) == 100


def test_a_body_that_is_no_object_is_blamed_as_a_whole() -> None:
    (violation,) = wrong([])

    assert (violation.field, violation.words) == ("", "must be an object")


def test_secret_fields_are_found_at_any_depth() -> None:
    assert secret_fields(Body) == {"password", "key"}


def test_fields_that_say_how_they_are_known_are_found_at_any_depth() -> None:
    assert [name for name, _ in field_provenance(Body)] == ["text", "inner.password", "inners.password"]


def words(annotation: Any, value: object) -> list[tuple[str, str]]:
    """Kind and words of what is wrong with this value of a field of this type."""
    found = check(create_model("Body", __base__=Document, field=(annotation, ...)), {"field": value}, NONE)
    return [(each.kind, each.words) for each in found] if isinstance(found, tuple) else []


FAILED: dict[str, tuple[Any, object, tuple[str, str]]] = {
    "Gt": (Annotated[Integer, at.Gt(1)], 1, ("range", "must be greater than 1")),
    "Ge": (Annotated[Integer, at.Ge(1)], 0, ("range", "must be at least 1")),
    "Lt": (Annotated[Integer, at.Lt(1)], 1, ("range", "must be less than 1")),
    "Le": (Annotated[Integer, at.Le(1)], 2, ("range", "must be at most 1")),
    "Interval": (Annotated[Integer, at.Interval(gt=0, lt=3)], 3, ("range", "must be less than 3")),
    "MultipleOf": (Annotated[Integer, at.MultipleOf(3)], 4, ("range", "must be a multiple of 3")),
    "MinLen": (Annotated[Text, at.MinLen(2)], "a", ("length", "must be at least 2 characters long")),
    "MaxLen": (Annotated[Text, at.MaxLen(1)], "ab", ("length", "must be at most 1 character long")),
    "Len": (Annotated[list[Text], at.Len(1, 1)], ["a", "b"], ("length", "must have at most 1 item")),
    "Predicate": (Annotated[Text, at.Predicate(str.istitle)], "a", ("invalid", "is not valid: Predicate 'str.istitle' failed")),
    "Not": (Annotated[Text, at.Not(str.islower)], "a", ("invalid", "is not valid: Not of 'str.islower' failed")),
    "LowerCase": (at.LowerCase[Text], "A", ("invalid", "is not valid: Predicate 'str.islower' failed")),
    "UpperCase": (at.UpperCase[Text], "a", ("invalid", "is not valid: Predicate 'str.isupper' failed")),
    "IsDigits": (at.IsDigit[Text], "a", ("invalid", "is not valid: Predicate 'str.isdigit' failed")),
    "IsAscii": (at.IsAscii[Text], "é", ("invalid", "is not valid: Predicate 'str.isascii' failed")),
    "IsFinite": (at.IsFinite[Number], math.inf, ("invalid", "is not valid: Predicate 'isfinite' failed")),
    "IsNotFinite": (at.IsNotFinite[Number], 1.0, ("invalid", "is not valid: Predicate failed")),
    "IsNan": (at.IsNan[Number], 1.0, ("invalid", "is not valid: Predicate 'isnan' failed")),
    "IsNotNan": (at.IsNotNan[Number], math.nan, ("invalid", "is not valid: Predicate failed")),
    "IsInfinite": (at.IsInfinite[Number], 1.0, ("invalid", "is not valid: Predicate 'isinf' failed")),
    "IsNotInfinite": (at.IsNotInfinite[Number], math.inf, ("invalid", "is not valid: Predicate failed")),
}  # fmt: skip
REFUSES_NOTHING = {"Timezone", "Unit", "DocInfo", "doc", "BaseMetadata", "GroupedMetadata", "__version__"}
"""What of `annotated_types` pydantic does not check, and what is no constraint."""


def test_every_constraint_of_annotated_types_is_tried() -> None:
    assert set(at.__all__) - REFUSES_NOTHING - FAILED.keys() == set()


@pytest.mark.parametrize(("annotation", "value", "expected"), FAILED.values(), ids=FAILED)
def test_every_constraint_says_what_it_wants(annotation, value, expected) -> None:
    assert words(annotation, value) == [expected]


@pytest.mark.parametrize("error", list_all_errors(), ids=lambda error: error["type"])
def test_every_error_of_pydantic_has_words_that_follow_the_fields_name(error) -> None:
    def refuse(_value: object) -> None:
        raise PydanticKnownError(error["type"], error.get("example_context"))

    ((kind, said),) = words(Annotated[Any, BeforeValidator(refuse)], 1)

    assert kind
    assert re.match("must |is |None$", said)  # None is the text of the example's own ValueError


def test_a_validators_own_error_is_quoted() -> None:
    def refuse(_value: object) -> None:
        raise ValueError("must be a colour such as {red}")

    assert words(Annotated[Any, BeforeValidator(refuse)], 1) == [("invalid", "must be a colour such as {red}")]


def test_an_error_that_nobody_knows_is_quoted() -> None:
    def refuse(_value: object) -> None:
        raise PydanticCustomError("of_our_own", "Colours of {field} clash")

    assert words(Annotated[Any, BeforeValidator(refuse)], 1) == [("invalid", "is not valid: Colours of {field} clash")]
