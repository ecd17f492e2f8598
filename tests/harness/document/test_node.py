"""A node follows references, and knows how each of its keywords is known."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from emulators.harness.document.document import YamlDocument
from emulators.harness.document.node import Node
from emulators.harness.errors import ContractError
from emulators.harness.model.clause import Basis


def parsed(text: str) -> YamlDocument:
    return YamlDocument.parse(dedent(text).lstrip(), Path("vendor.yaml"))


def root_of(text: str) -> Node:
    return Node.root(parsed(text))


def test_a_reference_is_followed_and_its_siblings_lie_over_it():
    root = root_of(
        """
        here: {$ref: "#/there", x-basis: inferred}
        there:
          x-basis: documented
          x-cite: "the words"
          inner: {type: "string"}
        """
    )
    here = root.child("here")

    assert here is not None
    inner = here.dig("inner")
    assert inner is not None
    assert (inner.basis(), inner.cite(), inner.clause("it").line) == (Basis.INFERRED, "the words", 5)


def test_a_basis_beside_a_reference_bounds_all_that_is_reached_through_it():
    root = root_of(
        """
        here: {$ref: "#/there", x-basis: inferred}
        there:
          x-basis: assumed
          inner: {x-basis: {type: documented, pattern: assumed}}
          other: {$ref: "#/elsewhere"}
        elsewhere: {x-basis: documented}
        """
    )
    inner, other, direct = (root.dig(*way) for way in (("here", "inner"), ("here", "other"), ("there", "inner")))

    assert inner is not None
    assert other is not None
    assert direct is not None
    assert (inner.basis("type"), inner.basis("pattern"), other.basis(), direct.basis("type")) == (
        Basis.INFERRED,
        Basis.ASSUMED,
        Basis.INFERRED,
        Basis.DOCUMENTED,
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('a: {$ref: "#/b"}', "vendor.yaml:1: #/b names nothing"),
        ('a: {$ref: "other.yaml"}', "vendor.yaml:1: 'other.yaml' is not a reference into this document"),
        ('a: {$ref: "#/b"}\nb: {$ref: "#/a"}', "leads back to itself"),
    ],
)
def test_a_reference_that_leads_nowhere_says_where(text, message):
    with pytest.raises(ContractError) as mistake:
        root_of(text).child("a")

    assert message in str(mistake.value)


def test_a_keyword_may_be_known_otherwise_than_its_node():
    node = root_of(
        """
        x-basis: {type: documented, pattern: assumed}
        x-cite: "text"
        properties: {a: {type: "string"}}
        """
    )

    inner = node.dig("properties", "a")
    assert inner is not None
    assert [node.basis("type"), node.basis("pattern"), node.basis("maxLength"), node.basis(), inner.basis()] == [
        Basis.DOCUMENTED,
        Basis.ASSUMED,
        Basis.DOCUMENTED,
        Basis.DOCUMENTED,
        Basis.DOCUMENTED,
    ]


def test_a_keyword_is_known_as_it_is_above_where_its_own_node_says_nothing():
    root = root_of(
        """
        x-basis: {"*": documented, pattern: inferred}
        x-cite: {"*": "the words", pattern: "the sample"}
        number: {type: string, pattern: "^[0-9]+$"}
        """
    )
    number = root.child("number")

    assert number is not None
    assert (number.basis("type"), number.basis("pattern")) == (Basis.DOCUMENTED, Basis.INFERRED)
    assert number.cite("pattern") == "the sample"


def test_a_basis_that_is_none_says_where():
    with pytest.raises(ContractError, match=r"vendor\.yaml:1: x-basis is not one of documented, .*: 'known'"):
        root_of("x-basis: known").basis()
