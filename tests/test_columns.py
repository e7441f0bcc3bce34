"""What the engines share: names of columns, batches, and the settings' way to other processes."""

from __future__ import annotations

import importlib
import pickle
import sys
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")
pytest.importorskip("numpy")

import textsift as ts  # noqa: E402
from textsift import _columns  # noqa: E402
from textsift._columns import Extraction  # noqa: E402


def rows(job: Extraction, table: Any) -> Any:
    return pa.concat_tables(job.tables(table))


def test_what_comes_out_has_the_schema_that_was_said_before() -> None:
    table = pa.table({"id": [1, 2], "body": ["5 km", None]})
    for options in ({}, {"flat": "numbers"}, {"flat": "numbers", "texts": False}):
        for column in (table, table.slice(1), table.slice(0, 0)):
            job = Extraction("body", keep=[], **options)
            assert rows(job, column).schema == job.schema
            assert rows(job, column).schema.metadata == job.schema.metadata


def test_rows_of_mentions_are_cut_where_they_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    table = pa.table({"id": range(50), "body": [f"{at} km and {at} kg" for at in range(50)]})
    job = Extraction("body", flat="numbers")
    whole = rows(job, table)
    monkeypatch.setattr(_columns, "FLAT_ROWS", 7)
    assert len(list(job.tables(table))) == 15
    assert rows(job, table) == whole
    assert whole["id"].to_pylist() == [at for at in range(50) for _ in range(2)]


def test_any_arrow_strings_and_dates() -> None:
    texts = ["He left yesterday.", None]
    day = pa.array([19783, 19783], pa.date32())
    kinds = (pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string()))
    dates = [day, day.cast(pa.timestamp("ns", "UTC")), day.cast(pa.string())]
    job = Extraction("body", flat="dates", keep=[], reference_date="day")
    for column in (pa.array(texts).cast(kind) for kind in (pa.string(), *kinds)):
        for date in dates:
            table = pa.table({"body": column, "day": date})
            assert rows(job, table)["value"].to_pylist() == ["2024-02-29"]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (["id", "id", "body"], "the frame has several columns 'id': rename all but one"),
        (
            ["id", "match", "body"],
            "the frame has 'match' already: give a prefix, as prefix='quote_'",
        ),
        ([], "'body' is no column of the frame; it has none"),
    ],
)
def test_wrong_names_are_told(columns: list[str], message: str) -> None:
    job = Extraction("body", flat="quotes")
    with pytest.raises(ValueError, match=message):
        job.kept(columns, job.schema.names)


def test_a_job_is_the_same_after_a_journey() -> None:
    job = Extraction("body", flat="entities", gazetteer={"Gold": "METAL"}, prefix="my_")
    arrived = pickle.loads(pickle.dumps(job))
    table = pa.table({"id": [7], "body": ["Gold fell."]})
    assert arrived.sifter == job.sifter
    assert arrived.schema == job.schema
    assert rows(arrived, table) == rows(job, table)


def test_engines_are_there_by_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'flink'"):
        ts.flink  # type: ignore[attr-defined] # noqa: B018
    pytest.importorskip("duckdb")
    assert callable(ts.duckdb.register)  # type: ignore[attr-defined]


def test_a_library_that_is_missing_is_named() -> None:
    with pytest.raises(ImportError, match=r"textsift\.x needs flink: pip install 'textsift\[x\]'"):
        _columns.required("flink.table", "x")


def test_an_engine_that_is_not_there_is_no_attribute(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("polars", "pandas", "spark"):
        library = "pyspark.sql" if name == "spark" else name
        monkeypatch.setitem(sys.modules, library, None)
        monkeypatch.delitem(sys.modules, f"textsift.{name}", raising=False)
        monkeypatch.delattr(ts, name, raising=False)
        assert not hasattr(ts, name)
        with pytest.raises(ImportError, match=rf"pip install 'textsift\[{name}\]'"):
            importlib.import_module(f"textsift.{name}")


def test_a_row_is_told_within_its_part() -> None:
    job = Extraction("body", reference_date="day")
    table = pa.table({"body": ["x", "y"], "day": ["2024-03-01", "soon"]})
    with pytest.raises(
        ValueError, match=r"row 1 of a part of the column: reference_date: expected"
    ):
        rows(job, table)
