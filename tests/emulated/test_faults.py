"""Faults over real connections, at every emulator, and on the way to a carrier."""

from __future__ import annotations

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import carrier_accounts as accounts
import httpx
import pytest
import vendor_requests
from asgi import Client

from emulators.core.discovery import discover
from emulators.core.errors import errors_of
from emulators.core.options import Options
from emulators.server import assemble
from emulators.serving import background

VENDORS = [emulator for emulator in discover() if emulator.kind == "vendor"]
ACCOUNT, NUMBER = accounts.GOOD["twilio"], accounts.OWN_NUMBER["twilio"]


@pytest.fixture
def client(served, space):
    with httpx.Client(base_url=f"{served}/~{space}", trust_env=False) as client:
        yield client


def ask_for(client: httpx.Client, where: str, outcome: str, **more: object) -> None:
    client.post("/__admin/faults", json={"where": where, "outcome": outcome, **more}).raise_for_status()


def sample(client: httpx.Client, vendor) -> httpx.Response:
    method, path, body = vendor.world.sample
    headers = dict(vendor.world.credentials[0].headers)
    return client.request(method, f"/{vendor.name}{path}", json=body, headers=headers)


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda vendor: vendor.name)
def test_a_reset_connection_has_no_answer_and_the_request_was_carried_out(client, vendor) -> None:
    ask_for(client, f"{vendor.name}.*", "after", when={"first": 1})

    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        sample(client, vendor)

    (entry,) = client.get("/__admin/requests").json()["requests"]
    assert ([each["change"] for each in entry["changes"]][:1], entry["fault"]["outcome"]) == (["insert"], "after")


def test_a_body_that_breaks_off_is_no_whole_answer(client) -> None:
    ask_for(client, f"{VENDORS[0].name}.*", "during")

    with pytest.raises(httpx.RemoteProtocolError, match="without sending complete message body"):
        sample(client, VENDORS[0])


def test_a_body_that_trickles_arrives_whole(client) -> None:
    ask_for(client, f"{VENDORS[0].name}.*", "during", how="trickled", delay=0.02)

    assert sample(client, VENDORS[0]).is_success


@pytest.mark.parametrize("emulator", discover(), ids=lambda emulator: emulator.name)
def test_every_error_is_answered_by_name_with_its_status(emulator) -> None:
    server = assemble()
    settings = server.namespaces.get("default").settings[emulator.name]
    client, wrong = Client(server), []
    for operation in emulator.operations:
        for name, error in errors_of(emulator, operation).items():
            fault = {"where": f"{emulator.name}.{operation.name}", "outcome": "before", "error": name}
            client.request("PUT", "/__admin/faults", {"faults": [fault]})
            path = re.sub(r"\{\w+\}", "x", operation.path)
            answer = client.request(operation.method, f"/{emulator.name}{path}", {})
            if answer.status != settings.status(error.problem.status) or re.search(rb"\{\w+\}", answer.body):
                wrong.append((operation.name, name, answer.status, answer.body))
    server.namespaces.close()

    assert wrong == []


SECOND_HOP = [
    ("refused", "configure_webhook", 500, "failed: a fault made twilio fail: refused"),
    ("lost", "configure_webhook", 500, "failed: a fault made twilio fail: lost"),
    ("limited", "authenticate", None, "failed: a fault made twilio fail: limited"),
    ("denied", "authenticate", 400, "no"),
    ("denied", "owns", 400, "no"),
]


@pytest.mark.parametrize(
    ("how", "question", "status", "said"), SECOND_HOP, ids=[f"{row[0]} {row[1]}" for row in SECOND_HOP]
)
def test_what_a_vendor_asks_of_its_carrier_fails(client, how, question, status, said) -> None:
    ask_for(client, "weya.add_phone", "second_hop", how=how, carrier="twilio", question=question)

    failed = vendor_requests.add_to_weya(client, "twilio", ACCOUNT, NUMBER)

    (entry,) = client.get("/__admin/requests").json()["requests"]
    assert (failed.status_code, entry["changes"]) == (status or failed.status_code, [])
    assert (failed.is_success, [each["answer"] for each in entry["carriers"] if each["asked"] == question]) == (
        False,
        [said],
    )
    assert entry["fault"]["sent"] == f"twilio {how} {question}"


def test_a_fault_of_another_carrier_lets_the_question_through(client) -> None:
    ask_for(client, "weya.add_phone", "second_hop", carrier="plivo")

    assert vendor_requests.add_to_weya(client, "twilio", ACCOUNT, NUMBER).is_success


def test_of_fifty_requests_at_once_one_fails_where_the_carrier_is_asked_in_threads(served, space) -> None:
    options = Options(carriers={"twilio": f"{served}/~{space}/twilio"})
    with background(options=options) as url, httpx.Client(base_url=url, trust_env=False) as client:
        ask_for(client, f"{VENDORS[0].name}.*", "before", status=503, when={"nth": 10})
        with ThreadPoolExecutor(50) as pool:
            statuses = Counter(pool.map(lambda _: sample(client, VENDORS[0]).status_code, range(50)))

    assert (statuses[503], statuses.total()) == (1, 50)
