"""Fills the demo world with what the page's samples name, and tells clients how to get in."""

from emulators.core.store import Row, Table
from emulators.core.world import Credential, World
from emulators.vendors.chorus.tables import AGENTS, API_KEYS, PHONE_NUMBERS

DEMO_KEY = "chorus-demo-key"
ORGANIZATION = "7b1d5c52-3f0e-4f0e-9c0a-0c6e0d9f1a01"
OTHER_ORGANIZATION = "7b1d5c52-3f0e-4f0e-9c0a-0c6e0d9f1a02"
AGENT = "bc309ecf-5f66-4057-93c5-6611cc9cb7b2"
OTHER_AGENT = "0a4f2f6e-7f0b-4f3c-8a39-5d1c6f2b9e77"
OTHER_NUMBER = "3d7e1b5c-6a2f-4c8d-b9e4-8f0a2c4e6d55"


ROWS: dict[Table, tuple[Row, ...]] = {
    API_KEYS: (
        {"key": DEMO_KEY, "organizationId": ORGANIZATION},
        {"key": "chorus-other-key", "organizationId": OTHER_ORGANIZATION},
    ),
    AGENTS: (
        {"id": AGENT, "organizationId": ORGANIZATION, "name": "Support Agent"},
        {"id": OTHER_AGENT, "organizationId": OTHER_ORGANIZATION, "name": "Somebody Else's Agent"},
    ),
    PHONE_NUMBERS: (
        {
            "id": OTHER_NUMBER,
            "organizationId": OTHER_ORGANIZATION,
            "number": "+15551230000",
            "provider": "jambonz",
            "sipMode": "registration",
            "sipPort": 5060,
            "sipProtocol": "udp",
            "sipRegisterTransport": "udp",
            "createdAt": "2024-01-15T10:30:00Z",
            "updatedAt": "2024-01-15T10:30:00Z",
        },
    ),
}
WORLD = World(
    credentials=(
        Credential({"Authorization": f"Bearer {DEMO_KEY}"}),
        Credential({"Authorization": "Bearer chorus-other-key"}, "another organization"),
    ),
    known={
        "agentId": (AGENT,),
        "twilioAccountSid": ("ACxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",),
        "twilioAuthToken": ("your-auth-token",),
    },
    foreign={"agentId": (OTHER_AGENT,), "id": (OTHER_NUMBER,)},
    sample=(
        "POST",
        "/v1/phone-numbers",
        {
            "number": "+15551234567",
            "twilioAccountSid": "ACxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "twilioAuthToken": "your-auth-token",
        },
    ),
)
