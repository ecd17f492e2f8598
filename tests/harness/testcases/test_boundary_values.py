"""Good strings, numbers that ring nobody, and values that are wrong by a hair."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from emulators.harness.client.target import Target
from emulators.harness.document.document import YamlDocument
from emulators.harness.document.node import Node
from emulators.harness.errors import ContractError
from emulators.harness.execution.resolver import Allocator, Resolver, Unavailable
from emulators.harness.schema import regex
from emulators.harness.testcases import near_misses
from emulators.harness.testcases.boundary_values import MAXIMAL, MINIMAL, boundary_value, host, plain_text
from emulators.harness.testcases.mutations import mutations
from emulators.harness.testcases.phone_numbers import ROOM, fictional, rings_nobody
from emulators.harness.testcases.placeholders import Bound, Foreign, Fresh, InventedSecret, Known, Spoiled, Unknown
from emulators.harness.testcases.property_paths import PropertyPath, property_paths, put


def schema(value: dict):
    return Node.root(YamlDocument.parse(json.dumps(value), Path("schema.yaml")))


@pytest.mark.parametrize(
    ("expression", "length", "made"),
    [
        ("^abc$", None, "abc"),
        (r"^\+[1-9][0-9]{6,14}$", None, "+1000000"),
        (r"^\+[1-9][0-9]{6,14}$", 16, "+100000000000000"),
        (r"^\+[1-9][0-9]{6,14}$", 17, None),
        ("^(ab|c)+d?$", None, "c"),
        ("^[^ab]{2}.$", None, "11a"),
        (r"^\d\w\s\S$", None, "1a a"),
        ("^a*$", 5, "aaaaa"),
        ("^x(?:yz)*?$", 5, "xyzyz"),
        ("^[a-z]+@[a-z]+$", None, "a@a"),
        ("(", None, None),
        ("^(?=y)x$", None, None),
    ],
)
def test_a_pattern_gives_a_string(expression, length, made):
    assert regex.matching_text(expression, length) == made


@pytest.mark.parametrize("length", [1, 62, 63, 64, 65, 100, 101, 126, 127, 190, 253, 255, 256])
def test_a_host_is_as_long_as_wanted(length):
    made = host(length)

    assert len(made) == length
    assert all(0 < len(label) <= 63 for label in made.split("."))


@pytest.mark.parametrize(
    ("given", "small"),
    [
        ({"const": 7}, 7),
        ({"enum": ["b", "a"]}, "b"),
        ({"oneOf": [{"type": "integer"}, {"type": "null"}]}, 1),
        ({"type": ["null", "boolean"]}, False),
        ({"type": "integer", "minimum": 5}, 5),
        ({"type": "integer", "exclusiveMinimum": 5}, 6),
        ({"type": "number", "maximum": 0.5}, 0.5),
        ({"type": "integer", "default": 9, "minimum": 1}, 9),
        ({"type": "array", "items": {"type": "string"}}, []),
        ({"type": "array", "items": {"type": "integer"}, "minItems": 2}, [1, 1]),
        ({"type": "null"}, None),
        ({}, {"note": "any x"}),
        ({"type": "string", "format": "date-time"}, "2025-01-01T00:00:00Z"),
        ({"type": "string", "minLength": 9}, "a xxxxxxx"),
        ({"type": "string", "maxLength": 2}, "a "),
        ({"type": "string", "examples": ["shown"]}, "shown"),
        ({"type": "string", "pattern": "^z+$", "minLength": 3}, "zzz"),
        ({"type": "string", "x-known": True}, Known("x", "a x")),
        ({"type": "string", "x-secret": True}, InventedSecret("x", "secret-x-of-a-test")),
        ({"type": "string", "x-kind": "e164"}, Fresh("x", "+12005550100", kind="e164")),
        (
            {"type": "array", "x-known": True, "minItems": 1, "items": {"type": "string"}},
            [Known("x", "a x", optional=True)],
        ),
    ],
    ids=str,
)
def test_the_smallest_value_of_a_schema_is_plain(given, small):
    assert boundary_value(schema(given), "x", MINIMAL) == small


def test_the_largest_value_has_everything():
    node = schema(
        {
            "properties": {
                "a": {"type": "array", "items": {"properties": {"b": {"type": "integer"}}}},
                "c": {"type": "string", "x-known": True},
            }
        }
    )

    assert boundary_value(node, "x", MAXIMAL) == {"a": [{"b": 1}], "c": Known("c", "a c", optional=True)}


def test_a_string_that_cannot_be_made_is_asked_for():
    with pytest.raises(ContractError, match=r"schema.yaml:1: no string could be made for x; give it an example"):
        plain_text(schema({"type": "string", "pattern": "^a$", "minLength": 2}), "x")


def test_fictional_numbers_are_many_and_ring_nobody():
    some = [fictional(index) for index in range(0, ROOM, 997)]

    assert all(re.fullmatch(r"\+1[2-9]\d\d55501\d\d", number) and rings_nobody(number) for number in some)
    assert len({fictional(index) for index in range(ROOM)}) == ROOM > 50_000


@pytest.mark.parametrize("miss", near_misses.numbers(fictional(7), plus=True), ids=lambda miss: miss.name)
def test_no_near_miss_of_a_number_rings_anybody(miss):
    assert rings_nobody(miss.text)


@pytest.mark.parametrize("kind", ["uuid", "object-id", "host", "pin", "e164", "digits"])
def test_every_near_miss_differs_from_the_good_one(kind):
    good = {
        "uuid": "3b241101-e2bb-4255-8caf-4136c566a962",
        "object-id": "64e5f1234567abcdef123456",
        "host": "sip.example.com",
        "pin": "246810",
        "e164": "+12005550100",
        "digits": "+12005550100",
    }[kind]

    found = near_misses.of(kind, good)

    assert len(found) >= 3
    assert good not in {miss.text for miss in found}


def test_what_has_no_kind_has_no_near_misses():
    assert near_misses.of("colour", "red") == []


def test_both_sides_of_every_limit_are_tried():
    (port, name, tags) = property_paths(
        schema(
            {
                "properties": {
                    "port": {"type": "integer", "minimum": 1, "maximum": 9},
                    "name": {"type": "string", "minLength": 0, "maxLength": 3},
                    "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 1},
                }
            }
        )
    )

    tried = [
        [mutation.value for mutation in mutations(path) if mutation.kind == "limit"] for path in (port, name, tags)
    ]

    assert tried == [[1, 0, 9, 10], ["", "xxx", "xxxx"], [["a tags"], ["a tags", "a tags"]]]


def test_places_reach_into_objects_and_arrays():
    node = schema(
        {
            "required": ["a"],
            "properties": {
                "a": {"properties": {"b": {"items": {"properties": {"c": {"type": "string"}}}, "type": "array"}}}
            },
        }
    )
    found = list(property_paths(node))

    assert [(path.dotted, path.needed) for path in found] == [("a", True), ("a.b", False), ("a.b.0.c", False)]
    assert put(node, {}, found[-1].tokens, "!") == {"a": {"b": [{"c": "!"}]}}
    assert put(node, {"a": {"b": [{"c": "x", "d": 1}]}}, found[-1].tokens, "!") == {"a": {"b": [{"c": "!", "d": 1}]}}


# Filling in.


@pytest.fixture
def resolver():
    target = Target(
        name="t",
        url="http://t.test",
        headers={"Authorization": "Bearer right-key", "X-Api": "bare-key"},
        known={"agent": ("a-1", "a-2"), "owned": ("+12015550101",)},
        foreign={"agent": ("b-1",)},
    )
    return Resolver(target, Allocator(1))


def value(resolver, placeholder):
    return resolver._filled({"x": placeholder})


@pytest.mark.parametrize(
    ("placeholder", "filled"),
    [
        (Known("agent", "?"), {"x": "a-1"}),
        (Known("agent", "a-2", printed=True), {"x": "a-2"}),
        (Known("agent", "a-9", printed=True), {"x": "a-1"}),
        (Known("nobody", "?", optional=True), {}),
        (Foreign("agent", "?"), {"x": "b-1"}),
        (Foreign("tenant", "of-nobody", invented=True), {"x": "of-nobody"}),
        (InventedSecret("token", "s"), {"x": "s"}),
        (Spoiled("Authorization", ""), {"x": "Bearer no-such-key-of-a-test"}),
        (Spoiled("authorization", "", way="scheme"), {"x": "Token right-key"}),
        (Spoiled("X-Api", ""), {"x": "no-such-key-of-a-test"}),
        (Fresh("n", "+1", kind="e164", owned=True), None),
    ],
    ids=str,
)
def test_a_placeholder_becomes_the_targets_value(resolver, placeholder, filled):
    if filled is None:
        with pytest.raises(Unavailable):
            value(resolver, placeholder)
    else:
        assert value(resolver, placeholder) == filled


@pytest.mark.parametrize(
    "placeholder", [Known("nobody", "?"), Foreign("nobody", "?"), Bound("id", "?", step=0, pointer="/id")], ids=str
)
def test_what_the_target_does_not_have_cannot_be_filled_in(resolver, placeholder):
    resolver.answers.append({})

    with pytest.raises(Unavailable):
        value(resolver, placeholder)


def test_an_owned_number_is_used_once(resolver):
    owned = Fresh("owned", "+1", kind="e164", owned=True)

    assert value(resolver, owned) == {"x": "+12015550101"}
    with pytest.raises(Unavailable, match="needs another owned that the account owns"):
        value(Resolver(resolver.target, resolver.allocator), owned)


def test_equal_placeholders_are_filled_equally_and_others_are_not(resolver):
    plain, short = Fresh("n", "+1", kind="e164"), Fresh("n", "+1", kind="e164", form="of 3")

    values = [value(resolver, each)["x"] for each in (plain, plain, short, Fresh("m", "+1", kind="digits"))]

    assert values[0] == values[1]
    assert [len(each) for each in values] == [12, 12, 3, 11]
    assert len(set(values)) == 3


@pytest.mark.parametrize(
    ("like", "form"),
    [
        (
            "3b241101-e2bb-4255-8caf-4136c566a962",
            r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
        ),
        ("64e5f1234567abcdef123456", r"[0-9a-f]{24}"),
        ("intg_a1b2c3d4e5f6", r"intg_[0-9a-f]{12}"),
        ("+12005550100", r"\+1\d{3}55501\d\d"),
        ("12005550100", r"1\d{3}55501\d\d"),
        ("a name", r"a-name-[0-9a-f]{8}"),
    ],
)
def test_an_unknown_id_has_the_form_of_a_known_one(resolver, like, form):
    made = value(resolver, Unknown("id", like))["x"]

    assert re.fullmatch(form, made)
    assert made != like
    assert resolver.made_up == {made}


def test_an_earlier_answer_is_used(resolver):
    resolver.answers.append({"data": {"id": "7"}})

    assert value(resolver, Bound("id", "printed", step=0, pointer="/data/id")) == {"x": "7"}
    assert resolver.substitutions == {"printed": "7"}
    assert PropertyPath(("a", 0), "a", schema({}), needed=True).dotted == "a.0"
