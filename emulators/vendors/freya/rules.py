"""The error list as values, then the conditions that must hold. No page prints a refusal, so the list is ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.core.problem import Problem, Refusal, Violation
from emulators.core.provenance import assumed
from emulators.core.refusals import Refusals
from emulators.core.rule import must
from emulators.vendors.freya.seed import AGENTS, USERS
from emulators.vendors.freya.settings import (
    MEDIA_TYPE_STATUS,
    UNKNOWN_AGENTS,
    UNKNOWN_USERS,
    VALIDATION_STATUS,
    WORKSPACE_MUST_MATCH,
)

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.vendors.freya.schema import Config

NO_REFUSALS = "no page prints a refusal; "

UNAUTHORIZED = Problem(
    401, "Unauthorized", assumed(NO_REFUSALS + "a missing, wrong, inactive or expired key"), "UNAUTHORIZED"
)
OTHER_WORKSPACE = Problem(
    403,
    "The API key does not belong to this workspace",
    assumed(NO_REFUSALS + "keys belong to a workspace"),
    "FORBIDDEN",
)
INVALID = Problem(
    VALIDATION_STATUS,
    "Validation failed",
    assumed(NO_REFUSALS + "details as in update-api-keys' errors"),
    "VALIDATION_ERROR",
)
MEDIA_TYPE = Problem(
    MEDIA_TYPE_STATUS,
    "Content-Type must be application/json",
    assumed(NO_REFUSALS + "the body cannot be read"),
    "INVALID_BODY",
)
NUMBER_EXISTS = Problem(
    409,
    "Phone number already exists in this workspace",
    assumed("setting duplicate_number=refuse"),
    "DUPLICATE_NUMBER",
    field="number",
)
NUMBER_NOT_FOUND = Problem(
    404,
    "Phone number not found",
    assumed("in `errors`, with status 200: update-api-keys has such an array"),
    field="id",
)

REFUSALS = Refusals.standard(
    NO_REFUSALS,
    too_large=Problem(413, "Request body too large", assumed("a limit of ours: 1 MiB"), "PAYLOAD_TOO_LARGE"),
    media_type=MEDIA_TYPE,
    malformed=Problem(400, "Invalid JSON", assumed(NO_REFUSALS + "the body cannot be read"), "INVALID_BODY"),
    invalid=INVALID,
    forbidden=Problem(403, "Forbidden", assumed("the permission that numbers need is not visible on any page")),
    fault=Problem(
        500, "Internal server error", assumed("a fault of this emulator, not of the request"), "INTERNAL_ERROR"
    ),
)

ENDS = ("inboundAgentId", "outboundAgentId")


@must(OTHER_WORKSPACE)
def workspace_is_the_keys(call: Call) -> bool:
    return call.body.workspaceId == call.principal.tenant or not call.setting(WORKSPACE_MUST_MATCH)


@must(INVALID)
def user_and_agents_are_known(call: Call) -> bool:
    """Asked only where the settings say so; then all three are reported together."""
    wrong = unknown_agents(call, call.body.config)
    if call.setting(UNKNOWN_USERS) == "refuse" and not call.store.find(
        USERS, id=call.body.userId, workspaceId=call.body.workspaceId
    ):
        wrong = (Violation(("userId",), "unknown", "names no user of this workspace"), *wrong)
    if wrong:
        raise Refusal(INVALID, wrong)
    return True


def unknown_agents(call: Call, config: Config | None) -> tuple[Violation, ...]:
    """The agents of this configuration that are none of the workspace's, where they must be."""
    if call.setting(UNKNOWN_AGENTS) == "accept" or config is None:
        return ()
    named = {end: getattr(config, end) for end in ENDS}
    return tuple(
        Violation(("config", end), "unknown", "names no agent of this workspace")
        for end, agent in named.items()
        if agent is not None and not call.store.find(AGENTS, id=agent, workspaceId=call.body.workspaceId)
    )
