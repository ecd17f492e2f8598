from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field

from emulators.core.ignored import LONGEST, MOST, IgnoredField, ignored_fields
from emulators.core.schema import Document, Omissible, Text


class Peer(Document):
    port: int = 0


class Free(Document):
    model_config = ConfigDict(extra="allow")


class Body(Document):
    number: Text = ""
    peer: Omissible[Peer] = None
    peers: list[Peer] = Field(default_factory=list)
    free: Omissible[Free] = None
    wire: Annotated[Text, Field(alias="Wire")] = ""


def names(document: Any) -> list[str]:
    return [each.field for each in ignored_fields(Body, document)]


def test_an_unknown_field_is_told_with_the_nearest_known_name_at_any_depth() -> None:
    document = {"Number": "1", "peer": {"prot": 1}, "peers": [{"port": 1}, {"PORT": 2}], "Wire": "x"}

    assert ignored_fields(Body, document) == (
        IgnoredField("Number", "number"),
        IgnoredField("peer.prot", "port"),
        IgnoredField("peers.PORT", "port"),
    )


def test_what_is_no_object_or_takes_any_field_has_none() -> None:
    assert names([]) + names({"peer": 1, "peers": "x", "free": {"a": 1}}) == []


def test_not_all_of_many_are_told_and_not_all_of_a_long_one() -> None:
    assert len(names({str(number): 1 for number in range(100)})) == MOST
    assert names({"x" * 1_000: 1}) == ["x" * LONGEST]


def test_its_text_names_it_and_the_nearest() -> None:
    assert [IgnoredField("a", "b").text, IgnoredField("a", "").text] == ["a (did you mean 'b'?)", "a"]
