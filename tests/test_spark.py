"""Frames of Spark: columns, types, SQL, and what travels. Runs a local Spark, which needs Java."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from engines import spark_session

pytest.importorskip("pyspark")
pytest.importorskip("pyarrow")

import textsift
import textsift.spark

TEXTS = ["Oil rose 3 percent. Gold fell 2 percent.", None, "", "He left yesterday.", "It cost $5."]
LATE = datetime.datetime(2024, 3, 1, 23, 30)


@pytest.fixture(scope="module")
def session() -> Any:
    return spark_session()


@pytest.fixture(scope="module")
def frame(session: Any) -> Any:
    rows = [(at, LATE, text) for at, text in enumerate(TEXTS)]
    return session.createDataFrame(rows, "id int, `written.at` timestamp, body string")


def test_columns_stay_also_with_a_period_in_the_name(frame: Any) -> None:
    found = textsift.spark.extract(frame, "body", what=("numbers",))
    assert found.columns == ["id", "written.at", "body", "numbers"]
    rows = sorted(found.collect(), key=lambda row: row["id"])
    assert [row["numbers"] is None for row in rows] == [text is None for text in TEXTS]
    assert rows[0]["written.at"] == LATE
    assert [number["exact"] for number in rows[0]["numbers"]] == ["3", "2"]


def test_no_type_is_unsigned_and_times_have_no_zone(frame: Any) -> None:
    schema = textsift.spark.extract(frame, "body").schema.simpleString()
    assert "start_time:timestamp_ntz" in schema
    assert "bigint" not in schema


def test_rows_of_mentions(frame: Any) -> None:
    found = textsift.spark.extract(frame, "body", flat="numbers", keep=["id"], prefix="n_")
    rows = sorted((row["id"], row["n_match"], row["n_text"]) for row in found.collect())
    assert rows == [(0, 0, "3 percent"), (0, 1, "2 percent"), (4, 0, "$5")]


def test_each_text_has_its_date_as_the_clock_showed_it(frame: Any) -> None:
    options = {"flat": "dates", "keep": [], "reference_date": "written.at"}
    found = textsift.spark.extract(frame, "body", **options).collect()
    assert [row["value"] for row in found] == ["2024-02-29"]


def test_a_column_that_holds_no_dates_is_told_at_once(frame: Any) -> None:
    with pytest.raises(TypeError, match="column 'id' holds int, not dates"):
        textsift.spark.extract(frame, "body", reference_date="id")


def test_a_gazetteer_is_no_part_of_the_tasks(session: Any, frame: Any) -> None:
    from pyspark.cloudpickle import dumps

    names = {f"Person Number{at}": "PERSON" for at in range(10_000)}
    job = textsift.spark.Extraction("body", gazetteer={**names, "Gold": "METAL"})
    before = len(dumps(job))
    textsift.spark._broadcast(session, job)
    assert before > 100_000
    assert len(dumps(job.parcel.digest)) + 5_000 > len(dumps(textsift.spark._Batches(job, [])))
    found = textsift.spark.extract(
        frame, "body", flat="entities", keep=[], gazetteer={**names, "Gold": "METAL"}
    )
    assert [row["label"] for row in found.collect()] == ["METAL"]


def test_sql_functions(session: Any, frame: Any) -> None:
    names = textsift.spark.register(session, currency="USD")
    assert len(names) == 7
    frame.createOrReplaceTempView("texts")
    query = "SELECT id, sift_extract(body) AS all, sift_split_sentences(body) AS split FROM texts"
    rows = [row.asDict(recursive=True) for row in session.sql(query).orderBy("id").collect()]
    expected = textsift.extract(TEXTS, currency="USD").to_arrow().to_pylist()
    # Before Spark 4.1 a function cannot give a null struct: its fields are null instead.
    assert rows[1]["all"] in (None, expected[1])
    assert [row["all"] or dict.fromkeys(expected[0]) for row in rows] == expected
    assert rows[0]["split"] == ["Oil rose 3 percent.", "Gold fell 2 percent."]
    assert rows[1]["split"] is None
    query = "SELECT sift_dates(body, DATE '2023-03-01')[0].value FROM texts WHERE id = 3"
    assert session.sql(query).first()[0] == "2023-02-28"


@pytest.mark.parametrize(
    ("column", "options", "error", "message"),
    [
        ("txt", {}, ValueError, "'txt' is no column of the frame; it has 'id', 'written.at'"),
        ("id", {}, TypeError, "column 'id' holds int, not strings"),
        ("body", {"curency": "USD"}, TypeError, "unknown setting 'curency'"),
        ("body", {"flat": "entities"}, ValueError, "the frame has 'id' already: give a prefix"),
    ],
)
def test_errors_come_before_any_work(
    frame: Any, column: str, options: Any, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        textsift.spark.extract(frame, column, **options)
