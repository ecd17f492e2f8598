from collections.abc import Callable
from typing import Any

import pytest
import sqlite_utils
from hypothesis import given
from hypothesis import strategies as st

from emulators.core.store import (
    NEWEST_FIRST,
    OLDEST_FIRST,
    Store,
    Table,
    Taken,
    UnknownColumn,
    WriteWhileReading,
    memory,
)

NUMBERS = Table(
    "acme_numbers",
    {"id": str, "number": str, "live": bool, "config": dict, "tags": list, "metadata": object, "port": int},
    key="id",
    unique=(("number",),),
    indexes=(("live",),),
    secret=frozenset({"metadata"}),
)
ROW = {"id": "a", "number": "+1", "live": True, "config": {"x": [1]}, "tags": ["t"], "metadata": "m", "port": 5060}


@pytest.fixture
def store():
    connection = memory()
    NUMBERS.create(sqlite_utils.Database(connection))
    yield Store(connection)
    connection.close()


def test_a_row_comes_back_as_it_was_put_in(store) -> None:
    store.insert(NUMBERS, ROW)

    assert store.find(NUMBERS, id="a") == ROW


def test_a_column_that_was_not_given_is_null(store) -> None:
    store.insert(NUMBERS, {"id": "a"})

    assert store.find(NUMBERS, id="a") == dict.fromkeys(NUMBERS.columns) | {"id": "a"}


def test_null_can_be_looked_for(store) -> None:
    store.insert(NUMBERS, {"id": "a"})

    assert store.find(NUMBERS, number=None)["id"] == "a"


def test_the_unique_index_refuses_a_second_row(store) -> None:
    store.insert(NUMBERS, ROW)

    with pytest.raises(Taken):
        store.insert(NUMBERS, ROW | {"id": "b"})


def test_an_update_may_not_take_what_is_taken(store) -> None:
    store.insert(NUMBERS, ROW)
    store.insert(NUMBERS, ROW | {"id": "b", "number": "+2"})

    with pytest.raises(Taken):
        store.update(NUMBERS, {"id": "b"}, number="+1")


def test_an_update_changes_what_it_names_and_counts_rows(store) -> None:
    store.insert(NUMBERS, ROW)

    changed = store.update(NUMBERS, {"id": "a"}, config={}, live=False)

    assert (changed, store.find(NUMBERS, id="a")) == (1, ROW | {"config": {}, "live": False})


def test_a_deleted_row_is_gone(store) -> None:
    store.insert(NUMBERS, ROW)

    assert (store.delete(NUMBERS, id="a"), store.count(NUMBERS)) == (1, 0)


def test_pages_are_cut_in_the_order_asked_for(store) -> None:
    for number in range(5):
        store.insert(NUMBERS, {"id": str(number), "live": True})

    page = store.select(NUMBERS, {"live": True}, NEWEST_FIRST, limit=2, offset=1)

    assert [row["id"] for row in page] == ["3", "2"]


@pytest.mark.parametrize(("order", "following"), [(NEWEST_FIRST, ["2", "1"]), (OLDEST_FIRST, ["4"])])
def test_a_page_continues_after_the_row_of_a_key(store, order, following) -> None:
    for number in range(5):
        store.insert(NUMBERS, {"id": str(number), "live": True})

    page = store.select(NUMBERS, {"live": True}, order, limit=2, after="3")

    assert [row["id"] for row in page] == following


def test_what_is_raised_inside_a_transaction_undoes_it(store) -> None:
    with pytest.raises(KeyError), store.transaction():
        store.insert(NUMBERS, ROW)
        raise KeyError

    assert store.count(NUMBERS) == 0


@pytest.mark.parametrize(
    "write",
    [
        lambda store: store.insert(NUMBERS, ROW),
        lambda store: store.update(NUMBERS, {"id": "a"}, live=False),
        lambda store: store.delete(NUMBERS, id="a"),
    ],
    ids=["insert", "update", "delete"],
)
def test_nothing_is_written_while_reading(store, write) -> None:
    with pytest.raises(WriteWhileReading), store.reading():
        write(store)


