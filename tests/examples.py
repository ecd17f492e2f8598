"""Plays the `examples.yaml` of an emulator's folder: each example in a world of its own, step by step."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml
from asgi import Client

from emulators.core.discovery import discover
from emulators.core.namespaces import Namespaces
from emulators.core.options import Options
from emulators.core.settings import PROFILES
from emulators.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.core.emulator import Emulator
    from emulators.core.namespace import Namespace

EMULATORS = discover()
PLACEHOLDER = re.compile(r"\{(\d+)#(/[^}]*)\}")


def examples_of(emulator: Emulator) -> list[dict[str, Any]]:
    """The examples in the emulator's folder."""
    folder = files(f"emulators.{emulator.kind}s.{emulator.name}")
    read: list[dict[str, Any]] = yaml.safe_load((folder / "examples.yaml").read_text())
    return read


@dataclass(frozen=True)
class Step:
    """One exchange of an example: what was expected, with its placeholders filled, and what was answered."""

    expected: dict[str, Any]
    state: dict[str, list[dict[str, Any]]]
    journal: dict[str, Any]
    answer: dict[str, Any]
    namespace: Namespace


@contextmanager
def worlds() -> Iterator[dict[str, Namespaces]]:
    """Namespaces to play examples in, by profile."""
    made = {profile: Namespaces(EMULATORS, Options(profile=profile, seed=1)) for profile in PROFILES}
    yield made
    for namespaces in made.values():
        namespaces.close()


def play(namespaces: dict[str, Namespaces], emulator: Emulator, example: dict[str, Any]) -> Iterator[Step]:
    """The steps of one example, each played when it is asked for, in a world where nothing has happened."""
    every = namespaces[example.get("profile", "default")]
    namespace = every.get("default")
    namespace.reset()
    namespace.set({emulator.name: example.get("settings", {})})
    client = Client(Server(every, EMULATORS, None), emulator.world.credentials[0].headers)
    answers: list[dict[str, Any]] = []
    for step in example["steps"]:
        answers.append(_ask(client, emulator, filled(step["request"], answers)))
        expected = (filled(step["response"], answers), filled(step.get("state", {}), answers), step.get("journal", {}))
        yield Step(*expected, answers[-1], namespace)


def _ask(client: Client, emulator: Emulator, request: dict[str, Any]) -> dict[str, Any]:
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
    """`value` with every `{N#/pointer}` replaced by what the body of the Nth answer has there (RFC 6901)."""
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
        name = part.replace("~1", "/").replace("~0", "~")
        found = found[int(name)] if isinstance(found, list) else found[name]
    return found
