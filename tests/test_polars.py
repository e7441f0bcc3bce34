"""The namespace `.sift` of Polars: expressions, series, frames, lazy and streaming."""

from __future__ import annotations

import datetime
import subprocess
import sys
from typing import Any

import pytest

pl = pytest.importorskip("polars")

import textsift  # noqa: E402

TEXTS = ["Oil rose 3 percent. Gold fell 2 percent.", None, "", "Nothing new.", "It cost $5 😀."]
LISTS = ["sentences", "entities", "numbers", "dates", "quotes"]
DAYS = [datetime.date(2024, 3, 1), None, None, None, datetime.date(2023, 3, 1)]


@pytest.fixture
def frame() -> Any:
    return pl.DataFrame({"id": range(5), "body": TEXTS, "day": DAYS})


@pytest.mark.parametrize("name", LISTS)
def test_expressions_and_series_give_the_lists_of_extract(name: str, frame: Any) -> None:
    expected = textsift.extract(TEXTS).to_polars()[name]
    series = getattr(frame["body"].sift, name)()
    column = frame.select(getattr(pl.col("body").sift, name)()).to_series()
    for found in (series, column):
        assert found.name == name
        assert found.dtype == expected.dtype
        assert found.to_list() == expected.to_list()


def test_extract_gives_all_lists_as_one_struct(frame: Any) -> None:
    found = frame.select(pl.col("body").sift.extract().struct.unnest())
    assert found.equals(textsift.extract(TEXTS).to_polars())
    assert frame["body"].sift.extract().is_null().to_list() == [t is None for t in TEXTS]
    some = frame["body"].sift.extract(what=("dates", "numbers"))
    assert [field.name for field in some.dtype.fields] == ["numbers", "dates"]


def test_split_sentences_keeps_nulls(frame: Any) -> None:
    expected = [None if t is None else textsift.split_sentences(t) for t in TEXTS]
    assert frame["body"].sift.split_sentences().to_list() == expected
    assert frame.select(pl.col("body").sift.split_sentences()).to_series().to_list() == expected


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_lazy_queries_know_their_types_beforehand(frame: Any, engine: str) -> None:
    query = frame.lazy().with_columns(pl.col("body").sift.numbers())
    schema = query.collect_schema()
    found = query.collect(engine=engine)
    assert found.schema == schema
    assert found.columns == ["id", "body", "day", "numbers"]


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_flat_rows_are_mentions_in_order(frame: Any, engine: str) -> None:
    query = frame.lazy().sift.extract("body", flat="numbers")
    found = query.collect(engine=engine)
    assert query.collect_schema() == found.schema
    assert found.columns[:5] == ["id", "body", "day", "match", "start"]
    assert found.select("id", "match", "text").rows() == [
        (0, 0, "3 percent"),
        (0, 1, "2 percent"),
        (4, 0, "$5"),
    ]


def test_many_rows_stream_like_one_by_one() -> None:
    texts = [f"Row {at} of {at % 7} km" if at % 3 else None for at in range(20_000)]
    frame = pl.LazyFrame({"at": range(len(texts)), "text": texts})
    found = frame.sift.extract("text", flat="numbers", keep=["at"]).collect(engine="streaming")
    expected = [
        (row, match, number.text)
        for row, text in enumerate(texts)
        if text is not None
        for match, number in enumerate(textsift.analyze(text).numbers)
    ]
    assert found.select("at", "match", "text").rows() == expected


def test_columns_stay_as_asked(frame: Any) -> None:
    found = frame.sift.extract("body", flat="numbers", keep=["id"], prefix="n_")
    assert found.columns[:4] == ["id", "n_match", "n_start", "n_end"]
    lists = frame.sift.extract("body", what=("numbers",), keep=[], prefix="my_")
    assert lists.columns == ["my_numbers"]
    assert frame.clear().sift.extract("body", flat="dates").columns[:4] == [
        *("id", "body", "day", "match")
    ]


@pytest.mark.parametrize(
    "column",
    [
        pl.Series(TEXTS, dtype=pl.Categorical),
        pl.Series(TEXTS, dtype=pl.Enum([t for t in TEXTS if t is not None])),
        pl.Series(["x", *TEXTS])[1:],
        pl.concat([pl.Series(TEXTS[:2]), pl.Series(TEXTS[2:])], rechunk=False),
    ],
    ids=["categories", "enum", "slice", "chunks"],
)
def test_every_type_of_strings(column: Any) -> None:
    expected = textsift.extract(TEXTS).to_polars()["numbers"].to_list()
    assert column.sift.numbers().to_list() == expected
    frame = pl.DataFrame({"t": column})
    assert frame.select(pl.col("t").sift.numbers()).to_series().to_list() == expected


def test_a_column_of_nulls_has_null_lists() -> None:
    assert pl.Series("t", [None, None]).sift.dates().to_list() == [None, None]


