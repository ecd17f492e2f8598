"""What a new vendor refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.scaffold.source.literal import Call

if TYPE_CHECKING:
    from emulators.scaffold.plan.vendor import Vendor


def problem(vendor: Vendor, status: int, message: str, words: str) -> Call:
    """One problem, and the words of the document that it is guessed from."""
    return Call("Problem", (status, message, Call("assumed", (vendor.cite(words),))))


def refusals(vendor: Vendor) -> Call:
    """What the pipeline refuses."""
    stated = {"invalid": problem(vendor, 422, "Validation failed", "lists 422")} if vendor.invalid == 422 else {}
    return Call("Refusals.standard", (f"{vendor.origin} does not say; ",), stated)
