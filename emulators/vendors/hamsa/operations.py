"""Declares the operations, and carries out what each of them does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.core.carrier import CarrierFailure, SipTrunk
from emulators.core.clock import seconds
from emulators.core.operation import Operation
from emulators.core.problem import Refusal
from emulators.core.provenance import assumed, documented
from emulators.core.store import NEWEST_FIRST, Taken
from emulators.vendors.hamsa import problems, rules, schema
from emulators.vendors.hamsa.envelope import ORIGINATION_URI
from emulators.vendors.hamsa.settings import AGENT_ON_ADD, CREATED_STATUS, DUPLICATE_NUMBER, TAKE_OVER
from emulators.vendors.hamsa.tables import PHONE_NUMBERS, VOICE_AGENTS

if TYPE_CHECKING:
    from emulators.core.call import Call

UNASSIGNED = "Voice agents were successfully unassigned from the phone number."
LAST_ROW = (1 << 63) - 1


def add(call: Call) -> dict[str, Any]:
    """Adds a number to the user's, and returns its row with its agent.

    Raises `Refusal` for a number that the user has, and where Twilio makes no trunk, each where a setting says so.
    """
    now = seconds(call.now)
    peer = call.body.sipOutboundConfigs if call.body.type == "SIP" else None
    row = {
        **call.body.model_dump(exclude={"phoneNumber"}),
        "id": call.ids.uuid4(),
        "number": call.body.phoneNumber,
        "userId": call.principal.tenant,
        "sipOutboundConfigs": peer and peer.given(),
        "voiceAgentId": _free_agent(call) if call.setting(AGENT_ON_ADD) else None,
        "createdAt": now,
        "updatedAt": now,
    }
    try:
        call.store.insert(PHONE_NUMBERS, row)
    except Taken:
        row = _add_again(call, row)
    _put_on_a_trunk(call)
    return _with_agent(call, row)


def _free_agent(call: Call) -> str | None:
    """Returns the id of the user's first agent without a number, or None."""
    agents = call.store.select(VOICE_AGENTS, {"userId": call.principal.tenant})
    free = (agent["id"] for agent in agents if not call.store.find(PHONE_NUMBERS, voiceAgentId=agent["id"]))
    return next(free, None)


def _add_again(call: Call, row: dict[str, Any]) -> dict[str, Any]:
    """Returns the same number with the new particulars. Raises `Refusal` where the setting refuses a number that the
    user has."""
    refused = problems.DUPLICATES.get(call.setting(DUPLICATE_NUMBER))
    if refused:
        raise Refusal(refused)
    first = rules.own_number(call) or {}
    kept = {name: first[name] for name in ("id", "voiceAgentId", "createdAt")}
    call.store.update(PHONE_NUMBERS, {"id": first["id"]}, **(row | kept))
    return row | kept


def _put_on_a_trunk(call: Call) -> None:
    if rules.asks_twilio(call):
        trunk = SipTrunk("Hamsa", call.body.phoneNumber, inbound=True, origination_uri=ORIGINATION_URI)
        try:
            call.carrier("twilio").create_trunk(rules.twilio_account(call), trunk)
        except CarrierFailure:
            raise Refusal(problems.TRUNK_FAILED) from None


def page(call: Call) -> list[dict[str, Any]]:
    """Returns a page of the user's numbers, the newest first; a page past the end is empty."""
    wanted = {"userId": call.principal.tenant, "voiceAgentId": call.query.voiceAgentId, "type": call.query.provider}
    where = {name: value for name, value in wanted.items() if value is not None}
    offset = min((call.query.skip - 1) * call.query.take, LAST_ROW)
    rows = call.store.select(PHONE_NUMBERS, where, NEWEST_FIRST, call.query.take, offset)
    return [_with_agent(call, row) for row in rows]


def get(call: Call) -> dict[str, Any]:
    """Returns the number that the query names, with its agent."""
    return _with_agent(call, rules.own_number(call) or {})


def assign(call: Call) -> dict[str, Any]:
    """Binds the number to the agent, and returns it. Nothing changes, `updatedAt` neither, where it has this agent
    already.

    Raises `Refusal` where the agent has another number.
    """
    row = rules.own_number(call) or {}
    changes = {"voiceAgentId": call.body.voiceAgentId, "updatedAt": seconds(call.now)}
    if row["voiceAgentId"] == call.body.voiceAgentId:
        return _with_agent(call, row)
    if call.setting(TAKE_OVER):
        call.store.update(PHONE_NUMBERS, {"voiceAgentId": call.body.voiceAgentId}, **(changes | {"voiceAgentId": None}))
    try:
        call.store.update(PHONE_NUMBERS, {"id": row["id"]}, **changes)
    except Taken:
        raise Refusal(problems.AGENT_ASSIGNED) from None
    return _with_agent(call, row | changes)


def unassign(call: Call) -> str:
    """Takes the number off its agent, and returns a sentence. The sentence is the same where the number has no
    agent."""
    row = rules.own_number(call) or {}
    if row["voiceAgentId"]:
        call.store.update(PHONE_NUMBERS, {"id": row["id"]}, voiceAgentId=None, updatedAt=seconds(call.now))
    return UNASSIGNED


def _with_agent(call: Call, row: dict[str, Any]) -> dict[str, Any]:
    agent = call.store.find(VOICE_AGENTS, id=row["voiceAgentId"])
    return {**row, "voiceAgent": agent and {"id": agent["id"], "name": agent["name"]}}


add_phone_number = Operation(
    "POST",
    "/v1/voice-agents/phone-number",
    name="add_phone_number",
    provenance=documented("POST /v1/voice-agents/phone-number"),
    body=schema.AddPhoneNumber,
    requires=rules.CONDITIONS,
    rules=(rules.twilio_accepts_the_credentials, rules.twilio_account_owns_the_number),
    effect=add,
    raises=(
        problems.NOT_VALID,
        problems.NUMBER_EXISTS,
        problems.NUMBER_EXISTS_AS_INVALID,
        problems.TRUNK_FAILED,
    ),
    status=CREATED_STATUS,
    number="phoneNumber",
)

list_phone_numbers = Operation(
    "GET",
    "/v1/voice-agents/phone-number/list",
    name="list_phone_numbers",
    provenance=documented("list-phone-numbers: GET /v1/voice-agents/phone-number/list; its order is ours"),
    query=schema.ListPhoneNumbers,
    effect=page,
)

get_phone_number = Operation(
    "GET",
    "/v1/voice-agents/phone-number",
    name="get_phone_number",
    provenance=assumed("only a connector's reference has it, from a vendor's page that is not stored"),
    query=schema.GetPhoneNumber,
    rules=(rules.phone_number_exists,),
    effect=get,
)

assign_phone_number = Operation(
    "POST",
    "/v1/voice-agents/assign-number",
    name="assign_phone_number",
    provenance=documented("assign-phone-number: POST /v1/voice-agents/assign-number"),
    body=schema.AssignPhoneNumber,
    rules=(rules.phone_number_exists, rules.agent_exists, rules.number_has_no_other_agent),
    effect=assign,
    raises=(problems.AGENT_ASSIGNED,),
    number="phoneNumber",
)

unassign_phone_number = Operation(
    "POST",
    "/v1/voice-agents/unassign",
    name="unassign_phone_number",
    provenance=documented("unassign-phone-number: POST /v1/voice-agents/unassign"),
    body=schema.UnassignPhoneNumber,
    rules=(rules.phone_number_exists,),
    effect=unassign,
    number="phoneNumber",
)

OPERATIONS = (add_phone_number, list_phone_numbers, get_phone_number, assign_phone_number, unassign_phone_number)
