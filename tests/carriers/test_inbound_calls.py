"""A call comes in, whichever the carrier."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import carrier_accounts as accounts
import httpx
import pytest
from webhook_receiver import CALLER, outcomes, receiving

from emulators.carriers.livekit import seed as livekit
from emulators.carriers.plivo import tables as plivo_tables
from emulators.carriers.telnyx import seed as telnyx
from emulators.carriers.telnyx import tables as telnyx_tables
from emulators.carriers.twilio import seed as twilio
from emulators.carriers.twilio import tables as twilio_tables
from emulators.core.clock import Clock
from emulators.core.discovery import discover
from emulators.core.identifiers import Identifiers
from emulators.core.inbound_call import DeliveryResult
from emulators.core.namespaces import Namespaces
from emulators.core.options import Options

if TYPE_CHECKING:
    from emulators.core.inbound_call import Delivery
    from emulators.core.store import Table

RECEIVE_CALL = {each.name: each.telephony.receive_call for each in discover() if each.telephony}
TWILIO_SID, TWILIO_NUMBER = next(iter(twilio.OWN_NUMBERS.items()))
TWILIO_PATH = f"twilio/2010-04-01/Accounts/{twilio.ACCOUNT}/IncomingPhoneNumbers/{TWILIO_SID}.json"
PLIVO_PATH = "plivo/v1/Account/MADEMOACCOUNT0000001/Application/20468599130930001/"
TELNYX_PATH = f"telnyx/v2/call_control_applications/{telnyx.DEMO_APP}"
SHARED_NUMBER = "+12125550101"
"""A number that Plivo and Telnyx both have in the demo world."""


def test_a_number_that_nobody_owns_is_refused_and_so_is_one_that_nobody_looked_at_yet(root) -> None:
    answers = [httpx.post(f"{root}/__admin/calls", json={"to": to}) for to in ("+15005550000", "+16465550177")]

    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.fixture
def point(root):
    """Points the numbers of all carriers at one URL, and the end of a Twilio call at nobody."""

    def point(url: str) -> None:
        nobody = "http://127.0.0.1:1/nobody#rc=0"
        application = {"application_name": "a", "webhook_event_url": url}
        answers = [
            httpx.post(
                f"{root}/{TWILIO_PATH}",
                data={"VoiceUrl": f"{url}/voice", "StatusCallback": nobody},
                auth=(twilio.ACCOUNT, twilio.TOKEN),
            ),
            httpx.post(
                f"{root}/{PLIVO_PATH}", json={"answer_url": url}, auth=(accounts.PLIVO.id, accounts.PLIVO.secret)
            ),
            httpx.patch(
                f"{root}/{TELNYX_PATH}", json=application, headers={"Authorization": f"Bearer {telnyx.DEMO_KEY}"}
            ),
            httpx.put(f"{root}/__admin/settings", json={"livekit": {"webhook_url": url}}),
        ]
        assert [answer.status_code for answer in answers] == [200, 202, 200, 200]

    return point


def test_copies_of_a_webhook_are_the_same_request(point, call) -> None:
    with receiving() as (url, got):
        point(url)
        made = call(TWILIO_NUMBER, copies=3)

    told = {(each.body, each.headers["X-Twilio-Signature"], each.headers["I-Twilio-Idempotency-Token"]) for each in got}
    assert outcomes(made)[:3] == [("answer", 200)] * 3
    assert len(told) == 1


def test_the_journal_tells_of_every_attempt_and_of_no_secret(root, point) -> None:
    def rung(to: str) -> Any:
        return httpx.post(f"{root}/__admin/calls", json={"to": to, "from": CALLER}).json()["calls"]

    with receiving(500) as (url, _):
        point(url)
        calls = [made for to in (TWILIO_NUMBER, SHARED_NUMBER, livekit.NUMBER) for made in rung(to)]

    journal = httpx.get(f"{root}/__admin/requests").text
    sent = [each for each in json.loads(journal)["requests"] if each["outgoing"]]
    assert [made["carrier"] for made in calls] == ["twilio", "plivo", "telnyx", "livekit"]
    assert [each["number"] for each in sent] == [each["request"] for made in calls for each in made["deliveries"]]
    assert [each["status"] for each in sent][:2] == [500, 0]
    assert sent[1]["error"].startswith("not delivered: ConnectError")
    assert sent[0]["request"]["CallStatus"] == "ringing"
    assert sent[-1]["headers"]["authorization"].startswith("***")
    secrets = (twilio.TOKEN, accounts.PLIVO.secret, telnyx.DEMO_KEY, accounts.LIVEKIT.secret)
    assert [secret for secret in secrets if secret in journal] == []


# In this process


@pytest.fixture(scope="module")
def namespaces():
    every = tuple(each for each in discover() if each.telephony)
    made = Namespaces(every, Options(seed=1, clock=Clock(datetime(2024, 1, 15, 10, 30, tzinfo=UTC))))
    yield made
    made.close()


@pytest.fixture
def namespace(namespaces):
    yield namespaces.get("default")
    namespaces.delete("default")


def told(namespace, carrier: str, to: str) -> list[Delivery]:
    """Every delivery of a call, where each of them fails."""
    deliveries = []
    inbound = RECEIVE_CALL[carrier](namespace, to, CALLER)
    for conversation in inbound.steps if inbound else ():
        delivery = next(conversation, None)
        while delivery:
            deliveries.append(delivery)
            try:
                delivery = conversation.send(DeliveryResult(500))
            except StopIteration:
                delivery = None
    return deliveries


SUSPENDED: dict[str, tuple[Table, dict[str, Any]]] = {
    "twilio": (twilio_tables.ACCOUNTS, {"status": "suspended"}),
    "plivo": (plivo_tables.ACCOUNTS, {"suspended": True}),
    "telnyx": (telnyx_tables.ACCOUNTS, {"suspended": True}),
}


@pytest.mark.parametrize("carrier", SUSPENDED)
def test_a_suspended_account_is_told_nothing(namespace, carrier) -> None:
    table, suspended = SUSPENDED[carrier]
    namespace.store.update(twilio_tables.NUMBERS, {"sid": TWILIO_SID}, voice_url="http://127.0.0.1/voice")
    number = TWILIO_NUMBER if carrier == "twilio" else SHARED_NUMBER

    before = told(namespace, carrier, number)
    namespace.store.update(table, {}, **suspended)
    after = told(namespace, carrier, number)

    assert (bool(before), after) == (True, [])


def test_of_several_accounts_the_one_that_points_the_number_somewhere_is_asked(namespace) -> None:
    numbers, shared = twilio_tables.NUMBERS, {"sid": "PN" + "f" * 32, "account_sid": "your_account_sid"}
    row = namespace.store.find(numbers, sid=TWILIO_SID)
    namespace.store.update(numbers, {"sid": TWILIO_SID}, voice_url="http://127.0.0.1/mine")
    namespace.store.insert(numbers, row | shared)

    (alone,) = told(namespace, "twilio", TWILIO_NUMBER)
    namespace.store.update(numbers, {"sid": shared["sid"]}, voice_url="http://127.0.0.1/shared")
    (both,) = told(namespace, "twilio", TWILIO_NUMBER)

    assert (alone.url, both.url) == ("http://127.0.0.1/mine", "http://127.0.0.1/shared")


@pytest.mark.parametrize(
    ("carrier", "number"),
    [
        ("twilio", TWILIO_NUMBER),
        ("plivo", SHARED_NUMBER),
        ("telnyx", SHARED_NUMBER),
        ("livekit", livekit.NUMBER),
    ],
)
def test_a_seed_and_a_stopped_clock_repeat_a_call_byte_for_byte(namespace, carrier, number) -> None:
    def rung() -> list[Delivery]:
        namespace.reset()  # a call is kept, and there is one of each SID
        namespace.set({"livekit": {"webhook_url": "http://127.0.0.1/"}})
        namespace.store.update(twilio_tables.NUMBERS, {"sid": TWILIO_SID}, voice_url="http://127.0.0.1/voice")
        namespace.ids = Identifiers(1)
        return told(namespace, carrier, number)

    first = rung()

    assert (bool(first), rung()) == (True, first)
