"""Butter's agents and integrations, which its numbers need: agents/create, get and delete, integrations/create, update and delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harness.planted_bugs.planted_bug_vendor import (
    Check,
    PlantedBugVendor,
    Refused,
    flag,
    one_of,
    text,
    thing,
    whole,
    wrong,
)
from starlette.responses import JSONResponse, Response

if TYPE_CHECKING:
    from starlette.requests import Request

HOME, AWAY = "org_home", "org_away"
MINE, THEIRS, SPARE = "intg_a1b2c3d4e5f6", "intg_0123456789ab", "intg_00000000000a"
AGENT, OTHERS, IDLE = "agent_5a5a5a5a5a5a", "agent_0123456789ab", "agent_00000000000a"
NOW = "2024-01-15T10:30:00.125000+00:00"
NEEDED = ("agent_name", "stt_provider", "tts_provider", "tts_voice", "llm_provider", "llm_model", "system_prompt")
USUAL = {
    "end_call_tool": False,
    "llm_temperature": 0.7,
    "voicemail_detection": False,
    "voicemail_response_delay": 2.0,
    "custom_tools": [],
    "kb_document_ids": [],
}


class Office(PlantedBugVendor):
    """Who works here, and with whose telephones. Which numbers an agent has is written down at the numbers."""

    def __init__(self, bugs: frozenset[str] = frozenset()) -> None:
        super().__init__(bugs)
        self.numbers: dict[str, dict[str, Any]] = {}
        orgs = {MINE: HOME, SPARE: HOME, THEIRS: AWAY}
        self.integrations: dict[str, dict[str, Any]] = {key: {"name": "Ours", "org": org} for key, org in orgs.items()}
        orgs = {AGENT: HOME, IDLE: HOME, OTHERS: AWAY}
        self.agents: dict[str, dict[str, Any]] = {
            key: {**dict.fromkeys(NEEDED, "whatever it takes"), **USUAL, "org": org} for key, org in orgs.items()
        }
        self.agent_checks = self.checks_of_agents()

    def checks_of_agents(self) -> dict[str, Check]:
        return {
            **dict.fromkeys((*NEEDED, "language", "llm_fallback_provider", "llm_fallback_model"), text()),
            "agent_name": text(1, 101 if self.has("a name of 101 characters is taken") else 100),
            "system_prompt": text(9 if self.has("a prompt of nine characters is taken") else 10, 10000),
            **dict.fromkeys(("speak_first", "end_call_tool", "recording_enabled", "voicemail_detection"), flag),
            "llm_temperature": whole(0, 1.9 if self.has("a temperature of 2 is refused") else 2),
            "voicemail_response_delay": whole(1, 5),
            **dict.fromkeys(("custom_tools", "kb_document_ids", "assigned_phone_number_ids"), listed),
        }

    def yes(self, data: Any, message: str) -> Response:
        return JSONResponse({"success": True, "message": message, "data": data, "request_id": "r"})

    def key(self, prefix: str, digits: int = 16) -> str:
        return f"{prefix}_{self.number():0{digits}x}"

    def check_integration(self, key: str) -> None:
        found = self.integrations.get(key)
        if found is None:
            raise Refused(400 if self.has("an unknown integration is a bad request") else 404, "no such integration")
        if found["org"] != HOME and not self.has("somebody else's integration is good"):
            raise Refused(404 if self.has("somebody else's integration is not found") else 403, "not yours")

    def agent(self, request: Request) -> str:
        key = request.path_params["agent"]
        if key not in self.agents:
            raise Refused(404, "no such agent")
        if self.agents[key]["org"] != HOME:
            raise Refused(403, "not yours")
        return key

    def numbers_of(self, agent: str) -> list[str]:
        return [key for key, number in self.numbers.items() if number["agent"] == agent]

    def hire(self, _request: Request, body: bytes) -> Response:
        asked = thing(body, 422)
        needed = set(NEEDED) - ({"tts_voice"} if self.has("tts_voice is not required") else set())
        if needed - set(asked):
            raise Refused(400, "something is missing")
        if wrong(asked, self.agent_checks) or set(asked) - set(self.agent_checks):
            raise Refused(422, "not good")
        numbers = [self.numbers.get(key, {}) for key in asked.get("assigned_phone_number_ids", [])]
        if not all(number.get("org") == HOME and not number["agent"] for number in numbers):
            raise Refused(422, "not these numbers")
        key = self.key("agent")
        usual = {**USUAL, "tts_voice": "", "llm_temperature": 1 if self.has("the default temperature is 1") else 0.7}
        self.agents[key] = {**usual, **asked, "org": HOME}
        for number in numbers:
            number["agent"] = key
        return self.yes(self.portrait(key), "Agent created successfully")

    def portrait(self, key: str) -> dict[str, Any]:
        agent = {name: value for name, value in self.agents[key].items() if name != "org"}
        if self.has("custom_tools is missing"):
            agent.pop("custom_tools", None)
        numbers = {"assigned_phone_number_ids": self.numbers_of(key)}
        return {"agent_id": key, "version": 1, **agent, **numbers, "created_at": NOW, "updated_at": NOW}

    def meet(self, request: Request, _body: bytes) -> Response:
        if self.has("what was hired is lost"):
            raise Refused(404, "no such agent")
        return JSONResponse({"success": True, "data": self.portrait(self.agent(request))})

    def fire(self, request: Request, _body: bytes) -> Response:
        agent = self.agent(request)
        if self.numbers_of(agent):
            raise Refused(400, "has numbers")
        del self.agents[agent]
        return JSONResponse({"success": True, "message": "Agent deleted successfully"})

    def connect(self, _request: Request, body: bytes) -> Response:
        key, asked = self.key("intg", 12), thing(body, 422)
        if (
            {"name", "credentials"}
            - set(asked)
            - ({"credentials"} if self.has("credentials are not required") else set())
        ):
            raise Refused(400, "something is missing")
        return self.keep(key, asked, "Integration created successfully")

    def reconnect(self, request: Request, body: bytes) -> Response:
        key = request.path_params["integration"]
        self.check_integration(key)
        return self.keep(key, thing(body, 422), "Integration updated successfully")

    def keep(self, key: str, asked: dict[str, Any], message: str) -> Response:
        inside = {"provider": one_of("twilio"), "account_sid": text(1), "auth_token": text(1)}
        longest = 101 if self.has("a new name of 101 characters is taken") else 100
        credentials = asked.get("credentials", dict.fromkeys(inside, "twilio"))
        if wrong(asked, {"name": text(1, longest)}) or not isinstance(credentials, dict):
            raise Refused(422, "not good")
        if set(inside) - set(credentials) or wrong(credentials, inside):
            raise Refused(422, "not good")
        old = self.integrations.get(key, {"org": HOME})
        kept = old if self.has("the new name is not kept") and "name" in old else {}
        self.integrations[key] = {**old, **asked, **kept}
        data = self.connected(key)
        if self.has("the auth token is echoed"):
            data["credentials"] = credentials
        if self.has("category is missing"):
            del data["category"]
        return self.yes(data, message)

    def connected(self, key: str) -> dict[str, Any]:
        always = {
            "provider": "twilio",
            "category": "telephony",
            "status": "active",
            "created_at": NOW,
            "updated_at": NOW,
        }
        return {
            "integration_id": key,
            "client_id": HOME,
            "name": self.integrations[key]["name"],
            "healthy": True,
            **always,
        }

    def cut(self, request: Request, _body: bytes) -> Response:
        key = request.path_params["integration"]
        self.check_integration(key)
        if key in [number.get("integration") for number in self.numbers.values()]:
            raise Refused(400, f"numbers use {key}", "in use")
        data = self.connected(key)
        del self.integrations[key]
        return self.yes(data, "Integration deleted successfully")


def listed(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)
