"""The file that describes a target to fill in says all that a contract wants."""

from __future__ import annotations

import re
import tomllib

import pytest

from emulators.harness.client.target import Limits, Mode
from emulators.harness.client.targets_file import KEYS, load
from emulators.harness.client.targets_template import NO_SERVER, template
from emulators.harness.client.wanted_values import WantedValues, check_names
from emulators.harness.contract.contract import Contract
from emulators.harness.document.location import available
from emulators.harness.errors import ConfigError
from emulators.harness.execution.dry_run import preview
from emulators.harness.masking.redaction import secret_names
from emulators.harness.testcases.derive import derive_cases


class Anything(dict[str, str]):
    """An environment in which every variable is set."""

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> str:
        return f"value-of-{name}"


def _load(text: str, path, name: str):
    (path / "targets.toml").write_text(text)
    return load(name, path / "targets.toml", Anything())


@pytest.mark.parametrize("name", available())
def test_it_can_be_used_as_it_is_once_the_variables_are_set(name, tmp_path) -> None:
    contract = Contract.load(name)

    target = _load(template(contract, "mine"), tmp_path, "mine")

    server = contract.server if contract.server.startswith("http") else NO_SERVER
    assert (target.url, target.mode, target.limits) == (server, Mode.NO_PROVISION, Limits())
    needed = {credential.header for operation in contract.operations for credential in operation.credentials}
    assert needed - target.headers.keys() == set()


@pytest.mark.parametrize("name", available())
def test_with_all_that_stands_in_comments_no_case_lacks_a_value(name, tmp_path) -> None:
    contract = Contract.load(name)
    text = re.sub(r'^# ([\w"-]+ = )', r"\1", template(contract, "mine"), flags=re.MULTILINE)

    target = _load(text, tmp_path, "mine")
    reasons = {each.reason for each in preview(contract, target, derive_cases(contract))}

    assert set(tomllib.loads(text)["mine"]) == set(KEYS) - {"contract"}
    assert [each for each in reasons if re.search(r"that the target knows|belongs to somebody else$", each)] == []


@pytest.mark.parametrize("name", available())
def test_no_secret_is_to_be_written_into_the_file(name) -> None:
    contract = Contract.load(name)

    lines = template(contract, "mine").splitlines()

    secrets = [each for each in lines if re.match(rf"# ({'|'.join(secret_names(contract) or ['-'])}) = ", each)]
    assert [each for each in secrets if "${MINE_" not in each] == []


def test_a_name_that_is_no_key_of_toml_is_quoted(contract, tmp_path) -> None:
    target = _load(template(contract, "my own: staging"), tmp_path, "my own: staging")

    assert target.name == "my own: staging"


def test_what_a_contract_wants_is_counted_by_case_and_operation(contract) -> None:
    wanted = WantedValues.of(contract)

    assert list(wanted.known) == ["agentId"]
    assert wanted.known["agentId"].operations == {"GET /lines", "POST /lines"}
    assert len(wanted.known["agentId"].cases) > 1


def test_a_name_that_no_request_has_is_told_with_the_nearest(contract) -> None:
    check_names(contract, "known.", ["agentId", "number"])

    with pytest.raises(
        ConfigError, match=r"^known\.agentid: no request of switchboard has such a value; did you mean agentId\?$"
    ):
        check_names(contract, "known.", ["agentId", "agentid"])
