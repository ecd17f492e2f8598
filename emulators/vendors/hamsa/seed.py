"""Fills the demo world with what the page's samples name, and tells clients how to get in."""

from emulators.core.world import Credential, World
from emulators.vendors.hamsa.tables import API_KEYS, PHONE_NUMBERS, VOICE_AGENTS

DEMO_KEY = "hamsa-demo-key"
USER = "d949f13f-40d2-4e48-ac86-b66633070603"
OTHER_USER = "5b0e9f3a-7c41-4d0e-9a53-2f6f1d7c8e10"
AGENT = "d949f13f-40d2-4e48-ac86-b66633070603"
SECOND_AGENT = "1f6c2b9e-8d35-4a7b-b2f4-90c3d5e7a811"
OTHER_AGENT = "6e2d4c8b-0a9f-4b13-8c57-3d1e5f7a9b22"
OTHER_NUMBER_ID = "a7c5e3d1-9b8f-4d26-8e04-6f2b4d8c0a33"
OTHER_NUMBER = "+15551230000"


ROWS = {
    API_KEYS: (
        {"key": DEMO_KEY, "userId": USER},
        {"key": "hamsa-other-key", "userId": OTHER_USER},
    ),
    VOICE_AGENTS: (
        {"id": AGENT, "userId": USER, "name": "My Voice Agent"},
        {"id": SECOND_AGENT, "userId": USER, "name": "My Second Voice Agent"},
        {"id": OTHER_AGENT, "userId": OTHER_USER, "name": "Somebody Else's Voice Agent"},
    ),
    PHONE_NUMBERS: (
        {
            "id": OTHER_NUMBER_ID,
            "number": OTHER_NUMBER,
            "label": "Somebody Else's Number",
            "type": "TWILIO",
            "userId": OTHER_USER,
            "twilioAccountSid": "your_account_sid",
            "twilioAuthToken": "your_auth_token",
            "createdAt": "2023-01-01T12:00:00Z",
            "updatedAt": "2023-01-01T12:00:00Z",
        },
    ),
}
WORLD = World(
    credentials=(
        Credential({"Authorization": f"Token {DEMO_KEY}"}),
        Credential({"Authorization": "Token hamsa-other-key"}, "another user"),
    ),
    known={
        "voiceAgentId": (AGENT, SECOND_AGENT),
        "twilioAccountSid": ("ACXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",),
        "twilioAuthToken": ("your_twilio_auth_token",),
    },
    foreign={"voiceAgentId": (OTHER_AGENT,), "pid": (OTHER_NUMBER_ID,), "phoneNumber": (OTHER_NUMBER,)},
    sample=(
        "POST",
        "/v1/voice-agents/phone-number",
        {
            "type": "TWILIO",
            "phoneNumber": "+9700000000",
            "label": "My Twilio Number",
            "twilioAccountSid": "ACXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
            "twilioAuthToken": "your_twilio_auth_token",
        },
    ),
)
