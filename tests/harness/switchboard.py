"""A made-up vendor as a plain application, good by default and wrong on demand. It shares no code with the emulators."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

CONTRACT = Path(__file__).with_name("switchboard.yaml")
BASE = "http://switchboard.test/v1"
KEY = "switchboard-key-of-a-test"
AGENT = "0b5a3a56-1c3f-4b7d-9a2e-111111111111"
NOW = "2025-01-01T00:00:00Z"


class Switchboard:
    """Lines in memory. `wrong` names what it does wrong, and what a faithful one may do otherwise."""

    def __init__(self, *wrong: str, lines: dict[str, dict[str, Any]] | None = None) -> None:
        self.wrong = set(wrong)
        self.lines: dict[str, dict[str, Any]] = dict(lines or {})
        self.log: list[str] = []
        self.app = Starlette(
            routes=[
                Route("/v1/lines", self.lines_endpoint, methods=["GET", "POST"]),
                Route("/v1/lines/{id}", self.line_endpoint, methods=["PATCH", "DELETE"]),
            ]
        )

    def is_(self, bug: str) -> bool:
        return bug in self.wrong

    async def lines_endpoint(self, request) -> Response:
        self.log.append(f"{request.method} {request.url.path}")
        if refusal := self.objection(request):
            return refusal
        if request.method == "GET":
            return self.listed(request)
        body = await read(request, lenient=self.is_("reads any content type"))
        return self.created(body) if isinstance(body, dict) else self.refuse(400, "malformed")

    async def line_endpoint(self, request) -> Response:
        self.log.append(f"{request.method} {request.url.path}")
        if refusal := self.objection(request):
            return refusal
        line = self.lines.get(request.path_params["id"])
        if line is None:
            return self.refuse(404, "line_not_found")
        return self.deleted(line) if request.method == "DELETE" else self.changed(line, await read(request))

    def objection(self, request) -> Response | None:
        given = request.headers.get("authorization", "")
        if answer := self.out_of_order(request):
            return answer
        if given == f"Bearer {KEY}" or self.is_("auth not enforced"):
            return None
        if self.is_("any scheme") and given.endswith(KEY):
            return None
        return self.refuse(403 if self.is_("403 for no key") else 401, "unauthenticated")

    def out_of_order(self, request) -> Response | None:
        """What a server answers that looks at no request, or that does not have the operation."""
        ways: dict[str, Callable[[], Response]] = {
            "wall": lambda: self.refuse(401, "unauthenticated"),
            "too busy": lambda: JSONResponse({"error": {"code": "slow_down"}}, 429, {"retry-after": "7"}),
            "down": lambda: PlainTextResponse("down", 503),
            "moved": lambda: PlainTextResponse("moved", 302, {"location": "https://elsewhere.example/"}),
            "not here": not_found,
            "not here, as the contract says it": lambda: self.refuse(404, "no_such_path"),
        }
        if request.method == "PATCH":
            ways["no changes"] = not_found
        if request.method != "GET":
            ways["only to be listed"] = lambda: PlainTextResponse("Method Not Allowed", 405)
        return next((way() for bug, way in ways.items() if self.is_(bug)), None)

    def refuse(self, status: int, code: str) -> Response:
        if self.is_("plain text on 404") and status == 404:
            return PlainTextResponse("not found", 404)
        if self.is_("another envelope on 409") and status == 409:
            return JSONResponse({"message": code}, 409)
        if self.is_("422 for 400") and status == 400:
            status = 422
        said: dict[str, Any] = {"error": {"code": code}}
        if self.is_("faithful"):
            said = {"error": {"code": code, "message": "No."}, "requestId": "r-1"}
        return JSONResponse(said, status)

    def listed(self, request) -> Response:
        kind = request.query_params.get("kind")
        if kind not in (None, "hosted", "trunk") and not self.is_("any filter"):
            return self.refuse(400, "invalid")
        found = [line for line in self.lines.values() if kind in (None, line["kind"])]
        return JSONResponse({"data": found[:1] if self.is_("list forgets") else found})

    def created(self, body: dict[str, Any]) -> Response:
        if self.breach(body):
            return self.refuse(400, "invalid")
        if body.get("agentId") not in (None, AGENT) and not self.is_("any agent"):
            return self.refuse(404, "agent_not_found")
        if not self.is_("duplicates accepted") and body["number"] in {line["number"] for line in self.lines.values()}:
            return self.refuse(409, "number_taken")
        if self.is_("crash on a trunk") and body.get("kind") == "trunk":
            raise RuntimeError("planted")
        line = self.line(body)
        self.lines[line.get("id", "")] = line
        return JSONResponse({"data": line}, 200 if self.is_("faithful") else 201)

    def breach(self, body: dict[str, Any]) -> bool:
        digits = 15 if self.is_("E.164 of sixteen digits") else 14
        highest = 65536 if self.is_("port 65536 accepted") else 65534 if self.is_("port 65535 refused") else 65535
        kind, port = body.get("kind", "hosted"), body.get("port", 5060)
        needed = {"hosted": "token", "trunk": "host"}.get(kind) if isinstance(kind, str) else None
        kinds = ["hosted", "trunk", *(["not-hosted"] if self.is_("any kind") else [])]
        if self.is_("host not required") and needed == "host":
            needed = "number"
        if self.is_("trunk refused") and kind == "trunk":
            return True
        return any(
            (
                not isinstance(body.get("number"), str),
                not re.fullmatch(rf"\+[1-9][0-9]{{6,{digits}}}", str(body.get("number"))),
                kind not in kinds,
                needed not in body and kind != "not-hosted",
                not isinstance(body.get("token", ""), str),
                not isinstance(body.get("host", ""), str) or len(str(body.get("host", ""))) > 30,
                not isinstance(body.get("name", ""), str),
                not self.is_("faithful") and len(str(body.get("name", "xx"))) < 2,
                isinstance(port, bool) or not isinstance(port, (int, float)) or not 1 <= port <= highest,
                not good_agent(body.get("agentId"), lenient=self.is_("any agent")),
            )
        )

    def line(self, body: dict[str, Any]) -> dict[str, Any]:
        line: dict[str, Any] = {
            "id": "not-a-uuid" if self.is_("id is no UUID") else str(uuid.uuid4()),
            "number": body["number"],
            "kind": body.get("kind", "trunk" if self.is_("another default") else "hosted"),
            "port": body.get("port", 5060),
            "agentId": body.get("agentId"),
            "createdAt": NOW,
            "updatedAt": "2024-01-01T00:00:00Z" if self.is_("changed before it was made") else NOW,
        }
        if self.is_("number not echoed"):
            line["number"] = "+12015550199"
        if self.is_("token echoed"):
            line["token"] = body.get("token")
        if self.is_("no createdAt"):
            del line["createdAt"]
        if self.is_("no id"):
            del line["id"]
        return {**line, "region": "moon"} if self.is_("faithful") else line

    def changed(self, line: dict[str, Any], body: object) -> Response:
        label: Any = body.get("label") if isinstance(body, dict) else 0
        longest = 21 if self.is_("label of 21") else 20
        if not isinstance(body, dict) or not isinstance(body.get("label", ""), str) or len(label or "") > longest:
            return self.refuse(400, "invalid")
        line.update({"label": label} if label is not None else {})
        return JSONResponse({"data": line})

    def deleted(self, line: dict[str, Any]) -> Response:
        if not self.is_("delete does nothing"):
            del self.lines[line["id"]]
        return JSONResponse({"deletedId": line["id"]})


def not_found() -> Response:
    return PlainTextResponse("<h1>Not Found</h1>", 404, {"content-type": "text/html"})


def good_agent(agent: object, *, lenient: bool) -> bool:
    if agent is None or lenient:
        return agent is None or isinstance(agent, str)
    return isinstance(agent, str) and re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", agent) is not None


async def read(request, *, lenient: bool = True) -> object:
    if not lenient and not request.headers.get("content-type", "").startswith("application/json"):
        return None
    try:
        return json.loads(await request.body())
    except ValueError:
        return None
