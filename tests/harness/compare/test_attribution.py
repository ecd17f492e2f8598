"""Who is wrong where two sides differ."""

from __future__ import annotations

import pytest
from harness.one_case import case, outcome

from emulators.harness.compare.attribution import Attribution, Side, attribute
from emulators.harness.execution.outcome import Outcome, State
from emulators.harness.model.clause import Basis
from emulators.harness.testcases.case import Acceptance

ACCEPT, REJECT, EITHER = Acceptance.ACCEPT, Acceptance.REJECT, Acceptance.EITHER


def side(name: str, result: Outcome, *, is_vendor: bool = False, is_guarded: bool = False) -> Side:
    return Side(name, result, is_vendor, is_guarded)


@pytest.mark.parametrize(
    ("answer", "basis", "vendor", "expected"),
    [
        (ACCEPT, Basis.DOCUMENTED, "", (Attribution.RIGHT, "the contract says accept, so b is wrong")),
        (REJECT, Basis.DOCUMENTED, "", (Attribution.LEFT, "the contract says reject, so a is wrong")),
        (ACCEPT, Basis.INFERRED, "", (Attribution.UNDECIDED, "which of the two is right is only inferred")),
        (EITHER, Basis.DOCUMENTED, "", (Attribution.UNDECIDED, "the contract does not say")),
        (ACCEPT, Basis.ASSUMED, "a", (Attribution.RIGHT, "the contract says accept, so b is wrong")),
        (ACCEPT, Basis.DOCUMENTED, "b", (Attribution.LOOSE, "b is the vendor, so the contract is to be changed")),
        (REJECT, Basis.DOCUMENTED, "a", (Attribution.STRICT, "a is the vendor, so the contract is to be changed")),
    ],
    ids=str,
)
def test_where_one_accepts_and_one_refuses(answer, basis, vendor, expected):
    asked = case(answer, basis)
    left = side("a", outcome(asked, 201), is_vendor=vendor == "a")
    right = side("b", outcome(asked, 404), is_vendor=vendor == "b")

    attribution, why = attribute(left, right, differ=True)

    assert (attribution, why.endswith(expected[1])) == (expected[0], True)
    assert why.startswith("a accepts, b refuses")


@pytest.mark.parametrize(
    ("left", "right", "vendor", "expected"),
    [
        (True, False, "", (Attribution.LEFT, "a breaks the contract")),
        (False, True, "", (Attribution.RIGHT, "b breaks the contract")),
        (True, False, "a", (Attribution.STRICT, "a is the vendor and breaks the contract, which is to be changed")),
        (True, True, "", (Attribution.UNDECIDED, "both break the contract")),
        (False, False, "", (Attribution.UNDECIDED, "no clause that binds is broken by either")),
    ],
    ids=str,
)
def test_where_both_accept_and_their_answers_differ(left, right, vendor, expected):
    sides = [
        side(name, outcome(case(), 201, breaks=breaks), is_vendor=vendor == name)
        for name, breaks in (("a", left), ("b", right))
    ]

    assert attribute(sides[0], sides[1], differ=True) == expected


@pytest.mark.parametrize(
    ("answer", "status", "expected"),
    [
        (ACCEPT, 201, (Attribution.NOBODY, "they agree")),
        (EITHER, 404, (Attribution.NOBODY, "they agree")),
        (ACCEPT, 404, (Attribution.LOOSE, "each of them refuses, and the contract says accept")),
        (REJECT, 201, (Attribution.STRICT, "each of them accepts, and the contract says reject")),
        (ACCEPT, 302, (Attribution.LOOSE, "each of them fails, and the contract says accept")),
    ],
    ids=str,
)
def test_where_both_answer_alike(answer, status, expected):
    sides = [side(name, outcome(case(answer), status)) for name in "ab"]

    assert attribute(sides[0], sides[1], differ=False) == expected


@pytest.mark.parametrize(
    ("right", "why"),
    [
        (side("b", Outcome(case(), State.UNCHECKED, reason="it needs an id")), "b: it needs an id"),
        (side("b", outcome(case(), 429)), "b: it answered 429"),
        (side("b", outcome(case(), 503), is_guarded=True), "b: it answered 503"),
        (side("b", outcome(case(), 401), is_guarded=True), "b: it answered 401"),
    ],
    ids=["not checked", "busy", "down", "locked out"],
)
def test_where_one_side_shows_nothing(right, why):
    assert attribute(side("a", outcome(case(), 201)), right, differ=True) == (Attribution.INCONCLUSIVE, why)


def test_a_side_without_an_exchange_neither_accepts_nor_refuses():
    assert side("a", Outcome(case(), State.HELD)).answer is None
