"""Makes the exchanges that a new vendor begins with: each operation done, and each refusal met, in its demo world."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from emulators.harness.model.absent import NOTHING
from emulators.scaffold.plan.answer import FromRow, Item, Rows
from emulators.scaffold.plan.draw import fill_in
from emulators.scaffold.plan.identifier import form_of
from emulators.scaffold.plan.sample import another, sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.scaffold.plan.resource import ResourcePlan
    from emulators.scaffold.plan.vendor import OperationPlan, Vendor

OWN, FOREIGN, NOBODYS = 1, 2, 999
"""Of the ids of the demo world: one of the tenant's own, one of another tenant's, and one that names nothing."""
WORKS, SECOND = "works", "another"


@dataclass(frozen=True, eq=False)
class ExamplePlan:
    """One request and its answer. `given` is sent first; `bound` holds the arguments taken from those answers, and
    where they stand.

    `row` is the row that is stored afterwards. `is_signed` is False for a request without a credential.
    """

    endpoint: OperationPlan
    name: str
    status: int
    answer: Any
    arguments: Mapping[str, Any] = field(default_factory=dict)
    body: Any = NOTHING
    given: tuple[ExamplePlan, ...] = ()
    bound: Mapping[str, tuple[ExamplePlan, str]] = field(default_factory=dict)
    row: Mapping[str, Any] = field(default_factory=dict)
    is_signed: bool = True

    @property
    def id(self) -> str:
        """The id of the example: `operationId/name`."""
        return f"{self.endpoint.operation.id}/{self.name}"


class Exchanges:
    """The exchanges of a vendor, each made once."""

    def __init__(self, vendor: Vendor) -> None:
        self.vendor = vendor
        self._successes: dict[tuple[str, str], ExamplePlan] = {}

    def all(self) -> Iterator[ExamplePlan]:
        """Yields every exchange, operation by operation."""
        for endpoint in self.vendor.endpoints:
            yield self.success(endpoint)
            if endpoint.act == "create" and endpoint.may_collide:
                yield self.success(endpoint, SECOND)
            yield from self._refusals(endpoint)

    def success(self, endpoint: OperationPlan, name: str = WORKS) -> ExamplePlan:
        """Returns the good request of an operation and its answer. Under another name than `WORKS`, unique values
        differ."""
        key = (endpoint.operation.id, name)
        if key not in self._successes:
            self._successes[key] = self._make(endpoint, name)
        return self._successes[key]

    def _make(self, endpoint: OperationPlan, name: str) -> ExamplePlan:
        given, bound, arguments = self._named(endpoint)
        made = self._maker(endpoint.resource) if endpoint.act == "list" else None
        body = self._body(endpoint, name)
        row = self._row(endpoint, arguments, body, made)
        said = body if isinstance(body, dict) else {}
        return ExamplePlan(
            endpoint,
            name,
            endpoint.operation.status,
            fill_in(endpoint.answer, [row], said),
            arguments | self._query(endpoint),
            body,
            (*given, *([made] if made else [])),
            bound,
            row,
        )

    def _body(self, endpoint: OperationPlan, name: str) -> Any:
        schema, resource = endpoint.operation.body, endpoint.resource
        if schema is None:
            return NOTHING
        body = sample(schema)
        if name != WORKS and resource:
            said = body[resource.unique]
            body = {**body, resource.unique: another(schema.properties[resource.unique], said)}
        return body

    def _query(self, endpoint: OperationPlan) -> dict[str, Any]:
        query = endpoint.operation.query
        return {name: sample(query[name], name) for name in query if name in endpoint.operation.asked}

    def _maker(self, resource: ResourcePlan | None) -> ExamplePlan | None:
        """Returns the exchange that makes one, where its answer says what it is called."""
        endpoint = self.vendor.maker(resource) if resource else None
        return self.success(endpoint) if endpoint else None

    def _named(
        self, endpoint: OperationPlan
    ) -> tuple[tuple[ExamplePlan, ...], dict[str, tuple[ExamplePlan, str]], dict[str, Any]]:
        """Returns what must be there, and what the path calls it: made before, or of the demo world."""
        given: list[ExamplePlan] = []
        bound: dict[str, tuple[ExamplePlan, str]] = {}
        arguments: dict[str, Any] = {}
        for resource in endpoint.named:
            made = self._maker(resource)
            if made is None:
                arguments[resource.param] = str(form_of(resource).value(OWN))
            else:
                given.append(made)
                bound[resource.param] = (made, resource.handle or "")
                arguments[resource.param] = str(made.row[resource.key])
        return tuple(given), bound, arguments

    def _row(
        self, endpoint: OperationPlan, arguments: Mapping[str, Any], body: Any, listed: ExamplePlan | None
    ) -> dict[str, Any]:
        """Returns what is kept when the operation is done: of a list, the one that it shows."""
        resource = endpoint.resource
        if resource is None:
            return {}
        if listed is not None:
            return dict(listed.row)
        made = None if endpoint.act == "create" else self._maker(resource)
        owners = {
            each.column: _typed(each, arguments[each.param])
            for each in endpoint.named
            if each.column in resource.owners
        }
        row = {**resource.new, **(made.row if made else {resource.key: form_of(resource).value(OWN)})} | owners
        if endpoint.act == "create" and not resource.is_named_by_client:
            row[resource.key] = resource.new.get(resource.key, row[resource.key])
        said = {name: body[name] for name in endpoint.kept} if isinstance(body, dict) else {}
        return row | said

    def _refusals(self, endpoint: OperationPlan) -> Iterator[ExamplePlan]:
        plain = self.success(endpoint)
        yield self._refusal(plain, "without-credential", 401, is_signed=False)
        for resource in endpoint.named:
            nobodys = {resource.param: str(form_of(resource).value(NOBODYS))}
            yield self._refusal(
                plain,
                f"unknown-{resource.name}".replace("_", "-"),
                404,
                arguments={**plain.arguments, **nobodys},
                without=resource.param,
            )
        if endpoint.operation.body and endpoint.operation.body.required:
            yield self._refusal(plain, "nothing-said", self.vendor.invalid, body={})
        if endpoint.may_collide and endpoint.resource:
            yield self._collision(endpoint, plain)

    def _collision(self, endpoint: OperationPlan, plain: ExamplePlan) -> ExamplePlan:
        """Returns the same again; or of two, the second made like the first."""
        if endpoint.act == "create":
            return self._refusal(plain, "twice", 409, given=(*plain.given, plain))
        resource = cast("ResourcePlan", endpoint.resource)
        creates = cast("OperationPlan", self.vendor.maker(resource))
        first, second = self.success(creates), self.success(creates, SECOND)
        bound = {**plain.bound, resource.param: (second, resource.handle or "")}
        body = {**plain.body, resource.unique: first.body[resource.unique]}
        return self._refusal(plain, "like-another", 409, given=(first, second), bound=bound, body=body)

    def _refusal(self, plain: ExamplePlan, name: str, status: int, **changed: Any) -> ExamplePlan:
        """Returns a refusal: the plain request with something of it changed. Nothing is given to what is refused at
        once."""
        refused = self.vendor.refusal
        without = changed.pop("without", None)
        kept = {"given": plain.given, "bound": {each: plain.bound[each] for each in plain.bound if each != without}}
        if not changed.get("is_signed", True):
            kept = {}
        answer = fill_in(refused, [], {"message": "what was wrong", "status": status})
        fields = {"arguments": plain.arguments, "body": plain.body, **kept, **changed}
        return ExamplePlan(plain.endpoint, name, status, answer, **fields)


def _typed(resource: ResourcePlan, argument: str) -> Any:
    """Returns what the path says, as the key that it is."""
    return int(argument) if resource.key_schema.kind == "integer" else argument


def predict(part: Any, exchange: ExamplePlan) -> Any:
    """Returns the part of an answer that is known beforehand: everything but what the emulator makes up."""
    if isinstance(part, Rows):
        return [predict(part.of, exchange)]
    if isinstance(part, Item):
        fixed = {name: inner for name, inner in part.shown.items() if not isinstance(inner, FromRow)}
        sent = {name for each in (exchange, *exchange.given) for name in each.endpoint.kept}
        rows = {
            name: FromRow(name)
            for name, inner in part.shown.items()
            if isinstance(inner, FromRow) and inner.column in sent
        }
        return fill_in({**fixed, **rows}, [exchange.row], {})
    if isinstance(part, dict):
        return {name: predict(inner, exchange) for name, inner in part.items()}
    return fill_in(part, [exchange.row], exchange.body if isinstance(exchange.body, dict) else {})
