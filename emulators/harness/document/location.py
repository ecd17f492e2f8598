"""Where contract documents are, on disk or in a wheel, and how a clause's file is shown."""

from __future__ import annotations

from pathlib import Path

from emulators.harness.errors import ContractError


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
    path = folder() / f"{name}.yaml"
    if path.is_file():
        return path
    known = ", ".join(available()) or "none"
    raise ContractError(f"{path}: there is no contract {name!r}; there are: {known}")


def available() -> list[str]:
    """The names of all contracts that come with us."""
    root = folder()
    return sorted(path.relative_to(root).with_suffix("").as_posix() for path in root.rglob("*.yaml"))


def shown_path(file: str) -> str:
    """A contract's path for links: `contracts/chorus.yaml` for one of ours, relative to the working directory otherwise."""
    path = Path(file)
    for root in (folder().parent, Path.cwd()):
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.as_posix()
