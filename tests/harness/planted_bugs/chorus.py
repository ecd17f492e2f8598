"""Chorus by its own pages: https://docs.chorus-ai.co/docs/api-reference/phone-numbers/createPhoneNumber and updatePhoneNumber.

Left open there and decided here: 200 for a new number, 422 for a wrong body, 403 for a wrong key and 410 for an unknown id, a
number is there once only, other fields and those of another mode are refused, agents are not looked up, nulls and texts for
numbers are forgiven, words may be written in capitals, what was not sent is left out of the answer.
"""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, Any

from harness.planted_bugs.planted_bug_vendor import (
    UUID,
    Bug,
    PlantedBugVendor,
    Refused,
    World,
    anything,
    maybe,
    one_of,
    text,
    thing,
    whole,
    wrong,
)
from starlette.responses import JSONResponse, Response

if TYPE_CHECKING:
    from starlette.requests import Request

AGENT = "bc309ecf-5f66-4057-93c5-6611cc9cb7b2"
KEY = "sk_live_of_a_stand_in"
POST, PATCH = "POST /phone-numbers", "PATCH /phone-numbers/{id}"
NEW, CHANGED, SHOWN = "CreatePhoneNumber", "UpdatePhoneNumber/properties", "schemas/PhoneNumber"
NEEDED = {
    "twilio": ("twilioAccountSid", "twilioAuthToken"),
    "registration": ("sipUsername", "sipPassword", "sipProxy"),
    "ip_allowlist": ("sipIp",),
}
OF_MODE = {
    "registration": (*NEEDED["registration"], "sipOutboundProxy", "sipAuthUser", "sipRegisterTransport", "sipPort"),
    "ip_allowlist": ("sipIp", "sipProtocol", "sipPort"),
    "twilio": NEEDED["twilio"],
}
ANYWHERE = ("name", "number", "provider", "sipMode", "agentId", "metadata")


