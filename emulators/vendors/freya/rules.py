"""Declares the conditions that must hold for a request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.core.problem import Refusal, Violation
from emulators.core.rule import must
from emulators.vendors.freya import problems
from emulators.vendors.freya.settings import (
    UNKNOWN_AGENTS,
    UNKNOWN_USERS,
    WORKSPACE_MUST_MATCH,
)
from emulators.vendors.freya.tables import AGENTS, USERS

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row
    from emulators.vendors.freya.schema import Config


ENDS = ("inboundAgentId", "outboundAgentId")


@must(problems.OTHER_WORKSPACE)
def workspace_is_the_keys(call: Call) -> bool:
    return call.body.workspaceId == call.principal.tenant or not call.setting(WORKSPACE_MUST_MATCH)


@must(problems.INVALID)
def user_and_agents_are_known(call: Call) -> bool:
    """Holds where the user and both agents are the workspace's, as far as the settings ask for that.

    Raises `Refusal` that names each of the three that is not.
    """
    wrong = unknown_agents(call, call.body.config)
    if call.setting(UNKNOWN_USERS) == "refuse" and not call.store.find(
        USERS, id=call.body.userId, workspaceId=call.body.workspaceId
    ):
        wrong = (Violation(("userId",), "unknown", "names no user of this workspace"), *wrong)
    if wrong:
        raise Refusal(problems.INVALID, wrong)
    return True


def unknown_agents(call: Call, config: Config | None) -> tuple[Violation, ...]:
    """Returns what is wrong with the agents of this configuration, where the setting wants them to be the
    workspace's."""
    if call.setting(UNKNOWN_AGENTS) == "accept" or config is None:
        return ()
    named = {end: getattr(config, end) for end in ENDS}
    return tuple(
        Violation(("config", end), "unknown", "names no agent of this workspace")
        for end, agent in named.items()
        if agent is not None and find_agent(call, call.body.workspaceId, agent) is None
    )


def find_agent(call: Call, workspace: str, named: object) -> Row | None:
    """Returns the agent of the workspace with this id, or None where it has none, or where the value is no text."""
    return call.store.find(AGENTS, id=named, workspaceId=workspace) if isinstance(named, str) else None
