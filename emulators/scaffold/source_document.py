"""Reads the OpenAPI document of a new vendor, in JSON or YAML."""

from __future__ import annotations

import json
from pathlib import Path

from emulators.harness.document.document import YamlDocument
from emulators.harness.errors import ContractError

DEFAULT = Path(__file__).parent / "default.yaml"
"""A vendor whose numbers are registered, listed, read, changed and deleted, for whoever has no document."""


def read_source(path: Path) -> YamlDocument:
    """Returns the document in a file. JSON is read as JSON, since YAML does not read all of it.

    Raises:
        ContractError: the file cannot be read, or is neither.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ContractError(f"{path}:1: cannot be read: {error}") from None
    if text.lstrip().startswith("{"):
        try:
            return YamlDocument(path, json.loads(text), {})
        except (ValueError, RecursionError):
            pass  # YAML may be written so, too, and says what is wrong with it
    return YamlDocument.parse(text, path)
