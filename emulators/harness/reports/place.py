"""Where a clause stands, as a repository names it."""

from __future__ import annotations

from pathlib import Path

from emulators.harness.contract import folder


def place(file: str) -> str:
    """A contract's path for links: `contracts/chorus.yaml` for one of ours, relative to the working directory otherwise."""
    path = Path(file)
    for root in (folder().parent, Path.cwd()):
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.as_posix()
