from datetime import UTC, datetime
from functools import partial

import jsonschema_rs
import openapi_spec_validator
import pytest
import sample_vendor
from asgi import Client

from emulators.control import ROUTES, control_plane
from emulators.control.openapi import contract
from emulators.control.snapshot import SQLITE
from emulators.core import namespaces
from emulators.core.clock import Clock
from emulators.core.mask import fingerprint
from emulators.core.namespaces import Namespaces
from emulators.core.options import Options
from emulators.server import Server

NOW = datetime(2024, 1, 15, 10, 30, tzinfo=UTC)
ADMIN = {"Authorization": "Bearer admin"}


@pytest.fixture
def client():
    every = Namespaces((sample_vendor.emulator,), Options(clock=Clock(NOW), seed=1))
    yield Client(
        Server(every, (sample_vendor.emulator,), control_plane(every, (sample_vendor.emulator,), ["ci.internal"]))
    )
    every.close()


def add(client, number: str = "+1", prefix: str = "") -> None:
    assert client.post(f"{prefix}/acme/v1/numbers", {"number": number, "secret": "hush"}, headers=ADMIN).status == 201


def test_the_document_is_valid_openapi() -> None:
    openapi_spec_validator.validate(contract())


def test_the_document_lists_every_route_and_method_and_no_other() -> None:
    served = {(route.path, method.lower()) for route in ROUTES for method in route.app.handlers}
    written = {
        (path, method) for path, entry in contract()["paths"].items() for method in entry if method != "parameters"
    }

    assert served == written


CALLS = [
    ("GET", "/", None, 200),
    ("GET", "/openapi.json", None, 200),
    ("GET", "/health", None, 200),
    ("GET", "/world", None, 200),
    ("POST", "/reset", None, 200),
    ("GET", "/clock", None, 200),
    ("PUT", "/clock", {"now": "2024-02-01", "advance": 60, "frozen": False}, 200),
    ("PUT", "/clock", {"now": "soon"}, 400),
    ("PUT", "/clock", {"advance": -1}, 400),
    ("PUT", "/clock", {"advance": True}, 400),
    ("PUT", "/clock", {"advance": 1e300}, 400),
    ("PUT", "/clock", {"frozen": 1}, 400),
    ("PUT", "/clock", {"advanse": 1}, 400),
    ("DELETE", "/clock", None, 200),
    ("PUT", "/snapshot", {}, 415),
    ("GET", "/state", None, 200),
    ("GET", "/state/acme", None, 200),
    ("GET", "/state/acme?limit=x", None, 400),
    ("GET", "/state/acme?limit=1001", None, 400),
    ("GET", "/state/acme?limit=0000000001001", None, 400),
    ("GET", f"/state/acme?limit={'0' * 9}{'9' * 5_000}", None, 400),
    ("GET", "/state/acme?offset=99999999999999999999", None, 400),
    ("GET", "/state/acme?offset=1099511627776", None, 200),
    ("GET", "/state/nobody", None, 404),
    ("GET", "/state/acme/numbers?limit=1&offset=0", None, 200),
    ("GET", "/state/acme/acme_numbers", None, 200),
    ("GET", "/state/acme/other", None, 404),
    ("GET", "/settings", None, 200),
    ("PUT", "/settings", {"acme": {"created_status": 200}}, 200),
    ("PUT", "/settings", {"acme": {"created_status": 204}}, 400),
    ("PUT", "/settings", {"acme": 1}, 400),
    ("PUT", "/settings", {"nobody": {}}, 400),
    ("PUT", "/settings", b"[]", 400),
    ("PUT", "/settings", b"{", 400),
    ("PUT", "/settings", b"x" * ((1 << 20) + 1), 413),
    ("GET", "/requests", None, 200),
    ("GET", "/requests?limit=0", None, 200),
    ("GET", "/requests/1", None, 200),
    ("GET", "/requests/default-1", None, 200),
    ("GET", "/requests/99", None, 404),
    ("GET", "/requests/x", None, 404),
    ("GET", "/namespaces", None, 200),
    ("POST", "/namespaces", None, 201),
    ("POST", "/namespaces", {"name": "a", "seed": 1, "settings": {"acme": {"created_status": 200}}}, 201),
    ("POST", "/namespaces", {"fork": "default"}, 201),
    ("POST", "/namespaces", {"fork": "default", "seed": 1}, 400),
    ("POST", "/namespaces", {"fork": "nobody"}, 404),
    ("POST", "/namespaces", {"fork": []}, 404),
    ("POST", "/namespaces", {"name": "default"}, 409),
    ("POST", "/namespaces", {"name": 1}, 400),
    ("POST", "/namespaces", {"name": "../a"}, 400),
    ("POST", "/namespaces", {"sed": 1}, 400),
    ("POST", "/namespaces", {"settings": {"acmee": {}}}, 400),
    ("DELETE", "/namespaces", None, 200),
    ("DELETE", "/namespaces/default", None, 409),
    ("DELETE", "/namespaces/nobody", None, 404),
]


