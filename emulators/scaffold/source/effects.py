"""Writes the operations of a new vendor, and their effects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from emulators.scaffold.names import field_name, fold
from emulators.scaffold.plan.identifier import form_of
from emulators.scaffold.plan.resource import TENANT
from emulators.scaffold.source.literal import CallExpression, Name, Spread

if TYPE_CHECKING:
    from emulators.scaffold.plan.resource import ResourcePlan
    from emulators.scaffold.plan.vendor import OperationPlan, Vendor

MADE = ("created", "inserted", "added", "registered", "updated", "modified", "changed")
CHANGED = MADE[4:]
"""How the names of times begin: of those that are set when something is made, and when it is changed."""


def effect_of(endpoint: OperationPlan) -> str:
    """Returns the name of an operation's effect."""
    resource = endpoint.resource
    if resource is None:
        return "repeat" if endpoint.operation.body else "do_nothing"
    return {
        "create": f"store_{resource.name}",
        "list": f"select_{resource.names}",
        "read": f"rules.find_{resource.name}",
        "delete": f"remove_{resource.name}",
    }.get(endpoint.act, f"apply_{endpoint.operation.id.removeprefix('update_')}")


def declare_operation(vendor: Vendor, endpoint: OperationPlan, classes: Mapping[str, str]) -> Any:
    """Returns the declaration of one operation."""
    operation, resource = endpoint.operation, endpoint.resource
    named: dict[str, Any] = {name: Name(f"schema.{each}") for name, each in classes.items()}
    rules = tuple(Name(f"rules.{each.name}_exists") for each in endpoint.named)
    if rules:
        named["rules"] = rules
    if endpoint.may_collide and resource:
        named["raises"] = (Name(f"problems.{resource.name.upper()}_EXISTS"),)
    if operation.status != 200:
        named["status"] = operation.status
    if endpoint.number:
        named["number"] = endpoint.number
    named["name"] = operation.id
    known = CallExpression("assumed", (vendor.cite(f"{operation.label}: {operation.summary}"),))
    path = vendor.base_path + operation.path
    return CallExpression("Operation", (operation.method, path, Name(effect_of(endpoint)), known), named)


def take_fields(endpoint: OperationPlan) -> Any:
    """Returns the call that takes the stored fields from the body."""
    return CallExpression("stored_fields", (Name("call.body"), *endpoint.kept))


def find_row(resource: ResourcePlan) -> Any:
    """Returns the call that finds the row that the path names."""
    wanted = {
        each.column: Name(f"call.params.{field_name(each.param)}") for each in resource.above() if each is not resource
    }
    wanted |= {resource.key: Name(f"call.params.{field_name(resource.param)}"), TENANT: Name("call.principal.tenant")}
    return CallExpression("call.store.find", (Name(f"tables.{resource.names.upper()}"),), wanted)


def select_rows(resource: ResourcePlan) -> Any:
    """Returns the call that selects the rows of a collection."""
    wanted: dict[Any, Any] = {
        each.column: Name(f"call.params.{field_name(each.param)}") for each in resource.above() if each is not resource
    }
    wanted[TENANT] = Name("call.principal.tenant")
    return CallExpression("call.store.select", (Name(f"tables.{resource.names.upper()}"), wanted))


def make_row(endpoint: OperationPlan, how: str) -> Any:
    """Returns the expression of the row that a request makes."""
    resource = cast("ResourcePlan", endpoint.resource)
    others: list[Any] = [Name(f"tables.NEW_{resource.name.upper()}")] if resource.new else []
    others += [take_fields(endpoint)] if endpoint.kept else []
    own: dict[str, Any] = {each.column: Name(f"call.params.{field_name(each.param)}") for each in endpoint.named}
    if not resource.is_named_by_client:
        own[resource.key] = Name(form_of(resource).source())
    own |= {TENANT: Name("call.principal.tenant"), **_set_times(resource, MADE, how)}
    return Spread(tuple(others), own)


def change_row(endpoint: OperationPlan, how: str) -> Any:
    """Returns the expression of the row as a request changes it."""
    resource = cast("ResourcePlan", endpoint.resource)
    others = (Name(f"(rules.find_{resource.name}(call) or {{}})"), *([take_fields(endpoint)] if endpoint.kept else []))
    return Spread(others, _set_times(resource, CHANGED, how))


def _set_times(resource: ResourcePlan, names: tuple[str, ...], how: str) -> dict[str, Any]:
    """Returns the columns that say when a row was made or changed."""
    wanted = [name for name, schema in resource.columns.items() if schema.limits.get("format") == "date-time"]
    return {
        name: Name(f"{how}(call.now)") for name in wanted if fold(name).startswith(names) and not resource.keeps(name)
    }


def times(vendor: Vendor) -> str:
    """Returns the function that writes times: with milliseconds where the document shows a fraction."""
    shown = [value for each in vendor.resources for value in each.new.values() if isinstance(value, str)]
    return (
        "milliseconds" if any(re.fullmatch(r"[0-9-]{10}T[0-9:]{8}\.[0-9]+Z", value) for value in shown) else "seconds"
    )
