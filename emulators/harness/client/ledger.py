"""Records what runs create on real accounts, before and after each request, so that it can be deleted again."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlite_utils

from emulators.harness.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One create: the request as it was sent, masked, and the identifiers in its answer by their JSON pointer.

    `state` is `asked`, `created`, `refused` or `deleted`. `asked_at` is a time in ISO 8601, in UTC.
    """

    id: int
    run: str
    contract: str
    url: str
    operation: str
    request: str
    state: str
    asked_at: str
    ids: dict[str, str]


def default_path() -> Path:
    """Returns where the ledger is kept by default: in the user's state folder."""
    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(state) / "voice-emulators" / "ledger.db"


LOOPBACK = ("127.", "localhost", "[::1]")


def _open(path: Path | None) -> sqlite_utils.Database:
    if path is None:
        return sqlite_utils.Database(memory=True)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=True)
    return sqlite_utils.Database(path)


class Ledger:
    """A ledger of creates in an SQLite file, or in memory where nothing has to be remembered."""

    def __init__(self, path: Path | None = None, *, durable: bool = True) -> None:
        """Opens the ledger, readable by its owner alone, and removes old entries as `prune` does.

        With `durable`, each entry is written through to the disk. Without it, a crash of the machine may lose the last
        entries, but a crash of a program loses none.

        Raises:
            ConfigError: the file cannot be made, or is no ledger.
        """
        try:
            self._db = _open(path)
            self._creates: Any = self._db.table("creates")
            self._begin(durable=durable)
        except (OSError, sqlite3.Error) as error:
            raise ConfigError(
                f"{path}: cannot be used as a ledger: {getattr(error, 'strerror', None) or error}"
            ) from None
        self.path = path

    def _begin(self, *, durable: bool) -> None:
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        if not self._creates.exists():
            columns = dict.fromkeys(("run", "contract", "url", "operation", "request", "asked_at", "state", "ids"), str)
            self._creates.create({"id": int, **columns}, pk="id")
        self.prune()

    def prune(self) -> int:
        """Removes settled entries older than 30 days, and entries about loopback older than a day. Returns how many
        were removed."""
        now = datetime.now(UTC)
        month, day = ((now - timedelta(days=days)).isoformat(timespec="seconds") for days in (30, 1))
        before: int = self._creates.count
        self._creates.delete_where("state in ('refused', 'deleted') and asked_at < ?", [month])
        loopback = [f"{scheme}://{host}%" for scheme in ("http", "https") for host in LOOPBACK]
        self._creates.delete_where(
            f"asked_at < ? and ({' or '.join(['url like ?'] * len(loopback))})", [day, *loopback]
        )
        return before - int(self._creates.count)

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

    def forget(self, entry: int) -> bool:
        """Removes an entry, whose request never reached the target, or whose resource its owner has looked after.
        Returns whether there was one."""
        before: int = self._creates.count
        self._creates.delete_where("id = ?", [entry])
        return int(self._creates.count) < before

    def open_entries(self, contract: str = "", url: str = "") -> Iterator[LedgerEntry]:
        """Yields the entries of a target, or of all, that were neither refused nor deleted, newest first."""
        where = "state in ('asked', 'created') and ? in (contract, '') and ? in (url, '')"
        for row in self._creates.rows_where(where, [contract, url], order_by="id desc"):
            yield LedgerEntry(
                row["id"],
                row["run"],
                row["contract"],
                row["url"],
                row["operation"],
                row["request"],
                row["state"],
                row["asked_at"],
                json.loads(row["ids"]),
            )

    def close(self) -> None:
        """Writes everything to the file, and closes it."""
        with closing(self._db.conn):
            self._db.conn.commit()
