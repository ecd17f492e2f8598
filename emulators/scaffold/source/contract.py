"""Writes the contract of a new vendor as plain data: OpenAPI 3.1 with the extensions of `contracts/README.md`,
everything assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.harness.model.absent import NOTHING
from emulators.scaffold.names import pascal
from emulators.scaffold.openapi.schema import OpenApiSchema
from emulators.scaffold.plan.answer import Item, Rows
from emulators.scaffold.plan.exchange import OWN
from emulators.scaffold.plan.identifier import form_of
from emulators.scaffold.plan.sample import number_kind
from emulators.scaffold.source.classes import default_of
from emulators.scaffold.source.marks import holds_rows, sent_schema, shown_schema

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from emulators.scaffold.plan.exchange import ExamplePlan
    from emulators.scaffold.plan.vendor import OperationPlan, Vendor

JSON = "application/json"


class ContractWriter:
    """Writes the contract of one vendor."""

    def __init__(self, vendor: Vendor, exchanges: Sequence[ExamplePlan]) -> None:
        self.vendor = vendor
        self.exchanges = exchanges
        self.schemas: dict[str, Any] = {}

    def document(self) -> dict[str, Any]:
        """Returns the whole document."""
        vendor = self.vendor
        paths: dict[str, Any] = {}
        for endpoint in vendor.endpoints:
            item = paths.setdefault(endpoint.operation.path, {})
            item[endpoint.operation.method.lower()] = self._operation(endpoint)
        self.schemas["Refusal"] = self._assumed(
            shown_schema(vendor.refusal_schema, vendor.refusal, {}), "how it refuses"
        )
        return {
            "openapi": "3.1.0",
            "info": {
                "title": vendor.name,
                "version": vendor.version,
                "summary": f"{vendor.title}: taken from {vendor.origin} by a program, and read by nobody yet",
                "x-source": [vendor.origin],
            },
            "servers": [{"url": vendor.server}],
            "security": [{"credential": []}],
            "paths": paths,
            "components": {
                "securitySchemes": {
                    "credential": self._assumed({**vendor.security.scheme(), "x-secret": True}, "security")
                },
                "schemas": self.schemas,
            },
        }

    def _assumed(self, node: Mapping[str, Any], words: str) -> dict[str, Any]:
        return {**node, "x-basis": "assumed", "x-cite": self.vendor.cite(words)}

    def _operation(self, endpoint: OperationPlan) -> dict[str, Any]:
        operation, label = endpoint.operation, endpoint.operation.label
        own = [each for each in self.exchanges if each.endpoint is endpoint]
        written: dict[str, Any] = {"operationId": operation.id, "summary": operation.summary}
        parameters = [self._path(endpoint, each.param, own) for each in endpoint.named]
        parameters += [self._query(endpoint, name, schema, own) for name, schema in operation.query.items()]
        if parameters:
            written["parameters"] = parameters
        if operation.body:
            name = pascal(operation.id, {"Refusal"})
            self.schemas[name] = self._assumed(self._sent(endpoint, operation.body), f"{label}, body")
            good = {each.name: {"value": each.body} for each in own if operation.body.admits(each.body)}
            bad = {each.name: {"value": each.body} for each in own if each.name not in good}
            media = {"schema": {"$ref": f"#/components/schemas/{name}"}, "examples": good}
            written["requestBody"] = {
                "required": True,
                "content": {JSON: {**media, **({"x-examples": bad} if bad else {})}},
            }
        written["responses"] = {
            str(status): self._response(endpoint, status, causes, own) for status, causes in self._causes(endpoint)
        }
        return written

    def _path(self, endpoint: OperationPlan, name: str, own: Sequence[ExamplePlan]) -> dict[str, Any]:
        resource = next(each for each in endpoint.named if each.param == name)
        schema: dict[str, Any] = {"type": "string"}
        if resource.key_schema.kind == "integer":
            schema |= {"pattern": "^[0-9]{1,15}$", "examples": [str(form_of(resource).value(OWN))]}
        written = {"name": name, "in": "path", "required": True, "x-known": True, "schema": schema}
        examples = {each.name: {"value": each.arguments[name]} for each in own}
        return self._assumed({**written, "examples": examples}, f"{endpoint.operation.label}, {name}")

    def _query(
        self, endpoint: OperationPlan, name: str, schema: OpenApiSchema, own: Sequence[ExamplePlan]
    ) -> dict[str, Any]:
        required = name in endpoint.operation.asked
        written: dict[str, Any] = {
            "name": name,
            "in": "query",
            "required": required,
            "schema": sent_schema(schema, name),
        }
        if required:
            written["examples"] = {each.name: {"value": each.arguments[name]} for each in own}
        return self._assumed(written, schema.description or f"{endpoint.operation.label}, {name}")

    def _sent(self, endpoint: OperationPlan, schema: OpenApiSchema) -> dict[str, Any]:
        """Returns a body, its properties marked as the harness needs them."""
        written = sent_schema(schema, "")
        unique = endpoint.resource.unique if endpoint.act == "create" and endpoint.resource else ""
        for name, each in written.get("properties", {}).items():
            if kind := number_kind(name, schema.properties[name]):
                each["x-kind"] = kind
            if name == unique:
                each["x-unique"] = True
            default = default_of(schema.properties[name])
            if endpoint.act == "create" and name not in schema.required and default is not NOTHING:
                each["default"] = default
        return written

    def _causes(self, endpoint: OperationPlan) -> list[tuple[int, dict[str, str]]]:
        """Returns every status with its causes, and why each is assumed."""
        operation, invalid = endpoint.operation, self.vendor.invalid
        found: dict[int, dict[str, str]] = {
            operation.status: {"ok": operation.summary},
            401: {"unauthenticated": "security"},
        }
        if operation.body or operation.query or any(each.key_schema.kind == "integer" for each in endpoint.named):
            found.setdefault(invalid, {})["invalid"] = f"{operation.label} lists {invalid}, or should"
        if operation.body:
            for cause in ("malformed", "media_type"):
                found.setdefault(400, {})[cause] = "says nothing of bodies that cannot be read"
            found[413] = {"too_large": "names no limit; a server has one"}
        for each in endpoint.named:
            for cause in ("unknown", "foreign"):
                found.setdefault(404, {})[f"{cause}.{each.param}"] = f"{operation.label}, {each.param}"
        if endpoint.may_collide:
            found[409] = {"duplicate" if endpoint.act == "create" else "state": "lists 409"}
        for status in operation.refusals:
            cause = {403: "forbidden", 429: "limited"}.get(status, "failed" if status >= 500 else "state")
            found.setdefault(status, {cause: f"{operation.label} lists {status}"})
        return sorted(found.items())

    def _response(
        self, endpoint: OperationPlan, status: int, causes: Mapping[str, str], own: Sequence[ExamplePlan]
    ) -> dict[str, Any]:
        operation = endpoint.operation
        when = {cause: {"basis": "assumed", "cite": self.vendor.cite(words)} for cause, words in causes.items()}
        words = operation.summary if status == operation.status else ", ".join(causes)
        written = {**self._assumed({"description": words}, next(iter(causes.values()))), "x-when": when}
        met = {each.name: self._example(each) for each in own if each.status == status}
        if status == operation.status and operation.answer is None:
            return {**written, **({"x-examples": met} if met else {})}
        schema: dict[str, Any] = {"$ref": "#/components/schemas/Refusal"}
        if status == operation.status and operation.answer:
            schema = self._assumed(self._shown(endpoint.answer, operation.answer), f"{operation.label}, {status}")
        media = {"schema": schema, **({"examples": met} if met else {})}
        return {**written, "content": {JSON: media}}

    def _shown(self, part: Any, schema: OpenApiSchema) -> dict[str, Any]:
        """Returns the schema of an answer. How it shows a row is written once, and referred to."""
        if isinstance(part, Item):
            name = pascal(self.vendor.item_name(part), {"Refusal"})
            name = f"{name}Shown" if name in {pascal(each.operation.id) for each in self.vendor.endpoints} else name
            if name not in self.schemas:
                self.schemas[name] = self._assumed(
                    shown_schema(schema, part, self._echoes(part)), f"how answers show a {part.word}"
                )
            return {"$ref": f"#/components/schemas/{name}"}
        if isinstance(part, Rows):
            return {"type": "array", "items": self._shown(part.of, schema.items or OpenApiSchema())}
        written = shown_schema(schema, part, {name: name for name in schema.properties})
        for name, inner in part.items() if isinstance(part, dict) else ():
            if name in schema.properties:
                written["properties"][name] = (
                    self._shown(inner, schema.properties[name]) if holds_rows(inner) else written["properties"][name]
                )
        return written

    def _echoes(self, item: Item) -> dict[str, str]:
        """Returns the columns that repeat requests, each with the name under which requests send it."""
        found: dict[str, str] = {}
        for resource in self.vendor.resources:
            if resource.word == item.word:
                bodies = [each.body for _, each in resource.acts if each.body]
                asked = {name for _, each in resource.acts for name in each.query}
                for name in resource.columns:
                    said = [body.properties[name] for body in bodies if name in body.properties]
                    if (
                        resource.keeps(name)
                        and name not in asked
                        and all(each.is_scalar and not each.secret for each in said)
                    ):
                        found[name] = name
        return found

    def _example(self, exchange: ExamplePlan) -> dict[str, Any]:
        written: dict[str, Any] = {}
        if exchange.given:
            written["x-given"] = [each.id for each in exchange.given]
        if exchange.bound:
            written["x-bind"] = {name: f"{origin.id}#{pointer}" for name, (origin, pointer) in exchange.bound.items()}
        if not exchange.is_signed:
            written["x-headers"] = {self.vendor.security.header: None}
        if exchange.endpoint.act == "list" and not _is_recognised(exchange):
            written["x-emulator"] = True
        written = self._assumed(written, f"{exchange.endpoint.operation.label}, by the demo world's values")
        return written if exchange.answer is None else {**written, "value": exchange.answer}


def _is_recognised(exchange: ExamplePlan) -> bool:
    """Returns whether what a request created can be found in a list again, by a text: a number could be any."""
    resource = exchange.endpoint.resource
    by_text = resource is not None and resource.key_schema.kind == "string"
    return bool(exchange.given) and (by_text or bool(exchange.endpoint.named))
