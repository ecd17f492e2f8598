import dataclasses
from datetime import UTC, datetime

import pytest
import sample_vendor
from asgi import Client

from emulators.core.application import MAX_BODY
from emulators.core.clock import Clock
from emulators.core.namespaces import Namespaces
from emulators.core.operation import Operation
from emulators.core.options import Options
from emulators.core.problem import Problem
from emulators.core.provenance import documented, inferred
from emulators.server import Server

PATH = "/acme/v1/numbers"


@pytest.fixture
def namespaces():
    every = Namespaces((sample_vendor.emulator,), Options(seed=1))
    yield every
    every.close()


@pytest.fixture
def client(namespaces):
    return Client(Server(namespaces, (sample_vendor.emulator,), None), {"Authorization": "Bearer admin"})


def stored(namespaces) -> list[str]:
    return [row["number"] for row in namespaces.get("default").store.select(sample_vendor.NUMBERS, {})]


def test_a_good_request_has_its_effect_and_its_envelope(client, namespaces) -> None:
    answer = client.post(PATH, {"number": "+1", "unknown": 1})

    assert (answer.status, answer.json()["ok"]["number"], stored(namespaces)) == (201, "+1", ["+10", "+1"])


@pytest.mark.parametrize(
    ("body", "status", "reply"),
    [
        ({}, 400, {"no": "invalid", "wrong": ["number is required", "number is required"]}),
        ({"number": "", "label": 1}, 400, {"no": "invalid", "wrong": ["number must be at least 1 character long", "label must be a string"]}),
        ({"number": "labelled"}, 400, {"no": "invalid", "wrong": ["label is required"]}),
        ({"number": "barred"}, 422, {"no": "barred", "wrong": []}),
        ({"number": "+10"}, 409, {"no": "+10 is taken", "wrong": []}),
        ({"number": "+15005550451"}, 451, {"no": "Unavailable For Legal Reasons", "wrong": []}),
        ({"number": "carrier"}, 500, {"no": "fault", "wrong": []}),
        ({"number": "bug"}, 500, {"no": "fault", "wrong": []}),
    ],
    ids=["nothing", "all that is wrong", "conditional", "rule", "duplicate", "magic", "carrier fails", "our own bug"],
)  # fmt: skip
def test_a_refusal_goes_through_the_envelope_and_leaves_nothing(client, namespaces, body, status, reply) -> None:
    answer = client.post(PATH, body)

    assert (answer.status, answer.json(), stored(namespaces)) == (status, reply, ["+10"])


def test_credentials_are_asked_for_before_the_body_is_looked_at(client) -> None:
    answer = client.post(PATH, b"{", headers={"Authorization": None})

    assert (answer.status, answer.json()["no"]) == (401, "who are you")


def test_a_permission_is_asked_for_before_the_body_is_looked_at(client) -> None:
    answer = client.post(PATH, b"{", headers={"Authorization": "Bearer guest"})

    assert (answer.status, answer.json()["no"]) == (403, "needs write")


def test_a_malformed_body_is_refused_with_the_reason(client) -> None:
    answer = client.post(PATH, b"[]")

    assert (answer.status, answer.json()["wrong"]) == (400, [" it must be a JSON object"])


def test_another_content_type_is_refused(client) -> None:
    assert client.post(PATH, b"{}", headers={"Content-Type": "text/plain"}).status == 415


@pytest.mark.parametrize("chunks", [1, 7], ids=["at once", "in pieces"])
@pytest.mark.parametrize(
    ("size", "status"), [(MAX_BODY, 201), (MAX_BODY + 1, 413)], ids=["as large as allowed", "one byte more"]
)
def test_a_body_is_read_up_to_its_limit(client, size, status, chunks) -> None:
    head, tail = b'{"number":"+1","unknown":"', b'"}'
    body = head + b"x" * (size - len(head) - len(tail)) + tail

    assert client.post(PATH, body, chunks=chunks).status == status


