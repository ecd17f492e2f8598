"""Two transcriptions of one page: the emulators, held to the contracts, and neither knows the other."""

from __future__ import annotations

import pytest
import yaml
from asgi import Client

from emulators.cli.emulator_target import EMULATOR
from emulators.cli.target import TargetOptions, open_target
from emulators.core.discovery import discover
from emulators.harness.contract.contract import Contract
from emulators.harness.document.location import available, find, folder
from emulators.harness.execution.outcome import State
from emulators.harness.execution.report import Verdict
from emulators.harness.execution.run import verify
from emulators.server import assemble

pytestmark = pytest.mark.unmeasured  # quicker tests cover what is run here

EMULATORS = discover()
NAMES = {emulator.name: emulator for emulator in EMULATORS}
CONTRACTS = available()
FIXTURES = folder().parent / "fixtures"

contracts = pytest.mark.parametrize("name", CONTRACTS)


def test_every_emulator_has_a_contract_and_every_contract_an_emulator() -> None:
    assert sorted(name.rpartition("/")[2] for name in CONTRACTS) == sorted(NAMES)


@contracts
def test_the_emulator_departs_from_no_clause_however_it_is_known(name) -> None:
    contract = Contract.read(find(name))
    with open_target(EMULATOR, contract, TargetOptions()) as target:
        report = verify(contract, target)

    departures = [
        f"{each.clause.place} expected {each.expected}, got {each.got} by {each.curl}" for each in report.findings
    ]
    unchecked = {outcome.reason for outcome in report.outcomes if outcome.state is State.UNCHECKED}
    assert departures == []
    assert unchecked <= {"works only in the profile examples"}
    assert report.verdict is Verdict.HOLDS


@contracts
def test_every_printed_sample_passes_as_printed_in_the_profile_of_the_examples(name) -> None:
    contract = Contract.read(find(name))
    with open_target(EMULATOR, contract, TargetOptions(profile="examples")) as target:
        report = verify(contract, target, only=("examples",))

    printed = [
        outcome
        for outcome in report.outcomes
        if outcome.case.example and outcome.case.example.name.startswith("printed")
    ]
    assert {outcome.case.title: outcome.state for outcome in printed if outcome.state is not State.HELD} == {}


@contracts
def test_every_secret_of_the_contract_is_one_of_the_emulators(name) -> None:
    contract = Contract.read(find(name))

    assert set(_secrets(contract.document.value)) <= NAMES[contract.name].secrets


def _secrets(node):
    """Names of properties that the contract marks as secret, wherever they stand."""
    if isinstance(node, dict):
        properties = node.get("properties")
        for name, schema in properties.items() if isinstance(properties, dict) else ():
            if isinstance(schema, dict) and (
                schema.get("x-secret") or schema.get("writeOnly") or schema.get("format") == "password"
            ):
                yield name
        for inner in node.values():
            yield from _secrets(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _secrets(inner)


def _not_emulated():
    for path in sorted((FIXTURES / "not_emulated").glob("*.yaml")):
        for each in yaml.safe_load(path.read_text()):
            yield pytest.param(NAMES[path.stem], each["request"], id=f"{path.stem}-{each['name']}")


@pytest.mark.parametrize(("emulator", "request_"), list(_not_emulated()))
def test_what_is_printed_but_not_emulated_gets_the_vendors_own_refusal(emulator, request_) -> None:
    server = assemble()
    client = Client(server, emulator.world.credentials[0].headers, f"/{emulator.name}")

    answer = client.request(request_["method"], f"{emulator.base_path}{request_['path']}", request_.get("body"))
    unknown = client.get("/nowhere")

    assert (answer.status, answer.json().keys()) == (404, unknown.json().keys())
    server.namespaces.close()