class Chorus(PlantedBugVendor):
    world = World("/v1", {"Authorization": f"Bearer {KEY}"}, {"agentId": (AGENT,)})
    bugs_to_plant = (
        Bug("no key is asked for", POST, "class", "securitySchemes/key", "auth"),
        Bug("any keyword opens", POST, "class", "securitySchemes/key", "auth"),
        Bug("sipUsername of 61 characters is taken", POST, "class", f"{NEW}/properties/sipUsername", "limit"),
        Bug("sipProxy of 100 characters is refused", POST, "class", f"{NEW}/properties/sipProxy", "limit"),
        Bug("sipPort 65536 is taken", POST, "class", f"{NEW}/properties/sipPort", "limit"),
        Bug("sipPort 1 is refused", POST, "class", f"{NEW}/properties/sipPort", "limit"),
        Bug("sipIp is not required", POST, "class", f"{NEW}/allOf/2", "required"),
        Bug("twilioAuthToken is not required", POST, "class", f"{NEW}/allOf/0", "required"),
        Bug("sipProxy is required only beside sipMode", POST, "class", f"{NEW}/allOf/1", "required"),
        Bug("a null is taken for a number", POST, "class", f"{NEW}/properties/number", "null"),
        Bug("a list is taken for a name", POST, "class", f"{NEW}/properties/name", "type"),
        Bug(
            "voximplant is refused",
            POST,
            "class",
            f"{NEW}/allOf/3",
            "minimal",
            unsaid="the value is listed; that it needs no other field is read from there being no mark",
        ),
        Bug("any provider is taken", POST, "class", f"{NEW}/properties/provider", "enum"),
        Bug("sctp is taken for sipProtocol", POST, "class", f"{NEW}/properties/sipProtocol", "enum"),
        Bug("an agent may have any id", POST, "class", f"{NEW}/properties/agentId", "near miss"),
        Bug("a null agent is refused", POST, "class", "examples/sip-nulls", "exchange"),
        Bug(
            "metadata is refused",
            POST,
            "class",
            "examples/metadata",
            "exchange",
            unsaid="the field is listed without a type: that an object is good is our reading",
        ),
        Bug("voximplant is the default", POST, "default", f"{SHOWN}/properties/provider"),
        Bug("sipMode is null outside sip", POST, "body", f"{SHOWN}/properties/sipMode"),
        Bug("the auth token is echoed", POST, "secret", f"{NEW}/properties/twilioAuthToken"),
        Bug("the plus is lost", POST, "echo", f"{SHOWN}/properties/number"),
        Bug(
            "the agent is not linked",
            POST,
            "echo",
            f"{SHOWN}/properties/agentId",
            unsaid="the printed answer has an agent that the printed request does not name",
        ),
        Bug("updatedAt is missing", POST, "body", SHOWN, unsaid="the page prints an answer and lists no fields of it"),
        Bug(
            "the number is not wrapped",
            POST,
            "body",
            "schemas/PhoneNumberAnswer",
            unsaid="the page prints an answer and lists no fields of it",
        ),
        Bug(
            "an error says message",
            POST,
            "body",
            "schemas/Error",
            unsaid="the page prints one refusal and lists no fields of it",
        ),
        Bug("sipPort 0 is taken in an update", PATCH, "class", f"{CHANGED}/sipPort", "limit"),
        Bug("any path is an id", PATCH, "class", "parameters/0/schema", "near miss"),
        Bug("what was created is lost", PATCH, "class", "UpdatePhoneNumber", "minimal"),
        Bug("an update forgets the rest", PATCH, "value", "examples/printed"),
        Bug(
            "an update does not change the name",
            PATCH,
            "echo",
            f"{SHOWN}/properties/name",
            unsaid="the printed answer has a name that the printed request does not",
        ),
        Bug(
            "an update was before the number",
            PATCH,
            "order",
            f"{SHOWN}/properties/updatedAt",
            unsaid="the order of the two times is in their names alone",
        ),
    )

    def __init__(self, bugs: frozenset[str] = frozenset()) -> None:
        super().__init__(bugs)
        self.numbers: dict[str, dict[str, Any]] = {
            str(uuid.uuid4()).upper(): {"number": "+12025550155", "provider": "jambonz", "sipMode": "registration"}
        }
        most = {"sipUsername": 61 if self.has("sipUsername of 61 characters is taken") else 60}
        self.checks = {
            "name": anything if self.has("a list is taken for a name") else text(),
            "number": text(form=r"\+\d{7,15}"),
            "provider": one_of(
                "twilio", "sip", "jambonz", *(() if self.has("voximplant is refused") else ["voximplant"])
            ),
            "sipMode": one_of("registration", "ip_allowlist"),
            "agentId": maybe(text(form="" if self.has("an agent may have any id") else UUID)),
            "twilioAccountSid": text(),
            "twilioAuthToken": text(),
            "sipUsername": text(most=most["sipUsername"]),
            "sipPassword": text(),
            "sipProxy": text(most=99 if self.has("sipProxy of 100 characters is refused") else 100),
            "sipOutboundProxy": maybe(text(most=100)),
            "sipAuthUser": maybe(text(most=60)),
            "sipIp": text(most=255),
            "sipPort": whole(
                2 if self.has("sipPort 1 is refused") else 1, 65536 if self.has("sipPort 65536 is taken") else 65535
            ),
            "sipProtocol": one_of(
                "udp", "tcp", "tls", *(["not-udp"] if self.has("sctp is taken for sipProtocol") else [])
            ),
            "sipRegisterTransport": one_of("udp", "tcp", "tls"),
            "metadata": anything,
        }
        if self.has("any provider is taken"):
            self.checks["provider"] = text()

    def ways(self) -> dict[tuple[str, str], Any]:
        return {("POST", "/v1/phone-numbers"): self.create, ("PATCH", "/v1/phone-numbers/{id}"): self.update}

    def records(self) -> dict[str, Any]:
        return self.numbers

    def admit(self, request: Request) -> None:
        keyword, _, key = request.headers.get("authorization", "").partition(" ")
        if self.has("no key is asked for") or (keyword == "Bearer" and key == KEY):
            return
        if not (key == KEY and self.has("any keyword opens")):
            raise Refused(403, "who are you")

    def no(self, refused: Refused) -> Response:
        if refused.status == 403:
            return JSONResponse({"reason": refused.reason}, 403)
        key = "message" if self.has("an error says message") else "error"
        return JSONResponse(
            {key: refused.reason, "details": [{"path": [refused.about]}], "requestId": "req-1"}, refused.status
        )

    def create(self, _request: Request, body: bytes) -> Response:
        asked = self.read(body)
        if "number" not in asked and not (self.has("a null is taken for a number") and b'"number":null' in body):
            raise Refused(422, "required", "number")
        self.fit({"provider": "twilio", **asked})
        number = {
            "number": "",
            "provider": "voximplant" if self.has("voximplant is the default") else "twilio",
            **asked,
        }
        if number["number"] in [each["number"] for each in self.numbers.values()]:
            raise Refused(409, "taken", "number")
        return self.show(str(uuid.uuid4()).upper(), {"sipMode": "registration", **number}, asked)

    def read(self, body: bytes) -> dict[str, Any]:
        asked = thing(body, 422)
        if self.has("a null agent is refused") and asked.get("agentId", "") is None:
            raise Refused(422, "null", "agentId")
        asked = {key: value for key, value in asked.items() if value is not None or key == "agentId"}
        for word in ("provider", "sipMode", "sipProtocol", "sipRegisterTransport"):
            if isinstance(asked.get(word), str):
                asked[word] = asked[word].lower()
        if re.fullmatch(r"\d+", str(asked.get("sipPort"))):
            asked["sipPort"] = int(asked["sipPort"])
        bad = [*wrong(asked, self.checks), *(key for key in asked if key not in self.checks)]
        if self.has("metadata is refused") and "metadata" in asked:
            bad.append("metadata")
        if bad:
            raise Refused(422, "invalid", bad[0])
        return asked

    def fit(self, number: dict[str, Any]) -> None:
        """What the provider and the mode ask for, and what means nothing to them."""
        kind = number["provider"]
        if kind == "sip":
            kind = number.get("sipMode", "registration")
        needed = set(NEEDED.get(kind, ()))
        if self.has("sipIp is not required"):
            needed -= {"sipIp"}
        if self.has("twilioAuthToken is not required"):
            needed -= {"twilioAuthToken"}
        if self.has("sipProxy is required only beside sipMode") and "sipMode" not in number:
            needed -= {"sipProxy"}
        missing = needed - set(number)
        foreign = set(number) - set(ANYWHERE) - set(OF_MODE.get(kind, ()))
        if self.has("any provider is taken") and kind not in OF_MODE:
            foreign = set()
        if missing or foreign:
            raise Refused(422, "not for this provider", min(missing or foreign))

    def update(self, request: Request, body: bytes) -> Response:
        key = request.path_params["id"].upper()
        if not re.fullmatch(UUID, key) and self.has("any path is an id"):
            key = next(reversed(self.numbers))
        if key not in self.numbers or self.has("what was created is lost"):
            raise Refused(410, "no such number", "id")
        low = self.has("sipPort 0 is taken in an update") and b'"sipPort":0}' in body
        asked = self.read(body.replace(b'"sipPort":0', b'"sipPort":1') if low else body)
        if self.has("an update does not change the name"):
            asked.pop("name", None)
        was = self.numbers[key]
        if self.has("an update forgets the rest"):
            was = {name: was[name] for name in ("number", "provider", "sipMode")}
        return self.show(key, {**was, **asked}, asked)

    def show(self, key: str, number: dict[str, Any], asked: dict[str, Any]) -> Response:
        """Keep the number and answer it."""
        self.numbers[key] = number
        shown: dict[str, Any] = {
            name: number[name] for name in ("name", "number", "provider", "sipMode", "agentId") if name in number
        }
        shown |= {"id": key, "organizationId": 7, "createdAt": "2025-01-01T12:00:00.250+00:00"}
        shown["updatedAt"] = shown["createdAt"]
        if self.has("sipMode is null outside sip") and number["provider"] != "sip":
            shown["sipMode"] = None
        if self.has("the auth token is echoed") and "twilioAuthToken" in asked:
            shown["twilioAuthToken"] = asked["twilioAuthToken"]
        if self.has("the plus is lost"):
            shown["number"] = number["number"].lstrip("+")
        if self.has("the agent is not linked"):
            shown["agentId"] = None
        if self.has("an update was before the number"):
            shown["updatedAt"] = "2024-12-31T12:00:00Z"
        if self.has("updatedAt is missing"):
            del shown["updatedAt"]
        return JSONResponse(shown if self.has("the number is not wrapped") else {"data": shown, "took": 3})
