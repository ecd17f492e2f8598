"""Butter by its own pages: phone-numbers/import and list, agents/assign-phone, unassign-phone, create, get and delete, and
integrations/create, update and delete of https://docs.getbutter.ai/api-reference.

Left open there and decided here: 200 for whatever was made, 422 for a wrong value, 403 for a wrong key and 428 without an
organization, refusals say `error`, ids are longer than those of the samples, times have fractions and an offset, the oldest
number is listed first and `page_size` is the size of a full page, fields of the other provider and unknown ones are refused,
"true" is true, a number that nobody has cannot be unassigned with 404, an answer about SIP names no integration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harness.planted_bugs.butter_office import AGENT, AWAY, HOME, IDLE, MINE, NOW, OTHERS, THEIRS, Office
from harness.planted_bugs.planted_bug_vendor import Bug, Check, Refused, World, flag, maybe, one_of, text, thing, wrong
from starlette.responses import JSONResponse, Response

if TYPE_CHECKING:
    from starlette.requests import Request

KEY = "key-of-a-stand-in"
IMPORT, LIST = "POST /api/phone-numbers", "GET /api/phone-numbers"
HIRE, GET, FIRE = "POST /api/agents", "GET /api/agents/{agent_id}", "DELETE /api/agents/{agent_id}"
ASSIGN = "POST /api/agents/{agent_id}/assign-phone-number"
UNASSIGN = "POST /api/agents/{agent_id}/unassign-phone-number/{phone_number_id}"
CONNECT, RENAME = "POST /api/integrations", "PUT /api/integrations/{integration_id}"
ASKED, SHOWN, HIRED = "ImportPhoneNumber", "schemas/ImportedPhoneNumber", "schemas/CreateAgent"
OF_SIP = (
    *("sip_trunk_name", "sip_username", "sip_password", "sip_server_address"),
    *("inbound_room_name", "inbound_pin", "media_encryption"),
)


class Butter(Office):
    world = World(
        "",
        {"X-API-Key": KEY, "X-Organization-Id": HOME},
        {"integration_id": (MINE,), "agent_id": (AGENT,)},
        {"integration_id": (THEIRS,), "agent_id": (OTHERS,)},
    )
    bugs_to_plant = (
        Bug("no key is asked for", LIST, "class", "securitySchemes/apiKey", "auth"),
        Bug("no organization is asked for", IMPORT, "class", "parameters/Organization", "tenant"),
        Bug("integration_id is not required", IMPORT, "class", f"{ASKED}/allOf/0", "required"),
        Bug("sip_server_address is not required", IMPORT, "class", f"{ASKED}/allOf/1", "required"),
        Bug("a missing provider is unprocessable", IMPORT, "status", "responses/400", "required"),
        Bug("an unknown provider is unprocessable", IMPORT, "status", "responses/400", "enum"),
        Bug("any provider is taken", IMPORT, "class", f"{ASKED}/properties/provider", "enum"),
        Bug("a number needs no plus", IMPORT, "class", f"{ASKED}/properties/phone_number", "near miss"),
        Bug("a null is taken for a number", IMPORT, "class", f"{ASKED}/properties/phone_number", "null"),
        Bug("a PIN of eleven is taken", IMPORT, "class", f"{ASKED}/properties/inbound_pin", "limit"),
        Bug("a PIN of four is refused", IMPORT, "class", f"{ASKED}/properties/inbound_pin", "limit"),
        Bug("calls are not encrypted on request", IMPORT, "class", f"{ASKED}/properties/media_encryption", "enum"),
        Bug("inbound is the default", IMPORT, "default", f"{SHOWN}/properties/supports_inbound"),
        Bug("an unknown integration is a bad request", IMPORT, "status", "responses/404", "unknown"),
        Bug("somebody else's integration is good", IMPORT, "class", "responses/403", "foreign"),
        Bug("somebody else's integration is not found", IMPORT, "status", "responses/403", "foreign"),
        Bug("a duplicate is taken", IMPORT, "class", "responses/409", "duplicate"),
        Bug("a duplicate is a bad request", IMPORT, "status", "responses/409", "duplicate"),
        Bug("the SIP password is echoed", IMPORT, "secret", f"{ASKED}/properties/sip_password"),
        Bug(
            "a new number is assigned",
            IMPORT,
            "body",
            f"{SHOWN}/properties/status",
            unsaid="`free` is in one sample; what the word means stands on the page about concepts",
        ),
        Bug(
            "integration_id is missing",
            IMPORT,
            "body",
            SHOWN,
            unsaid="the page says of `data` only that it is the created number; a sample has the field",
        ),
        Bug("the number is not wrapped", IMPORT, "body", "responses/201"),
        Bug("any status is listed", LIST, "class", "parameters/1", "enum"),
        Bug("the list has no pagination", LIST, "body", "responses/200"),
        Bug("a number has two agents", ASSIGN, "class", "examples/from-second-agent", "exchange"),
        Bug("a number is assigned twice", ASSIGN, "class", "examples/again-on-second-agent", "exchange"),
        Bug("what was imported is lost", ASSIGN, "class", "assign-phone-number", "minimal"),
        Bug("what is not assigned is unassigned", UNASSIGN, "class", "examples/not-on-second-agent", "exchange"),
        Bug("what is not assigned is a conflict", UNASSIGN, "status", "responses/400", "exchange"),
        Bug("a name of 101 characters is taken", HIRE, "class", f"{HIRED}/properties/agent_name", "limit"),
        Bug("a prompt of nine characters is taken", HIRE, "class", f"{HIRED}/properties/system_prompt", "limit"),
        Bug("a temperature of 2 is refused", HIRE, "class", f"{HIRED}/properties/llm_temperature", "limit"),
        Bug("tts_voice is not required", HIRE, "class", f"{HIRED}/required", "required"),
        Bug(
            "the default temperature is 1",
            HIRE,
            "default",
            "schemas/Agent/properties/llm_temperature",
            unsaid="no default is listed; a sample answers 0.7 to a request without it",
        ),
        Bug(
            "custom_tools is missing",
            HIRE,
            "body",
            "schemas/Agent",
            unsaid="the page says of `data` only that it is the agent; samples have the field",
        ),
        Bug("what was hired is lost", GET, "class", "x-when/ok", "minimal"),
        Bug("the auth token is echoed", CONNECT, "secret", "schemas/Credentials/properties/auth_token"),
        Bug("credentials are not required", CONNECT, "class", "requestBody", "required"),
        Bug("the new name is not kept", RENAME, "echo", "schemas/IntegrationAnswer"),
        Bug("a new name of 101 characters is taken", RENAME, "class", "properties/name", "limit"),
        Bug(
            "category is missing",
            CONNECT,
            "body",
            "schemas/IntegrationAnswer",
            unsaid="the page says of `data` only that it is the integration; samples have the field",
        ),
    )

    def __init__(self, bugs: frozenset[str] = frozenset()) -> None:
        super().__init__(bugs)
        self.numbers = {
            "phon_00000000000a": {"phone_number": "+12025550144", "provider": "sip", "agent": IDLE, "org": HOME},
            "phon_00000000000b": {"phone_number": "+12025550145", "provider": "twilio", "agent": None, "org": AWAY},
        }
        for number in self.numbers.values():
            number |= {"supports_inbound": True, "supports_outbound": False}
        self.import_checks = self.checks_of_imports()

    def checks_of_imports(self) -> dict[str, Check]:
        encryption = (
            ("disable", "allow") if self.has("calls are not encrypted on request") else ("disable", "allow", "require")
        )
        number = text(form=r"\+?[1-9]\d{1,14}" if self.has("a number needs no plus") else r"\+[1-9]\d{1,14}")
        most, least = (
            11 if self.has("a PIN of eleven is taken") else 10,
            5 if self.has("a PIN of four is refused") else 4,
        )
        return {
            "phone_number": maybe(number) if self.has("a null is taken for a number") else number,
            "provider": text() if self.has("any provider is taken") else one_of("twilio", "sip"),
            "supports_inbound": flag,
            "supports_outbound": flag,
            "integration_id": text(),
            **dict.fromkeys(OF_SIP, text()),
            "inbound_pin": text(least, most),
            "media_encryption": one_of(*encryption),
        }

    def ways(self) -> dict[tuple[str, str], Any]:
        return {
            ("POST", "/api/phone-numbers"): self.import_number,
            ("GET", "/api/phone-numbers"): self.listing,
            ("POST", "/api/agents/{agent}/assign-phone-number"): self.assign,
            ("POST", "/api/agents/{agent}/unassign-phone-number/{number}"): self.unassign,
            ("POST", "/api/integrations"): self.connect,
            ("PUT", "/api/integrations/{integration}"): self.reconnect,
            ("DELETE", "/api/integrations/{integration}"): self.cut,
            ("POST", "/api/agents"): self.hire,
            ("GET", "/api/agents/{agent}"): self.meet,
            ("DELETE", "/api/agents/{agent}"): self.fire,
        }

    def records(self) -> dict[str, Any]:
        return self.numbers | self.integrations | self.agents

    def admit(self, request: Request) -> None:
        if request.headers.get("x-api-key") != KEY and not self.has("no key is asked for"):
            raise Refused(403, "unknown key")
        if request.headers.get("x-organization-id") != HOME and not self.has("no organization is asked for"):
            raise Refused(428, "which organization?")

    def no(self, refused: Refused) -> Response:
        body = {"detail": refused.reason} if refused.about == "in use" else {"error": {"reason": refused.reason}}
        return JSONResponse(body, refused.status)

    def import_number(self, _request: Request, body: bytes) -> Response:
        asked = thing(body, 422)
        self.check_import(asked)
        taken = asked["phone_number"] in [each["phone_number"] for each in self.numbers.values()]
        if taken and not self.has("a duplicate is taken"):
            raise Refused(400 if self.has("a duplicate is a bad request") else 409, "taken")
        flags = {"supports_inbound": self.has("inbound is the default"), "supports_outbound": False}
        kept: dict[str, Any] = {
            name: asked[name]
            for name in ("phone_number", "provider", "supports_inbound", "supports_outbound")
            if name in asked
        }
        key = self.key("phon")
        self.numbers[key] = {**flags, **kept, "agent": None, "org": HOME, "integration": asked.get("integration_id")}
        return self.imported(key, asked)

    def check_import(self, asked: dict[str, Any]) -> None:
        for name in ("supports_inbound", "supports_outbound"):
            asked |= {name: asked[name] == "true"} if asked.get(name) in ("true", "false") else {}
        if isinstance(asked.get("media_encryption"), str):
            asked["media_encryption"] = asked["media_encryption"].lower()
        unprocessable = self.has("an unknown provider is unprocessable")
        if "provider" not in asked and self.has("a missing provider is unprocessable"):
            raise Refused(422, "no provider")
        if not self.import_checks["provider"](asked.get("provider")) and not ("provider" in asked and unprocessable):
            raise Refused(400, "what provider?")
        needed, foreign = ["phone_number"], {"integration_id"}
        if asked["provider"] != "sip":
            needed, foreign = (
                [*needed, *(() if self.has("integration_id is not required") else ["integration_id"])],
                set(OF_SIP),
            )
        elif asked.get("supports_outbound") is True and not self.has("sip_server_address is not required"):
            needed = [*needed, "sip_server_address"]
        if set(needed) - set(asked):
            raise Refused(400, "something is missing")
        if wrong(asked, self.import_checks) or set(asked) - (set(self.import_checks) - foreign):
            raise Refused(422, "not good")
        if "integration_id" in asked:
            self.check_integration(asked["integration_id"])

    def imported(self, key: str, asked: dict[str, Any]) -> Response:
        data = {**self.show(key), "updated_at": NOW, "country": "US"}
        del data["assigned_agent_id"]
        if data["provider"] == "twilio" and not self.has("integration_id is missing"):
            data["integration_id"] = asked.get("integration_id", MINE)
        if self.has("the SIP password is echoed") and "sip_password" in asked:
            data["trunk"] = {"user": asked.get("sip_username"), "password": asked["sip_password"]}
        if self.has("a new number is assigned"):
            data["status"] = "assigned"
        message = f"Phone number imported successfully with {data['provider']}"
        if self.has("the number is not wrapped"):
            return JSONResponse({"success": True, "message": message, **data})
        return self.yes(data, message)

    def show(self, key: str) -> dict[str, Any]:
        number = self.numbers[key]
        shown = {name: number[name] for name in ("phone_number", "provider", "supports_inbound", "supports_outbound")}
        state = {"status": "assigned" if number["agent"] else "free", "assigned_agent_id": number["agent"]}
        return {"phone_number_id": key, **shown, **state, "created_at": NOW}

    def listing(self, request: Request, _body: bytes) -> Response:
        status = request.query_params.get("status")
        if status not in (None, "free", "assigned") and not self.has("any status is listed"):
            raise Refused(422, "what status?")
        mine = [self.show(key) for key, number in self.numbers.items() if number["org"] == HOME]
        found = [each for each in mine if status in (None, each["status"])]
        pages = {"next_cursor": None, "has_more": False, "page_size": 500, "total_count": len(found)}
        answer = {"success": True, "data": found, "pagination": pages}
        if self.has("the list has no pagination"):
            del answer["pagination"]
        return JSONResponse(answer)

    def assign(self, request: Request, body: bytes) -> Response:
        agent, asked = self.agent(request), thing(body, 422)
        if "phone_number_id" not in asked:
            raise Refused(400, "something is missing")
        if wrong(asked, {"phone_number_id": text(form="phon_[a-f0-9]{12,}")}) or len(asked) > 1:
            raise Refused(422, "not good")
        number = self.numbers.get(asked["phone_number_id"])
        if number is None or self.has("what was imported is lost"):
            raise Refused(404, "no such number")
        if number["org"] != HOME:
            raise Refused(403, "not yours")
        free = (
            self.has("a number is assigned twice") if number["agent"] == agent else self.has("a number has two agents")
        )
        if number["agent"] and not free:
            raise Refused(409, "assigned")
        number["agent"] = agent
        return self.staffed(agent, "Phone number assigned successfully")

    def unassign(self, request: Request, _body: bytes) -> Response:
        agent, number = self.agent(request), self.numbers.get(request.path_params["number"])
        if number is None or number["org"] != HOME:
            raise Refused(404, "no such number")
        if number["agent"] != agent and not self.has("what is not assigned is unassigned"):
            raise Refused(409 if self.has("what is not assigned is a conflict") else 400, "not on this agent")
        number["agent"] = None
        return self.staffed(agent, "Phone number unassigned successfully")

    def staffed(self, agent: str, message: str) -> Response:
        data = {"agent_id": agent, "agent_name": self.agents[agent]["agent_name"], "updated_at": NOW}
        return self.yes({**data, "assigned_phone_number_ids": self.numbers_of(agent)}, message)
