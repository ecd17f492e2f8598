"""Keeps the state of one namespace: one SQLite connection, tables with wire names, and prepared statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from sqlite3 import IntegrityError, connect
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import orjson

if TYPE_CHECKING:
    from sqlite3 import Connection

    import sqlite_utils

Row = dict[str, Any]
JSON = (dict, list, object)


class WriteWhileReading(Exception):
    """Raised where a rule tried to write: a bug of the emulator, never a mistake of a request."""


class Taken(Exception):
    """Raised where a row with these unique values exists already."""


class UnknownColumn(Exception):
    """Raised where a row or a condition names a column that its table does not have: a bug of the emulator, never a
    mistake of a request."""


@dataclass(frozen=True, eq=False)
class Table:
    """A table, prefixed by its owner. Columns are wire names with the Python type of their value; dict, list and object
    (any JSON value) are kept as JSON. Each entry of `unique` is a unique index. `secret` columns are masked wherever they
    are shown."""

    name: str
    columns: Mapping[str, type]
    key: str
    unique: tuple[tuple[str, ...], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    secret: frozenset[str] = frozenset()

    def create(self, database: sqlite_utils.Database) -> None:
        """Creates the table with its indexes."""
        kept = {name: str if kind in JSON else int if kind is bool else kind for name, kind in self.columns.items()}
        table = database[self.name].create(kept, pk=self.key)  # type: ignore[union-attr]
        for columns in self.unique:
            table.create_index(columns, unique=True)
        for columns in self.indexes:
            table.create_index(columns)

    def check(self, names: Iterable[str]) -> None:
        """Checks that the table has all columns of these names.

        Raises:
            UnknownColumn: it lacks one.
        """
        unknown = [name for name in names if name not in self.columns]
        if unknown:
            raise UnknownColumn(
                f"{self.name} has no column {', '.join(map(repr, unknown))}; it has {', '.join(self.columns)}"
            )

    @cached_property
    def insertion(self) -> str:
        """The statement that inserts a row."""
        names = ", ".join(f"[{name}]" for name in self.columns)
        return f"INSERT INTO [{self.name}] ({names}) VALUES ({', '.join('?' * len(self.columns))})"  # noqa: S608

    @cached_property
    def decoders(self) -> tuple[tuple[str, Any], ...]:
        """The columns whose stored value differs from their Python value, each with what turns one into the other."""
        known = {bool: bool} | dict.fromkeys(JSON, orjson.loads)
        return tuple((name, known[kind]) for name, kind in self.columns.items() if kind in known)

    def encoded(self, row: Mapping[str, Any], names: Iterable[str] = ()) -> list[Any]:
        """Returns the row's values as SQLite keeps them, of these columns or of all; a column that the row lacks is
        null."""
        kept = self.in_json(row)
        return [kept.get(name) for name in names or self.columns]

    def in_json(self, row: Mapping[str, Any]) -> Mapping[str, Any]:
        """Returns the row with the values of JSON columns as text."""
        texts = {name: orjson.dumps(row[name]).decode() for name in self.json if row.get(name) is not None}
        return {**row, **texts} if texts else row

    @cached_property
    def json(self) -> tuple[str, ...]:
        """The columns whose value is kept as JSON."""
        return tuple(name for name, kind in self.columns.items() if kind in JSON)

    def decoded(self, values: tuple[Any, ...]) -> Row:
        """Returns the row that SQLite kept as these values."""
        row = dict(zip(self.columns, values, strict=True))
        for name, decode in self.decoders:
            if row[name] is not None:
                row[name] = decode(row[name])
        return row


class Change(NamedTuple):
    """One write to a table, committed, with values as SQLite keeps them; `columns` is empty where it is all of them.

    An insertion has values and no `where`, a deletion `where` and no values. `rows` is how many rows were written. `before` has the
    rows as they were, none for an insertion: the number by which SQLite knows each, then all of its columns.
    """

    verb: Literal["insert", "update", "delete"]
    table: Table
    columns: tuple[str, ...]
    values: list[Any]
    where: Mapping[str, Any]
    rows: int
    before: Sequence[tuple[Any, ...]] = ()

    @property
    def rows_before(self) -> list[Row]:
        """The rows as they were before an update or a deletion, values as Python has them."""
        return [self.table.decoded(values[1:]) for values in self.before]

    @property
    def row(self) -> Row:
        """The written values by column, as Python values."""
        kept = dict(zip(self.columns or self.table.columns, self.values, strict=False))  # a deletion has no values
        for name, decode in self.table.decoders:
            if kept.get(name) is not None:
                kept[name] = decode(kept[name])
        return kept

    @property
    def size(self) -> int:
        """Roughly how many bytes of memory the change takes."""
        values = [*self.values, *(value for row in self.before for value in row)]
        return 256 + 16 * len(values) + 4 * sum(len(value) for value in values if isinstance(value, str))


@cache
def _where(table: Table, names: tuple[str, ...]) -> str:
    table.check(names)
    return " AND ".join(f"[{name}] IS ?" for name in names) or "1"


@cache
def _selection(table: Table, names: tuple[str, ...], order: str, *, past: bool = False) -> str:
    columns = ", ".join(f"[{name}]" for name in table.columns)
    where = f"{_where(table, names)}{_past(table, order) if past else ''}"
    return f"SELECT {columns} FROM [{table.name}] WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608


@cache
def _whole_rows(table: Table, names: tuple[str, ...]) -> str:
    columns = ", ".join(f"[{name}]" for name in table.columns)
    return f"SELECT rowid, {columns} FROM [{table.name}] WHERE {_where(table, names)}"  # noqa: S608


@cache
def _restoration(table: Table) -> str:
    columns = ", ".join(f"[{name}]" for name in table.columns)
    places = ", ".join("?" * (len(table.columns) + 1))
    return f"INSERT OR REPLACE INTO [{table.name}] (rowid, {columns}) VALUES ({places})"  # noqa: S608


@lru_cache(maxsize=1_000)  # requests decide which fields they change, so there is no end to the statements
def _update(table: Table, names: tuple[str, ...], where: tuple[str, ...]) -> str:
    table.check(names)
    columns = ", ".join(f"[{name}] = ?" for name in names)
    return f"UPDATE [{table.name}] SET {columns} WHERE {_where(table, where)}"  # noqa: S608


def _past(table: Table, order: str) -> str:
    comparison = "<" if order == NEWEST_FIRST else ">"
    return f" AND rowid {comparison} (SELECT rowid FROM [{table.name}] WHERE [{table.key}] = ?)"  # noqa: S608


OLDEST_FIRST, NEWEST_FIRST = "rowid", "rowid DESC"


class Store:
    """Reads and writes rows of declared tables. Names come from declarations, values are always bound."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._execute = self._writes = connection.execute
        self._changes: list[Change] | None = None
        self.committed: list[Change] = []
        """What the last transaction wrote; nothing where it was rolled back."""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commits what is written in the block, or none of it where anything is raised."""
        self._execute("BEGIN IMMEDIATE")
        changes: list[Change] = []
        self._changes, self.committed = changes, []
        try:
            yield
        except BaseException:
            self._changes = None
            self._execute("ROLLBACK")
            raise
        self._execute("COMMIT")
        self._changes, self.committed = None, changes

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Refuses every write in the block. (SQLite's own `query_only` would make it prepare every statement anew: 20
        us a request.)

        Raises:
            WriteWhileReading: something was written.
        """
        self._writes = _no_write
        try:
            yield
        finally:
            self._writes = self._execute

    def insert(self, table: Table, row: Mapping[str, Any]) -> None:
        """Inserts a row.

        Raises:
            Taken: a unique index holds its values already.
            UnknownColumn: the table lacks a column.
        """
        if not row.keys() <= table.columns.keys():
            table.check(row)
        values = table.encoded(row)
        try:
            self._writes(table.insertion, values)
        except IntegrityError as error:
            raise Taken(str(error)) from error
        self._record(Change("insert", table, (), values, {}, 1))

    def find(self, table: Table, **where: Any) -> Row | None:
        """Returns the row with these values, or None. Where there are several, the oldest.

        Raises:
            UnknownColumn: the table lacks a column.
        """
        statement = _selection(table, tuple(where), OLDEST_FIRST)
        values = self._execute(statement, (*where.values(), 1, 0)).fetchone()
        return None if values is None else table.decoded(values)

    def select(  # noqa: PLR0913, PLR0917 -- a query has these parts, and all but two have a default
        self,
        table: Table,
        where: Mapping[str, Any],
        order: str = OLDEST_FIRST,
        limit: int = -1,
        offset: int = 0,
        after: str | None = None,
    ) -> list[Row]:
        """Returns the rows with these values. `order` is one of this module's constants; a negative limit means all.

        With `after`, the key of a row, only the rows that follow that row in this order.

        Raises:
            UnknownColumn: the table lacks a column.
        """
        statement = _selection(table, tuple(where), order, past=after is not None)
        values = (*where.values(), *([] if after is None else [after]), limit, offset)
        return [table.decoded(row) for row in self._execute(statement, values)]

    def count(self, table: Table, **where: Any) -> int:
        """Returns how many rows have these values.

        Raises:
            UnknownColumn: the table lacks a column.
        """
        statement = f"SELECT count(*) FROM [{table.name}] WHERE {_where(table, tuple(where))}"  # noqa: S608
        return int(self._execute(statement, tuple(where.values())).fetchone()[0])

    def update(self, table: Table, where: Mapping[str, Any], **changes: Any) -> int:
        """Changes the rows with these values, and returns how many there were.

        Raises:
            Taken: a unique index holds the new values already.
            UnknownColumn: the table lacks a column.
        """
        names = tuple(changes)
        values = table.encoded(changes, names)
        before = self._before(table, where)
        try:
            rows = self._writes(_update(table, names, tuple(where)), (*values, *where.values())).rowcount
        except IntegrityError as error:
            raise Taken(str(error)) from error
        return self._record(Change("update", table, names, values, where, rows, before))

    def delete(self, table: Table, **where: Any) -> int:
        """Removes the rows with these values, and returns how many there were.

        Raises:
            UnknownColumn: the table lacks a column.
        """
        statement = f"DELETE FROM [{table.name}] WHERE {_where(table, tuple(where))}"  # noqa: S608
        before = self._before(table, where)
        rows = self._writes(statement, tuple(where.values())).rowcount
        return self._record(Change("delete", table, (), [], where, rows, before))

    def undo(self, change: Change) -> None:
        """Takes back a write, where every later one was taken back before it."""
        if change.verb == "insert":
            self.delete(change.table, **{change.table.key: change.row[change.table.key]})
        for values in change.before:
            self._execute(_restoration(change.table), values)

    def _before(self, table: Table, where: Mapping[str, Any]) -> Sequence[tuple[Any, ...]]:
        """Returns the rows that a write of this transaction is about to change, as SQLite keeps them."""
        if self._changes is None:
            return ()
        return self._execute(_whole_rows(table, tuple(where)), tuple(where.values())).fetchall()

    def _record(self, change: Change) -> int:
        """Adds a write to those of this transaction, and returns how many rows it changed."""
        if change.rows and self._changes is not None:
            self._changes.append(change)
        return change.rows


def _no_write(statement: str, *_values: object) -> Any:
    raise WriteWhileReading(statement)


def memory() -> Connection:
    """Returns an empty database in memory, usable from the one thread at a time that serves its namespace."""
    return connect(":memory:", isolation_level=None, check_same_thread=False)
