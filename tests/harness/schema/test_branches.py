"""The if/then table of a schema becomes full branches, and one `oneOf` that admits the same bodies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulators.harness.contract.contract import Contract
from emulators.harness.document.document import YamlDocument
from emulators.harness.document.location import available, find
from emulators.harness.document.node import Node
from emulators.harness.errors import ContractError
from emulators.harness.model.absent import ABSENT
from emulators.harness.schema.alternatives import fields
from emulators.harness.schema.branches import as_one_of, belongs, branches
from emulators.harness.schema.validation import Schema
from emulators.harness.testcases.boundary_values import MAXIMAL, MINIMAL, body
from emulators.harness.testcases.placeholders import with_stand_ins

TABLE = {
    "type": "object",
    "required": ["number"],
    "allOf": [
        {"x-branch": "cloud", "if": {"properties": {"provider": {"const": "cloud"}}}, "then": {"required": ["sid"]}},
        {
            "x-branch": "trunk by registration",
            "if": {
                "required": ["provider"],
                "properties": {"provider": {"const": "trunk"}, "mode": {"const": "register"}},
            },
            "then": {"required": ["user"]},
        },
        {
            "x-branch": "trunk by address",
            "if": {
                "required": ["provider", "mode"],
                "properties": {"provider": {"const": "trunk"}, "mode": {"const": "address"}},
            },
            "then": {"required": ["ip"]},
        },
    ],
    "properties": {
        "number": {"type": "string"},
        "provider": {"type": "string", "enum": ["cloud", "trunk", "other", "more"], "default": "cloud"},
        "mode": {"type": "string", "enum": ["register", "address"], "default": "register"},
        "sid": {"type": "string", "x-foreign-branch": True},
        "user": {"type": "string", "x-foreign-branch": True},
        "ip": {"type": "string", "x-foreign-branch": True},
        "port": {"type": "integer", "x-foreign-branch": True, "x-home": ["trunk by address"]},
        "note": {"type": "string", "x-foreign-branch": True},
    },
}


def schema(value: dict[str, Any]) -> Node:
    return Node.root(YamlDocument.parse(json.dumps(value), Path("table.yaml")))


def test_values_that_lead_to_the_same_rows_are_one_branch():
    found = {branch.name: (dict(branch.choices), branch.required) for branch in branches(schema(TABLE))}

    modes = (ABSENT, "register", "address")
    assert found == {
        "cloud": ({"provider": (ABSENT, "cloud"), "mode": modes}, ("sid",)),
        "trunk by registration": ({"provider": ("trunk",), "mode": (ABSENT, "register")}, ("user",)),
        "trunk by address": ({"provider": ("trunk",), "mode": ("address",)}, ("ip",)),
        "provider other/more, mode left out/register/address": ({"provider": ("other", "more"), "mode": modes}, ()),
    }


def test_a_schema_without_a_table_is_one_branch():
    (only,) = branches(schema({"properties": {"a": {}}}))

    assert (only.choices, only.rows, only.required) == ({}, (), ())


def test_every_branch_is_reached_by_its_smallest_and_its_largest_body():
    node = schema(TABLE)

    made = {
        branch.name: [with_stand_ins(body(node, branch, size)) for size in (MINIMAL, MAXIMAL)]
        for branch in branches(node)
    }

    assert made["cloud"] == [
        {"number": "a number", "sid": "a sid"},
        {"number": "a number", "provider": "cloud", "mode": "register", "sid": "a sid"},
    ]
    assert made["trunk by address"] == [
        {"number": "a number", "provider": "trunk", "mode": "address", "ip": "a ip"},
        {"number": "a number", "provider": "trunk", "mode": "address", "ip": "a ip", "port": 1},
    ]


def test_where_a_field_is_at_home_is_read_from_the_contract():
    node = schema(TABLE)
    known = fields(node)

    homes = {
        name: [belongs(branch, name, known[name]) for branch in branches(node)]
        for name in ("sid", "port", "note", "number")
    }

    assert homes == {
        "sid": [True, False, False, False],
        "port": [False, False, True, False],
        "note": [None, None, None, None],
        "number": [True, True, True, True],
    }


@pytest.mark.parametrize(
    ("good", "value"),
    [
        (True, {"number": "1", "sid": "s"}),
        (False, {"number": "1"}),
        (False, {"number": "1", "provider": "cloud", "mode": "address"}),
        (True, {"number": "1", "provider": "trunk", "user": "u"}),
        (False, {"number": "1", "provider": "trunk", "mode": "register"}),
        (True, {"number": "1", "provider": "trunk", "mode": "address", "ip": "i"}),
        (False, {"number": "1", "provider": "trunk", "mode": "address", "user": "u"}),
        (True, {"number": "1", "provider": "other"}),
        (False, {"provider": "other"}),
        (False, {"number": "1", "provider": "unknown"}),
    ],
)
def test_the_full_branches_admit_what_the_table_admits(good, value):
    node = schema(TABLE)

    assert (Schema(node).admits(value), jsonschema_rs.is_valid(as_one_of(node), value)) == (good, good)


def test_the_full_branches_are_complete_object_schemas():
    made = as_one_of(schema(TABLE))

    assert list(made) == ["oneOf"]
    assert [branch["required"] for branch in made["oneOf"]] == [
        ["number", "sid"],
        ["number", "user", "provider"],
        ["number", "ip", "provider", "mode"],
        ["number", "provider"],
    ]
    assert all("allOf" not in branch and branch["type"] == "object" for branch in made["oneOf"])


@pytest.mark.parametrize("name", available())
def test_both_forms_of_every_contract_we_ship_agree_on_every_body(name):
    for operation in Contract.read(find(name)).operations:
        if operation.body is not None:
            node = operation.body.node
            made = [
                with_stand_ins(body(node, branch, size)) for branch in branches(node) for size in (MINIMAL, MAXIMAL)
            ]

            assert [jsonschema_rs.is_valid(as_one_of(node), value) for value in made] == [True] * len(made)


@pytest.mark.parametrize("condition", [{"minLength": 3}, {"pattern": "x"}])
def test_a_condition_that_is_no_value_is_not_understood(condition):
    table = {"allOf": [{"if": {"properties": {"a": condition}}, "then": {}}], "properties": {"a": {"enum": ["b"]}}}

    with pytest.raises(ContractError, match="a condition of the table is a `const` or an `enum`"):
        branches(schema(table))


def test_a_condition_on_an_open_property_is_not_understood():
    table = {
        "allOf": [{"if": {"properties": {"a": {"const": "b"}}}, "then": {}}],
        "properties": {"a": {"type": "string"}},
    }

    with pytest.raises(ContractError, match="a condition rests on a, so it needs an enum or the type boolean"):
        branches(schema(table))


WAYS = {
    "type": "object",
    "properties": {
        "set": {"type": "array", "items": {"type": "string"}},
        "add": {"type": "string"},
        "clear": {"const": True},
    },
    "oneOf": [
        {"required": ["set"], "properties": {"set": {"minItems": 1}}},
        {"anyOf": [{"required": ["add"]}, {"required": ["clear"]}]},
    ],
}


def test_what_may_be_asked_in_several_ways_is_a_branch_for_each():
    node = schema(WAYS)

    made = {
        branch.name: [with_stand_ins(body(node, branch, size)) for size in (MINIMAL, MAXIMAL)]
        for branch in branches(node)
    }

    assert made == {
        "with set": [{"set": ["a set"]}, {"set": ["a set"]}],
        "with add": [{"add": "a add"}, {"add": "a add"}],
        "with clear": [{"clear": True}, {"clear": True}],
    }
    assert all(jsonschema_rs.is_valid(as_one_of(node), value) for pair in made.values() for value in pair)


def test_ways_that_go_together_overlap():
    made = as_one_of(schema({"properties": {"a": {}, "b": {}}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}))

    assert [branch["required"] for branch in made["anyOf"]] == [["a"], ["b"]]


@pytest.mark.parametrize(
    ("least", "most", "size", "names"),
    [(1, None, MINIMAL, ["a"]), (0, 1, MAXIMAL, ["a"]), (0, None, MAXIMAL, ["a", "b"])],
)
def test_a_body_has_as_many_properties_as_are_wanted(least, most, size, names):
    limits = {"minProperties": least, **({"maxProperties": most} if most else {})}
    node = schema({"type": "object", "properties": {"a": {"type": "integer"}, "b": {"type": "integer"}}, **limits})

    assert list(body(node, branches(node)[0], size)) == names


WORDS = ("red", "green", "blue")
FIELDS = ("p", "q", "r")


@st.composite
def condition_tables(draw) -> dict[str, Any]:
    """A schema with one or two discriminating properties, and if/then rows that rest on them."""
    kinds = {
        name: {"type": "string", "enum": list(WORDS)}
        | ({"default": draw(st.sampled_from(WORDS))} if draw(st.booleans()) else {})
        for name in draw(st.sampled_from([("kind",), ("kind", "mode")]))
    }
    rows = []
    for _ in range(draw(st.integers(0, 4))):
        wanted = {
            name: draw(
                st.sampled_from(WORDS).map(lambda word: {"const": word})
                | st.lists(st.sampled_from(WORDS), min_size=1, max_size=2, unique=True).map(
                    lambda words: {"enum": words}
                )
            )
            for name in draw(st.lists(st.sampled_from(sorted(kinds)), min_size=1, unique=True))
        }
        present = [name for name in wanted if "default" not in kinds[name] or draw(st.booleans())]
        condition = {"properties": wanted, **({"required": present} if present else {})}
        rows.append(
            {
                "if": condition,
                "then": {"required": draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=2, unique=True))},
            }
        )
    properties = {**kinds, **{name: {"type": "string"} for name in FIELDS}}
    required = draw(st.lists(st.sampled_from(sorted(kinds)), max_size=1, unique=True))
    return {"type": "object", "properties": properties, "required": required, **({"allOf": rows} if rows else {})}


BODIES = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(WORDS) for name in ("kind", "mode")} | dict.fromkeys(FIELDS, st.just("x"))
)


@given(condition_tables(), st.lists(BODIES, min_size=1, max_size=8))
def test_one_of_all_branches_admits_what_the_conditions_admit(table, bodies):
    conditions, one_of = (jsonschema_rs.Draft202012Validator(each) for each in (table, as_one_of(schema(table))))

    for each in bodies:
        assert one_of.is_valid(each) is conditions.is_valid(each), each


@given(condition_tables())
def test_the_plainest_body_of_every_branch_is_admitted(table):
    node = schema(table)

    for branch in branches(node):
        made = with_stand_ins(body(node, branch, MINIMAL))

        assert jsonschema_rs.Draft202012Validator(table).is_valid(made), (branch.name, made)
