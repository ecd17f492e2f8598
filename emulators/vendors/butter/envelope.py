"""Draws the replies that the pages show: `success` with `message` and `data`, a page of a list, and `detail` for a
refusal."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING, Any

import orjson

from emulators.core.http import Reply

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.operation import Operation
    from emulators.core.problem import Refusal
    from emulators.core.store import Row

PHONE_NUMBER = (
    "phone_number_id",
    "phone_number",
    "provider",
    "status",
    "supports_inbound",
    "supports_outbound",
    "integration_id",
    "created_at",
    "updated_at",
)
LISTED_PHONE_NUMBER = (*PHONE_NUMBER[:6], "assigned_agent_id", "created_at")
INTEGRATION = ("integration_id", "client_id", "name", "provider", "category", "status", "created_at", "updated_at")
AGENT = (
    "agent_id",
    "agent_name",
    "language",
    "stt_provider",
    "tts_provider",
    "tts_voice",
    "llm_provider",
    "llm_model",
    "system_prompt",
    "speak_first",
    "end_call_tool",
    "llm_temperature",
    "recording_enabled",
    "voicemail_detection",
    "voicemail_response_delay",
    "custom_tools",
    "kb_document_ids",
    "assigned_phone_number_ids",
    "created_at",
    "updated_at",
)
AGENT_WHERE_GIVEN = ("llm_fallback_provider", "llm_fallback_model")
ASSIGNMENT = ("agent_id", "agent_name", "assigned_phone_number_ids", "updated_at")


def success(call: Call, operation: Operation, _result: None) -> Reply:
    """Draws a reply that says that it was done, and nothing else."""
    return Reply(call.status, {"success": True, "message": operation.message})


def phone_number(call: Call, operation: Operation, row: Row) -> Reply:
    """Draws a number with the nine keys of the sample; credentials and trunks are never shown."""
    return _entity(call, operation, row, PHONE_NUMBER)


def integration(call: Call, operation: Operation, row: Row) -> Reply:
    """Draws an integration; credentials are never shown."""
    return _entity(call, operation, row, INTEGRATION)


def agent(call: Call, operation: Operation, row: Row) -> Reply:
    """Draws an agent; of its fallback model only what was given."""
    given = tuple(name for name in AGENT_WHERE_GIVEN if row[name] is not None)
    return _entity(call, operation, row, AGENT + given)


def assignment(call: Call, operation: Operation, row: Row) -> Reply:
    """Draws of an agent what an assignment changes."""
    return _entity(call, operation, row, ASSIGNMENT)


def page(call: Call, _operation: Operation, result: dict[str, Any]) -> Reply:
    """Draws a page of the list of numbers, with a cursor to the next one."""
    items, more = result["items"], result["more"]
    pagination = {
        "next_cursor": _cursor(items[-1]) if more else None,
        "has_more": more,
        "page_size": len(items),
        "total_count": result["total"],
    }
    data = [_shown(row, LISTED_PHONE_NUMBER) for row in items]
    return Reply(call.status, {"success": True, "data": data, "pagination": pagination})


def refusal(_call: Call, refusal: Refusal) -> Reply:
    """Draws a refusal: one string, which names every field that is wrong."""
    wrong = [f"{violation.field} {violation.words}" for violation in refusal.violations if violation.field]
    detail = f"{refusal.message}: {'; '.join(wrong)}" if wrong else refusal.text
    return Reply(refusal.status, {"detail": detail})


def _entity(call: Call, operation: Operation, row: Row, names: tuple[str, ...]) -> Reply:
    said = {"message": operation.message.format_map(row)} if operation.message else {}
    return Reply(call.status, {"success": True, **said, "data": _shown(row, names)})


def _shown(row: Row, names: tuple[str, ...]) -> Row:
    return {name: row[name] for name in names}


def _cursor(row: Row) -> str:
    return urlsafe_b64encode(orjson.dumps({"phone_number_id": row["phone_number_id"]})).decode()
