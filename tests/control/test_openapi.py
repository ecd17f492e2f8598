from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jsonschema_rs
import openapi_spec_validator
import pytest
from control_plane import ADMIN

from emulators.control import ROUTES
from emulators.control.openapi import contract
from emulators.control.reply import by_method

if TYPE_CHECKING:
    from starlette.routing import Route

    from emulators.control.reply import Handler


def test_the_document_is_valid_openapi() -> None:
    openapi_spec_validator.validate(contract())


def test_the_document_lists_every_route_and_method_and_no_other() -> None:
    served = {(route.path, method.lower()) for route in ROUTES for method in handlers(route)}
    written = {
        (path, method) for path, entry in contract()["paths"].items() for method in entry if method != "parameters"
    }

    assert served == written


CALLS: list[tuple[str, str, Any, int]] = [
    ("GET", "/", None, 200),
    ("GET", "/openapi.json", None, 200),
    ("GET", "/health", None, 200),
    ("GET", "/world", None, 200),
    ("POST", "/reset", None, 200),
    ("GET", "/clock", None, 200),
    ("PUT", "/clock", {"now": "2024-02-01", "advance": 60, "frozen": False}, 200),
    ("PUT", "/clock", {"now": "soon"}, 400),
    ("PUT", "/clock", {"advance": -1}, 400),
    ("PUT", "/clock", {"advance": True}, 400),
    ("PUT", "/clock", {"advance": 1e300}, 400),
    ("PUT", "/clock", {"frozen": 1}, 400),
    ("PUT", "/clock", {"advanse": 1}, 400),
    ("DELETE", "/clock", None, 200),
    ("PUT", "/snapshot", {}, 415),
    ("GET", "/state", None, 200),
    ("GET", "/state/acme", None, 200),
    ("GET", "/state/acme?limit=x", None, 400),
    ("GET", "/state/acme?limit=1001", None, 400),
    ("GET", "/state/acme?limit=0000000001001", None, 400),
    ("GET", f"/state/acme?limit={'0' * 9}{'9' * 5_000}", None, 400),
    ("GET", "/state/acme?offset=99999999999999999999", None, 400),
    ("GET", "/state/acme?offset=1099511627776", None, 200),
    ("GET", "/state/nobody", None, 404),
    ("GET", "/state/acme/numbers?limit=1&offset=0", None, 200),
    ("GET", "/state/acme/acme_numbers", None, 200),
    ("GET", "/state/acme/other", None, 404),
    ("GET", "/settings", None, 200),
    ("PUT", "/settings", {"acme": {"created_status": 200}}, 200),
    ("PUT", "/settings", {"acme": {"created_status": 204}}, 400),
    ("PUT", "/settings", {"acme": 1}, 400),
    ("PUT", "/settings", {"nobody": {}}, 400),
    ("PUT", "/settings", b"[]", 400),
    ("PUT", "/settings", b"{", 400),
    ("PUT", "/settings", b"x" * ((1 << 20) + 1), 413),
    ("GET", "/requests", None, 200),
    ("GET", "/requests?limit=0", None, 200),
    ("GET", "/requests/1", None, 200),
    ("GET", "/requests/default-1", None, 200),
    ("GET", "/requests/99", None, 404),
    ("GET", "/requests/last/explanation", None, 200),
    ("GET", "/requests/99/explanation", None, 404),
    ("GET", "/report", None, 200),
    ("GET", "/requests/last/bundle", None, 200),
    ("GET", "/requests/last/bundle?secrets=keep&requests=9", None, 200),
    ("GET", "/requests/last/bundle?secrets=all", None, 400),
    ("GET", "/requests/99/bundle", None, 404),
    ("PUT", "/bundle", {}, 400),
    ("GET", "/requests/x", None, 404),
    ("GET", "/namespaces", None, 200),
    ("POST", "/namespaces", None, 201),
    ("POST", "/namespaces", {"name": "a", "seed": 1, "settings": {"acme": {"created_status": 200}}}, 201),
    ("POST", "/namespaces", {"fork": "default"}, 201),
    ("POST", "/namespaces", {"fork": "default", "seed": 1}, 400),
    ("POST", "/namespaces", {"fork": "nobody"}, 404),
    ("POST", "/namespaces", {"fork": []}, 404),
    ("POST", "/namespaces", {"name": "default"}, 409),
    ("POST", "/namespaces", {"name": 1}, 400),
    ("POST", "/namespaces", {"name": "../a"}, 400),
    ("POST", "/namespaces", {"sed": 1}, 400),
    ("POST", "/namespaces", {"settings": {"acmee": {}}}, 400),
    ("GET", "/requests?status=x", None, 400),
    ("DELETE", "/requests", None, 200),
    ("GET", "/faults", None, 200),
    ("POST", "/faults", {"where": "acme.create", "outcome": "twice"}, 201),
    ("POST", "/faults", {"where": "acme.create", "outcome": "thrice"}, 400),
    ("POST", "/faults", b"x" * ((1 << 20) + 1), 413),
    ("PUT", "/faults", {"faults": [{"where": "acme.*", "outcome": "slow", "delay": 1}]}, 200),
    ("PUT", "/faults", {}, 400),
    ("DELETE", "/faults", None, 200),
    ("DELETE", "/namespaces", None, 200),
    ("DELETE", "/namespaces/default", None, 409),
    ("DELETE", "/namespaces/nobody", None, 404),
]


@pytest.mark.parametrize(("method", "path", "body", "status"), CALLS, ids=lambda part: str(part)[:40])
def test_every_answer_is_as_the_document_says(client, method, path, body, status) -> None:
    client.post("/acme/v1/numbers", {"number": ""}, headers=ADMIN)

    answer = client.request(method, f"/__admin{path}", body)

    assert answer.status == status
    assert list(jsonschema_rs.validator_for(schema(method, path, status)).iter_errors(answer.json())) == []


def handlers(route: Route) -> dict[str, Handler]:
    assert isinstance(route.app, by_method)
    return route.app.handlers


def schema(method: str, path: str, status: int) -> dict[str, Any]:
    """The documented schema of this answer, with the document's components beside it."""
    document = contract()
    asked = path.partition("?")[0].split("/")
    entry = next(
        entry
        for template, entry in document["paths"].items()
        if len(template.split("/")) == len(asked)
        and all(want == got or want.startswith("{") for want, got in zip(template.split("/"), asked, strict=True))
    )
    response = entry[method.lower()]["responses"][str(status)]
    if "$ref" in response:
        response = document["components"]["responses"][response["$ref"].rpartition("/")[2]]
    return response["content"]["application/json"]["schema"] | {"components": document["components"]}
