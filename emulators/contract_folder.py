"""Finds the folder with the contracts of this package."""

from __future__ import annotations

from pathlib import Path


def contract_folder() -> Path | None:
    """Returns the folder with the contracts: beside the package in a checkout, inside it in a wheel; None where there is none."""
    package = Path(__file__).resolve().parent
    return next((place for place in (package / "contracts", package.parent / "contracts") if place.is_dir()), None)