@pytest.mark.parametrize(("method", "path", "body", "status"), CALLS, ids=lambda part: str(part)[:40])
def test_every_answer_is_as_the_document_says(client, method, path, body, status) -> None:
    client.post("/acme/v1/numbers", {"number": ""}, headers=ADMIN)

    answer = client.request(method, f"/__admin{path}", body)

    assert answer.status == status
    assert list(jsonschema_rs.validator_for(schema(method, path, status)).iter_errors(answer.json())) == []


def schema(method: str, path: str, status: int) -> dict:
    """The documented schema of this answer, with the document's components beside it."""
    document = contract()
    asked = path.partition("?")[0].split("/")
    entry = next(
        entry
        for template, entry in document["paths"].items()
        if len(template.split("/")) == len(asked)
        and all(want == got or want.startswith("{") for want, got in zip(template.split("/"), asked, strict=True))
    )
    response = entry[method.lower()]["responses"][str(status)]
    if "$ref" in response:
        response = document["components"]["responses"][response["$ref"].rpartition("/")[2]]
    return response["content"]["application/json"]["schema"] | {"components": document["components"]}


def test_the_world_tells_how_to_get_in(client) -> None:
    world = client.get("/~ci/__admin/world").json()

    assert world["namespace"] == "ci"
    assert world["emulators"]["acme"]["base_url"] == "http://127.0.0.1:8080/~ci/acme/v1"
    assert world["emulators"]["acme"]["credentials"] == [{"headers": ADMIN, "note": ""}]


def test_a_single_emulator_is_found_at_the_root() -> None:
    every = Namespaces((sample_vendor.emulator,))
    client = Client(
        Server(every, (sample_vendor.emulator,), control_plane(every, (sample_vendor.emulator,), root=True), root=True)
    )

    assert client.get("/__admin/world").json()["emulators"]["acme"]["base_url"] == "http://127.0.0.1:8080/v1"
    assert client.get("/~x/v1/numbers", headers=ADMIN).status == 200
    every.close()


def test_state_shows_rows_without_their_secrets(client) -> None:
    add(client)

    assert client.get("/__admin/state/acme/numbers?offset=1").json() == [
        {
            "id": client.get("/__admin/requests/1").json()["response"]["ok"]["id"],
            "number": "+1",
            "secret": "***",
            "at": "2024-01-15T10:30:00Z",
        }
    ]


def test_a_request_is_explained_without_its_secrets(client) -> None:
    client.post("/acme/v1/numbers?secret=hush&page=1", {"number": "", "secret": "hush"}, headers=ADMIN)

    shown = client.get("/__admin/requests/1")

    assert b"hush" not in shown.body
    assert b"admin" not in shown.body
    assert shown.json()["query"] == {"secret": fingerprint("hush"), "page": "1"}
    assert shown.json()["refusal"] == {
        "message": "invalid",
        "violations": [{"field": "number", "kind": "length", "words": "must be at least 1 character long"}],
        "rule": None,
        "basis": "assumed",
        "cite": "an example",
        "asked_for": False,
    }


