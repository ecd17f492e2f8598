"""A baseline: the known differences, each with its owner, a reason, and an expiry date."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from emulators.harness.errors import ConfigError
from emulators.harness.private_file import write_private

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

TEXTS = ("fingerprint", "owner", "reason")
MORE = ("case", "note")
OLD_CASE = "obligation"
"""What older files call the case."""


class Standing(StrEnum):
    """What a baseline says of a difference."""

    NEW = "new"
    KNOWN = "known"
    EXPIRED = "expired"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class KnownDifference:
    """One known difference. `case` is the id of the case that shows it, `note` describes it for people."""

    fingerprint: str
    owner: str
    reason: str
    expires: date | None = None
    case: str = ""
    note: str = ""


@dataclass(frozen=True)
class Baseline:
    """The known differences by fingerprint."""

    entries: Mapping[str, KnownDifference] = field(default_factory=dict)

    def standing(self, fingerprint: str, today: date) -> Standing:
        """Returns whether a difference is new, known or expired."""
        entry = self.entries.get(fingerprint)
        if entry is None:
            return Standing.NEW
        return Standing.EXPIRED if entry.expires is not None and entry.expires < today else Standing.KNOWN

    def with_entries(self, entries: Iterable[KnownDifference]) -> Baseline:
        """Returns the baseline with more differences. Those that are known already stay as they are."""
        return Baseline({each.fingerprint: each for each in entries} | dict(self.entries))

    def fixed(self, met: Collection[str], checked: Collection[str]) -> tuple[KnownDifference, ...]:
        """Returns the known differences that did not show any more, although their cases were checked."""
        return tuple(entry for name, entry in self.entries.items() if name not in met and entry.case in (*checked, ""))


def read(path: Path) -> Baseline:
    """Reads a TOML file of `[[known]]` tables.

    Raises:
        ConfigError: the file cannot be read, or an entry is malformed.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("known", [])
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from None
    if not isinstance(tables, list):
        raise ConfigError(f"{path}: known: must be a list of tables")
    entries = [_entry(path, table) for table in tables]
    return Baseline({entry.fingerprint: entry for entry in entries})


def _entry(path: Path, table: Any) -> KnownDifference:
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: known: must be a list of tables")
    for key in TEXTS:
        if not isinstance(table.get(key), str) or not table[key].strip():
            raise ConfigError(f"{path}: [[known]] {table.get('fingerprint', '')}: {key} must be a text")
    expires = table.get("expires")
    if expires is not None and (not isinstance(expires, date) or isinstance(expires, datetime)):
        raise ConfigError(f"{path}: [[known]] {table['fingerprint']}: expires must be a date, as in 2026-12-31")
    fingerprint, owner, reason = (table[key] for key in TEXTS)
    case = str(table.get("case", table.get(OLD_CASE, "")))
    return KnownDifference(fingerprint, owner, reason, expires, case, str(table.get("note", "")))


def write(baseline: Baseline, path: Path) -> None:
    """Writes a baseline, in the order of fingerprints.

    Raises:
        ConfigError: it cannot be written.
    """
    entries = sorted(baseline.entries.values(), key=lambda each: each.fingerprint)
    try:
        write_private(path, "\n".join(map(_table, entries)))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written: {error.strerror}") from None


def _table(entry: KnownDifference) -> str:
    lines = ["[[known]]", *(f"{key} = {_text(getattr(entry, key))}" for key in TEXTS)]
    if entry.expires is not None:
        lines.append(f"expires = {entry.expires.isoformat()}")
    lines += [f"{key} = {_text(getattr(entry, key))}" for key in MORE if getattr(entry, key)]
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    """Returns a TOML basic string, which is a JSON one but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
