"""Fills the demo world with what the page's sample names, and tells clients how to get in."""

from emulators.core.world import Credential, World
from emulators.vendors.weya.tables import ADMIN, PHONES, TOKENS, USERS

DEMO_KEY = "weya-demo-token"
WORKSPACE, OTHER_WORKSPACE = "64e5f12345abcdef00000001", "64e5f12345abcdef00000002"
USER, MEMBER, OTHER_USER = "64e5f12345abcdef12345678", "64e5f12345abcdef12345679", "64e5f12345abcdef99999999"
OTHER_PHONE = "64e5f12345abcdef99990001"


ROWS = {
    USERS: (
        {"_id": USER, "workspace": WORKSPACE, "role": ADMIN},
        {"_id": MEMBER, "workspace": WORKSPACE, "role": "member"},
        {"_id": OTHER_USER, "workspace": OTHER_WORKSPACE, "role": ADMIN},
    ),
    TOKENS: (
        {"token": DEMO_KEY, "userId": USER},
        {"token": "weya-member-token", "userId": MEMBER},
        {"token": "weya-other-token", "userId": OTHER_USER},
    ),
    PHONES: (
        {
            "_id": OTHER_PHONE,
            "workspace": OTHER_WORKSPACE,
            "userId": OTHER_USER,
            "digits": "12125550199",
            "phoneNumber": "12125550199",
            "integration": "twilio",
            "authToken": "your_auth_token",
            "accSId": "your_account_sid",
            "createdAt": "2025-01-01T00:00:00.000Z",
        },
    ),
}
WORLD = World(
    credentials=(
        Credential({"Authorization": f"Bearer {DEMO_KEY}"}, "an admin"),
        Credential({"Authorization": "Bearer weya-member-token"}, "a member, who may not delete"),
        Credential({"Authorization": "Bearer weya-other-token"}, "another workspace"),
    ),
    known={
        "userId": (USER, MEMBER),
        "authToken": ("your_auth_token",),
        "accSId": ("your_account_sid",),
    },
    foreign={"userId": (OTHER_USER,), "phoneId": (OTHER_PHONE,)},
    sample=(
        "POST",
        "/api/call/add-phone",
        {
            "userId": USER,
            "phoneNumber": "12125551234",
            "integration": "twilio",
            "authToken": "your_auth_token",
            "accSId": "your_account_sid",
        },
    ),
)
