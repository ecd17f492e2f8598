"""What an emulator played as the vendor is reproduced, by the setting, the state, the value or the fault that made it so."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest
from recorder import VENDOR, recorder_of

from emulators.bundles.replay import differences, replay
from emulators.control.fault_reading import read_fault
from emulators.core.discovery import discover
from emulators.core.options import Options
from emulators.recording import folder
from emulators.recording.hypotheses import AS_IT_IS, RAW
from emulators.recording.reading import locate
from emulators.recording.recorded import Recorded
from emulators.recording.reproduction import Likeness, Reproduction, reproduce
from emulators.server import assemble

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from asgi import Client

EMULATORS = discover()
METHOD, PATH, SAMPLE = VENDOR.world.sample
BODY: dict[str, Any] = dict(SAMPLE or {})
HEADERS = dict(VENDOR.world.credentials[0].headers)
FOREIGN = next(name for name in BODY if name in VENDOR.world.foreign)


def recorded(tmp_path, ask: Callable[[Client], object], settings: Mapping[str, object] | None = None) -> list[Recorded]:
    """The exchanges of a client with a vendor, which the emulator with these settings plays."""
    app = assemble([VENDOR.name], Options(settings={VENDOR.name: settings or {}}), root=True, trace=False)
    ask(recorder_of(app, tmp_path).client)
    app.namespaces.close()
    return [locate(EMULATORS, each, "")[1] for each in folder.read(tmp_path)]


def found(exchanges: list[Recorded]) -> Reproduction:
    """What came of it, where its bundle replays byte for byte."""
    made = asyncio.run(reproduce(EMULATORS, VENDOR, exchanges))
    assert differences(made.bundle, asyncio.run(replay(made.bundle, EMULATORS, read_fault))) == []
    return made


def send(body: Mapping[str, object], headers: Mapping[str, str] = HEADERS) -> Callable[[Client], object]:
    return lambda client: client.request(METHOD, PATH, dict(body), headers=dict(headers))


def twice(client: Client) -> None:
    for _ in range(2):
        send(BODY)(client)


CASES: list[tuple[str, Callable[[Client], object], dict[str, object], str]] = [
    ("a success", send(BODY), {}, AS_IT_IS),
    ("a refused field", send({**BODY, FOREIGN: 7}), {}, AS_IT_IS),
    ("a key that opens nothing", send(BODY, {"X-API-Key": "k"}), {}, "as it is, with the credential that was sent"),
    ("two requests", twice, {}, "after the requests before it"),
    ("a status by a setting", send(BODY), {"created_status": 200}, "created_status=200"),
]


@pytest.mark.parametrize(("ask", "settings", "words"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_what_makes_an_answer_is_found(tmp_path, ask, settings, words) -> None:
    made = found(recorded(tmp_path, ask, settings))

    assert (made.likeness, made.is_reproduced, made.hypothesis.words.endswith(words)) == (Likeness.SAME, True, True)


def test_a_duplicate_whose_first_request_nobody_has_is_found_by_state(tmp_path) -> None:
    made = found(recorded(tmp_path, twice)[-1:])

    assert (made.hypothesis.words, len(made.bundle.requests), made.first_status) == ("the same request before", 2, 201)


def test_the_real_ids_of_a_client_are_replaced_by_those_that_exist_here(tmp_path) -> None:
    (exchange,) = recorded(tmp_path, send(BODY))
    real = json.loads(exchange.body) | {FOREIGN: "intg_000000000000"}

    made = found([Recorded(**{**exchange.__dict__, "body": json.dumps(real).encode()})])

    assert (made.hypothesis.words, made.first_status >= 400) == ("with values that exist here", True)


def test_a_value_of_somebody_else_is_found(tmp_path) -> None:
    (exchange,) = recorded(tmp_path, send({**BODY, FOREIGN: VENDOR.world.foreign[FOREIGN][0]}))
    real = json.loads(exchange.body) | {FOREIGN: "intg_000000000000"}

    made = found([Recorded(**{**exchange.__dict__, "body": json.dumps(real).encode()})])

    assert made.hypothesis.words.startswith(f"{FOREIGN} is somebody else's")


@pytest.mark.parametrize(
    ("status", "answer", "words", "reproduced"),
    [
        (503, b"", "its 503, asked for with a fault", True),
        (409, b"", "the same request before", True),
        (418, b"<p>tea</p>", RAW, False),
        (201, b"[]", AS_IT_IS, False),
    ],
)
def test_what_nothing_here_brings_about_is_a_fault(tmp_path, status, answer, words, reproduced) -> None:
    (exchange,) = recorded(tmp_path, send(BODY))

    made = found([Recorded(**{**exchange.__dict__, "status": status, "answer": answer, "at": "never"})])

    assert (made.hypothesis.words, made.is_reproduced) == (words, reproduced)


def test_a_request_that_no_operation_has_is_answered_as_it_is(tmp_path) -> None:
    made = found(recorded(tmp_path, lambda client: client.get("/nowhere")))

    assert (made.hypothesis.words, made.likeness) == (AS_IT_IS, Likeness.SAME)


def test_a_secret_of_the_client_is_not_in_the_bundle(tmp_path) -> None:
    (exchange,) = recorded(tmp_path, send(BODY, {"X-API-Key": "k"}))

    made = found([Recorded(**{**exchange.__dict__, "headers": {**exchange.headers, "x-api-key": "a-key-of-mine"}})])

    assert ("a-key-of-mine" in made.bundle.text(), made.is_reproduced) == (False, True)
