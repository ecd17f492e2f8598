"""Writes the expressions that make the bodies of a new vendor's answers."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from emulators.scaffold.plan.answer import Count, FromRefusal, FromRequest, FromRow, Item, Rows
from emulators.scaffold.plan.vendor import Vendor
from emulators.scaffold.source.literal import CallExpression, Name, source


@singledispatch
def expression(part: Any, _vendor: Vendor, _name: str) -> Any:
    """Returns the expression that makes an answer of an effect's result, which is called `name`; a constant is itself."""
    return part


@expression.register
def _object(part: dict, vendor: Vendor, name: str) -> Any:  # type: ignore[type-arg]  # a class to dispatch on
    return {key: expression(inner, vendor, name) for key, inner in part.items()}


@expression.register
def _item(part: Item, vendor: Vendor, name: str) -> Any:
    return CallExpression(f"_{vendor.item_name(part)}", (Name(name),))


@expression.register
def _rows(part: Rows, vendor: Vendor, name: str) -> Any:
    return Name(f"[{source(expression(part.of, vendor, 'row'), -1000)} for row in {name}]")


@expression.register
def _count(_part: Count, _vendor: Vendor, name: str) -> Any:
    return CallExpression("len", (Name(name),))


@expression.register
def _from_row(part: FromRow, _vendor: Vendor, _name: str) -> Any:
    return Name(f"row[{source(part.column)}]")


@expression.register
def _from_request(part: FromRequest, _vendor: Vendor, name: str) -> Any:
    return CallExpression(f"{name}.get", (part.name, part.otherwise))


@expression.register
def _from_refusal(part: FromRefusal, _vendor: Vendor, _name: str) -> Any:
    return Name("message" if part.name == "message" else "refusal.status")


def show_item(vendor: Vendor, item: Item) -> Any:
    """Returns the expression of the object that shows a row."""
    return {name: expression(part, vendor, "row") for name, part in item.shown.items()}


def refuse(vendor: Vendor) -> CallExpression:
    """Returns the expression of the reply to a refused request, with its `message`."""
    return CallExpression("Reply", (Name("refusal.status"), expression(vendor.refusal, vendor, "")))


def bodies(vendor: Vendor) -> dict[Any, Name]:
    """Returns the names of the functions that make the bodies, by method and path."""
    return {
        (each.operation.method, vendor.base_path + each.operation.path): Name(f"_{each.operation.id}_body")
        for each in vendor.endpoints
    }


def varies(part: Any) -> bool:
    """Returns whether an answer takes something from what the effect returned."""
    if isinstance(part, Item | Rows | Count | FromRequest):
        return True
    return isinstance(part, dict) and any(map(varies, part.values()))
