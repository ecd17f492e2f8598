"""Contracts are found by name and by path."""

from __future__ import annotations

import pytest

from emulators.harness.document.location import available, find, folder
from emulators.harness.errors import ContractError


def test_the_contracts_are_found_by_name_and_by_path():
    name = available()[0]

    assert find(name) == folder() / f"{name}.yaml"
    assert find(str(folder() / f"{name}.yaml")) == folder() / f"{name}.yaml"


def test_an_unknown_contract_is_answered_with_those_there_are():
    with pytest.raises(ContractError, match="there is no contract 'nobody'; there are: "):
        find("nobody")
