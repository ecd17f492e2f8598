"""Writes the requests of a test that failed to a bundle, which `emulators replay` replays."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from emulators.core.files import write_whole
from emulators.pytest_plugin.namespace import ControlError

if TYPE_CHECKING:
    from emulators.pytest_plugin.namespace import Emulators


def bundle_folder(given: str | None) -> Path:
    """Returns the folder for bundles: the one that was given, or a new temporary one."""
    return Path(given) if given else Path(tempfile.mkdtemp(prefix="emulators-bundles-"))


def write_bundle(used: Emulators, folder: Path, test: str) -> str:
    """Writes the requests of a namespace, and returns in one line where they are, or why they are not; an empty text where there
    were none."""
    numbers = [each["number"] for each in used.requests if not each["outgoing"]]
    if not numbers:
        return ""
    try:
        bundle = used.control("GET", f"/requests/{numbers[-1]}/bundle?requests={len(numbers)}")
        file = folder / f"{re.sub(r'[^A-Za-z0-9_.-]+', '-', test)[-100:]}.json"
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(file, orjson.dumps(bundle, option=orjson.OPT_INDENT_2))
    except (ControlError, OSError) as error:
        return f"no bundle was written: {error}"
    return f"emulators replay {file}"
