"""What must be true of every emulator, whoever it stands for."""

from __future__ import annotations

import json
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import httpx
import pytest
import yaml
from asgi import Client

from emulators.core.clock import Clock
from emulators.core.discovery import discover
from emulators.core.options import Options
from emulators.core.provenance import Basis
from emulators.harness.document.location import find
from emulators.server import assemble

EMULATORS = discover()
VENDORS = [emulator for emulator in EMULATORS if emulator.kind == "vendor"]
WITH_BODY = [
    pytest.param(emulator, operation, id=f"{emulator.name}-{operation.method}_{operation.path}")
    for emulator in EMULATORS
    for operation in emulator.operations
    if operation.body
]

by_name = pytest.mark.parametrize("emulator", EMULATORS, ids=lambda emulator: emulator.name)
vendors = pytest.mark.parametrize("emulator", VENDORS, ids=lambda emulator: emulator.name)


@pytest.fixture(scope="module")
def assembled():
    made = assemble(options=Options(seed=1, clock=Clock(datetime(2024, 1, 15, 10, 30, tzinfo=UTC))))
    yield made
    made.namespaces.close()


@pytest.fixture
def server(assembled):
    """A server without namespaces: each is made anew when a test first asks for it."""
    yield assembled
    for name in assembled.namespaces.names():
        assembled.namespaces.delete(name)


def client(server, emulator, space: str = "default") -> Client:
    return Client(server, emulator.world.credentials[0].headers, f"/~{space}/{emulator.name}")


def rows(server, space: str = "default") -> dict[str, Any]:
    return Client(server).get(f"/~{space}/__admin/state").json()


def number_field(emulator) -> str:
    """The field of the sample request that holds a telephone number; empty where it has none."""
    method, path, _ = emulator.world.sample
    return next((each.number for each in emulator.operations if (each.method, each.path) == (method, path)), "")


def sample(emulator, number: str | None = None) -> tuple[str, str, dict[str, Any] | None]:
    """The emulator's sample request, with another telephone number if one is given."""
    method, path, body = emulator.world.sample
    return method, path, {**body, number_field(emulator): number} if number else body


TAKING_NUMBERS = [emulator for emulator in VENDORS if number_field(emulator)]


@by_name
def test_every_behaviour_says_how_it_is_known(emulator) -> None:
    unsaid = [
        name for name, known in emulator.behaviours() if not (isinstance(known.basis, Basis) and known.cite.strip())
    ]

    assert unsaid == []


@by_name
def test_every_field_of_a_body_says_how_it_is_known(emulator) -> None:
    said = {name.rpartition(".")[2] for name, _ in emulator.behaviours()}
    fields = {name for operation in emulator.operations if operation.body for name in operation.body.model_fields}

    assert fields <= said


@by_name
def test_the_folder_explains_itself_and_gives_examples(emulator) -> None:
    folder = files(f"emulators.{emulator.kind}s.{emulator.name}")

    assert all((folder / name).read_text().strip() for name in ("README.md", "examples.yaml"))


@vendors
def test_the_folder_says_what_of_the_pages_is_not_emulated(emulator) -> None:
    readme = " ".join((files(f"emulators.vendors.{emulator.name}") / "README.md").read_text().split())

    assert [each for each in emulator.not_emulated if each not in readme] == []


@by_name
def test_tables_are_prefixed_by_their_owner(emulator) -> None:
    assert [table.name for table in emulator.tables if not table.name.startswith(f"{emulator.name}_")] == []


@by_name
def test_every_credential_of_the_world_is_a_header_that_is_masked(emulator) -> None:
    sent = {name.lower() for credential in emulator.world.credentials for name in credential.headers}

    assert set(emulator.credential_headers) & sent


@vendors
def test_the_sample_of_the_world_works(server, emulator) -> None:
    method, path, body = sample(emulator)

    assert client(server, emulator).request(method, path, body).status in (200, 201)


@vendors
def test_a_seed_and_a_stopped_clock_repeat_byte_for_byte(server, emulator) -> None:
    method, path, body = sample(emulator)

    answers = [client(server, emulator, space).request(method, path, body).body for space in ("one", "two")]

    assert answers[0] == answers[1]


@pytest.mark.parametrize("emulator", TAKING_NUMBERS, ids=lambda emulator: emulator.name)
def test_a_magic_number_is_refused_with_the_status_it_asks_for_and_leaves_nothing(server, emulator) -> None:
    before = rows(server)

    statuses = [
        client(server, emulator).request(*sample(emulator, f"+15005550{status}")).status
        for status in (403, 409, 418, 503)
    ]

    assert (statuses, rows(server)) == ([403, 409, 418, 503], before)


@vendors
def test_no_secret_of_the_sample_comes_back_or_is_shown(server, emulator) -> None:
    method, path, body = sample(emulator)
    planted = {name: f"planted-{name}" if name in emulator.secrets else value for name, value in (body or {}).items()}

    answer = client(server, emulator).request(method, path, planted or None)
    shown = Client(server).get("/__admin/requests").body + Client(server).get(f"/__admin/state/{emulator.name}").body

    assert b"planted" not in answer.body + shown


BAD_BODIES = {
    "nothing": b"",
    "half": b'{"a":',
    "array": b"[]",
    "string": b'"a"',
    "null": b"null",
    "number": b"1",
    "byte order mark": b"\xef\xbb\xbf{}",
    "invalid utf-8": b'{"a":"\xff"}',
    "nan": b'{"a":NaN}',
    "lone surrogate": b'{"a":"\\ud800"}',
    "5000 digits": b'{"a":' + b"9" * 5_000 + b"}",
    "20000 deep": b'{"a":' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    "over the limit": b'{"a":"' + b"x" * (1 << 20) + b'"}',
}


