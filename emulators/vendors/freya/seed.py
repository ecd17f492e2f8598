"""Fills the demo world with what the page's samples name, and tells clients how to get in."""

from emulators.core.store import Row, Table
from emulators.core.world import Credential, World
from emulators.vendors.freya.tables import AGENTS, API_KEYS, PHONE_NUMBERS, USERS

DEMO_KEY = "freya-demo-token"
WORKSPACE = "550e8400-e29b-41d4-a716-446655440000"
USER = "550e8400-e29b-41d4-a716-446655440001"
INBOUND_AGENT = "550e8400-e29b-41d4-a716-446655440002"
OUTBOUND_AGENT = "550e8400-e29b-41d4-a716-446655440003"
WORKFLOW_AGENT = "550e8400-e29b-41d4-a716-446655440004"
WORKFLOW = "550e8400-e29b-41d4-a716-446655440005"
OTHER_WORKSPACE = "661f9511-f3ac-42e5-b827-557766551100"
OTHER_USER = "661f9511-f3ac-42e5-b827-557766551101"
OTHER_AGENT = "661f9511-f3ac-42e5-b827-557766551102"
OTHER_NUMBER_ID = "661f9511-f3ac-42e5-b827-557766551106"


ROWS: dict[Table, tuple[Row, ...]] = {
    API_KEYS: (
        {"key": DEMO_KEY, "workspaceId": WORKSPACE, "isActive": True},
        {"key": "freya-other-token", "workspaceId": OTHER_WORKSPACE, "isActive": True},
        {"key": "freya-inactive-token", "workspaceId": WORKSPACE, "isActive": False},
        {"key": "freya-expired-token", "workspaceId": WORKSPACE, "isActive": True, "expiresAt": "2020-01-01T00:00:00Z"},
        {"key": "freya-lasting-token", "workspaceId": WORKSPACE, "isActive": True, "expiresAt": "9999-01-01T00:00:00Z"},
    ),
    USERS: (
        {"id": USER, "workspaceId": WORKSPACE},
        {"id": OTHER_USER, "workspaceId": OTHER_WORKSPACE},
    ),
    AGENTS: (
        {"id": INBOUND_AGENT, "workspaceId": WORKSPACE, "name": "Inbound Agent", "entityType": "agent"},
        {"id": OUTBOUND_AGENT, "workspaceId": WORKSPACE, "name": "Outbound Agent", "entityType": "agent"},
        {
            "id": WORKFLOW_AGENT,
            "workspaceId": WORKSPACE,
            "name": "Support Workflow",
            "entityType": "workflow",
            "workflowId": WORKFLOW,
        },
        {"id": OTHER_AGENT, "workspaceId": OTHER_WORKSPACE, "name": "Somebody Else's Agent", "entityType": "agent"},
    ),
    PHONE_NUMBERS: (
        {
            "id": OTHER_NUMBER_ID,
            "number": "+14155550000",
            "workspaceId": OTHER_WORKSPACE,
            "userId": OTHER_USER,
            "createdAt": "2024-01-01T12:00:00Z",
            "updatedAt": "2024-01-01T12:00:00Z",
            "friendlyName": "Somebody Else's Line",
            "config": {},
            "copyOf": "",
        },
    ),
}
WORLD = World(
    credentials=(
        Credential({"Authorization": f"Bearer {DEMO_KEY}"}),
        Credential({"Authorization": "Bearer freya-other-token"}, "another workspace"),
        Credential({"Authorization": "Bearer freya-lasting-token"}, "expires, but not soon"),
        Credential({"Authorization": "Bearer freya-inactive-token"}, "switched off: opens nothing"),
        Credential({"Authorization": "Bearer freya-expired-token"}, "expired: opens nothing"),
    ),
    known={
        "workspaceId": (WORKSPACE,),
        "userId": (USER,),
        "inboundAgentId": (INBOUND_AGENT, WORKFLOW_AGENT),
        "outboundAgentId": (OUTBOUND_AGENT, WORKFLOW_AGENT),
    },
    foreign={
        "workspaceId": (OTHER_WORKSPACE,),
        "userId": (OTHER_USER,),
        "inboundAgentId": (OTHER_AGENT,),
        "outboundAgentId": (OTHER_AGENT,),
        "id": (OTHER_NUMBER_ID,),
    },
    sample=(
        "POST",
        "/api/v2/phone-numbers",
        {
            "number": "+14155551234",
            "friendlyName": "Main Support Line",
            "workspaceId": WORKSPACE,
            "userId": USER,
            "config": {"inboundAgentId": INBOUND_AGENT, "outboundAgentId": OUTBOUND_AGENT},
        },
    ),
)
