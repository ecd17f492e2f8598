"""Acme: a sixth vendor, small enough to read at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from annotated_types import Len

from emulators.core.auth import BEARER, Principal
from emulators.core.clock import seconds
from emulators.core.emulator import Emulator
from emulators.core.http import Reply
from emulators.core.operation import Operation
from emulators.core.problem import Problem, Refusal
from emulators.core.provenance import assumed, documented
from emulators.core.refusals import Refusals
from emulators.core.schema import E164, Document, Omissible, Text
from emulators.core.store import Table, Taken
from emulators.core.world import Credential, World

if TYPE_CHECKING:
    from emulators.core.call import Call

KEYS = Table("acme_keys", {"key": str}, "key", secret=frozenset({"key"}))
NUMBERS = Table("acme_numbers", {"id": str, "number": str, "label": str, "created": str}, "id", (("number",),))

PAGE = documented("Acme's page lists its errors")
UNAUTHORIZED = Problem(401, "unauthorized", PAGE)
TAKEN = Problem(409, "taken", PAGE)


class CreateNumber(Document):
    number: Annotated[E164, documented("number: E.164")]
    label: Annotated[Omissible[Annotated[Text, Len(0, 20)]], documented("label: at most 20")] = "none"


class Envelope:
    def success(self, call: Call, _operation: Operation, result: Any) -> Reply:
        return Reply(call.status, {"data": result})

    def refusal(self, _call: Call, refusal: Refusal) -> Reply:
        return Reply(refusal.status, {"error": refusal.message})


def authenticate(call: Call) -> Principal:
    row = call.store.find(KEYS, key=BEARER.read(call.headers))
    if row is None:
        raise Refusal(UNAUTHORIZED)
    return Principal(row["key"], "acme")


def create(call: Call) -> dict[str, Any]:
    row = {"id": call.ids.uuid4(), **call.body.model_dump(), "created": seconds(call.now)}
    try:
        call.store.insert(NUMBERS, row)
    except Taken:
        raise Refusal(TAKEN) from None
    return row


emulator = Emulator(
    name="acme",
    kind="vendor",
    server="https://api.acme.example/v1",
    operations=(
        Operation("POST", "/v1/numbers", create, PAGE, body=CreateNumber, raises=(TAKEN,), status=201, number="number"),
    ),
    authenticate=authenticate,
    envelope=Envelope(),
    refusals=Refusals(
        no_route=Problem(404, "no such path", PAGE),
        no_method=Problem(405, "no such method", PAGE),
        too_large=Problem(413, "too large", PAGE),
        media_type=Problem(400, "send JSON", PAGE),
        malformed=Problem(400, "not JSON", PAGE),
        invalid=Problem(400, "invalid", PAGE),
        forbidden=Problem(403, "forbidden", assumed("nothing here asks for a permission")),
        fault=Problem(500, "fault", assumed("a fault of this emulator")),
    ),
    problems=(UNAUTHORIZED,),
    tables=(KEYS, NUMBERS),
    seed={KEYS: ({"key": "acme-demo-key"},)},
    world=World(
        (Credential({"Authorization": "Bearer acme-demo-key"}),),
        sample=("POST", "/v1/numbers", {"number": "+15551234567"}),
    ),
)
