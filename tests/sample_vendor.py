"""A small emulator for tests of the core: one of everything, and no vendor's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from annotated_types import MinLen

from emulators.core.auth import BEARER, Principal
from emulators.core.carrier import CarrierFailure
from emulators.core.clock import seconds
from emulators.core.emulator import Emulator
from emulators.core.http import Reply
from emulators.core.operation import Operation
from emulators.core.problem import Problem, Refusal
from emulators.core.provenance import assumed, documented
from emulators.core.refusals import Refusals
from emulators.core.rule import Required, must
from emulators.core.schema import Decimal, Document, Omissible, Secret, Text, Uuid
from emulators.core.settings import Setting
from emulators.core.store import Table, Taken
from emulators.core.world import Credential, World

if TYPE_CHECKING:
    from emulators.core.call import Call

WHY = assumed("an example")
NUMBERS = Table(
    "acme_numbers",
    {"id": str, "number": str, "secret": str, "at": str},
    "id",
    (("number",),),
    secret=frozenset({"secret"}),
)
CREATED_STATUS = Setting("created_status", 201, WHY, choices=(200, 201), examples=200)
UNAUTHORIZED = Problem(401, "who are you", WHY)
TAKEN = Problem(409, "{number} is taken", WHY)
BARRED = Problem(422, "barred", WHY, code="BARRED", field="number")


class Body(Document):
    number: Annotated[Text, MinLen(1), documented("number: string")]
    secret: Annotated[Omissible[Text], Secret] = None
    label: Omissible[Text] = None


class Query(Document):
    page: Omissible[Decimal] = 1


class Path(Document):
    id: Uuid


def authenticate(call: Call) -> Principal:
    name = BEARER.read(call.headers)
    if name not in ("admin", "guest"):
        raise Refusal(UNAUTHORIZED)
    return Principal(name, "org", frozenset({"write"}) if name == "admin" else frozenset())


@must(BARRED)
def number_is_not_barred(call: Call) -> bool:
    return call.body.number != "barred"


@must(BARRED)
def rule_that_writes(call: Call) -> bool:
    call.store.delete(NUMBERS)
    return True


def create(call: Call) -> dict[str, Any]:
    row = {"id": call.ids.uuid4(), "at": seconds(call.now), **call.body.given()}
    try:
        call.store.insert(NUMBERS, row)
    except Taken:
        raise Refusal(TAKEN, number=row["number"]) from None
    if row["number"] == "carrier":
        raise CarrierFailure("the carrier hung up")
    if row["number"] == "bug":
        raise ZeroDivisionError
    return row


def numbers(call: Call) -> list[dict[str, Any]]:
    return call.store.select(NUMBERS, {}, limit=10, offset=10 * (call.query.page - 1))


def remove(call: Call) -> None:
    call.store.delete(NUMBERS, id=call.params.id)


class Envelope:
    """Replies are `{"ok": ...}` or `{"no": ...}`; removing answers nothing at all."""

    def success(self, call: Call, _operation: Operation, result: Any) -> Reply:
        return Reply(call.status, {"ok": result})

    def refusal(self, _call: Call, refusal: Refusal) -> Reply:
        wrong = [f"{violation.field} {violation.words}" for violation in refusal.violations]
        return Reply(refusal.status, {"no": refusal.message, "wrong": wrong}, headers=(("X-Acme", "1"),))


def nothing(_call: Call, _operation: Operation, _result: Any) -> Reply:
    return Reply(204, None)


def plain(_call: Call, _operation: Operation, _result: Any) -> Reply:
    return Reply(200, b"plain", "text/plain")


emulator = Emulator(
    name="acme",
    kind="vendor",
    server="https://api.acme.example/v1",
    operations=(
        Operation(
            "POST",
            "/v1/numbers",
            create,
            WHY,
            body=Body,
            requires=(
                Required(("label",), WHY, lambda body, _settings: body.get("number") == "labelled"),
                Required(("number",), WHY),
            ),
            permission="write",
            rules=(number_is_not_barred,),
            raises=(TAKEN,),
            status=CREATED_STATUS,
            number="number",
        ),
        Operation("GET", "/v1/numbers", numbers, WHY, query=Query),
        Operation("DELETE", "/v1/numbers/{id}", remove, WHY, params=Path, success=nothing),
        Operation("PUT", "/v1/numbers", create, WHY, name="write_early", body=Body, rules=(rule_that_writes,)),
        Operation("GET", "/v1/plain", lambda _call: None, WHY, name="plain", success=plain),
    ),
    authenticate=authenticate,
    envelope=Envelope(),
    refusals=Refusals(
        no_route=Problem(404, "no route", WHY),
        no_method=Problem(405, "no method", WHY),
        too_large=Problem(413, "too large", WHY),
        media_type=Problem(415, "media type", WHY),
        malformed=Problem(400, "malformed", WHY),
        invalid=Problem(400, "invalid", WHY),
        forbidden=Problem(403, "needs {permission}", WHY),
        fault=Problem(500, "fault", WHY),
    ),
    tables=(NUMBERS,),
    seed={NUMBERS: ({"id": "seeded", "number": "+10"},)},
    world=World((Credential({"Authorization": "Bearer admin"}),), sample=("GET", "/v1/numbers", None)),
    settings=(CREATED_STATUS,),
    problems=(UNAUTHORIZED,),
)
