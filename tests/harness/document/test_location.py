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
    with pytest.raises(ContractError, match="there is no contract 'nobody'; there are "):
        find("nobody")


GOOD = "from sample_vendor import emulator"


@pytest.mark.parametrize(("group", "name"), [("emulators.vendors", "acme"), ("emulators.carriers", "carriers/acme")])
def test_its_contract_lies_beside_it_and_is_found_by_its_name(install, group, name) -> None:
    contract = install({"acme": "raise AssertionError('nobody need import it')"}, group) / "acme_package/contract.yaml"
    contract.write_text("openapi: 3.1.0")

    assert name in available()
    assert find(name) == contract


def test_a_package_without_a_contract_has_none(install) -> None:
    before = available()

    install({"acme": GOOD})

    assert available() == before


def test_our_own_contract_is_found_before_another_of_its_name(install) -> None:
    ours = find("butter")

    install({"butter": GOOD}).joinpath("butter_package/contract.yaml").write_text("")

    assert find("butter") == ours
