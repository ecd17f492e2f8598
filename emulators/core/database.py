"""Makes, copies and opens the databases of namespaces, in memory and in a directory."""

from __future__ import annotations

import os
import sqlite3
import zlib
from typing import TYPE_CHECKING

from emulators.core.store import Store, memory

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from emulators.core.store import Row, Table

LOCK = "lock"
"""The name of the file by which a server keeps others out of its data directory."""


class BadData(Exception):
    """Raised for a data directory or a database that cannot be used. The message is meant for the user."""


def make_template(tables: Iterable[Table], seeds: Iterable[Mapping[Table, Iterable[Row]]]) -> sqlite3.Connection:
    """Returns a database in memory with these tables and these rows, marked with a fingerprint of its schema."""
    import sqlite_utils  # noqa: PLC0415 -- 30 ms that `--help` need not wait for

    connection = memory()
    database, store = sqlite_utils.Database(connection), Store(connection)
    for table in tables:
        table.create(database)
    for seed in seeds:
        for table, rows in seed.items():
            for row in rows:
                store.insert(table, row)
    connection.execute(f"PRAGMA user_version={zlib.crc32(database.schema.encode()) >> 1}")
    return connection


def claim(directory: Path) -> sqlite3.Connection:
    """Makes the directory, and keeps other servers out of it while the returned connection is open.

    Two servers would not notice that the other one deleted a namespace, and would still answer for it.

    Raises:
        BadData: the directory cannot be made, or another server has it.
    """
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_private(directory / LOCK)
        lock = sqlite3.connect(directory / LOCK, timeout=0, isolation_level=None, check_same_thread=False)
        lock.execute("PRAGMA journal_mode=MEMORY")
        lock.execute("BEGIN EXCLUSIVE")
    except (OSError, sqlite3.Error) as error:
        taken = str(error) == "database is locked"
        reason = "another server does so" if taken else getattr(error, "strerror", None) or error
        raise BadData(f"cannot keep data in {directory}: {reason}") from error
    return lock


def _make_private(path: Path) -> None:
    """Makes an empty file that only its owner may read, if there is none: the databases hold credentials. What SQLite keeps
    beside it gets the same mode."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def copy(template: sqlite3.Connection) -> sqlite3.Connection:
    """Returns a database in memory that holds what the template holds."""
    connection = memory()
    template.backup(connection)
    return connection


def open_file(path: Path, template: sqlite3.Connection) -> sqlite3.Connection:
    """Returns the database in this file, made from the template if it is new.

    Raises:
        BadData: the file is no database, or one with another schema than the template's.
    """
    try:
        _make_private(path)
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            template.backup(connection)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
    except (OSError, sqlite3.DatabaseError) as error:
        raise BadData(f"cannot use {path} as a database: {getattr(error, 'strerror', None) or error}") from error
    if _version(connection) != _version(template):
        connection.close()
        raise BadData(
            f"{path} was made by other emulators or another version of them: move it away, or name another directory"
        )
    return connection


def to_image(connection: sqlite3.Connection) -> bytes:
    """Returns a database as the bytes of an SQLite file. (Bytes 18 and 19 of its header are set to say that no
    write-ahead log stands beside it.)"""
    image = connection.serialize()
    return image[:18] + b"\1\1" + image[20:]


def open_image(image: bytes, template: sqlite3.Connection) -> sqlite3.Connection:
    """Returns a database in memory from the bytes of an SQLite file.

    Raises:
        BadData: they are no database, or one that was not made by these emulators.
    """
    connection = memory()
    try:
        connection.deserialize(image)
        sound = connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
        ours = sound and _version(connection) == _version(template) and _schema(connection) == _schema(template)
    except (MemoryError, sqlite3.Error):  # the first for no bytes at all
        ours = False
    if not ours:
        connection.close()
        raise BadData("this is no snapshot, or one that other emulators or another version of them made")
    return connection


def remove_file(path: Path) -> None:
    """Removes a database and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _schema(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Returns every table, index and trigger of a database with its SQL: a file from elsewhere may hold triggers."""
    return connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
