"""Writes the problems of a new vendor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.scaffold.source.literal import CallExpression

if TYPE_CHECKING:
    from emulators.scaffold.plan.vendor import Vendor


def problem(vendor: Vendor, status: int, message: str, words: str) -> CallExpression:
    """Returns one problem, with the words of the document that it is guessed from."""
    return CallExpression("Problem", (status, message, CallExpression("assumed", (vendor.cite(words),))))


def refusals(vendor: Vendor) -> CallExpression:
    """Returns the refusals of the pipeline."""
    stated = {"invalid": problem(vendor, 422, "Validation failed", "lists 422")} if vendor.invalid == 422 else {}
    return CallExpression("Refusals.standard", (f"{vendor.origin} does not say; ",), stated)
