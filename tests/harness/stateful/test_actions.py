"""The good requests of a contract, and what each of them does to resources."""

from __future__ import annotations

import pytest

from emulators.harness.contract.contract import Contract
from emulators.harness.document.location import available
from emulators.harness.stateful.actions import Action, actions, for_operations
from emulators.harness.testcases.builder import CaseBuilder


def actions_of(contract: Contract) -> tuple[Action, ...]:
    return actions(contract, {each.operation.id: each for each in CaseBuilder.all(contract)})


def test_an_action_knows_what_it_needs_and_what_it_does(contract):
    every = {each.operation.id: each for each in actions_of(contract)}

    assert {name: (each.before, each.changes, each.deletes) for name, each in every.items()} == {
        "create_line": ((), True, False),
        "list_lines": ((), False, False),
        "change_line": (("create_line",), True, False),
        "delete_line": (("create_line",), True, True),
    }
    assert every["create_line"].unique == ("number",)
    assert every["list_lines"].unique == ()


def test_the_actions_of_an_operation_come_with_those_that_make_what_it_needs(contract):
    every = actions_of(contract)

    assert for_operations(every, ()) == every
    chosen = for_operations(every, ["DELETE /lines/{id}"])
    assert {each.operation.id for each in chosen} == {"create_line", "delete_line"}


ALL_POST = [name for name in available() if {each.method for each in Contract.load(name).operations} == {"POST"}]


@pytest.mark.parametrize("name", ALL_POST)
def test_where_all_is_post_an_example_shows_what_deletes(name):
    deleting = {each.operation.id for each in actions_of(Contract.load(name)) if each.deletes}

    assert deleting
    assert {operation.partition("_")[0] for operation in deleting} == {"delete"}
