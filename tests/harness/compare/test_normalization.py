"""Values that a server makes anew each time become tokens."""

from __future__ import annotations

import pytest
from harness.one_case import exchange

from emulators.harness.compare.normalization import Normalizer

ID, MOMENT = "0b5a3a56-1c3f-4b7d-9a2e-222222222222", "2025-01-01T00:00:00Z"


@pytest.fixture
def normalized(contract):
    """Normalizes the last of several answers to a create."""
    return lambda *answers, isolated=True: Normalizer(contract, {"agentId": ("agent-1234",)}, isolated).last(answers)


def test_identifiers_and_moments_become_tokens_wherever_they_stand(normalized):
    made = exchange(201, {"data": {"id": ID, "createdAt": MOMENT, "number": "+12015550111"}})

    assert normalized(made) == {"data": {"id": "<id 0>", "createdAt": "<moment>", "number": "+12015550111"}}
    assert normalized(made, exchange(404, {"error": f"there is no line {ID}."})) == {
        "error": "there is no line <id 0>."
    }
    assert normalized(made, exchange(404, ID)) == "<id 0>"


def test_values_of_the_target_become_tokens(normalized):
    assert normalized(exchange(201, {"data": {"agentId": "agent-1234"}})) == {"data": {"agentId": "<known agentId 0>"}}


def test_an_answer_that_is_no_json_is_a_text(normalized):
    made = exchange(500)
    broken = type(made)(made.operation, made.request, type(made.response)(500, {}, b"<html>\xff"))

    assert normalized(broken) == "<html>\ufffd"


def test_a_list_in_which_other_data_may_stand_is_not_compared(normalized):
    assert normalized(exchange(201, [1, 2]), isolated=False) == ["<items>"]
    assert normalized(exchange(201, [1, 2])) == [1, 2]
