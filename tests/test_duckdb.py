"""The SQL functions of DuckDB."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest

duckdb = pytest.importorskip("duckdb")
pa = pytest.importorskip("pyarrow")

import textsift  # noqa: E402
import textsift.duckdb  # noqa: E402

TEXTS = ["Oil rose 3 percent. Gold fell 2 percent.", None, "", "He left yesterday 😀."]
LISTS = ["sentences", "entities", "numbers", "dates", "quotes"]


@pytest.fixture
def connection() -> Iterator[Any]:
    connection = duckdb.connect()
    connection.register("texts", pa.table({"id": range(4), "body": TEXTS}))
    textsift.duckdb.register(connection)
    yield connection
    connection.close()


def column(connection: Any, query: str) -> list[Any]:
    return [row[0] for row in connection.sql(query).fetchall()]


@pytest.mark.parametrize("name", LISTS)
def test_a_function_gives_the_list_of_extract(name: str, connection: Any) -> None:
    found = column(connection, f"SELECT sift_{name}(body) FROM texts ORDER BY id")
    assert found == textsift.extract(TEXTS).to_arrow()[name].to_pylist()


def test_all_lists_and_plain_sentences(connection: Any) -> None:
    found = column(connection, "SELECT sift_extract(body) FROM texts ORDER BY id")
    lists = textsift.extract(TEXTS).to_arrow().to_pylist()
    assert found == [None if t is None else row for t, row in zip(TEXTS, lists, strict=True)]
    split = column(connection, "SELECT sift_split_sentences(body) FROM texts ORDER BY id")
    assert split == [None if t is None else textsift.split_sentences(t) for t in TEXTS]


def test_constants_nulls_and_filters(connection: Any) -> None:
    assert column(connection, "SELECT sift_numbers('5 km')[1].unit") == ["km"]
    assert column(connection, "SELECT sift_numbers(NULL)") == [None]
    query = "SELECT id FROM texts WHERE len(sift_numbers(body)) > 0"
    assert column(connection, query) == [0]


def test_many_rows_of_a_table(connection: Any) -> None:
    connection.sql("CREATE TABLE many AS SELECT i, i || ' km' AS t FROM range(10000) r(i)")
    query = "SELECT count(*) FROM many WHERE sift_numbers(t)[1].value = i"
    assert column(connection, query) == [10_000]


@pytest.mark.parametrize(
    "date", ["DATE '2024-03-01'", "TIMESTAMP '2024-03-01 10:00:00'", "'2024-03-01'"]
)
def test_the_date_of_writing_is_a_second_argument(date: str, connection: Any) -> None:
    query = f"SELECT sift_dates(body, {date})[1].value FROM texts WHERE id = 3"
    assert column(connection, query) == ["2024-02-29"]


def test_each_row_has_its_own_date(connection: Any) -> None:
    query = (
        "SELECT sift_dates('yesterday', d)[1].value FROM (VALUES (DATE '2024-03-01'), (NULL)) t(d)"
    )
    alone = textsift.analyze("yesterday").dates[0].value
    assert column(connection, query) == ["2024-02-29", alone]


def test_settings_and_a_second_registration(connection: Any) -> None:
    names = textsift.duckdb.register(connection, prefix="my_", gazetteer={"Gold": "METAL"})
    assert names == [f"my_{name}" for name in (*LISTS, "extract", "split_sentences")]
    query = "SELECT {}entities(body)[1].label FROM texts WHERE id = 0"
    assert column(connection, query.format("my_")) == ["METAL"]
    assert column(connection, query.format("sift_")) == [None]
    textsift.duckdb.register(connection, reference_date=datetime.date(2024, 3, 1))
    query = "SELECT sift_dates(body)[1].value FROM texts WHERE id = 3"
    assert column(connection, query) == ["2024-02-29"]
    textsift.duckdb.register(connection, what=("dates",), texts=False)
    query = "SELECT unnest(sift_extract(body)), sift_split_sentences('A b.') AS split FROM texts"
    found = connection.sql(query)
    assert found.columns == ["dates", "split"]
    assert found.fetchall()[0][1] == ["A b."]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("sift_numbers(id)", "sift_numbers takes strings, not int64"),
        ("sift_dates(body, 3)", "expected a column of dates, got Int32"),
        ("sift_dates(body, body, body)", "takes a text and, if wanted, its date; got 3 arguments"),
    ],
)
def test_errors_are_one_clear_sentence(call: str, message: str, connection: Any) -> None:
    with pytest.raises(duckdb.Error, match=message):
        connection.sql(f"SELECT {call} FROM texts").fetchall()


def test_a_column_of_dates_is_no_setting(connection: Any) -> None:
    with pytest.raises(ValueError, match="in SQL a column of dates is the second argument"):
        textsift.duckdb.register(connection, reference_date="day")
    with pytest.raises(TypeError, match="unknown setting 'curency'"):
        textsift.duckdb.register(connection, curency="USD")


def test_a_second_connection_is_told_that_the_functions_are_there() -> None:
    first = duckdb.connect(":memory:two_connections")
    second = duckdb.connect(":memory:two_connections")
    textsift.duckdb.register(first)
    with pytest.raises(ValueError, match="another connection to this database has registered"):
        textsift.duckdb.register(second)
    assert second.sql("SELECT len(sift_numbers('5 km'))").fetchall() == [(1,)]
    textsift.duckdb.register(second, prefix="own_")


def test_an_undone_transaction_is_named() -> None:
    connection = duckdb.connect()
    connection.begin()
    textsift.duckdb.register(connection)
    connection.rollback()
    with pytest.raises(ValueError, match="in a transaction that was undone: open another"):
        textsift.duckdb.register(connection)


def test_functions_outlive_the_connection_that_registered_them() -> None:
    connection = duckdb.connect()
    cursor = connection.cursor()
    textsift.duckdb.register(cursor)
    cursor.close()
    del cursor
    assert connection.sql("SELECT len(sift_numbers('5 km'))").fetchall() == [(1,)]
