"""Writes the tables of a new vendor, and its demo world."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.scaffold.plan.exchange import FOREIGN, OWN
from emulators.scaffold.plan.identifier import form_of
from emulators.scaffold.plan.resource import TENANT
from emulators.scaffold.plan.sample import sample
from emulators.scaffold.source.literal import CallExpression, Name, Spread, source

if TYPE_CHECKING:
    from emulators.scaffold.plan.resource import ResourcePlan
    from emulators.scaffold.plan.vendor import OperationPlan, Vendor

TYPES = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}


def credentials(vendor: Vendor) -> CallExpression:
    """Returns the table of credentials."""
    columns = {"credential": Name("str"), TENANT: Name("str")}
    return CallExpression(
        "Table",
        (f"{vendor.name}_credentials", columns),
        {"key": "credential", "secret": Name('frozenset({"credential"})')},
    )


def table(vendor: Vendor, resource: ResourcePlan) -> Any:
    """Returns the table of a resource."""
    columns = {name: Name(TYPES.get(schema.kind, "object")) for name, schema in resource.columns.items()}
    named: dict[str, Any] = {"key": resource.key}
    if resource.number and resource.number != resource.key:
        named["unique"] = ((TENANT, resource.number),)
    secret = sorted(name for name, schema in resource.columns.items() if schema.secret)
    if secret:
        named["secret"] = CallExpression("frozenset", (Name(f"{{{', '.join(map(source, secret))}}}"),))
    return CallExpression("Table", (f"{vendor.name}_{resource.names}", {**columns, TENANT: Name("str")}), named)


def seed_rows(vendor: Vendor) -> dict[Any, Any]:
    """Returns the rows of the demo world, by table."""
    keys = [vendor.security.credential(name) for name in (vendor.name, f"{vendor.name}-other")]
    holders = tuple({"credential": each, TENANT: tenant} for each, tenant in zip(keys, ("demo", "other"), strict=True))
    rows: dict[Any, Any] = {Name("tables.CREDENTIALS"): holders}
    for resource in vendor.resources:
        own = () if resource.handle else (_seed(resource, OWN, "demo"),)
        rows[Name(f"tables.{resource.names.upper()}")] = (*own, _seed(resource, FOREIGN, "other"))
    return rows


def _seed(resource: ResourcePlan, number: int, tenant: str) -> Any:
    owners = {each.column: form_of(each).value(number) for each in resource.above() if each is not resource}
    own = {**owners, resource.key: form_of(resource).value(number), TENANT: tenant}
    return Spread((Name(f"tables.NEW_{resource.name.upper()}"),) if resource.new else (), own)


def world(vendor: Vendor) -> Any:
    """Returns the declaration of the demo world."""
    header = vendor.security.header
    credentials = (
        CallExpression("Credential", ({header: vendor.security.present(vendor.name)},)),
        CallExpression("Credential", ({header: vendor.security.present(f"{vendor.name}-other")}, "another tenant")),
    )
    named = [each for each in vendor.resources if each.param]
    known = {each.param: (str(form_of(each).value(OWN)),) for each in named if not each.handle}
    foreign = {each.param: (str(form_of(each).value(FOREIGN)),) for each in named}
    about = {name: values for name, values in (("known", known), ("foreign", foreign)) if values}
    return CallExpression("World", (), {"credentials": credentials, **about, "sample": _sample_request(vendor)})


def _sample_request(vendor: Vendor) -> tuple[str, str, Any]:
    """Returns a request that works in the demo world: a create, where there is one."""

    def rank(endpoint: OperationPlan) -> tuple[bool, bool, bool]:
        return (bool(endpoint.named), not endpoint.number, endpoint.operation.body is None)

    best = min(vendor.endpoints, key=rank)
    path = vendor.base_path + best.operation.path
    for each in best.named:
        path = path.replace(f"{{{each.param}}}", str(form_of(each).value(OWN)))
    return best.operation.method, path, sample(best.operation.body) if best.operation.body else None
