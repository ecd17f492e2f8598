"""What a sequence of calls leads to."""

from __future__ import annotations

import pytest

from emulators.harness.stateful.actions import Action, actions
from emulators.harness.stateful.state import ModelState, text_at
from emulators.harness.testcases.builder import CaseBuilder

ANSWER = {"data": {"id": "line-1"}}


@pytest.fixture
def every(contract) -> dict[str, Action]:
    """The plainest action of each operation."""
    found = actions(contract, {each.operation.id: each for each in CaseBuilder.all(contract)})
    return {each.operation.id: each for each in reversed(found)}


@pytest.fixture
def state(every) -> ModelState:
    """A state in which one line was made."""
    made = ModelState()
    made.remember(every["create_line"], {}, {"number": "+1", "port": 5060}, ANSWER, ["/data/id"])
    return made


def test_a_create_makes_a_resource_with_what_was_stated_of_it(state):
    (resource,) = state.resources

    assert (resource.identifiers, resource.stated) == ({"line-1"}, {"number": "+1", "port": 5060})
    assert state.done == ["create_line"]


def test_a_change_changes_what_was_stated(every, state):
    (resource,) = state.resources
    (chosen,) = state.choices(every["change_line"], gone=False)

    state.remember(every["change_line"], chosen, {"port": 7}, ANSWER, [])
    changed = dict(resource.stated)
    state.remember(every["change_line"], chosen, None, ANSWER, [])

    assert changed == {"number": "+1", "port": 7}
    assert resource.stated == {}
    assert state.history(every["change_line"], chosen) == ("create_line", "change_line", "change_line")


def test_a_deleted_resource_is_gone(every, state):
    (resource,) = state.resources
    (chosen,) = state.choices(every["delete_line"], gone=False)

    state.remember(every["delete_line"], chosen, None, {}, [])

    assert state.is_gone(resource)
    assert state.choices(every["change_line"], gone=False) == []
    assert state.choices(every["change_line"], gone=True) == [chosen]


def test_a_read_changes_nothing(every, state):
    state.remember(every["list_lines"], {}, None, {"data": []}, [])

    assert state.done == ["create_line"]


@pytest.mark.parametrize(("pointer", "text"), [("/data/id", "line-1"), ("/data/none", None), ("/data/id/x", None)])
def test_a_value_of_an_answer_is_read_as_text(pointer, text):
    assert text_at(ANSWER, pointer) == text