def test_a_request_is_shown_with_its_operation_answer_and_changes(client) -> None:
    client.post("/acme/v1/numbers", {"number": "+1", "secret": "hush"}, headers=ADMIN)

    shown = client.get("/__admin/requests/1").json()

    secret = fingerprint("hush")
    row = {"id": shown["response"]["ok"]["id"], "number": "+1", "secret": secret, "at": "2024-01-15T10:30:00Z"}
    assert shown["microseconds"] > 0
    assert {name: shown[name] for name in ("operation", "response_headers", "carriers", "changes")} == {
        "operation": "create",
        "response_headers": {"content-type": "application/json"},
        "carriers": [],
        "changes": [{"change": "insert", "table": "acme_numbers", "rows": 1, "where": {}, "row": row}],
    }


def test_a_request_that_was_refused_is_shown_with_the_rule_and_without_changes(client) -> None:
    client.post("/acme/v1/numbers", {"number": "barred"}, headers=ADMIN)
    client.post("/acme/v1/numbers", {"number": "bug"}, headers=ADMIN)
    client.get("/acme/v1/nothing", headers=ADMIN)

    refused, broken, lost = client.get("/__admin/requests").json()["requests"]

    assert (refused["refusal"]["rule"], refused["response_headers"]["x-acme"]) == ("number_is_not_barred", "1")
    assert (broken["operation"], broken["changes"]) == ("create", [])
    assert (lost["operation"], lost["refusal"]["rule"]) == (None, None)


FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("body", "media_type", "shown"),
    [
        (b'{"secret":"hush', "application/json", "<15 bytes that are not application/json>"),
        (b'"{\\"secret\\":\\"hush\\"}"', "application/json", "<23 bytes that are not application/json>"),
        (b'{"secret":"hush="}', FORM, {"secret": fingerprint("hush=")}),
        (b"secret:hush", FORM, f"<11 bytes that are not {FORM}>"),
        (b"secret=hush&a=b", FORM, {"secret": fingerprint("hush"), "a": "b"}),
        (b"secret=hush&a=b", "application/json", {"secret": fingerprint("hush"), "a": "b"}),
        (b"a secret=hush", "application/json", "<13 bytes that are not application/json>"),
        (b'[{"secret":"hush"},1]', "text/plain", [{"secret": fingerprint("hush")}, 1]),
        (None, None, None),
    ],
    ids=[
        "cut short",
        "JSON in JSON",
        "JSON as a form",
        "no form",
        "a form",
        "a form as JSON",
        "a text",
        "a list",
        "empty",
    ],
)
def test_a_body_that_can_be_read_is_shown_as_it_came_and_no_other(client, body, media_type, shown) -> None:
    client.post("/acme/v1/numbers", body, headers={**ADMIN, "Content-Type": media_type})

    assert client.get("/__admin/requests/1").json()["request"] == shown


def test_a_query_that_cannot_be_read_is_not_shown(client) -> None:
    client.get("/acme/v1/numbers?%ff", headers=ADMIN)

    assert client.get("/__admin/requests/1").json()["query"].startswith("<3 bytes")


def test_a_failure_that_was_asked_for_says_so(client) -> None:
    client.post("/acme/v1/numbers", {"number": "+15005550503"}, headers=ADMIN)

    assert client.get("/__admin/requests/1").json()["refusal"]["asked_for"] is True


def test_the_latest_requests_come_oldest_first(client) -> None:
    for number in ("+1", "+2", "+3"):
        add(client, number)

    listed = client.get("/__admin/requests?limit=2").json()

    assert ([each["number"] for each in listed["requests"]], listed["count"], listed["dropped"]) == ([2, 3], 3, 0)


def test_a_reset_touches_only_its_own_namespace(client) -> None:
    add(client)
    add(client, prefix="/~other")

    client.post("/~other/__admin/reset")

    assert client.get("/__admin/state").json() == {"acme": {"acme_numbers": 2}}
    assert client.get("/~other/__admin/state").json() == {"acme": {"acme_numbers": 1}}


