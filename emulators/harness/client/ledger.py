"""What was made on accounts that matter: written before and after each create, so that it can be taken away again."""

from __future__ import annotations

import json
import os
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlite_utils

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One create: the request as it was asked (masked), and the identifiers in its answer by their JSON pointer."""

    id: int
    run: str
    contract: str
    url: str
    operation: str
    request: str
    state: str
    ids: dict[str, str]


def default_path() -> Path:
    """Where the ledger is kept when nobody says otherwise."""
    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(state) / "voice-emulators" / "ledger.db"


class Ledger:
    """A SQLite file, or a memory where there is nothing to remember."""

    def __init__(self, path: Path | None = None) -> None:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite_utils.Database(path) if path is not None else sqlite_utils.Database(memory=True)
        self._creates: Any = self._db.table("creates")
        if not self._creates.exists():
            columns = dict.fromkeys(("run", "contract", "url", "operation", "request", "asked_at", "state", "ids"), str)
            self._creates.create({"id": int, **columns}, pk="id")

    def record_request(self, run: str, contract: str, url: str, operation: str, request: str) -> int:
        """Write down a create before it is sent."""
        row = {
            "run": run,
            "contract": contract,
            "url": url,
            "operation": operation,
            "request": request,
            "asked_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "state": "asked",
            "ids": "{}",
        }
        return int(self._creates.insert(row).last_pk)

    def record_answer(self, entry: int, state: str, ids: dict[str, str]) -> None:
        """Write down what became of it: `created`, `refused`, or `deleted`."""
        self._creates.update(entry, {"state": state, "ids": json.dumps(ids)})

    def open_entries(self, contract: str, url: str) -> Iterator[LedgerEntry]:
        """What was asked of a target and has not been refused or taken away, newest first."""
        where = "contract = ? and url = ? and state in ('asked', 'created')"
        for row in self._creates.rows_where(where, [contract, url], order_by="id desc"):
            yield LedgerEntry(
                row["id"],
                row["run"],
                row["contract"],
                row["url"],
                row["operation"],
                row["request"],
                row["state"],
                json.loads(row["ids"]),
            )

    def close(self) -> None:
        with closing(self._db.conn):
            self._db.conn.commit()
