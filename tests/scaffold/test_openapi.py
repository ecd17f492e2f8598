"""What of an OpenAPI document is taken over, in the dialects of 3.0 and 3.1."""

from __future__ import annotations

from pathlib import Path

import pytest

from emulators.harness.document.document import YamlDocument
from emulators.harness.document.node import Node
from emulators.scaffold.openapi.pattern import portable
from emulators.scaffold.openapi.reader import Reader
from emulators.scaffold.openapi.schema import OpenApiSchema, fits
from emulators.scaffold.openapi.security import security
from emulators.scaffold.plan.vendor import plan

EDGE = 2**53 - 1


def node(value: object) -> Node:
    return Node.root(YamlDocument(Path("api.yaml"), value, {}))


def sent(schema: object) -> tuple[dict[str, object], list[str]]:
    """The schema as it is taken over of a request, and what is lost."""
    reader = Reader()
    return reader.read_sent(node({"schema": schema}), "here").as_json_schema(), list(reader.lost)


SCHEMAS = {
    "3.0's null": ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
    "3.1's null": ({"type": ["string", "null"], "enum": ["a"]}, {"type": ["string", "null"], "enum": ["a", None]}),
    "null among alternatives": ({"anyOf": [{"type": "boolean"}, {"type": "null"}]}, {"type": ["boolean", "null"]}),
    "an integer": ({"type": "integer"}, {"type": "integer", "minimum": -EDGE, "maximum": EDGE}),
    "3.0's excluded limit": (
        {"type": "integer", "minimum": 1, "exclusiveMinimum": True, "maximum": 9},
        {"type": "integer", "minimum": 2, "maximum": 9},
    ),
    "3.1's excluded limits": (
        {"type": "integer", "exclusiveMinimum": 1, "exclusiveMaximum": 9},
        {"type": "integer", "minimum": 2, "maximum": 8},
    ),
    "a constant": ({"const": "a"}, {"type": "string", "enum": ["a"]}),
    "a text that says no type": ({"minLength": 2}, {"type": "string", "minLength": 2}),
    "an array that says no type": ({"items": {"type": "boolean"}}, {"type": "array", "items": {"type": "boolean"}}),
    "an object that says no type": ({"additionalProperties": {"type": "string"}}, {"type": "object"}),
    "nothing": ({}, {}),
    "all of several": (
        {"allOf": [{"required": ["a"], "properties": {"a": {"type": "string"}}}, {"properties": {"a": {"maxLength": 3}}}]},
        {"type": "object", "required": ["a"], "properties": {"a": {"type": "string", "maxLength": 3}}},
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", SCHEMAS)
def test_a_schema_is_taken_over(what) -> None:
    given, expected = SCHEMAS[what]

    assert sent(given) == (expected, [])


LOST = {
    "several types": ({"type": ["string", "integer"]}, {}, ["is of several types, and any value is taken"]),
    "a format": ({"type": "string", "format": "email"}, {"type": "string"}, ["the format email is not checked"]),
    "options that are no texts": ({"type": "boolean", "enum": [True]}, {"type": "boolean"}, ["enum is not checked"]),
    "an excluded limit of a number": (
        {"type": "number", "exclusiveMaximum": 1}, {"type": "number"}, ["exclusiveMaximum is not checked"],
    ),
    "no other properties": (
        {"type": "object", "additionalProperties": False},
        {"type": "object"},
        ["that there are no other properties is not checked"],
    ),
    "a pattern of one dialect": (
        {"type": "string", "pattern": "^(?=a)a$"}, {"type": "string"}, ["the pattern '^(?=a)a$' is not checked"],
    ),
    "alternatives": (
        {"oneOf": [
            {"type": "object", "required": ["a", "b"], "properties": {"a": {"enum": ["x"]}, "b": {"type": "string"}}},
            {"type": "object", "required": ["a"], "properties": {"a": {"enum": ["y"]}, "c": {"type": "array", "items": {}}}},
        ]},
        {"type": "object", "required": ["a"], "properties": {
            "a": {"type": "string", "enum": ["x", "y"]}, "b": {"type": "string"}, "c": {"type": "array", "items": {}},
        }},
        ["oneOf is not checked, and what any alternative has may be sent"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", LOST)
def test_what_is_lost_is_told(what) -> None:
    given, expected, lost = LOST[what]

    assert sent(given) == (expected, lost)


def test_of_many_places_where_the_same_is_lost_the_first_are_named() -> None:
    reader = Reader()
    for place in "abcdef":
        reader.note(place, "is lost")

    assert reader.notes == ("a; b; c; d and 2 more places: is lost",)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"^\+[1-9]\d{1,14}$", r"^\+[1-9][0-9]{1,14}$"),
        (r"^[\d-]+$", r"^[0-9-]+$"),
        (r"^\w+$", r"^[A-Za-z0-9_]+$"),
        (r"^(?:a|b)$", r"^(?:a|b)$"),
        (r"^(?!a)", None),
        (r"\bword\b", None),
        ("^é$", None),
        ("(", None),
        ("a" * 201, None),
    ],
)
def test_a_pattern_is_taken_over_where_it_means_the_same_to_everybody(pattern, expected) -> None:
    assert portable(pattern) == expected


TEXT, NUMBER = OpenApiSchema("string"), OpenApiSchema("number")
FITTING = {
    "the same": (TEXT, TEXT, True),
    "anything where anything may be": (OpenApiSchema(nullable=True), OpenApiSchema(), True),
    "an integer as a number": (OpenApiSchema("integer"), NUMBER, True),
    "a number as an integer": (NUMBER, OpenApiSchema("integer"), False),
    "null where none may be": (OpenApiSchema("string", nullable=True), TEXT, False),
    "a secret": (OpenApiSchema("string", secret=True), TEXT, False),
    "a secret within": (OpenApiSchema("object", properties={"a": OpenApiSchema("string", secret=True)}), OpenApiSchema("object"), False),
    "any text as an option": (TEXT, OpenApiSchema("string", limits={"enum": ["a"]}), False),
    "any text as a time": (TEXT, OpenApiSchema("string", limits={"format": "date-time"}), False),
    "items": (OpenApiSchema("array", items=TEXT), OpenApiSchema("array", items=NUMBER), False),
    "a property that is not shown": (OpenApiSchema("object", properties={"b": TEXT}), OpenApiSchema("object", properties={"a": TEXT}), False),
    "a property that may be missing": (
        OpenApiSchema("object", properties={"a": TEXT}),
        OpenApiSchema("object", properties={"a": TEXT}, required=frozenset({"a"})),
        False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", FITTING)
def test_what_was_sent_is_shown_again_where_it_fits(what) -> None:
    given, shown, expected = FITTING[what]

    assert fits(given, shown) is expected


SECURITY = {
    "bearer": ({"type": "http", "scheme": "Bearer"}, "Authorization", "Bearer acme-demo-key"),
    "basic": ({"type": "http", "scheme": "basic"}, "Authorization", "Basic YWNtZTpkZW1vLWtleQ=="),
    "oauth2": ({"type": "oauth2"}, "Authorization", "Bearer acme-demo-key"),
    "key": ({"type": "apiKey", "in": "header", "name": "X-Key"}, "X-Key", "acme-demo-key"),
    "cookie": ({"type": "apiKey", "in": "cookie", "name": "session"}, "Authorization", "Bearer acme-demo-key"),
}


@pytest.mark.parametrize("what", SECURITY)
def test_a_credential_is_presented_as_the_document_says_where_it_can_be(what) -> None:
    scheme, header, value = SECURITY[what]
    reader = Reader()

    found = security(
        node({"components": {"securitySchemes": {"s": scheme}}, "security": [{"s": []}], "paths": {}}), reader
    )

    assert (found.header, found.present("acme")) == (header, value)
    assert bool(reader.notes) is (what == "cookie")


def planned(paths: dict[str, object]):
    return plan("acme", YamlDocument(Path("api.yaml"), {"openapi": "3.1.0", "paths": paths}, {}), "api.yaml")


def answering(schema: object) -> dict[str, object]:
    return {"responses": {"2XX": {"description": "d", "content": {"application/json": {"schema": schema}}}}}


def test_what_makes_lists_reads_changes_and_deletes_is_told_from_method_and_path() -> None:
    item = {"type": "object", "properties": {"id": {"type": "string"}}}
    body = {"requestBody": {"required": True, "content": {"application/json": {"schema": item}}}}
    vendor = planned(
        {
            "/things": {"post": {**body, **answering(item)}, "get": answering({"type": "array", "items": item})},
            "/things/{id}": {"get": answering(item), "put": {**body, **answering(item)}, "delete": {"responses": {}}},
            "/things/{id}/ring": {"post": answering(item)},
            "/status": {"get": answering({})},
        }
    )

    assert [(each.act, each.operation.label) for each in vendor.endpoints] == [
        ("create", "POST /things"),
        ("list", "GET /things"),
        ("read", "GET /things/{id}"),
        ("update", "PUT /things/{id}"),
        ("delete", "DELETE /things/{id}"),
        ("read", "POST /things/{id}/ring"),
        ("answer", "GET /status"),
    ]
    assert "DELETE /things/{id}: lists no status of success: 200 without a body is taken" in vendor.notes


def test_parameters_of_two_collections_that_are_called_alike_are_told_apart() -> None:
    vendor = planned(
        {
            path: {"get": answering({})}
            for path in ("/a/{id}", "/b/{id}", "/c/x/{slug}", "/d/x/{slug}", "/e/{eId}", "/e/{id}/f")
        }
    )

    assert [each.operation.path for each in vendor.endpoints] == [
        "/a/{a_id}", "/b/{b_id}", "/c/x/{c_x_slug}", "/d/x/{d_x_slug}", "/e/{eId}", "/e/{eId}/f",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("server", "expected"),
    [
        ("https://eu.example/api/", "https://eu.example/api"),
        ("/v2", "https://api.acme.example/v2"),
        ("https://{region}.example", "https://eu.example"),
        ("{scheme}", "https://api.acme.example/scheme"),
    ],
)
def test_the_server_is_the_first_one(server, expected) -> None:
    document = {
        "openapi": "3.0.1",
        "servers": [{"url": server, "variables": {"region": {"default": "eu"}}}],
        "paths": {"/a": {"get": answering({})}},
    }

    assert plan("acme", YamlDocument(Path("api.yaml"), document, {}), "api.yaml").server == expected
