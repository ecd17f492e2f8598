"""Hamsa by its own pages: add-, list-, assign- and unassign-phone-number of https://docs.tryhamsa.com/api-reference/endpoint.

Left open there and decided here: 201 for a new number, 406 in HTML for whatever is refused, 403 for a wrong key, TWILIO is the
one type, a number may be there twice, ids are no UUIDs, every number has the sample's SIP block, no agent means no key, any
agent may have any number at any time, what is not assigned may be unassigned, the oldest number is listed first, and there
is no way to ask for one number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harness.planted_bugs.planted_bug_vendor import (
    UUID,
    Bug,
    PlantedBugVendor,
    Refused,
    World,
    anything,
    one_of,
    text,
    thing,
    wrong,
)
from starlette.responses import HTMLResponse, JSONResponse, Response

if TYPE_CHECKING:
    from starlette.requests import Request

KEY = "key-of-a-stand-in"
AGENT = "d949f13f-40d2-4e48-ac86-b66633070603"
HERE = "/v1/voice-agents"
ADD, LIST = f"POST {HERE}/phone-number", f"GET {HERE}/phone-number/list"
ASSIGN, UNASSIGN = f"POST {HERE}/assign-number", f"POST {HERE}/unassign"
ASKED, SHOWN = "AddPhoneNumber", "schemas/PhoneNumber"
DONE = "Voice agents were successfully unassigned from the phone number."


class Hamsa(PlantedBugVendor):
    world = World("", {"Authorization": f"Token {KEY}"}, {"voiceAgentId": (AGENT,)})
    bugs_to_plant = (
        Bug("no key is asked for", LIST, "class", "securitySchemes/token", "auth"),
        Bug("Bearer opens", ADD, "class", "securitySchemes/token", "auth"),
        Bug("type is not required", ADD, "class", f"{ASKED}/required", "required"),
        Bug("label is not required", ADD, "class", f"{ASKED}/required", "required"),
        Bug("twilioAuthToken is not required", ADD, "class", f"{ASKED}/allOf/0", "required"),
        Bug("an empty label is taken", ADD, "class", f"{ASKED}/properties/label", "limit"),
        Bug("an SID of one character is refused", ADD, "class", f"{ASKED}/properties/twilioAccountSid", "limit"),
        Bug("a null is taken for a label", ADD, "class", f"{ASKED}/properties/label", "null"),
        Bug("a list is taken for a number", ADD, "class", f"{ASKED}/properties/phoneNumber", "type"),
        Bug("the auth token is echoed", ADD, "secret", f"{ASKED}/properties/twilioAuthToken"),
        Bug(
            "the plus is lost",
            ADD,
            "echo",
            f"{SHOWN}/properties/number",
            unsaid="the printed request is a template, so that no value is seen to come back",
        ),
        Bug(
            "the label is not kept",
            ADD,
            "echo",
            f"{SHOWN}/properties/label",
            unsaid="the printed request is a template, so that no value is seen to come back",
        ),
        Bug("every number is of SIP", ADD, "echo", f"{SHOWN}/properties/type"),
        Bug(
            "updatedAt is missing",
            ADD,
            "body",
            SHOWN,
            unsaid="of `data` the page says that it is an object; what is in it stands in the sample",
        ),
        Bug("the answer is not wrapped", ADD, "body", "schemas/PhoneNumberAnswer"),
        Bug("success is a word", ADD, "body", "schemas/Succeeded"),
        Bug(
            "the SIP address is missing",
            ADD,
            "value",
            "examples/twilio",
            unsaid="the printed request is a template, so that its answer belongs to no request that is sent",
        ),
        Bug("the list is an object", LIST, "body", "properties/data"),
        Bug("numbers of SIP cannot be listed", LIST, "class", "parameters/3", "enum"),
        Bug("any provider is listed", LIST, "class", "parameters/3", "enum"),
        Bug("an agent may have any id", LIST, "class", "parameters/0", "near miss"),
        Bug("voiceAgentId is not required", ASSIGN, "class", "AssignPhoneNumber/required", "required"),
        Bug("what was added is lost", ASSIGN, "class", "AssignPhoneNumber", "minimal"),
        Bug("the agent is not linked", ASSIGN, "echo", f"{SHOWN}/properties/voiceAgentId"),
        Bug("another agent is linked", ASSIGN, "echo", f"{SHOWN}/properties/voiceAgent/properties/id"),
        Bug(
            "a number was assigned before it was added",
            ASSIGN,
            "order",
            f"{SHOWN}/properties/updatedAt",
            unsaid="the order of the two times is in their names alone",
        ),
        Bug("unassigning answers the number", UNASSIGN, "body", "properties/data"),
        Bug("unassigning says something else", UNASSIGN, "value", "examples/printed"),
    )

    def __init__(self, bugs: frozenset[str] = frozenset()) -> None:
        super().__init__(bugs)
        of_sip = {"number": "+12025550177", "label": "Front desk", "type": "SIP", "voiceAgentId": AGENT}
        self.numbers: dict[str, dict[str, Any]] = {"pn_0": of_sip}

    def ways(self) -> dict[tuple[str, str], Any]:
        return {
            ("POST", f"{HERE}/phone-number"): self.add,
            ("GET", f"{HERE}/phone-number/list"): self.listing,
            ("POST", f"{HERE}/assign-number"): self.assign,
            ("POST", f"{HERE}/unassign"): self.unassign,
        }

    def records(self) -> dict[str, Any]:
        return self.numbers

    def admit(self, request: Request) -> None:
        keyword, _, key = request.headers.get("authorization", "").partition(" ")
        keywords = ("Token", "Bearer") if self.has("Bearer opens") else ("Token",)
        if not (self.has("no key is asked for") or (key == KEY and keyword in keywords)):
            raise Refused(403, "Who?")

    def no(self, refused: Refused) -> Response:
        return HTMLResponse(f"<h1>{refused.reason}</h1>", refused.status)

    def yes(self, data: Any, status: int = 200) -> Response:
        success = "yes" if self.has("success is a word") else True
        return JSONResponse({"success": success, "message": "Success", "data": data, "traceId": "t"}, status)

    def add(self, _request: Request, body: bytes) -> Response:
        asked = {"label": None, **thing(body, 406)} if self.has("label is not required") else thing(body, 406)
        forgiven = {
            "type is not required": "type",
            "twilioAuthToken is not required": "twilioAuthToken",
        }
        needed = {"type", "phoneNumber", "label", "twilioAccountSid", "twilioAuthToken"}
        needed -= {name for bug, name in forgiven.items() if self.has(bug)}
        empty = 0 if self.has("an empty label is taken") else 1
        checks = {
            "type": one_of("TWILIO"),
            "phoneNumber": anything if self.has("a list is taken for a number") else text(1),
            "label": text(empty),
            "twilioAccountSid": text(2 if self.has("an SID of one character is refused") else 1),
            "twilioAuthToken": text(1),
        }
        if asked.get("label", "") is None and (self.has("a null is taken for a label") or b'"label"' not in body):
            asked["label"] = "none"
        if needed - set(asked) or wrong(asked, checks):
            raise Refused(406, "Not like this.")
        key = f"pn_{self.number()}"
        self.numbers[key] = {"number": asked["phoneNumber"], "label": asked["label"], "type": "TWILIO"}
        data = self.show(key)
        if self.has("the auth token is echoed"):
            data["note"] = f"{asked.get('twilioAuthToken')} was good"
        if self.has("the answer is not wrapped"):
            return JSONResponse({"success": True, "message": "Success", **data})
        return self.yes(data, 201)

    def show(self, key: str) -> dict[str, Any]:
        number = self.numbers[key]
        shown = {
            "id": key,
            "userId": "42",
            "country": "PS",
            **number,
            "sipInboundConfigs": {"originationUri": "sip:sip.eu.tryhamsa.com:5060;transport=tcp"},
            "sipOutboundConfigs": {"address": "sip.example.com", "transportType": "TCP", "customHeaders": {}},
            "createdAt": "2023-01-01T12:00:00.125+01:00",
            "updatedAt": "2023-02-01T12:00:00.125+01:00",
        }
        if "voiceAgentId" in number:
            shown["voiceAgent"] = {"id": number["voiceAgentId"], "name": "My Voice Agent"}
        return self.spoil(shown)

    def spoil(self, shown: dict[str, Any]) -> dict[str, Any]:
        if self.has("the plus is lost"):
            shown["number"] = str(shown["number"]).lstrip("+")
        if self.has("the label is not kept"):
            shown["label"] = "My number"
        if self.has("every number is of SIP"):
            shown["type"] = "SIP"
        if self.has("updatedAt is missing"):
            del shown["updatedAt"]
        if self.has("the SIP address is missing"):
            del shown["sipInboundConfigs"]
        if self.has("the agent is not linked"):
            shown |= {"voiceAgentId": None, "voiceAgent": None}
        if self.has("another agent is linked") and "voiceAgent" in shown:
            shown["voiceAgent"]["id"] = "a949f13f-40d2-4e48-ac86-b66633070603"
        if self.has("a number was assigned before it was added"):
            shown["updatedAt"] = "2022-12-31T23:59:59Z"
        return shown

    def listing(self, request: Request, _body: bytes) -> Response:
        asked = dict(request.query_params)
        providers = ("TWILIO",) if self.has("numbers of SIP cannot be listed") else ("TWILIO", "SIP")
        checks = {
            "provider": text() if self.has("any provider is listed") else one_of(*providers),
            "voiceAgentId": text() if self.has("an agent may have any id") else text(form=UUID),
        }
        if wrong(asked, checks):
            raise Refused(406, "Not like this.")
        page = [
            int(asked[name]) if asked.get(name, "").isdigit() else usual for name, usual in (("skip", 1), ("take", 10))
        ]
        kind, agent = asked.get("provider"), asked.get("voiceAgentId")
        found = [
            self.show(key)
            for key, number in self.numbers.items()
            if kind in (None, number["type"]) and agent in (None, number.get("voiceAgentId"))
        ]
        found = found[max(0, page[0] - 1) * page[1] :][: page[1]]
        return self.yes({"items": found} if self.has("the list is an object") else found)

    def assign(self, _request: Request, body: bytes) -> Response:
        asked = thing(body, 406)
        if self.has("voiceAgentId is not required"):
            asked.setdefault("voiceAgentId", AGENT)
        if not {"voiceAgentId", "phoneNumber"} <= set(asked) or wrong(
            asked, {"voiceAgentId": text(form=UUID), "phoneNumber": text()}
        ):
            raise Refused(406, "Not like this.")
        key = self.find(asked["phoneNumber"])
        if key is None or self.has("what was added is lost"):
            raise Refused(406, "Which one?")
        self.numbers[key]["voiceAgentId"] = asked["voiceAgentId"]
        return self.yes(self.show(key))

    def unassign(self, _request: Request, body: bytes) -> Response:
        asked = thing(body, 406)
        if wrong({"phoneNumber": 0, **asked}, {"phoneNumber": text()}):
            raise Refused(406, "Not like this.")
        key = self.find(asked["phoneNumber"])
        if key is not None:
            self.numbers[key].pop("voiceAgentId", None)
        if self.has("unassigning answers the number") and key is not None:
            return self.yes(self.show(key))
        return self.yes("Done." if self.has("unassigning says something else") else DONE)

    def find(self, number: str) -> str | None:
        return next((key for key, each in reversed(self.numbers.items()) if each["number"] == number), None)
