"""Weya by its own pages: addPhone and deletePhone of https://docs.weya.ai/api-reference/Calling%20Management.

Left open there and decided here: 200 for a number that was added and 202 for one that was deleted, 403 for a wrong token, 422
for a wrong field, refusals are plain text, a plus makes another number and is kept, ids are written in capitals, a number that
was deleted does not come back, other fields are refused, the integration's name may be written in capitals.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from harness.planted_bugs.planted_bug_vendor import Bug, PlantedBugVendor, Refused, World, one_of, text, thing, wrong
from starlette.responses import JSONResponse, PlainTextResponse, Response

if TYPE_CHECKING:
    from starlette.requests import Request

TOKEN = "workspace-token-of-a-stand-in"
USER, NOBODYS, ELSEWHERE = "64e5f12345abcdef12345678", "000000000000000000000000", "64E5F12345ABCDEF000000FF"
CREDENTIALS = ("auth-token-of-a-stand-in", "account-of-a-stand-in")
ADD, DELETE = "POST /api/call/add-phone", "DELETE /api/call/delete-phone/{phoneId}"
ASKED, SHOWN = "AddPhone", "schemas/Phone"


class Weya(PlantedBugVendor):
    world = World(
        "",
        {"Authorization": f"Bearer {TOKEN}"},
        {"userId": (USER,), "authToken": CREDENTIALS[:1], "accSId": CREDENTIALS[1:]},
        {"phoneId": (ELSEWHERE,)},
    )
    bugs_to_plant = (
        Bug("no token is asked for", ADD, "class", "securitySchemes/workspace", "auth"),
        Bug("any keyword opens", ADD, "class", "securitySchemes/workspace", "auth"),
        Bug("accSId is not required", ADD, "class", f"{ASKED}/required", "required"),
        Bug("a null is taken for a userId", ADD, "class", f"{ASKED}/properties/userId", "null"),
        Bug("a list is taken for a phoneNumber", ADD, "class", f"{ASKED}/properties/phoneNumber", "type"),
        Bug("telnyx is refused", ADD, "class", f"{ASKED}/properties/integration", "enum"),
        Bug("any integration is taken", ADD, "class", f"{ASKED}/properties/integration", "enum"),
        Bug("a malformed user id is not found", ADD, "status", "responses/400", "exchange"),
        Bug("an unknown user is a bad request", ADD, "status", "responses/404", "unknown"),
        Bug("an unknown user may own a number", ADD, "class", "responses/404", "unknown"),
        Bug("credentials are not checked", ADD, "class", "responses/400", "unknown"),
        Bug("wrong credentials are forbidden", ADD, "status", "responses/400", "unknown"),
        Bug("a duplicate is taken", ADD, "class", "responses/400", "duplicate"),
        Bug("a duplicate is a conflict", ADD, "status", "responses/400", "duplicate"),
        Bug("the credentials are echoed", ADD, "secret", f"{ASKED}/properties/authToken"),
        Bug(
            "the code is 200",
            ADD,
            "body",
            "properties/code",
            unsaid="the sample has 201; the page does not list the field",
        ),
        Bug("the status is a word", ADD, "body", "properties/status"),
        Bug("errorMessage is null", ADD, "body", "properties/errorMessage"),
        Bug("the id is called id", ADD, "body", SHOWN),
        Bug("createdAt is a number", ADD, "body", f"{SHOWN}/properties/createdAt"),
        Bug("every number is twilio's", ADD, "echo", f"{SHOWN}/properties/integration"),
        Bug("what was added is lost", DELETE, "class", "x-when/ok", "minimal"),
        Bug("what was deleted is still there", DELETE, "class", "responses/404", "gone"),
        Bug("no token is asked for to delete", DELETE, "class", "securitySchemes/workspace", "auth"),
        Bug("a malformed phone id is not found", DELETE, "status", "responses/400", "exchange"),
        Bug("deletedId is missing", DELETE, "body", "responses/200"),
    )

    def __init__(self, bugs: frozenset[str] = frozenset()) -> None:
        super().__init__(bugs)
        self.phones: dict[str, dict[str, Any]] = {
            ELSEWHERE: {"userId": "64e5f12345abcdef000000aa", "phoneNumber": "12025550188", "integration": "plivo"},
            "64E5F12345ABCDEF000000FE": {"userId": USER, "phoneNumber": "12025550189", "integration": "plivo"},
        }
        self.deleted: set[tuple[str, str]] = set()

    def ways(self) -> dict[tuple[str, str], Any]:
        return {
            ("POST", "/api/call/add-phone"): self.add,
            ("DELETE", "/api/call/delete-phone/{phoneId}"): self.delete,
        }

    def records(self) -> dict[str, Any]:
        return self.phones

    def admit(self, request: Request) -> None:
        keyword, _, token = request.headers.get("authorization", "").partition(" ")
        open_to_all = self.has(
            "no token is asked for" if request.method == "POST" else "no token is asked for to delete"
        )
        if not (open_to_all or (token == TOKEN and (keyword == "Bearer" or self.has("any keyword opens")))):
            raise Refused(403, "token?")

    def no(self, refused: Refused) -> Response:
        return PlainTextResponse(refused.reason, refused.status)

    def add(self, _request: Request, body: bytes) -> Response:
        asked = self.read(thing(body, 422))
        user, number = asked["userId"], asked["phoneNumber"]
        if (user, number) in [(each["userId"], each["phoneNumber"]) for each in self.phones.values()]:
            if not self.has("a duplicate is taken"):
                raise Refused(409 if self.has("a duplicate is a conflict") else 400, "there already")
        elif (user, number) in self.deleted:
            raise Refused(410, "was here once")
        if user != USER and not self.has("an unknown user may own a number"):
            raise Refused(400 if self.has("an unknown user is a bad request") else 404, "no such user")
        if (asked["authToken"], asked.get("accSId", CREDENTIALS[1])) != CREDENTIALS and not self.has(
            "credentials are not checked"
        ):
            raise Refused(403 if self.has("wrong credentials are forbidden") else 400, f"not {asked['integration']}'s")
        key = f"64E5F12345ABCDEF{self.number():08X}"
        self.phones[key] = {name: asked[name] for name in ("userId", "phoneNumber", "integration")}
        return self.added(key, asked)

    def read(self, asked: dict[str, Any]) -> dict[str, Any]:
        anything = self.has("any integration is taken")
        names = [
            name for name in ("plivo", "twilio", "telnyx") if name != "telnyx" or not self.has("telnyx is refused")
        ]
        if isinstance(asked.get("integration"), str):
            asked["integration"] = asked["integration"].lower()
        if self.has("a list is taken for a phoneNumber") and isinstance(asked.get("phoneNumber"), list):
            asked["phoneNumber"] = asked["phoneNumber"][0] * 7
        if self.has("a null is taken for a userId") and asked.get("userId", "") is None:
            asked["userId"] = USER
        needed = {"userId", "phoneNumber", "integration", "authToken", "accSId"}
        if needed - set(asked) - ({"accSId"} if self.has("accSId is not required") else set()):
            raise Refused(400, "something is missing")
        if not text(form="[0-9a-f]{24}")(asked["userId"]):
            raise Refused(404 if self.has("a malformed user id is not found") else 400, "no user has such an id")
        checks = {
            "phoneNumber": text(most=40),
            "integration": text() if anything else one_of(*names),
            "authToken": text(1),
            "accSId": text(1),
        }
        if wrong(asked, checks) or set(asked) - needed:
            raise Refused(422, f"{asked} is not good" if "authToken" not in asked else "not good")
        return asked

    def added(self, key: str, asked: dict[str, Any]) -> Response:
        data: dict[str, Any] = {"_id": key, **self.phones[key], "createdAt": "2025-05-15T10:30:00+00:00", "__v": 0}
        if self.has("the id is called id"):
            data["id"] = data.pop("_id")
        if self.has("createdAt is a number"):
            data["createdAt"] = 1747305000000
        if self.has("every number is twilio's"):
            data["integration"] = "twilio"
        if self.has("the credentials are echoed"):
            data["authToken"] = asked["authToken"]
        answer = {
            "message": "Phone number added successfully",
            "status": "success" if self.has("the status is a word") else True,
            "code": 200 if self.has("the code is 200") else 201,
            "errorMessage": None if self.has("errorMessage is null") else "",
            "data": data,
        }
        return JSONResponse(answer)

    def delete(self, request: Request, _body: bytes) -> Response:
        key = request.path_params["phoneId"].upper()
        if not re.fullmatch("[0-9A-F]{24}", key):
            raise Refused(404 if self.has("a malformed phone id is not found") else 400, "not an id")
        mine = self.phones.get(key, {}).get("userId") == USER
        if not mine or key not in self.phones or self.has("what was added is lost"):
            raise Refused(404, "no such number")
        phone = self.phones[key] if self.has("what was deleted is still there") else self.phones.pop(key)
        self.deleted.add((phone["userId"], phone["phoneNumber"]))
        return JSONResponse(
            {"success": True} if self.has("deletedId is missing") else {"success": True, "deletedId": key}, 202
        )