def test_a_query_is_typed(client) -> None:
    assert [client.get(f"{PATH}?page={page}").json() for page in ("2", "x")] == [
        {"ok": []},
        {"no": "invalid", "wrong": ["page must be an integer"]},
    ]


def test_a_query_that_cannot_be_read_is_refused(client) -> None:
    assert client.get(f"{PATH}?page=%ff").status == 400


def test_a_path_parameter_is_typed(client) -> None:
    assert client.request("DELETE", f"{PATH}/x").json()["wrong"] == ["id must be a UUID"]


def test_an_answer_without_a_body_has_no_content_headers(client) -> None:
    answer = client.request("DELETE", f"{PATH}/550e8400-e29b-41d4-a716-446655440000")

    assert (answer.status, answer.body, answer.headers) == (204, b"", {"emulator-trace": "default-1"})


def test_an_answer_of_bytes_goes_out_as_it_is(client) -> None:
    answer = client.get("/acme/v1/plain")

    assert (answer.body, answer.headers["content-type"], answer.headers["content-length"]) == (
        b"plain",
        "text/plain",
        "5",
    )


def test_the_envelope_may_add_headers(client) -> None:
    assert client.get("/acme/nowhere").headers["x-acme"] == "1"


def test_an_unknown_path_gets_the_emulators_own_refusal(client) -> None:
    assert client.get("/acme/v1/numbers/").json() == {"no": "no route", "wrong": []}


def test_a_wrong_method_is_told_the_right_ones(client) -> None:
    answer = client.request("PATCH", PATH)

    assert (answer.status, answer.headers["allow"]) == (405, "POST, GET, PUT")


def test_head_is_answered_like_get(client) -> None:
    assert client.request("HEAD", PATH).status == 200


def test_a_rule_cannot_write(client, namespaces) -> None:
    answer = client.request("PUT", PATH, {"number": "+1"})

    assert (answer.status, stored(namespaces)) == (500, ["+10"])


def test_the_profile_decides_the_status_where_no_page_does() -> None:
    every = Namespaces((sample_vendor.emulator,), Options(profile="examples"))
    client = Client(Server(every, (sample_vendor.emulator,), None), {"Authorization": "Bearer admin"})

    assert client.post(PATH, {"number": "+1"}).status == 200
    every.close()


def test_the_journal_keeps_every_exchange_and_our_own_faults(client, namespaces) -> None:
    client.post(PATH, {"number": "bug"})
    client.post(PATH, {"number": "carrier"})
    client.get(PATH)

    kept = [(entry.number, entry.status, entry.error[-18:].strip()) for entry in namespaces.get("default").journal]
    assert kept == [(1, 500, "ZeroDivisionError"), (2, 500, "he carrier hung up"), (3, 200, "")]


def test_a_bug_is_logged_with_its_traceback_for_whoever_serves_or_tests(client, caplog) -> None:
    client.post(PATH, {"number": "bug"})

    (record,) = caplog.records
    assert (record.name, record.getMessage()) == ("emulators", "a bug in acme, while it answered POST /v1/numbers")
    assert record.exc_info[0] is ZeroDivisionError


def test_a_carrier_that_fails_is_no_bug(client, caplog) -> None:
    client.post(PATH, {"number": "carrier"})

    assert caplog.records == []


def test_a_carrier_that_is_not_served_is_the_vendors_own_fault_with_the_reason_in_the_journal() -> None:
    asks = Operation("GET", "/v1/asks", lambda call: call.carrier("telnyx"), sample_vendor.WHY)
    every = Namespaces((dataclasses.replace(sample_vendor.emulator, operations=(asks,)),))

    answer = Client(Server(every, every.emulators, None), {"Authorization": "Bearer admin"}).get("/acme/v1/asks")
    (entry,) = every.get("default").journal
    every.close()

    assert (answer.status, entry.error) == (500, "telnyx is not served here; `emulators list` says why")


