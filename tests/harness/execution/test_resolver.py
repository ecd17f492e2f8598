"""Placeholders become values: of the target, fresh ones, and those of earlier answers."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from emulators.harness.client.target import Target
from emulators.harness.document.document import YamlDocument
from emulators.harness.document.node import Node
from emulators.harness.execution.forgery import forged_key
from emulators.harness.execution.resolver import Allocator, Resolver, Unavailable
from emulators.harness.testcases.case import Step
from emulators.harness.testcases.placeholders import Bound, Foreign, Fresh, InventedSecret, Known, Spoiled, Unknown
from emulators.harness.testcases.property_paths import PropertyPath


def schema(value: dict[str, Any]) -> Node:
    return Node.root(YamlDocument.parse(json.dumps(value), Path("schema.yaml")))


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
    return resolver._resolve({"x": placeholder})


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
        (Spoiled("Authorization", ""), {"x": f"Bearer {forged_key('right-key')}"}),
        (Spoiled("Authorization", "", way="form"), {"x": "Bearer no-such-key-of-a-test"}),
        (Spoiled("authorization", "", way="scheme"), {"x": "Token right-key"}),
        (Spoiled("X-Api", ""), {"x": forged_key("bare-key")}),
        (Spoiled("X-Api", "", way="form"), {"x": "no-such-key-of-a-test"}),
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
    with pytest.raises(
        Unavailable,
        match="needs another owned that the account owns: ",
    ):
        value(Resolver(resolver.target, resolver.allocator), owned)


@pytest.mark.parametrize(("kind", "given"), [("e164", "+16505550100"), ("digits", "16505550100")])
def test_the_numbers_of_an_account_are_used_where_it_must_own_one(resolver, kind, given):
    owner = replace(resolver.target, numbers=("+16505550100",))

    found = value(Resolver(owner, resolver.allocator), Fresh("phone", "+1", kind=kind, owned=True))

    assert found == {"x": given}


def test_what_is_known_for_a_property_goes_before_the_numbers_of_an_account(resolver):
    owner = replace(resolver.target, numbers=("+16505550100", "+12015550101"))

    found = [
        value(Resolver(owner, resolver.allocator), Fresh("owned", "+1", kind="e164", owned=True))["x"] for _ in range(2)
    ]

    assert found == ["+12015550101", "+16505550100"]


@pytest.mark.parametrize(
    ("placeholder", "words"),
    [
        (Known("agent_id", "?"), ["known.agent_id", "targets.toml", "--known agent_id=VALUE"]),
        (Foreign("agent_id", "?"), ["foreign.agent_id", "targets.toml", "--foreign agent_id=VALUE"]),
        (
            Fresh("number", "+1", kind="e164", owned=True),
            ["numbers in targets.toml", "--number", "known.number", "--known number=VALUE"],
        ),
    ],
    ids=["known", "foreign", "owned"],
)
def test_a_missing_value_names_the_key_and_the_option_that_supply_it(resolver, placeholder, words):
    with pytest.raises(Unavailable) as missing:
        value(resolver, placeholder)

    assert [each for each in words if each not in str(missing.value)] == []


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


def test_a_made_up_secret_that_is_an_ordinary_value_elsewhere_in_the_body_hides_nothing(resolver, contract) -> None:
    operation = contract.named("create_line")
    body = {"token": InventedSecret("token", "<string>"), "list": [{"label": "<string>"}]}
    own = {"token": InventedSecret("token", "made-up"), "label": "<string>"}

    told = []
    for each in (body, own):
        resolver.request(Step("create_line", body=each), operation)
        told.append(dict(resolver.secrets))

    assert told == [{}, {"made-up": "token"}]
