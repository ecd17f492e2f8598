from typing import Annotated, Any, Literal

import pytest
from annotated_types import Interval, Len

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
        ("uuid", UUID.upper(), UUID.upper()),
        ("uuid", None, None),
        ("number", "+15551234567", "+15551234567"),
        ("mode", "tcp", "tcp"),
        ("metadata", [None, {"a": 1}], [None, {"a": 1}]),
    ],
    ids=str,
)
def test_what_is_right_is_kept(field, value, kept) -> None:
    assert check(Body, {field: value}, NONE).given() == {field: kept}


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
    (violation,) = check(Body, {field: value}, NONE)

    assert (violation.field, violation.kind, violation.words) == (field, kind, words)


def test_everything_wrong_is_reported_at_once() -> None:
    found = check(Body, {"text": "", "port": 0, "inner": {"password": 1}}, NONE)

    assert [violation.field for violation in found] == ["text", "port", "inner.password"]


def test_a_body_that_is_no_object_is_blamed_as_a_whole() -> None:
    (violation,) = check(Body, [], NONE)

    assert (violation.field, violation.words) == ("", "must be an object")


def test_secret_fields_are_found_at_any_depth() -> None:
    assert secret_fields(Body) == {"password", "key"}


def test_fields_that_say_how_they_are_known_are_found_at_any_depth() -> None:
    assert [name for name, _ in field_provenance(Body)] == ["text", "inner.password", "inners.password"]
