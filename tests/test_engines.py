"""The same documents give the same mentions, byte for byte, whatever holds their column.

`TEXTSIFT_ENGINE_ROWS` is the number of documents; `python3 dev.py engines` asks for 10,000.
"""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import Any

import pytest
from documents import SETTINGS, days, documents

pa = pytest.importorskip("pyarrow")

import pyarrow.ipc  # noqa: E402
import pyarrow.parquet  # noqa: E402, F401
import textsift  # noqa: E402
from engines import dask_client, ray_session, spark_session  # noqa: E402
from textsift.cli import main  # noqa: E402

ROWS = int(os.environ.get("TEXTSIFT_ENGINE_ROWS", "300"))
LISTS = ["sentences", "entities", "numbers", "dates", "quotes"]
EXACT = {"exact": "value", "low_exact": "low", "high_exact": "high"}


@pytest.fixture(scope="module")
def table() -> Any:
    """The column of texts, with a number and a day for each."""
    columns = {"id": range(ROWS), "day": days(ROWS), "body": documents(ROWS)}
    return pa.table(columns)


@pytest.fixture(scope="module")
def expected(table: Any) -> Any:
    settings = {**SETTINGS, "reference_date": table["day"]}
    return textsift.extract(table["body"], **settings).to_arrow()


def data(table: Any, schema: Any) -> bytes:
    """The columns of a schema as bytes that depend on the values alone."""
    rows = table.select(schema.names).to_pylist()
    plain = pa.Table.from_pylist(rows, schema=schema.remove_metadata())
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, plain.schema) as writer:
        writer.write_table(plain.combine_chunks())
    return sink.getvalue().to_pybytes()


def one_at_a_time(table: Any) -> Any:
    """From the attributes of each document."""
    kinds = {field.name: field.type.value_type for field in textsift.extract([]).to_arrow().schema}
    rows = []
    for row in table.to_pylist():
        if row["body"] is None:
            rows.append(dict.fromkeys(LISTS))
            continue
        document = textsift.analyze(row["body"], reference_date=row["day"], **SETTINGS)
        rows.append({name: mentions(getattr(document, name), kinds[name]) for name in LISTS})
    return pa.Table.from_pylist(rows, schema=textsift.extract([]).to_arrow().schema)


def mentions(found: Any, kind: Any) -> list[dict[str, Any]]:
    return [{field.name: value(mention, field) for field in kind} for mention in found]


def value(mention: Any, field: Any) -> Any:
    if field.name in EXACT:
        return mention.to_dict()[EXACT[field.name]]
    found = getattr(mention, field.name)
    if pa.types.is_list(field.type):
        return [float(part) for part in found]
    return float(found) if pa.types.is_floating(field.type) and found is not None else found


def through_pandas(table: Any) -> Any:
    pd = pytest.importorskip("pandas")
    frame = table.to_pandas(types_mapper=pd.ArrowDtype)
    found = frame["body"].sift.extract(reference_date=frame["day"], **SETTINGS)
    return pa.Table.from_pandas(found)


def through_polars(table: Any, folder: Path, **options: Any) -> Any:
    pl = pytest.importorskip("polars")
    lazy = pl.from_arrow(table).lazy()
    return lazy.sift.extract("body", **options).collect(engine="streaming").to_arrow()


def through_duckdb(table: Any) -> Any:
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    try:
        textsift.duckdb.register(connection, **SETTINGS)
        query = "SELECT id, unnest(sift_extract(body, day)) FROM texts ORDER BY id"
        connection.register("texts", table)
        return connection.sql(query).to_arrow_table()
    finally:
        connection.close()


def through_dask(table: Any, folder: Path, **options: Any) -> Any:
    with dask_client():
        import dask.dataframe as dd
        import pandas as pd

        # Dask makes strings of objects, and pandas makes objects of dates.
        frame = dd.from_pandas(table.to_pandas(types_mapper=pd.ArrowDtype), npartitions=5)
        return pa.Table.from_pandas(textsift.dask.extract(frame, "body", **options).compute())


def through_spark(table: Any, folder: Path, **options: Any) -> Any:
    session = spark_session()
    rows = [tuple(row.values()) for row in table.to_pylist()]
    frame = session.createDataFrame(rows, "id long, day date, body string").repartition(5)
    textsift.spark.extract(frame, "body", **options).write.parquet(str(folder / "found"))
    return pa.parquet.read_table(folder / "found")


def through_ray(table: Any, folder: Path, **options: Any) -> Any:
    ray = ray_session()
    dataset = ray.data.from_arrow(table).repartition(5)
    found = textsift.ray.extract(dataset, "body", concurrency=2, batch_size=100, **options)
    return pa.concat_tables(ray.get(found.to_arrow_refs()))


COLUMNS = {"one text at a time": one_at_a_time, "pandas": through_pandas, "duckdb": through_duckdb}
FRAMES = {
    "polars": through_polars,
    "dask": through_dask,
    "spark": through_spark,
    "ray": through_ray,
}


@pytest.mark.parametrize("holder", COLUMNS)
def test_a_column_gives_the_same_bytes(holder: str, table: Any, expected: Any) -> None:
    found = COLUMNS[holder](table)
    assert found.num_rows == ROWS
    assert data(found, expected.schema) == data(expected, expected.schema)


@pytest.mark.parametrize("engine", FRAMES)
def test_an_engine_gives_the_same_bytes_beside_its_columns(
    engine: str, table: Any, expected: Any, tmp_path: Path
) -> None:
    found = FRAMES[engine](table, tmp_path, reference_date="day", **SETTINGS).sort_by("id")
    assert found.column_names[:8] == [*table.column_names, *LISTS]
    assert data(found, expected.schema) == data(expected, expected.schema)
    assert data(found, table.schema) == data(table, table.schema)


@pytest.mark.parametrize("engine", FRAMES)
def test_an_engine_gives_the_same_rows_of_mentions(
    engine: str, table: Any, expected: Any, tmp_path: Path
) -> None:
    options = {"flat": "numbers", "prefix": "n_", "keep": ["id"], "reference_date": "day"}
    found = FRAMES[engine](table, tmp_path, **options, **SETTINGS)
    found = found.sort_by([("id", "ascending"), ("n_match", "ascending")])
    wanted = rows_of_mentions(table, expected["numbers"])
    assert found.column_names[: wanted.num_columns] == wanted.column_names
    assert data(found, wanted.schema) == data(wanted, wanted.schema)


def rows_of_mentions(table: Any, numbers: Any) -> Any:
    fields = [field.with_name(f"n_{field.name}") for field in numbers.type.value_type]
    places = [pa.field("id", pa.int64()), pa.field("n_match", pa.int64())]
    rows = [
        {"id": row, "n_match": match, **{f"n_{name}": item for name, item in number.items()}}
        for row, found in enumerate(numbers.to_pylist())
        for match, number in enumerate(found or [])
    ]
    return pa.Table.from_pylist(rows, schema=pa.schema([*places, *fields]))


def test_the_command_line_gives_the_same_bytes(table: Any, tmp_path: Path) -> None:
    day = datetime.date(2024, 9, 12)
    pa.parquet.write_table(table, tmp_path / "texts.parquet")
    command = ["extract", str(tmp_path / "texts.parquet"), "--column", "body"]
    command += ["-o", str(tmp_path / "found.arrow"), "--reference-date", day.isoformat()]
    assert main(command) == 0
    with pa.ipc.open_file(tmp_path / "found.arrow") as file:
        found = file.read_all()
    expected = textsift.extract(table["body"], reference_date=day).to_arrow()
    assert data(found, expected.schema) == data(expected, expected.schema)
