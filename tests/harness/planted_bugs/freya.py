"""Freya by its own pages: create- and update-phone-numbers of https://docs.freyavoice.ai/api-reference/phone-numbers.

Left open there and decided here: 200 for a new number, 418 and a list of texts for whatever is refused, 403 for a wrong token,
ids are short numbers, timestamps are no ISO 8601, an agent must exist, a password comes back masked, a config is kept to
what was sent and merged with the old one, an empty update is good, other fields are refused, a number may be there twice.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from harness.planted_bugs.planted_bug_vendor import (
    UUID,
    Bug,
    PlantedBugVendor,
    Refused,
    World,
    anything,
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

TOKEN = "token-of-a-stand-in"
STEM = "550e8400-e29b-41d4-a716-44665544000"
WORKSPACE, USER, INBOUND, OUTBOUND = (f"{STEM}{digit}" for digit in range(4))
CREATE, UPDATE = "POST /phone-numbers", "PUT /phone-numbers"
ASKED, SHOWN = "CreatePhoneNumber", "schemas/PhoneNumber"
CAPABILITIES = {"voice": text(), "sms": flag}
OUTWARD = {
    "enabled": flag,
    "endpoint": text(),
    "port": whole(0, 99999),
    "username": text(),
    "password": text(),
    "fromDomain": text(),
    "transportProtocol": one_of("UDP", "TCP", "TLS"),
    "secureMedia": flag,
    "headers": lambda value: isinstance(value, list),
}


class Freya(PlantedBugVendor):
    world = World(
        "/api/v2",
        {"Authorization": f"Bearer {TOKEN}"},
        {
            "workspaceId": (WORKSPACE,),
            "userId": (USER,),
            "inboundAgentId": (INBOUND,),
            "outboundAgentId": (OUTBOUND,),
        },
        {"workspaceId": (f"{STEM}9",)},
    )
    bugs_to_plant = (
        Bug("no token is asked for", CREATE, "class", "securitySchemes/key", "auth"),
        Bug("any keyword opens", CREATE, "class", "securitySchemes/key", "auth"),
        Bug("two characters are a number", CREATE, "class", f"{ASKED}/properties/number", "limit"),
        Bug("three characters are no number", CREATE, "class", f"{ASKED}/properties/number", "limit"),
        Bug("twenty characters are no number", CREATE, "class", f"{ASKED}/properties/number", "limit"),
        Bug("21 characters are a number", CREATE, "class", f"{ASKED}/properties/number", "limit"),
        Bug("userId is not required", CREATE, "class", f"{ASKED}/required", "required"),
        Bug("a workspace may have any id", CREATE, "class", f"{ASKED}/properties/workspaceId", "near miss"),
        Bug("a null is taken for a number", CREATE, "class", f"{ASKED}/properties/number", "null"),
        Bug("a list is taken for a friendlyName", CREATE, "class", f"{ASKED}/properties/friendlyName", "type"),
        Bug("a text is taken for a config", CREATE, "class", "ConfigToStore", "type"),
        Bug("an agent that exists is refused", CREATE, "class", "inboundAgentId", "known"),
        Bug(
            "the number is not wrapped",
            CREATE,
            "body",
            "CreatedPhoneNumber/properties/data",
            unsaid="of `data` the page says that it is an object; what is in it stands in the sample",
        ),
        Bug("success is 1", CREATE, "body", "schemas/Succeeded"),
        Bug(
            "createdAt is missing",
            CREATE,
            "body",
            SHOWN,
            unsaid="the page says nothing of what is in `data`; a sample has the field",
        ),
        Bug("the id is a number", CREATE, "body", f"{SHOWN}/properties/id"),
        Bug(
            "the plus is lost",
            CREATE,
            "echo",
            f"{SHOWN}/properties/number",
            unsaid="the printed answer has placeholders, so that no value is seen to come back",
        ),
        Bug(
            "the friendly name is not kept",
            CREATE,
            "echo",
            f"{SHOWN}/properties/friendlyName",
            unsaid="the printed answer has placeholders, so that no value is seen to come back",
        ),
        Bug(
            "another user owns it",
            CREATE,
            "echo",
            f"{SHOWN}/properties/userId",
            unsaid="the printed answer has placeholders, so that no value is seen to come back",
        ),
        Bug(
            "the agents are not kept",
            CREATE,
            "value",
            "examples/printed",
            unsaid="the printed answer has placeholders, so that no value is seen to come back",
        ),
        Bug("voice is a boolean", CREATE, "body", "schemas/Config/properties/capabilities"),
        Bug("the token is echoed", CREATE, "secret", "securitySchemes/key"),
        Bug("no token is asked for to update", UPDATE, "class", "securitySchemes/key", "auth"),
        Bug(
            "what was created is lost",
            UPDATE,
            "class",
            "UpdatePhoneNumbers",
            "minimal",
            unsaid="the update has no page of its own: it is known from an older generation",
        ),
        Bug(
            "the update does not change the name",
            UPDATE,
            "value",
            "examples/rename",
            unsaid="the update has no page of its own: it is known from an older generation",
        ),
        Bug(
            "the update forgets the config",
            UPDATE,
            "value",
            "examples/rename",
            unsaid="the update has no page of its own: it is known from an older generation",
        ),
        Bug(
            "updated is called phoneNumbers",
            UPDATE,
            "body",
            "UpdatedPhoneNumbers",
            unsaid="the update has no page of its own: it is known from an older generation",
        ),
        Bug(
            "a null is taken for a workspace",
            UPDATE,
            "class",
            "UpdatePhoneNumbers/properties/workspaceId",
            "null",
            unsaid="the update has no page of its own: it is known from an older generation",
        ),
    )

    def __init__(self, bugs: frozenset[str] = frozenset()) -> None:
        super().__init__(bugs)
        self.numbers: dict[str, dict[str, Any]] = {
            "7": {"number": "+12025550166", "workspaceId": WORKSPACE, "userId": USER, "friendlyName": "Front desk"}
        }
        least = 2 if self.has("two characters are a number") else 4 if self.has("three characters are no number") else 3
        most = (
            19 if self.has("twenty characters are no number") else 21 if self.has("21 characters are a number") else 20
        )
        agents = () if self.has("an agent that exists is refused") else (INBOUND,)
        self.config = {
            "capabilities": inner(CAPABILITIES),
            "voiceConfig": text(),
            "messagingConfig": text(),
            "emergencyCalls": flag,
            "inboundAgentId": one_of(*agents),
            "outboundAgentId": one_of(OUTBOUND),
            "originationUri": text(),
            "sipInbound": inner({"enabled": flag}),
            "sipOutbound": inner(OUTWARD),
        }
        self.fields = {
            "number": text(least, most),
            "friendlyName": anything if self.has("a list is taken for a friendlyName") else text(),
            "config": inner(self.config),
        }
        if self.has("a text is taken for a config"):
            self.fields["config"] = lambda value: isinstance(value, str) or inner(self.config)(value)

    def ways(self) -> dict[tuple[str, str], Any]:
        return {("POST", "/api/v2/phone-numbers"): self.create, ("PUT", "/api/v2/phone-numbers"): self.update}

    def records(self) -> dict[str, Any]:
        return self.numbers

    def admit(self, request: Request) -> None:
        keyword, _, token = request.headers.get("authorization", "").partition(" ")
        free = self.has("no token is asked for" if request.method == "POST" else "no token is asked for to update")
        if not (free or (token == TOKEN and (keyword == "Bearer" or self.has("any keyword opens")))):
            raise Refused(403, "nobody")

    def no(self, refused: Refused) -> Response:
        return JSONResponse([refused.reason], refused.status)

    def yes(self, result: dict[str, Any]) -> Response:
        success = 1 if self.has("success is 1") else True
        message = f"Hello {TOKEN}" if self.has("the token is echoed") else "fine"
        return JSONResponse({"success": success, "data": {"message": message, "result": result, "took": 4}, "v": 2})

    def create(self, _request: Request, body: bytes) -> Response:
        asked = thing(body, 418)
        if self.has("userId is not required"):
            asked.setdefault("userId", USER)
        if self.has("a null is taken for a number") and asked.get("number", "") is None:
            asked["number"] = "+12025550167"
        ids = {"userId": text(form=UUID), "workspaceId": text(form=UUID)}
        if self.has("a workspace may have any id"):
            ids["workspaceId"] = text()
        if {"number", *ids} - set(asked) or wrong(asked, ids | self.fields) or set(asked) - set(ids) - set(self.fields):
            raise Refused(418, "no")
        if asked["userId"] != USER or (
            asked["workspaceId"] != WORKSPACE and not self.has("a workspace may have any id")
        ):
            raise Refused(418, "who is that")
        key = str(1000 + self.number())
        self.numbers[key] = asked
        shown = self.show(key)
        if self.has("the number is not wrapped"):
            return JSONResponse({"success": True, "data": {"phoneNumber": shown}})
        return self.yes({"phoneNumber": shown})

    def update(self, _request: Request, body: bytes) -> Response:
        asked = thing(body, 418)
        if self.has("a null is taken for a workspace") and asked.get("workspaceId", "") is None:
            asked["workspaceId"] = WORKSPACE
        changes = asked.get("phoneNumbers", [])
        if asked.get("workspaceId", WORKSPACE) != WORKSPACE or set(asked) - {"workspaceId", "phoneNumbers"}:
            raise Refused(418, "no")
        if not isinstance(changes, list) or not all(isinstance(change, dict) for change in changes):
            raise Refused(418, "no")
        for change in changes:
            known = change.get("id") in self.numbers if isinstance(change.get("id"), str) else False
            if not known or self.has("what was created is lost") or wrong(change, self.fields):
                raise Refused(418, f"not {json.dumps(change.get('id'))}")
        return self.yes(self.updated(changes))

    def updated(self, changes: list[dict[str, Any]]) -> dict[str, Any]:
        for change in changes:
            kept = {name: value for name, value in change.items() if name != "id"}
            if self.has("the update does not change the name"):
                kept.pop("friendlyName", None)
            old = self.numbers[change["id"]]
            config = {**old.get("config", {}), **kept.get("config", {})}
            if self.has("the update forgets the config"):
                config = {}
            self.numbers[change["id"]] = {**old, **kept, "config": config}
        key = "phoneNumbers" if self.has("updated is called phoneNumbers") else "updated"
        return {key: [self.show(change["id"]) for change in reversed(changes)]}

    def show(self, key: str) -> dict[str, Any]:
        shown = {
            "id": key,
            "region": "us1",
            "createdAt": "Tue Nov 7 2023",
            "updatedAt": "a moment ago",
            **self.numbers[key],
        }
        outward = shown["config"].get("sipOutbound") if isinstance(shown.get("config"), dict) else None
        if outward and "password" in outward:
            shown["config"] = {**shown["config"], "sipOutbound": {**outward, "password": "****"}}
        if self.has("createdAt is missing"):
            del shown["createdAt"]
        if self.has("the id is a number"):
            shown["id"] = int(key)
        if self.has("the plus is lost"):
            shown["number"] = str(shown["number"]).lstrip("+")
        if self.has("the friendly name is not kept") and "friendlyName" in shown:
            shown["friendlyName"] = shown["number"]
        if self.has("another user owns it"):
            shown["userId"] = f"{STEM}8"
        if self.has("the agents are not kept"):
            shown.pop("config", None)
        if self.has("voice is a boolean"):
            shown["config"] = {**shown.get("config", {}), "capabilities": {"voice": True, "sms": True}}
        return shown


def inner(checks: dict[str, Any]) -> Any:
    """An object whose values are good, and nothing else."""
    return lambda value: isinstance(value, dict) and not wrong(value, checks) and not set(value) - set(checks)