def test_a_changed_setting_changes_the_answers_of_its_namespace_only(client) -> None:
    client.request("PUT", "/~a/__admin/settings", {"acme": {"created_status": 200}})

    assert [
        client.post(f"{space}/acme/v1/numbers", {"number": "+1"}, headers=ADMIN).status for space in ("/~a", "")
    ] == [200, 201]


def test_namespaces_are_listed_and_deleted_but_never_the_default(client) -> None:
    for space in ("", "/~a", "/~b"):
        add(client, prefix=space)

    assert client.get("/__admin/namespaces").json() == {"namespaces": ["a", "b", "default"]}
    assert client.request("DELETE", "/__admin/namespaces/a").json() == {"deleted": ["a"]}
    assert client.request("DELETE", "/__admin/namespaces").json() == {"deleted": ["b"]}
    assert client.get("/__admin/namespaces").json() == {"namespaces": ["default"]}


def test_a_new_namespace_comes_with_where_it_is_and_how_to_get_in(client) -> None:
    made = client.post("/__admin/namespaces", {"seed": 7}).json()

    assert made["base_url"] == f"http://127.0.0.1:8080/~{made['namespace']}"
    assert made["emulators"]["acme"]["base_url"] == f"{made['base_url']}/acme/v1"
    assert client.get(f"/~{made['namespace']}/acme/v1/numbers", headers=ADMIN).status == 200


def test_a_fork_has_what_the_other_has(client) -> None:
    add(client)
    client.post("/__admin/namespaces", {"fork": "default", "name": "b"})
    add(client, "+2", prefix="/~b")

    assert [client.get(f"{space}/__admin/state").json()["acme"]["acme_numbers"] for space in ("", "/~b")] == [2, 3]


def test_where_there_is_room_for_no_other_namespace_the_answer_is_503_and_says_what_to_do(client, monkeypatch) -> None:
    client.get("/__admin/health")
    monkeypatch.setattr(namespaces, "MAX_NAMESPACES", 1)

    refused = [client.post("/__admin/namespaces"), client.get("/~b/__admin/health"), client.get("/~b/acme/v1/plain")]

    assert {(answer.status, answer.json()["error"].partition(":")[0]) for answer in refused} == {
        (503, "1 namespaces is all that there may be; delete some")
    }


def test_the_clock_of_a_namespace_is_set_moved_and_as_it_was_again(client) -> None:
    def clock(method: str, body: object = None) -> tuple[str, bool]:
        shown = client.request(method, "/~a/__admin/clock", body).json()
        return shown["now"], shown["frozen"]

    shown = [
        clock("GET"),
        clock("PUT", {"now": "2024-02-01T00:00:00Z"}),
        clock("PUT", {"advance": 1.5}),
        clock("DELETE"),
    ]

    assert shown == [
        ("2024-01-15T10:30:00.000+00:00", True),
        ("2024-02-01T00:00:00.000+00:00", True),
        ("2024-02-01T00:00:01.500+00:00", True),
        ("2024-01-15T10:30:00.000+00:00", True),
    ]
    assert client.request("PUT", "/~a/__admin/clock", {"frozen": False}).json()["frozen"] is False


def test_what_is_made_has_the_time_of_the_clock(client) -> None:
    client.request("PUT", "/__admin/clock", {"advance": 3_600})
    add(client)

    assert client.get("/__admin/state/acme/numbers?offset=1").json()[0]["at"] == "2024-01-15T11:30:00Z"


def test_a_snapshot_brings_a_namespace_back(client) -> None:
    add(client)
    taken = client.get("/__admin/snapshot")
    add(client, "+2")

    restored = client.request("PUT", "/~b/__admin/snapshot", taken.body, headers={"Content-Type": SQLITE})

    assert (taken.headers["content-type"], restored.json()) == (SQLITE, {"restored": "b"})
    assert client.get("/~b/__admin/state").json() == {"acme": {"acme_numbers": 2}}