def test_a_client_that_sends_far_too_much_is_not_read_to_the_end(client) -> None:
    assert client.post(PATH, b"x" * (40 << 20), chunks=40).status == 413


def test_a_request_whose_sender_left_before_its_end_is_not_done(client, namespaces) -> None:
    answered = client.leave("POST", PATH, {"number": "+1"})

    assert (answered, stored(namespaces), namespaces.get("default").journal.count) == ([], ["+10"], 0)


def test_the_trace_can_be_left_out(namespaces) -> None:
    silent = Client(Server(namespaces, (sample_vendor.emulator,), None, trace=False), {"Authorization": "Bearer admin"})

    assert "emulator-trace" not in silent.get(PATH).headers


def test_a_rate_limit_that_a_magic_number_asked_for_ends_when_it_says(client, namespaces) -> None:
    space = namespaces.get("default")
    space.set_clock(Clock(datetime(2024, 1, 15, tzinfo=UTC)))
    answers = []

    for seconds in (0, 0.5, 0.5, 1):
        space.set_clock(space.clock.advance(seconds))
        answers.append(client.post(PATH, {"number": "+15005550429"}))

    assert [(each.status, each.headers.get("retry-after")) for each in answers] == [
        (429, "2"),
        (429, "2"),
        (429, "1"),
        (201, None),
    ]


def test_a_rate_limit_begins_anew_with_the_namespace(client, namespaces) -> None:
    space = namespaces.get("default")
    space.set_clock(Clock(datetime(2024, 1, 15, tzinfo=UTC)))
    client.post(PATH, {"number": "+15005550429"})
    space.set_clock(space.clock.advance(10))
    space.reset()

    assert client.post(PATH, {"number": "+15005550429"}).status == 429


def test_a_copy_of_a_namespace_knows_which_rate_limits_are_over(client, namespaces) -> None:
    space = namespaces.get("default")
    space.set_clock(Clock(datetime(2024, 1, 15, tzinfo=UTC)))
    client.post(PATH, {"number": "+15005550429"})
    space.set_clock(space.clock.advance(2))

    assert space.copy().retry_after("acme", "+15005550429") == 0


def test_a_failure_that_was_asked_for_has_the_words_of_a_page_that_knows_its_status(namespaces) -> None:
    own = Problem(418, "short and stout", documented("418: short and stout"), code="TEAPOT")
    operation = dataclasses.replace(sample_vendor.emulator.operations[0], raises=(own, sample_vendor.TAKEN))
    emulator = dataclasses.replace(sample_vendor.emulator, operations=(operation,))
    client = Client(Server(namespaces, (emulator,), None), {"Authorization": "Bearer admin"})

    told = [client.post(PATH, {"number": f"+15005550{status}"}).json()["no"] for status in (418, 409, 451)]

    assert told == ["short and stout", "Conflict", "Unavailable For Legal Reasons"]


def test_what_is_wrong_is_refused_with_the_best_known_problem_that_the_page_has_for_it(namespaces) -> None:
    missing = Problem(400, "incomplete", inferred("another page: what is missing"))
    label = Problem(418, "no label", documented("418: no label"))
    operation = dataclasses.replace(sample_vendor.emulator.operations[0], invalid={"missing": missing, "label": label})
    emulator = dataclasses.replace(sample_vendor.emulator, operations=(operation,))
    client = Client(Server(namespaces, (emulator,), None), {"Authorization": "Bearer admin"})

    bodies: tuple[dict[str, object], ...] = ({"number": ""}, {}, {"number": "", "label": 1}, {"label": 1})
    answers = [client.post(PATH, body) for body in bodies]

    assert [(each.status, each.json()["no"]) for each in answers] == [
        (400, "invalid"),
        (400, "incomplete"),
        (418, "no label"),
        (418, "no label"),
    ]
