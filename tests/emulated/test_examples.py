"""Every `examples.yaml` of an emulator's folder, played step by step in a namespace of its own."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

import pytest
import yaml
from asgi import Client

from emulators.core.discovery import discover
from emulators.core.namespaces import Namespaces
from emulators.core.options import Options
from emulators.server import Server

EMULATORS = discover()
PLACEHOLDER = re.compile(r"\{(\d+)#(/[^}]*)\}")


def _examples():
    for emulator in EMULATORS:
        folder = files(f"emulators.{emulator.kind}s.{emulator.name}")
        for example in yaml.safe_load((folder / "examples.yaml").read_text()):
            yield pytest.param(emulator, example, id=f"{emulator.name}-{example['name'].replace(' ', '_')}")


@pytest.mark.parametrize(("emulator", "example"), list(_examples()))
def test_the_emulator_answers_as_the_example_says(emulator, example) -> None:
    settings = {emulator.name: example.get("settings", {})}
    namespaces = Namespaces(EMULATORS, Options(settings=settings, profile=example.get("profile", "default"), seed=1))
    client = Client(Server(namespaces, EMULATORS, None), emulator.world.credentials[0].headers)
    answers: list[Any] = []

    for step in example["steps"]:
        answers.append(_play(client, emulator, filled(step["request"], answers)))
        expected = filled(step["response"], answers)

        assert answers[-1]["status"] == expected["status"], answers[-1]
        if "body" in expected:
            assert_within(expected["body"], answers[-1]["body"])
        for name in expected.get("absent", []):
            assert name not in str(answers[-1]["body"])
        for table, rows in filled(step.get("state", {}), answers).items():
            assert_rows(namespaces, table, rows)
    namespaces.close()


def _play(client: Client, emulator: Any, request: dict[str, Any]) -> dict[str, Any]:
    headers = dict(request.get("headers", {}))
    body = request.get("body")
    if "raw" in request:
        body = request["raw"].encode()
    if "form" in request:
        body = request["form"].encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded", **headers}
    path = f"/{request.get('emulator', emulator.name)}{request['path']}"
    answer = client.request(request["method"], path, body, headers)
    is_json = answer.headers.get("content-type", "").startswith("application/json")
    return {
        "status": answer.status,
        "headers": answer.headers,
        "body": answer.json() if is_json else answer.body.decode(),
    }


def filled(value: Any, answers: list[Any]) -> Any:
    """`value` with every `{N#/pointer}` replaced by what the body of the Nth answer has there."""
    if isinstance(value, dict):
        return {name: filled(inner, answers) for name, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, answers) for inner in value]
    if not isinstance(value, str):
        return value
    whole = PLACEHOLDER.fullmatch(value)
    return _at(whole, answers) if whole else PLACEHOLDER.sub(lambda match: str(_at(match, answers)), value)


def _at(match: re.Match[str], answers: list[Any]) -> Any:
    found = answers[int(match[1]) - 1]["body"]
    for part in match[2].split("/")[1:]:
        found = found[int(part)] if isinstance(found, list) else found[part]
    return found


def assert_within(expected: Any, got: Any) -> None:
    """Everything that `expected` names is in `got`; lists are compared item by item, and whole."""
    if isinstance(expected, dict):
        assert isinstance(got, dict), got
        assert expected.keys() <= got.keys(), got
        for name, inner in expected.items():
            assert_within(inner, got[name])
    elif isinstance(expected, list):
        assert isinstance(got, list), got
        assert len(expected) == len(got), got
        for inner, each in zip(expected, got, strict=True):
            assert_within(inner, each)
    elif expected is not None or got is not None:
        assert got == expected


def assert_rows(namespaces: Namespaces, table: str, rows: list[dict[str, Any]]) -> None:
    """What the table holds that the demo world did not: exactly these rows, in this order, each with these values."""
    emulator, declared = next((each, one) for each in EMULATORS for one in each.tables if one.name == table)
    seeded = [{name: row.get(name) for name in declared.columns} for row in emulator.seed.get(declared, ())]
    stored = namespaces.get("default").store.select(declared, {})
    assert_within(rows, [row for row in stored if row not in seeded])
