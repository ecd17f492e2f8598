"""Why a request was answered as it was, on the small emulator."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from asgi import Client
from control_plane import ADMIN, add

from emulators.core.options import Options
from emulators.explanation.place import MISSING, put
from emulators.server import assemble

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
LOST = "number lost its + (a form and a query read + as a space: send %2B)"


def explanation(client: Client, number: object = "last") -> dict[str, Any]:
    answer = client.get(f"/__admin/requests/{number}/explanation")
    assert answer.status == 200
    told: dict[str, Any] = answer.json()
    return told


def stopped_at(told: dict[str, Any]) -> list[str]:
    return [each["name"] for each in told["stages"] if each["passed"] is False]


def remarks(told: dict[str, Any]) -> list[tuple[str, str]]:
    return [(each["kind"], each["where"]) for each in told["remarks"]]


REFUSED = [
    ("POST", "/v1/numbers/", {"number": "+1"}, ADMIN, "path", "a slash too many at the end: did you mean /v1/numbers?"),
    ("POST", "/numbers", {"number": "+1"}, ADMIN, "path", "the base path /v1 is missing: did you mean /v1/numbers?"),
    ("POST", "/v1/v1/numbers", {"number": "+1"}, ADMIN, "path", "/v1 is there twice: did you mean /v1/numbers?"),
    ("POST", "/api/v1/numbers", {"number": "+1"}, ADMIN, "path", "/api is too much: did you mean /v1/numbers?"),
    ("POST", "/v1/nubmers", {"number": "+1"}, ADMIN, "path", "there is no such path: did you mean /v1/numbers?"),
    ("PATCH", "/v1/plain", None, ADMIN, "method", "/v1/plain takes GET, not PATCH"),
    ("GET", "/v1/plain", None, {}, "credentials", "acme reads authorization, which was not sent"),
    (
        "GET",
        "/v1/plain",
        None,
        {"X-API-Key": "admin"},
        "credentials",
        "acme reads authorization, which was not sent, and a credential came in x-api-key",
    ),
    (
        "GET",
        "/v1/plain",
        None,
        {"Authorization": "Token admin"},
        "credentials",
        "acme takes `Bearer KEY` in authorization, not `Token`",
    ),
    (
        "GET",
        "/v1/plain",
        None,
        {"Authorization": "admin"},
        "credentials",
        "acme takes `Bearer KEY` in authorization, not a bare key",
    ),
    (
        "GET",
        "/v1/plain",
        None,
        {"Authorization": "Bearer $KEY"},
        "credentials",
        "the credential in authorization looks like a variable that nobody filled in",
    ),
    (
        "GET",
        "/v1/plain",
        None,
        {"Authorization": "Bearer other"},
        "credentials",
        "the credential in authorization is not one that opens acme here",
    ),
    (
        "POST",
        "/v1/numbers",
        b"number=+1555",
        {**ADMIN, "Content-Type": FORM},
        "content type",
        f"the body is sent as {FORM} (`curl -d` says so unless told otherwise); {JSON} is what is read here; {LOST}",
    ),
    (
        "POST",
        "/v1/numbers",
        b'{"number": "+1"}',
        {**ADMIN, "Content-Type": None},
        "content type",
        "the body is sent as no Content-Type; application/json is what is read here",
    ),
    (
        "POST",
        "/v1/numbers",
        b'{"number": "+1",}',
        ADMIN,
        "body",
        "the body is not one JSON object (a list, or a comma too many)",
    ),
    (
        "POST",
        "/v1/numbers",
        b'[{"number": "+1"}]',
        ADMIN,
        "body",
        "the body is not one JSON object (a list, or a comma too many)",
    ),
    ("POST", "/v1/numbers", b"{'number': '+1'}", ADMIN, "body", "the body is a Python dictionary and not JSON"),
    ("POST", "/v1/numbers", {"Number": "+1"}, ADMIN, "body", "Number is sent, and the field is called number"),
    ("POST", "/v1/numbers", {"numbr": "+1"}, ADMIN, "body", "numbr is sent, and the field is called number"),
    ("POST", "/v1/numbers", {"number": 1}, ADMIN, "body", "number must be a string, and it was sent without quotes"),
    ("POST", "/v1/numbers", {"number": "+1", "secret": None}, ADMIN, "body", "secret must not be null"),
    ("POST", "/v1/numbers", {"number": "labelled"}, ADMIN, "body", "label is required"),
    ("GET", "/v1/numbers?page=x", None, ADMIN, "body", "page must be an integer"),
    ("DELETE", "/v1/numbers/7", None, ADMIN, "body", "id must be a UUID"),
]


def send(client: Client, row: tuple[Any, ...]) -> int:
    method, path, body, headers, *_ = row
    sent = {"Content-Type": "application/json", **headers} if isinstance(body, bytes) else headers
    return client.request(method, f"/acme{path}", body, headers=sent).status


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row[-1])
def test_a_usual_mistake_is_recognised_at_its_stage(client, row) -> None:
    assert send(client, row) >= 400

    told = explanation(client)

    assert (stopped_at(told), told["mistakes"][:1]) == ([row[-2]], [row[-1]])


@pytest.mark.parametrize("row", [row for row in REFUSED if row[-1] != "label is required"], ids=lambda row: row[-1])
def test_the_nearest_request_passes_when_it_is_sent(client, row) -> None:
    client.post("/acme/v1/numbers", {"number": "+2"}, headers=ADMIN)
    send(client, row)

    passing = explanation(client)["passing"]

    place = passing["url"].removeprefix("http://127.0.0.1:8080")
    assert client.request(passing["method"], place, passing["body"].encode(), headers=passing["headers"]).status < 400


def test_where_no_request_like_it_passes_the_mistakes_are_told_all_the_same(client) -> None:
    add(client, "+1")
    client.post("/acme/v1/numbers", {"number": "+1"}, headers=ADMIN)

    told = explanation(client)

    assert (stopped_at(told), told["mistakes"], told["passing"]) == (["effect"], [], None)


def test_all_fields_that_are_wrong_are_told_also_behind_another_refusal(client) -> None:
    client.request("POST", "/acme/v1/numbers/", {"number": 1, "secret": 2}, headers={})

    assert [each["field"] for each in explanation(client)["violations"]] == ["number", "secret"]


def test_each_stage_is_passed_refused_or_not_reached(client) -> None:
    client.post("/acme/v1/numbers", {"number": "barred"}, headers=ADMIN)

    told = explanation(client)

    assert told["stages"] == [
        {"name": "path", "passed": True, "words": "/v1/numbers"},
        {"name": "method", "passed": True, "words": "POST is create"},
        {"name": "credentials", "passed": True, "words": ""},
        {"name": "content type", "passed": True, "words": "application/json"},
        {"name": "body", "passed": True, "words": ""},
        {"name": "rules", "passed": False, "words": "number is not barred: barred"},
        {"name": "effect", "passed": None, "words": ""},
    ]
    assert told["basis"] == {"basis": "assumed", "cite": "an example", "page": None, "link": None, "contract": None}


def test_a_request_is_tried_in_the_world_that_it_found(client) -> None:
    add(client, "+1")
    client.request("PUT", "/__admin/settings", {"acme": {"created_status": 200}})
    client.post("/acme/v1/numbers", {"number": "+1"}, headers=ADMIN)

    first = explanation(client, 1)

    assert [(each["setting"], each["had"], each["value"], each["status"]) for each in first["settings"]] == [
        ("acme.created_status", 201, 200, 200)
    ]
    assert client.get("/__admin/state/acme").json()["acme_numbers"][1]["number"] == "+1"
    assert client.get("/__admin/requests").json()["count"] == 2


def test_an_accepted_request_is_told_what_no_vendor_need_accept(client) -> None:
    body = b'{"number": "+1", "numbr": "+2", "Secret": "x", "number": "+1"}'
    client.post(
        "/acme/v1/numbers?page=1", body, headers={"Authorization": "bearer admin", "Content-Type": "application/json"}
    )

    assert remarks(explanation(client)) == [
        ("ignored field", "the query"),
        ("unknown field", "numbr"),
        ("unknown field", "Secret"),
        ("tolerated value", "number"),
        ("tolerated value", "authorization"),
        ("assumed behaviour", "create"),
        ("assumed behaviour", "setting created_status"),
    ]


def test_a_body_that_nobody_reads_and_a_query_that_changes_nothing_are_told(client) -> None:
    client.request("GET", "/acme/v1/numbers?page=1&sort=up", {"a": 1}, headers=ADMIN)
    listed = remarks(explanation(client))
    client.get("/acme/v1/numbers?page=2", headers=ADMIN)

    assert listed == [("ignored field", "the body"), ("unknown field", "sort"), ("assumed behaviour", "numbers")]
    assert remarks(explanation(client)) == [("assumed behaviour", "numbers")]


def test_an_unknown_request_is_not_explained(client) -> None:
    assert client.get("/__admin/requests/last/explanation").status == 404


def test_nothing_is_tried_where_a_carrier_is_asked_over_the_network() -> None:
    app = assemble(options=Options(carriers={"twilio": "http://127.0.0.1:9/twilio"}))
    client = Client(app)
    client.get("/chorus/nowhere")

    told = explanation(client)
    app.namespaces.close()

    assert (told["tried"], told["mistakes"], stopped_at(told)) == (False, [], ["path"])


def test_no_secret_of_a_client_is_in_an_explanation(client) -> None:
    sent = {"number": 1, "secret": "s3cr3t-of-mine"}
    client.post("/acme/v1/numbers?secret=s3cr3t-of-mine", sent, headers={"Authorization": "Bearer s3cr3t-of-mine"})

    told = client.get("/__admin/requests/last/explanation")

    assert told.json()["passing"]["body"] == '{"number":"1","secret":"***"}'
    assert b"s3cr3t-of-mine" not in told.body


def test_items_of_a_list_are_mended_one_by_one() -> None:
    assert put({"a": [1, 2, 3]}, ("a", 1), MISSING) == {"a": [1, 3]}
    assert put({"a": [{"b": 1}]}, ("a", 0, "b"), 2) == {"a": [{"b": 2}]}


def test_a_webhook_that_the_emulator_sent_has_no_stages(client) -> None:
    add(client, "+1")
    journal = client.app.namespaces.get("default").journal
    journal.add(dataclasses.replace(next(iter(journal)), number=2, outgoing=True))

    told = explanation(client)

    assert (told["stages"], told["tried"], told["remarks"]) == ([], False, [])


def test_a_credential_that_may_not_do_this_is_told_as_such(client) -> None:
    client.post("/acme/v1/numbers", {"number": "+1"}, headers={"Authorization": "Bearer guest"})

    assert explanation(client)["mistakes"] == ["the credential may not do this"]


def test_a_very_large_body_is_not_tried_again(client) -> None:
    client.post("/acme/v1/numbers", {"number": "+1" * 40_000}, headers=ADMIN)
    client.post("/acme/v1/numbers", {"number": "+1" * 40_000}, headers=ADMIN)

    told, report = explanation(client), client.get("/__admin/report").json()

    assert (told["tried"], stopped_at(told), told["passing"], report["remarks"]) == (False, ["effect"], None, [])


@pytest.mark.parametrize("body", [b"(" * 60_000, b"[" * 60_000, b"{'a':" * 12_000, b"\xff" * 60_000, b"9" * 60_000])
def test_a_body_that_was_made_to_hold_things_up_is_explained(client, body) -> None:
    client.post("/acme/v1/numbers", body, headers={**ADMIN, "Content-Type": "application/json"})

    assert stopped_at(explanation(client)) == ["body"]
