"""Carries out what is done to agents: creating and deleting them, giving them numbers and taking those away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.core.clock import seconds
from emulators.vendors.butter import rules, telephony
from emulators.vendors.butter.tables import AGENTS, PHONE_NUMBERS

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row


def store_agent(call: Call) -> Row:
    """Creates an agent and assigns to it the numbers that the body names. Returns its row with its numbers.

    Raises `Refusal` where Twilio does not take the webhook of a number.
    """
    now = seconds(call.now)
    row: Row = call.body.model_dump(exclude={"assigned_phone_number_ids"}) | {
        "agent_id": f"agent_{call.ids.hex(12)}",
        "client_id": call.principal.tenant,
        "created_at": now,
        "updated_at": now,
    }
    call.store.insert(AGENTS, row)
    _assign(call, row["agent_id"])
    return _with_numbers(call, row)


def agent(call: Call) -> Row:
    """Returns the agent of the path with its numbers."""
    return _with_numbers(call, rules.agent(call))


def assign_phone_number(call: Call) -> Row:
    """Assigns a number to the agent of the path, and returns the agent with its numbers.

    Raises `Refusal` where Twilio does not take the webhook of the number.
    """
    _assign(call, call.params.agent_id)
    return _touch(call)


def unassign_phone_number(call: Call) -> Row:
    """Takes a number off the agent of the path, and returns the agent with its numbers."""
    number = rules.assigned_number(call)
    _move(call, number, None)
    telephony.let_go(call, number)
    return _touch(call)


def remove_agent(call: Call) -> None:
    """Deletes the agent of the path."""
    call.store.delete(AGENTS, agent_id=call.params.agent_id)


def _assign(call: Call, agent_id: str) -> None:
    for number in rules.numbers(call):
        _move(call, number, agent_id)
        telephony.point_here(call, number, "assign")


def _move(call: Call, number: Row, agent_id: str | None) -> None:
    """Assigns a number to this agent, or to none. The one place that writes a number's status."""
    status = "assigned" if agent_id else "free"
    changes = {"assigned_agent_id": agent_id, "status": status, "updated_at": seconds(call.now)}
    call.store.update(PHONE_NUMBERS, {"phone_number_id": number["phone_number_id"]}, **changes)


def _touch(call: Call) -> Row:
    """Moves `updated_at` of the agent of the path, and returns the agent."""
    call.store.update(AGENTS, {"agent_id": call.params.agent_id}, updated_at=seconds(call.now))
    return agent(call)


def _with_numbers(call: Call, row: Row) -> Row:
    held = call.store.select(PHONE_NUMBERS, {"assigned_agent_id": row["agent_id"]})
    return row | {"assigned_phone_number_ids": [number["phone_number_id"] for number in held]}
