import pytest
from control_plane import ADMIN

from emulators.core.mask import fingerprint


def test_a_request_is_explained_without_its_secrets(client) -> None:
    client.post("/acme/v1/numbers?secret=hush&page=1", {"number": "", "secret": "hush"}, headers=ADMIN)

    shown = client.get("/__admin/requests/1")

    assert b"hush" not in shown.body
    assert b"admin" not in shown.body
    assert shown.json()["query"] == {"secret": fingerprint("hush"), "page": "1"}
    assert shown.json()["refusal"] == {
        "message": "invalid",
        "reason": None,
        "violations": [
            {"field": "number", "kind": "length", "words": "must be at least 1 character long", "basis": "assumed"}
        ],
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
        "changes": [{"change": "insert", "table": "acme_numbers", "rows": 1, "where": {}, "row": row, "before": []}],
    }


def test_a_field_that_nobody_knows_is_shown_with_the_nearest_known_name(client) -> None:
    client.post("/acme/v1/numbers", {"number": "+1", "Label": "x", "zzz": 1}, headers=ADMIN)

    shown = client.get("/__admin/requests/1").json()

    assert shown["ignored"] == [{"field": "Label", "nearest": "label"}, {"field": "zzz", "nearest": None}]
    assert shown["why"] == "ignored: Label (did you mean 'label'?), zzz"


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
