"""Records what was created on accounts that matter, before and after each request, so that it can be deleted again."""

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
    """One create: the request as it was sent, masked, and the identifiers in its answer by their JSON pointer.

    `state` is `asked`, `created`, `refused` or `deleted`.
    """

    id: int
    run: str
    contract: str
    url: str
    operation: str
    request: str
    state: str
    ids: dict[str, str]


def default_path() -> Path:
    """Returns where the ledger is kept by default: in the user's state folder."""
    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(state) / "voice-emulators" / "ledger.db"


class Ledger:
    """A ledger in a SQLite file, or in memory where nothing has to be remembered."""

    def __init__(self, path: Path | None = None) -> None:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite_utils.Database(path) if path is not None else sqlite_utils.Database(memory=True)
        self._creates: Any = self._db.table("creates")
        if not self._creates.exists():
            columns = dict.fromkeys(("run", "contract", "url", "operation", "request", "asked_at", "state", "ids"), str)
            self._creates.create({"id": int, **columns}, pk="id")

    def record_request(self, run: str, contract: str, url: str, operation: str, request: str) -> int:
        """Records a create before it is sent, and returns the number of its entry."""
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
        """Records what became of a create: `created`, `refused` or `deleted`."""
        self._creates.update(entry, {"state": state, "ids": json.dumps(ids)})

    def open_entries(self, contract: str, url: str) -> Iterator[LedgerEntry]:
        """Yields the creates at a target that were neither refused nor deleted again, newest first."""
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
        """Writes everything to the file, and closes it."""
        with closing(self._db.conn):
            self._db.conn.commit()
