"""Says which optional part of the package is missing, and how to install it."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution, requires

PACKAGE = "voice-emulators"


class MissingExtra(ImportError):
    """Raised where packages of an extra are not installed. The message is one line with the command that adds them."""


def require(extra: str, purpose: str) -> None:
    """Checks that all packages of this extra are installed. `purpose` says, as the subject of a sentence, what needs
    them.

    Raises:
        MissingExtra: some are not installed.
    """
    missing = [name for name in _packages(extra) if not _is_installed(name)]
    if missing:
        raise MissingExtra(f"{purpose} needs {', '.join(missing)}: pip install '{PACKAGE}[{extra}]'")


def _packages(extra: str) -> list[str]:
    """Returns the packages of the extra, as the metadata of this package names them; none where it was never installed
    itself."""
    try:
        requirements = requires(PACKAGE) or []
    except PackageNotFoundError:
        return []
    marked = [each for each in requirements if re.search(rf"extra == ['\"]{re.escape(extra)}['\"]", each)]
    return [re.split(r"[^\w.-]", each, maxsplit=1)[0] for each in marked]


def _is_installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True
