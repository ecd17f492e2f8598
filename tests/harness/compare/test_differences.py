"""Where two answers to one request differ."""

from __future__ import annotations

import pytest
from harness.one_case import case, exchange, outcome

from emulators.harness.compare.differences import Difference, broken, differences
from emulators.harness.compare.normalization import Normalizer

EARLY, LATE = "2025-01-01T00:00:00Z", "2025-01-02T00:00:00Z"


@pytest.fixture
def compared(contract):
    """Compares two answers, each a status, a body and perhaps a content type."""

    def compare(left, right) -> list[Difference]:
        normalizers = (Normalizer(contract, {}, isolated=True), Normalizer(contract, {}, isolated=True))
        return list(differences((exchange(*left),), (exchange(*right),), normalizers))

    return compare


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ((201, {}), (200, {}), [Difference("status", "", "201", "200")]),
        ((201, 1), (201, 1, "text/plain"), [Difference("content type", "", "application/json", "text/plain")]),
        ((201, 1), (201, 1, ""), [Difference("content type", "", "application/json", "nothing")]),
        ((201, {"a~/b": 1}), (201, {}), [Difference("missing", "/a~0~1b", "1", "nothing")]),
        ((201, {"a": 1}), (201, {"a": "1"}), [Difference("type", "/a", "1", '"1"')]),
        ((201, {"a": 1}), (201, {"a": True}), [Difference("type", "/a", "1", "true")]),
        ((201, {"a": 1}), (201, {"a": 1.0}), []),
        ((201, {"a": 1}), (201, {"a": 2.5}), [Difference("value", "/a", "1", "2.5")]),
        ((201, [1, 2]), (201, [1]), [Difference("value", "", "2 items", "1 items")]),
        ((201, [1, 2]), (201, [1, 3]), [Difference("value", "/1", "2", "3")]),
        ((400, "é"), (400, "e"), [Difference("value", "", '"é"', '"e"')]),
    ],
    ids=str,
)
def test_what_differs_is_named_by_pointer_and_kind(compared, left, right, expected):
    assert compared(left, right) == expected


def test_timestamps_in_opposite_orders_differ(compared):
    left = {"data": {"createdAt": EARLY, "updatedAt": LATE}}
    right = {"data": {"createdAt": LATE, "updatedAt": EARLY}}

    assert compared((201, left), (201, left)) == []
    assert compared((201, left), (201, right)) == [
        Difference("order", "/data/createdAt", "before /data/updatedAt", "after /data/updatedAt")
    ]


def test_a_clause_that_one_side_breaks_is_a_difference_where_nothing_else_is():
    good, bad = outcome(case(), 201), outcome(case(), 201, breaks=True)

    assert list(broken(good, bad, [])) == [Difference("clause", "", "keeps the clause", "that")]
    assert list(broken(bad, good, [])) == [Difference("clause", "", "that", "keeps the clause")]
    assert list(broken(bad, bad, [])) == []
    assert list(broken(good, bad, [Difference("value", "", "1", "2")])) == []
