"""What customers do at the vendors, as one request each: for tests of what then becomes of it at the telephone companies.

Each takes an `httpx.Client` whose base URL is a server or a namespace of one, and gives the vendor's answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

    from emulators.core.carrier import Account

BUTTER = {"X-API-Key": "butter-demo-key", "X-Organization-Id": "org_123"}
BUTTERS_AGENT = "/butter/api/agents/agent_a1b2c3d4e5f6"
CHORUS = {"Authorization": "Bearer chorus-demo-key"}
HAMSA = {"Authorization": "Token hamsa-demo-key"}
WEYA = {"Authorization": "Bearer weya-demo-token"}
WEYAS_USER = "64e5f12345abcdef12345678"


def add_to_weya(client: httpx.Client, carrier: str, account: Account, number: str) -> httpx.Response:
    credentials = {"integration": carrier, "accSId": account.id, "authToken": account.secret}
    body = {"userId": WEYAS_USER, "phoneNumber": number, **credentials}
    return client.post("/weya/api/call/add-phone", headers=WEYA, json=body)


def delete_from_weya(client: httpx.Client, added: httpx.Response) -> httpx.Response:
    return client.delete(f"/weya/api/call/delete-phone/{added.json()['data']['_id']}", headers=WEYA)


def add_to_hamsa(client: httpx.Client, account: Account, number: str) -> httpx.Response:
    credentials = {"twilioAccountSid": account.id, "twilioAuthToken": account.secret}
    body = {"type": "TWILIO", "phoneNumber": number, "label": "Mine", **credentials}
    return client.post("/hamsa/v1/voice-agents/phone-number", headers=HAMSA, json=body)


def add_to_chorus(client: httpx.Client, account: Account, number: str) -> httpx.Response:
    credentials = {"twilioAccountSid": account.id, "twilioAuthToken": account.secret}
    return client.post("/chorus/v1/phone-numbers", headers=CHORUS, json={"number": number, **credentials})


def import_to_butter(client: httpx.Client, account: Account, number: str) -> httpx.Response:
    """With an integration of these credentials, made first."""
    credentials = {"account_sid": account.id, "auth_token": account.secret}
    integration = {"name": "Mine", "credentials": {"provider": "twilio", **credentials}}
    made = client.post("/butter/api/integrations", headers=BUTTER, json=integration).json()
    body = {"phone_number": number, "provider": "twilio", "integration_id": made["data"]["integration_id"]}
    return client.post("/butter/api/phone-numbers", headers=BUTTER, json=body)


def import_trunk_to_butter(client: httpx.Client, number: str, **more: object) -> httpx.Response:
    body = {"phone_number": number, "provider": "sip", "supports_inbound": True, "supports_outbound": True}
    body |= {"sip_server_address": "sip.example.com", **more}
    return client.post("/butter/api/phone-numbers", headers=BUTTER, json=body)


def assign_at_butter(client: httpx.Client, imported: httpx.Response) -> httpx.Response:
    body = {"phone_number_id": imported.json()["data"]["phone_number_id"]}
    return client.post(f"{BUTTERS_AGENT}/assign-phone-number", headers=BUTTER, json=body)


def unassign_at_butter(client: httpx.Client, imported: httpx.Response) -> httpx.Response:
    phone_number_id = imported.json()["data"]["phone_number_id"]
    return client.post(f"{BUTTERS_AGENT}/unassign-phone-number/{phone_number_id}", headers=BUTTER)
