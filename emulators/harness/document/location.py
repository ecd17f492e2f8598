"""Where contract documents are: on disk, in a wheel, or in packages of other projects; and how a clause's file is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from emulators.harness.errors import ContractError

GROUPS = {"emulators.vendors": "", "emulators.carriers": "carriers/"}
"""The entry points by which other projects name the packages of their emulators, and what their contracts' names begin with."""
BESIDE = "contract.yaml"
"""The contract in such a package."""


def folder() -> Path:
    """Where the contracts are: beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).resolve().parents[2]
    for place in (package / "contracts", package.parent / "contracts"):
        if place.is_dir():
            return place
    raise ContractError(f"{package}: no contracts here; the installation is incomplete")


def find(name: str) -> Path:
    """The file of a contract by its name (`chorus`, `carriers/twilio`) or by a path."""
    given = Path(name)
    if given.suffix in (".yaml", ".yml"):
        return given
    known = {**_installed(), **_shipped()}
    if name in known:
        return known[name]
    raise ContractError(
        f"{folder() / name}.yaml: there is no contract {name!r}; there are: {', '.join(sorted(known)) or 'none'}"
    )


def available() -> list[str]:
    """The names of all contracts: those that come with us, and those of packages that other projects installed."""
    return sorted({**_installed(), **_shipped()})


def _shipped() -> Mapping[str, Path]:
    root = folder()
    return {path.relative_to(root).with_suffix("").as_posix(): path for path in root.rglob("*.yaml")}


def _installed() -> Mapping[str, Path]:
    """The contracts of other projects: each lies in the package that an entry point names, which is not imported for it."""
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


def shown_path(file: str) -> str:
    """A contract's path for links: `contracts/chorus.yaml` for one of ours, relative to the working directory otherwise."""
    path = Path(file)
    for root in (folder().parent, Path.cwd()):
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.as_posix()
