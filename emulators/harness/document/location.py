"""Finds contract documents in a checkout, in a wheel or in other projects' packages, and shortens paths for reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from sysconfig import get_path

from emulators.contract_folder import contract_folder
from emulators.harness.errors import ContractError
from emulators.harness.nearest import meant_or_all

GROUPS = {"emulators.vendors": "", "emulators.carriers": "carriers/"}
"""The entry points by which other projects name the packages of their emulators, and what their contracts' names begin with."""
BESIDE = "contract.yaml"
"""The contract in such a package."""


def folder() -> Path:
    """Returns the folder with the contracts: beside the package in a checkout, inside it in a wheel.

    Raises:
        ContractError: there is no such folder.
    """
    found = contract_folder()
    if found is None:
        raise ContractError(f"{Path(__file__).resolve().parents[2]}: no contracts here; the installation is incomplete")
    return found


def find(name: str) -> Path:
    """Returns the file of a contract by its name (`chorus`, `carriers/twilio`), or by a path that ends in `.yaml` or
    `.yml`.

    Raises:
        ContractError: no contract has this name.
    """
    given = Path(name)
    if given.suffix in (".yaml", ".yml"):
        return given
    known = {**_installed(), **_shipped()}
    if name in known:
        return known[name]
    raise ContractError(f"{folder() / name}.yaml: there is no contract {name!r}{meant_or_all(name, sorted(known))}")


def available() -> list[str]:
    """Returns the names of all contracts, of this package and of those that other projects installed, in alphabetical order."""
    return sorted({**_installed(), **_shipped()})


def _shipped() -> Mapping[str, Path]:
    root = folder()
    return {path.relative_to(root).with_suffix("").as_posix(): path for path in root.rglob("*.yaml")}


def _installed() -> Mapping[str, Path]:
    """Returns the contracts of other projects by name. Each lies in the package that an entry point names, which is not
    imported."""
    return {name: path for name, path in _beside() if path.is_file()}


def _beside() -> Iterator[tuple[str, Path]]:
    for group, prefix in GROUPS.items():
        for entry in entry_points(group=group):
            try:
                spec = find_spec(entry.module)
            except (ImportError, ValueError):
                continue  # whoever serves emulators says that there is no such module
            if spec is not None and spec.origin is not None:
                yield f"{prefix}{entry.name}", Path(spec.origin).with_name(BESIDE)


def is_at_hand(file: str) -> bool:
    """Returns whether somebody who works in this directory finds a file: it is below it, and in no installed package."""
    path = Path(file).resolve()
    installed = {Path(get_path(name)).resolve() for name in ("purelib", "platlib")}
    return path.is_file() and path.is_relative_to(Path.cwd()) and not any(map(path.is_relative_to, installed))


def short_path(file: str) -> str:
    """Returns a file's path as reports show it: `contracts/chorus.yaml` for a contract of this package, relative to the
    working directory otherwise.
    """
    path = Path(file)
    for root in (folder().parent, Path.cwd()):
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.as_posix()