def test_after_reading_the_store_writes_again(store) -> None:
    with store.reading():
        pass
    store.insert(NUMBERS, ROW)

    assert store.count(NUMBERS) == 1


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
INTEGERS = st.integers(-(1 << 63), (1 << 63) - 1)
JSON = st.recursive(
    st.none() | st.booleans() | INTEGERS | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
ROWS = st.fixed_dictionaries(
    {"id": TEXTS},
    optional={
        "number": TEXTS | st.none(),
        "live": st.booleans() | st.none(),
        "config": st.dictionaries(TEXTS, JSON) | st.none(),
        "tags": st.lists(JSON) | st.none(),
        "metadata": JSON,
        "port": INTEGERS | st.none(),
    },
)


@given(ROWS)
def test_any_row_comes_back_as_it_was_put_in(row: dict[str, Any]) -> None:
    connection = memory()
    NUMBERS.create(sqlite_utils.Database(connection))
    store = Store(connection)

    store.insert(NUMBERS, row)

    assert store.find(NUMBERS, id=row["id"]) == dict.fromkeys(NUMBERS.columns) | row
    connection.close()


MISSPELT: dict[str, Callable[[Store], Any]] = {
    "insert": lambda store: store.insert(NUMBERS, ROW | {"nubmer": "+1"}),
    "update": lambda store: store.update(NUMBERS, {"id": "a"}, nubmer="+1"),
    "update where": lambda store: store.update(NUMBERS, {"nubmer": "+1"}, number="+2"),
    "find": lambda store: store.find(NUMBERS, nubmer="+1"),
    "select": lambda store: store.select(NUMBERS, {"nubmer": "+1"}),
    "count": lambda store: store.count(NUMBERS, nubmer="+1"),
    "delete": lambda store: store.delete(NUMBERS, nubmer="+1"),
}


@pytest.mark.parametrize("use", MISSPELT.values(), ids=MISSPELT)
def test_a_misspelt_column_is_refused_with_the_columns_that_there_are(store, use) -> None:
    store.insert(NUMBERS, ROW)

    with pytest.raises(UnknownColumn) as refused:
        use(store)

    assert str(refused.value) == (
        "acme_numbers has no column 'nubmer'; it has id, number, live, config, tags, metadata, port"
    )
    assert store.select(NUMBERS, {}) == [ROW]


def test_a_transaction_tells_what_it_wrote(store) -> None:
    with store.transaction():
        store.insert(NUMBERS, ROW)
        store.update(NUMBERS, {"id": "a"}, live=False, tags=[])
        store.update(NUMBERS, {"id": "nobody"}, live=False)
        store.delete(NUMBERS, id="a")

    written = [(each.verb, each.table, each.row, each.where, each.rows) for each in store.committed]
    assert written == [
        ("insert", NUMBERS, ROW, {}, 1),
        ("update", NUMBERS, {"live": False, "tags": []}, {"id": "a"}, 1),
        ("delete", NUMBERS, {}, {"id": "a"}, 1),
    ]


def test_a_transaction_that_fails_wrote_nothing(store) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction():
        store.insert(NUMBERS, ROW)
        raise ZeroDivisionError

    assert store.committed == []


def test_a_write_holds_its_texts_and_not_the_objects_that_they_were_made_from(store) -> None:
    with store.transaction():
        store.insert(NUMBERS, {"id": "a", "tags": [{}] * 1_000})

    assert 10_000 < store.committed[0].size < 20_000


def test_writes_that_are_taken_back_leave_every_row_and_their_order_as_they_were(store) -> None:
    store.insert(NUMBERS, ROW)
    store.insert(NUMBERS, ROW | {"id": "b", "number": "+2"})
    kept = store.select(NUMBERS, {})
    with store.transaction():
        store.delete(NUMBERS, id="a")
        store.insert(NUMBERS, ROW)
        store.update(NUMBERS, {"live": True}, tags=[], config=None)
        store.delete(NUMBERS)
        store.insert(NUMBERS, ROW | {"id": "c"})

    for change in reversed(store.committed):
        store.undo(change)

    assert store.select(NUMBERS, {}) == kept


def test_an_update_and_a_deletion_tell_the_rows_as_they_were(store) -> None:
    store.insert(NUMBERS, ROW)
    with store.transaction():
        store.update(NUMBERS, {"id": "a"}, live=False)
        store.delete(NUMBERS, id="a")
        store.insert(NUMBERS, ROW)

    assert [each.rows_before for each in store.committed] == [[ROW], [ROW | {"live": False}], []]
