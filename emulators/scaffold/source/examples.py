"""Writes the file `examples.yaml` of a new vendor: every operation and every refusal, step by step."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from emulators.harness.model.absent import NOTHING
from emulators.scaffold.plan.exchange import predict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from emulators.scaffold.plan.exchange import ExamplePlan
    from emulators.scaffold.plan.vendor import Vendor

UNREADABLE: dict[str, dict[str, Any]] = {
    "a body that is no JSON": {"raw": "{"},
    "a body that is no document": {"raw": "{}", "headers": {"Content-Type": "text/plain"}},
}


def render(vendor: Vendor, exchanges: Sequence[ExamplePlan]) -> str:
    """Returns the text of the file."""
    listed = [_example(vendor, each) for each in exchanges]
    return "\n".join([*listed, *_unrouted(vendor), *_unreadable(vendor, exchanges)])


def _example(vendor: Vendor, exchange: ExamplePlan) -> str:
    order: dict[str, ExamplePlan] = {}
    _put(exchange, order)
    steps = list(order.values())
    label = exchange.endpoint.operation.label
    name = f"{label}, {exchange.name.replace('-', ' ')}"
    return _write(name, [_step(vendor, each, steps) for each in steps])


def _put(exchange: ExamplePlan, order: dict[str, ExamplePlan]) -> None:
    """Adds an exchange after those that must be sent before it, none twice."""
    for each in exchange.given:
        _put(each, order)
    order.setdefault(exchange.id, exchange)


def _step(vendor: Vendor, exchange: ExamplePlan, steps: Sequence[ExamplePlan]) -> tuple[dict[str, Any], dict[str, Any]]:
    operation = exchange.endpoint.operation
    path = vendor.base_path + operation.path
    for name, value in exchange.arguments.items():
        if name in exchange.bound:
            origin, pointer = exchange.bound[name]
            path = path.replace(f"{{{name}}}", f"{{{[each.id for each in steps].index(origin.id) + 1}#{pointer}}}")
        else:
            path = path.replace(f"{{{name}}}", quote(str(value), safe=""))
    query = {name: exchange.arguments[name] for name in operation.query if name in exchange.arguments}
    request: dict[str, Any] = {"method": operation.method, "path": path + (f"?{urlencode(query)}" if query else "")}
    if not exchange.is_signed:
        request["headers"] = {vendor.security.header: None}
    if exchange.body is not NOTHING:
        request["body"] = exchange.body
    response: dict[str, Any] = {"status": exchange.status}
    if exchange.status == operation.status and exchange.answer is not None:
        response["body"] = predict(exchange.endpoint.answer, exchange)
    return request, response


def _unrouted(vendor: Vendor) -> Iterator[str]:
    path = f"{vendor.base_path}/there-is-no-such-path"
    yield _write("a path that there is not", [({"method": "GET", "path": path}, {"status": 404})])
    path = vendor.base_path + re.sub(r"\{[^}]*\}", "any", vendor.endpoints[0].operation.path)
    yield _write("a method that there is not", [({"method": "TRACE", "path": path}, {"status": 405})])


def _unreadable(vendor: Vendor, exchanges: Sequence[ExamplePlan]) -> Iterator[str]:
    for exchange in [each for each in exchanges if each.body is not NOTHING and not each.endpoint.named][:1]:
        path = vendor.base_path + exchange.endpoint.operation.path
        for name, raw in UNREADABLE.items():
            request = {"method": exchange.endpoint.operation.method, "path": path, **raw}
            yield _write(name, [(request, {"status": 400})])


def _write(name: str, steps: Sequence[tuple[dict[str, Any], dict[str, Any]]]) -> str:
    lines = [f"- name: {json.dumps(name)}", "  steps:"]
    for request, response in steps:
        lines += [f"    - request: {_flow(request)}", f"      response: {_flow(response)}"]
    return "\n".join(lines) + "\n"


def _flow(value: Any) -> str:
    """Returns a value in YAML's short form, every text in quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(name)}: {_flow(inner)}" for name, inner in value.items()) + "}"
    return "[" + ", ".join(map(_flow, value)) + "]" if isinstance(value, list) else json.dumps(value)


def _key(name: str) -> str:
    return (
        name
        if re.fullmatch("[A-Za-z]{3,}", name) and name.lower() not in ("null", "true", "false", "yes")
        else json.dumps(name)
    )
