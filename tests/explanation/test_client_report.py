"""What the requests of a namespace show about their client."""

from __future__ import annotations

from control_plane import ADMIN, add


def report(client):
    return client.get("/__admin/report").json()


def test_remarks_are_summed_over_requests_of_one_shape_and_of_others(client) -> None:
    for number in ("+1", "+2", "+3"):
        client.post("/acme/v1/numbers", {"number": number, "numbr": "x"}, headers=ADMIN)
    client.post("/acme/v1/numbers", {"number": "+4", "secret": "hush", "numbr": "x"}, headers=ADMIN)

    (found,) = [each for each in report(client)["remarks"] if each["kind"] == "unknown field"]

    assert found == {
        "vendor": "acme",
        "operation": "create",
        "kind": "unknown field",
        "where": "numbr",
        "words": "is not known and was dropped; did you mean 'number'?",
        "count": 4,
        "requests": [1, 2, 3, 4],
    }


def test_only_a_few_requests_of_a_remark_are_named(client) -> None:
    for number in range(7):
        add(client, f"+{number}")

    assert {(each["count"], len(each["requests"])) for each in report(client)["remarks"]} == {(7, 5)}


def test_a_request_that_was_refused_has_no_remark(client) -> None:
    client.post("/acme/v1/numbers", {"number": "", "numbr": "x"}, headers=ADMIN)
    client.get("/acme/nowhere", headers=ADMIN)

    assert (report(client)["remarks"], report(client)["count"]) == ([], 2)


def test_who_was_not_asked_is_not_in_the_report(client) -> None:
    assert report(client) == {
        "namespace": "default",
        "count": 0,
        "dropped": 0,
        "tried": True,
        "remarks": [],
        "errors": {},
    }