def test_what_is_no_snapshot_is_refused(client) -> None:
    refused = client.request("PUT", "/__admin/snapshot", b"mine", headers={"Content-Type": SQLITE})

    assert (refused.status, refused.json()["error"].partition(",")[0]) == (400, "this is no snapshot")


@pytest.mark.parametrize("name", ["a", "1", "a-1", "1-1", "a--1", "a_"])
def test_a_trace_names_one_request_of_one_namespace(client, name) -> None:
    spaces = {"a", "1", "a-1", "1-1", "a--1", "a_"}
    traces = {
        space: client.get(f"/~{space}/acme/v1/plain", headers=ADMIN).headers["emulator-trace"] for space in spaces
    }

    found = {space for space, trace in traces.items() if client.get(f"/~{name}/__admin/requests/{trace}").status == 200}

    assert (found, len(set(traces.values()))) == ({name}, len(spaces))


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/acme/v1/numbers", {"number": "+1"}),
        ("PUT", "/__admin/settings", {"acme": {"created_status": 201}}),
        ("POST", "/__admin/calls", {"to": "+15550100"}),
    ],
    ids=["vendor", "settings", "calls"],
)
def test_a_namespace_that_is_deleted_while_a_body_arrives_is_made_anew(client, method, path, body) -> None:
    client.headers |= ADMIN
    delete = partial(client.app.namespaces.delete, "a")

    status = client.interrupted(method, f"/~a{path}", body, delete)

    assert (status < 500, client.app.namespaces.names()) == (True, ["a"])


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example:8080"},
        {"Host": "[::1"},
        {"Host": None},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site"},
    ],
    ids=str,
)
def test_a_foreign_site_gets_nothing_and_changes_nothing(client, headers) -> None:
    add(client)

    answer = client.post("/__admin/reset", headers=headers)

    assert (answer.status, list(answer.json())) == (403, ["error"])
    assert client.get("/__admin/state").json() == {"acme": {"acme_numbers": 2}}


@pytest.mark.parametrize(
    "headers",
    [{"Host": "localhost:1"}, {"Host": "[::1]:8080"}, {"Host": "CI.internal"}, {"Origin": "http://127.0.0.1:8080"}],
    ids=str,
)
def test_the_own_site_is_let_in(client, headers) -> None:
    assert client.get("/__admin/health", headers=headers).status == 200


def test_a_database_that_cannot_be_used_is_told_like_any_error(client) -> None:
    client.app.namespaces.get("default").store.connection.execute("DROP TABLE acme_numbers")

    answer = client.get("/__admin/state")

    assert (answer.status, answer.json()["error"]) == (
        500,
        "the database of this namespace says: no such table: acme_numbers",
    )


def test_an_unlisted_method_is_told_the_listed_ones(client) -> None:
    answer = client.post("/__admin/settings", {})

    assert (answer.status, answer.headers["allow"]) == (405, "GET, PUT")


def test_a_request_whose_sender_left_before_its_end_changes_nothing(client) -> None:
    client.leave("PUT", "/__admin/settings", {"acme": {"created_status": 200}})

    assert client.get("/__admin/settings").json()["acme"]["created_status"]["value"] == 201


def test_a_content_type_is_known_in_any_case(client) -> None:
    answer = client.request("PUT", "/__admin/settings", {}, headers={"Content-Type": "Application/JSON; charset=utf-8"})

    assert answer.status == 200


def test_a_form_cannot_change_settings(client) -> None:
    assert client.request("PUT", "/__admin/settings", b"a=b", headers={"Content-Type": "text/plain"}).status == 415


def test_an_unknown_path_points_to_the_known_ones(client) -> None:
    assert client.get("/__admin/nothing").json() == {"error": "nothing here; see /__admin"}


def test_a_path_that_no_emulator_has_says_who_is_here(client) -> None:
    assert client.get("/nobody/x").json() == {"error": "no emulator at /nobody", "emulators": ["/acme"]}


def test_a_namespace_with_an_impossible_name_is_refused(client) -> None:
    assert client.get("/~a%20b/acme/v1/numbers").status == 400