def concrete(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "497f6eca-6276-4993-bfeb-53cbbbba6f08", path)


def takes_forms(emulator) -> bool:
    return emulator.decode.__name__ == "form_document"


UNREADABLE = [
    pytest.param(*row.values, BAD_BODIES[bad], id=f"{row.id}-{bad}")
    for row in WITH_BODY
    for bad in BAD_BODIES
    if bad != "nothing" or not takes_forms(row.values[0])  # an empty form is a form
]


@pytest.mark.parametrize(("emulator", "operation", "bad"), UNREADABLE)
def test_a_body_that_cannot_be_read_is_refused_and_leaves_nothing(server, emulator, operation, bad) -> None:
    before = rows(server)

    answer = client(server, emulator).request(operation.method, concrete(operation.path), bad)

    assert 400 <= answer.status < 500
    assert rows(server) == before


WRONG: list[Any] = [
    None,
    True,
    1,
    -1,
    1e308,
    5060.5,
    "",
    "\0",
    "x" * 5_000,
    "+1",
    [],
    {},
    [[]],
    {"a": None},
    "́é😀",
    "’); DROP TABLE x;--",
]


@pytest.mark.parametrize(("emulator", "operation"), WITH_BODY)
def test_no_value_of_any_field_is_the_reason_for_a_5xx(server, emulator, operation) -> None:
    known = {name: values[0] for name, values in emulator.world.known.items()}
    _, _, body = emulator.world.sample
    path = re.sub(
        r"\{(\w+)\}", lambda match: known.get(match[1], "497f6eca-6276-4993-bfeb-53cbbbba6f08"), operation.path
    )
    good = {name: known[name] for name in operation.body.model_fields if name in known} | (body or {})
    as_form = takes_forms(emulator)

    bodies = [good | {name: value} for name in operation.body.model_fields for value in WRONG]
    statuses = {
        json.dumps(body): _send(client(server, emulator), operation.method, path, body, as_form=as_form)
        for body in bodies
    }

    assert {body: status for body, status in statuses.items() if status >= 500} == {}


def _send(to: Client, method: str, path: str, body: dict[str, Any], *, as_form: bool) -> int:
    if not as_form:
        return to.request(method, path, body).status
    form = str(httpx.QueryParams({name: str(value) for name, value in body.items()})).encode()
    return to.request(method, path, form, {"Content-Type": "application/x-www-form-urlencoded"}).status


@pytest.mark.parametrize(("emulator", "operation"), WITH_BODY)
def test_another_content_type_is_refused_and_leaves_nothing(server, emulator, operation) -> None:
    before = rows(server)

    answer = client(server, emulator).request(
        operation.method, concrete(operation.path), b"<a/>", {"Content-Type": "text/xml"}
    )

    assert 400 <= answer.status < 500
    assert rows(server) == before


@by_name
def test_unknown_paths_and_methods_get_one_envelope(server, emulator) -> None:
    asked = client(server, emulator)
    path = concrete(emulator.operations[0].path)

    answers = [asked.get("/"), asked.get(f"{path}/nowhere/x"), asked.request("TRACE", path)]

    refusals = emulator.refusals
    expected = [refusals.no_route.status, refusals.no_route.status, refusals.no_method.status]
    assert [answer.status for answer in answers] == expected
    assert (
        len({frozenset(answer.json()) for answer in answers if answer.headers["content-type"] == "application/json"})
        <= 1
    )


@by_name
def test_without_a_credential_nothing_is_told(server, emulator) -> None:
    nobody = Client(server, {}, f"/{emulator.name}")

    statuses = {
        nobody.request(operation.method, concrete(operation.path), {} if operation.body else None).status
        for operation in emulator.operations
    }

    assert statuses == {401}


def _unique():
    """The vendors' creates whose contract marks a field that must be unique, with the status of a second one."""
    for emulator in VENDORS:
        contract = yaml.safe_load(_contract(emulator.name))
        base = len(emulator.base_path) if "{" not in contract["servers"][0]["url"] else 0
        for path, entry in contract["paths"].items():
            for method, operation in entry.items():
                responses = operation.get("responses", {}) if isinstance(operation, dict) else {}
                for status, response in responses.items():
                    where = (method.upper(), emulator.base_path[:base] + path)
                    if (
                        "duplicate" in _resolved(contract, response).get("x-when", {})
                        and where == emulator.world.sample[:2]
                    ):
                        yield pytest.param(emulator, int(status), id=f"{emulator.name}-{status}")


def _resolved(contract: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    return contract["components"]["responses"][node["$ref"].rpartition("/")[2]] if "$ref" in node else node


def _contract(name: str) -> str:
    return find(name).read_text()


@pytest.mark.parametrize(("emulator", "refused"), list(_unique()))
def test_of_fifty_identical_creates_at_once_one_succeeds(served, space, emulator, refused) -> None:
    method, path, body = emulator.world.sample
    url, headers = f"{served}/~{space}/{emulator.name}{path}", dict(emulator.world.credentials[0].headers)

    with httpx.Client() as http, ThreadPoolExecutor(50) as pool:
        statuses = list(
            pool.map(lambda _: http.request(method, url, json=body, headers=headers).status_code, range(50))
        )

    assert Counter("created" if status in (200, 201) else status for status in statuses) == {"created": 1, refused: 49}
