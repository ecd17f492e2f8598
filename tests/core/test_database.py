"""The files in which namespaces are kept."""

import sqlite3
from contextlib import closing

import pytest
from sample_rows import add, numbers

from emulators.core.database import BadData


def test_a_file_can_be_reset_and_is_still_written_ahead(made, tmp_path) -> None:
    namespace = made(data=tmp_path).get("a")
    add(namespace, "+1")
    namespace.reset()

    assert numbers(namespace) == ["+10"]
    assert namespace.store.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_directory_that_cannot_be_made_is_one_clear_line(made, tmp_path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(BadData, match="cannot keep data in"):
        made(data=tmp_path / "file")


def test_a_directory_is_kept_by_one_server_at_a_time(made, tmp_path) -> None:
    first = made(data=tmp_path)

    with pytest.raises(BadData, match="another server does so"):
        made(data=tmp_path)
    first.close()

    assert made(data=tmp_path).get("a")


def test_a_database_that_is_damaged_is_one_clear_line_and_stays(made, tmp_path) -> None:
    every = made(data=tmp_path)
    every.get("a").store.connection.execute("DROP TABLE namespace_openings")
    every.close()

    with pytest.raises(BadData, match="cannot use the database of a: no such table"):
        made(data=tmp_path)


def test_a_file_that_is_no_database_is_one_clear_line_and_stays(made, tmp_path) -> None:
    (tmp_path / "a.db").write_text("hello, this is not a database" * 100)

    with pytest.raises(BadData, match="cannot use"):
        made(data=tmp_path)

    assert (tmp_path / "a.db").read_text().startswith("hello")


def test_a_database_of_something_else_is_one_clear_line_and_stays(made, tmp_path) -> None:
    connection = sqlite3.connect(tmp_path / "a.db")
    connection.execute("CREATE TABLE mine (x)")
    connection.close()

    with pytest.raises(BadData, match="move it away"):
        made(data=tmp_path)


def test_a_snapshot_is_a_file_that_sqlite_opens(made, tmp_path) -> None:
    (tmp_path / "a.sqlite").write_bytes(made(data=tmp_path / "data").get("a").snapshot())

    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as connection:
        assert connection.execute("SELECT number FROM acme_numbers").fetchall() == [("+10",)]


def with_changes(image: bytes, *statements: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(image)
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        return connection.serialize()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _image: b"",
        lambda _image: b"no database" * 1_000,
        lambda image: image[: len(image) // 2],
        lambda image: with_changes(image, "PRAGMA user_version=7"),
        lambda image: with_changes(image, "CREATE TRIGGER t DELETE ON acme_numbers BEGIN SELECT 1; END"),
        lambda image: with_changes(image, "UPDATE namespace_memory SET value='[]' WHERE name='identifiers'"),
        lambda image: with_changes(image, "INSERT INTO namespace_settings VALUES ('acme', '{\"other\": 1}')"),
    ],
    ids=["empty", "noise", "half", "another version", "a trigger", "bad identifiers", "bad settings"],
)
def test_what_is_no_snapshot_is_refused_and_changes_nothing(made, spoil) -> None:
    namespace = made().get("a")
    image = spoil(namespace.snapshot())
    add(namespace, "+1")

    with pytest.raises(BadData, match="this is no snapshot"):
        namespace.restore(image)

    assert numbers(namespace) == ["+10", "+1"]


def test_files_are_their_owners_in_a_directory_of_its_own(made, tmp_path) -> None:
    add(made(data=tmp_path / "data").get("a"), "+1")

    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "data").iterdir()}

    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    assert {"a.db", "a.db-wal", "lock"} <= modes.keys()
    assert set(modes.values()) == {0o600}


def test_a_file_that_cannot_be_made_is_one_clear_line(made, tmp_path) -> None:
    (tmp_path / "a.db").mkdir()

    with pytest.raises(BadData, match="Is a directory"):
        made(data=tmp_path).get("a")