@pytest.mark.parametrize("date", ["2024-03-01", datetime.date(2024, 3, 1), "day", pl.col("day")])
def test_reference_date_is_a_date_or_a_column(date: Any) -> None:
    frame = pl.DataFrame({"text": ["He left yesterday."], "day": [datetime.date(2024, 3, 1)]})
    values = pl.col("text").sift.dates(reference_date=date).list.first().struct.field("value")
    assert frame.select(values).item() == "2024-02-29"
    assert frame.lazy().select(values).collect(engine="streaming").item() == "2024-02-29"


def test_each_row_has_its_own_date() -> None:
    series = pl.Series(["He left yesterday."] * 5)
    found = series.sift.dates(reference_date=pl.Series(DAYS)).list.first().struct.field("value")
    assert found.to_list()[::4] == ["2024-02-29", "2023-02-28"]
    assert found[1] == textsift.analyze(series[1]).dates[0].value


def test_times_of_a_zone_count_as_its_clocks_show_them() -> None:
    late = datetime.datetime(2024, 3, 1, 23, 30, tzinfo=datetime.UTC)
    days = pl.Series([late]).dt.convert_time_zone("Asia/Tokyo")
    found = pl.Series(["He left yesterday."]).sift.dates(reference_date=days)
    assert found[0][0]["value"] == "2024-03-01"


@pytest.mark.parametrize(
    ("ask", "error", "message"),
    [
        (lambda f: f["id"].sift.numbers(), TypeError, "column 'id' holds Int64, not strings"),
        (
            lambda f: f.select(pl.col("id").sift.numbers()),
            TypeError,
            "column 'id' holds Int64, not strings",
        ),
        (
            lambda f: f.sift.extract("txt"),
            ValueError,
            "'txt' is no column of the frame; it has 'id', 'body', 'day'",
        ),
        (
            lambda f: f.sift.extract("body", reference_date="dya"),
            ValueError,
            "'dya' is no column of the frame and no ISO 8601 date; it has",
        ),
        (
            lambda f: f.rename({"body": "text"}).sift.extract("text", flat="numbers"),
            ValueError,
            "the frame has 'text' already: give a prefix, as prefix='number_'",
        ),
        (lambda f: f.sift.extract("body", keep="id"), TypeError, "keep: expected several names"),
        (lambda f: f.sift.extract("body", flat="nubmers"), ValueError, "flat: expected one of"),
        (
            lambda f: f.sift.extract("body", flat="dates", what=("dates",)),
            TypeError,
            "flat='dates' gives dates alone",
        ),
        (lambda f: f["body"].sift.dates(what=("dates",)), TypeError, "dates() gives one list"),
        (lambda f: f["body"].sift.dates(refdate=1), TypeError, "unknown setting 'refdate'"),
        (
            lambda f: f.select(pl.col("body").sift.dates(reference_date=f["day"])),
            TypeError,
            "reference_date: give an expression or the name of a column",
        ),
    ],
)
def test_errors_are_one_clear_sentence(
    frame: Any, ask: Any, error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as raised:
        ask(frame)
    assert str(raised.value).startswith(message)


@pytest.mark.parametrize(
    "imports",
    [
        "import polars as pl; import textsift",
        "import textsift; import polars as pl",
        "import textsift.polars; import polars as pl",
        "import textsift, pandas; import polars as pl",
    ],
)
def test_the_namespace_is_there_in_every_order(imports: str) -> None:
    code = f"{imports}\nprint(pl.Series(['5 km']).sift.numbers().list.len().item())"
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("1", "")


def test_polars_alone_is_enough() -> None:
    code = """
import sys
for name in ("pandas", "numpy", "pyarrow"):
    sys.modules[name] = None
import polars as pl, textsift
frame = pl.DataFrame({"t": ["5 km and 3 kg"]})
print(frame.sift.extract("t", flat="numbers", reference_date="2024-01-01").height)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "2", done.stderr


def test_a_series_takes_no_name_of_a_column_for_its_dates() -> None:
    texts = pl.Series(["He left yesterday."])
    with pytest.raises(ValueError, match="or a series of dates, got 'day'"):
        texts.sift.dates(reference_date="day")


def test_options_of_frames_are_refused_on_columns() -> None:
    with pytest.raises(TypeError, match=r"numbers\(\) takes no keep"):
        pl.col("text").sift.numbers(keep=["id"])


def test_sentences_are_strings_whatever_texts_says() -> None:
    split = pl.Series(["One. Two."]).sift.split_sentences(texts=False)
    assert split.to_list() == [["One.", "Two."]]


def test_names_of_columns_are_no_patterns() -> None:
    frame = pl.DataFrame({"*": ["5 km"], "^b.*$": [1], "body": ["6 kg"]})
    found = frame.sift.extract("*", flat="numbers", keep=["^b.*$"])
    assert found.columns[:2] == ["^b.*$", "match"]
    assert found["unit"].to_list() == ["km"]
    lists = frame.sift.extract("*", what=("numbers",))
    assert lists.columns == [*frame.columns, "numbers"]
