"""Columns of texts in, Arrow tables out."""

from __future__ import annotations

import json
import pickle
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import textsift as ts
from hypothesis import given
from hypothesis import strategies as st
from textsift import _textsift

ROOT = Path(__file__).resolve().parent.parent
CLASSES = {
    "sentences": ts.Sentence,
    "entities": ts.Entity,
    "numbers": ts.Number,
    "dates": ts.Date,
    "quotes": ts.Quote,
}
TEXTS = [
    "One text. Ünï paid some 50 kilometres (31 miles) on 9 May 2015.",
    None,
    "",
    "Obama said “no” to two thirds 😀 of them. It took three hours.",
]
DIGITS = {"exact", "low_exact", "high_exact"}

# Any way in which a column may be held.
HOLDERS: dict[str, Callable[[list[str | None]], object]] = {
    "list": list,
    "tuple": tuple,
    "generator": lambda texts: (text for text in texts),
    "list with NaN": lambda texts: [float("nan") if text is None else text for text in texts],
    "list with pd.NA": lambda texts: [pd.NA if text is None else text for text in texts],
    "numpy objects": lambda texts: np.array(texts, dtype=object),
    "arrow": pa.array,
    "arrow large": lambda texts: pa.array(texts, pa.large_string()),
    "arrow view": lambda texts: pa.array(texts, pa.string_view()),
    "arrow dictionary": lambda texts: pa.array(texts).dictionary_encode(),
    "arrow null in the dictionary": lambda texts: pa.DictionaryArray.from_arrays(
        pa.array(range(len(texts)), pa.int8()), pa.array(texts, pa.string())
    ),
    "arrow slice": lambda texts: pa.array(["x", *texts, None])[1:-1],
    "arrow chunks": lambda texts: pa.chunked_array([texts[:1], [], texts[1:]], pa.string()),
    "pandas": pd.Series,
    "pandas objects": lambda texts: pd.Series(texts, dtype=object),
    "pandas categories": lambda texts: pd.Series(texts, dtype="category"),
    "pandas arrow": lambda texts: pd.Series(texts, dtype=pd.ArrowDtype(pa.string())),
    "pandas filtered": lambda texts: pd.Series(["x", *texts])[1:],
    "polars": pl.Series,
    "polars categories": lambda texts: pl.Series(texts, dtype=pl.Categorical),
}


def rows(table: ts.Table, name: str) -> list:
    return table.to_arrow().column(name).to_pylist()


def as_json(mention: dict) -> dict:
    """A row of Arrow as `to_dict` would have it."""
    plain = {key: value for key, value in mention.items() if key not in DIGITS}
    for key in DIGITS & mention.keys():
        plain[{"exact": "value"}.get(key, key.removesuffix("_exact"))] = mention[key]
    for key in ("start_time", "end_time"):
        if plain.get(key):
            plain[key] = plain[key].isoformat()
    return plain


def comparable(mention: dict) -> dict:
    """Without the exact numbers that Arrow has as floats alone."""
    return {key: value for key, value in mention.items() if key not in ("parts", "per_value")}


@pytest.mark.parametrize("holder", HOLDERS)
def test_any_holder_gives_the_same_table(holder: str) -> None:
    assert ts.extract(HOLDERS[holder](TEXTS)) == ts.extract(TEXTS)


@pytest.mark.parametrize("holder", HOLDERS)
def test_an_empty_column_has_all_lists(holder: str) -> None:
    table = ts.extract(HOLDERS[holder]([]))
    assert table.num_rows == 0
    assert table.to_arrow().column_names == list(CLASSES)


@given(st.lists(st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"])))))
def test_rows_are_those_of_documents(texts: list[str | None]) -> None:
    table = ts.extract(texts)
    for name in CLASSES:
        for text, row in zip(texts, rows(table, name), strict=True):
            if text is None:
                assert row is None
                continue
            expected = ts.analyze(text).to_dict()[name]
            found = [comparable(as_json(mention)) for mention in row]
            assert found == [comparable(mention) for mention in expected]


def test_rows_of_rich_texts_are_those_of_documents() -> None:
    sifter = ts.Sifter(reference_date="2015-11-22")
    table = sifter.extract(TEXTS)
    for name in CLASSES:
        expected = [None if t is None else sifter.analyze(t).to_dict()[name] for t in TEXTS]
        for row, mentions in zip(rows(table, name), expected, strict=True):
            if row is None or mentions is None:
                assert row is mentions
                continue
            found = [comparable(as_json(mention)) for mention in row]
            assert found == [comparable(mention) for mention in mentions]


def test_null_texts_have_null_lists_and_empty_ones_empty_lists() -> None:
    for name in CLASSES:
        assert rows(ts.extract(TEXTS), name)[1:3] == [None, []]
    for nulls in (pa.nulls(2), pa.chunked_array([pa.nulls(2)]), pl.Series([None, None])):
        assert rows(ts.extract(nulls), "dates") == [None, None]


def documented_fields(name: str) -> dict[str, str]:
    page = (ROOT / "docs" / "schema.md").read_text(encoding="utf-8")
    part = page.split(f"the list `{name}`")[1].split("\n## ")[0]
    return dict(re.findall(r"^\| `(\w+)` \| `([^`]+)`", part, re.MULTILINE))


@pytest.mark.parametrize("name", CLASSES)
def test_arrow_types_are_those_of_the_page(name: str) -> None:
    column = ts.extract(TEXTS).to_arrow().schema.field(name)
    assert not column.type.value_field.nullable
    found = {}
    for field in column.type.value_type:
        arrow = str(field.type).replace("double", "float64").replace("string", "utf8")
        arrow = re.sub(r"list<item: (\w+) not null>", r"list<\1>", arrow)
        found[field.name] = arrow + ("" if field.nullable else " not null")
    assert found == documented_fields(name)


@pytest.mark.parametrize("name", CLASSES)
def test_attributes_are_those_of_the_page(name: str) -> None:
    fields = tuple(documented_fields(name))
    assert CLASSES[name].__match_args__ == fields
    for field in fields:
        assert getattr(CLASSES[name], field).__doc__


def test_metadata_names_units_and_versions() -> None:
    for unit in ("codepoint", "byte", "utf16"):
        for field in ts.extract(TEXTS, offsets=unit).to_arrow().schema:
            assert field.metadata == {
                b"textsift:offsets": unit.encode(),
                b"textsift:schema": b"1",
                b"textsift:version": ts.__version__.encode(),
            }


def test_texts_can_be_left_out() -> None:
    with_texts, without = (
        ts.extract(TEXTS, texts=texts).to_arrow().schema.field("sentences").type.value_type
        for texts in (True, False)
    )
    kept = [field.name for field in with_texts if field.name != "text"]
    assert [field.name for field in without] == kept


def test_other_libraries_read_a_table() -> None:
    table = ts.extract(TEXTS)
    assert table.to_polars().height == len(TEXTS)
    frame = table.to_pandas()
    assert list(frame.columns) == table.column_names
    assert frame["sentences"].isna().tolist() == [False, True, False, False]
    assert pa.table(table).equals(table.to_arrow())
    assert pickle.loads(pickle.dumps(table)) == table


@pytest.mark.parametrize(
    ("column", "error", "message"),
    [
        (["a", None, "b", 3], TypeError, "row 3: expected str or None, got int"),
        ([b"bytes"], TypeError, "row 0: expected str or None, got bytes"),
        ("text", TypeError, "expected a column of strings, got str; analyze() takes one text"),
        (3, TypeError, "expected a column of strings, got int"),
        ({"a": "b"}, TypeError, "expected a column of strings, got dict"),
        (pa.array([1]), TypeError, "expected a column of strings, got Int64"),
        (pd.Series([1.5, 2]), TypeError, "expected a column of strings, got Float64"),
        (["a", "b\ud800"], ValueError, "row 1: lone surrogate at position 1"),
    ],
)
def test_wrong_columns_are_named(column: object, error: type[Exception], message: str) -> None:
    with pytest.raises(error) as raised:
        ts.extract(column)
    assert str(raised.value).startswith(message)


def test_surrogates_can_be_replaced() -> None:
    table = ts.extract(["a\ud800b"], errors="replace")
    assert rows(table, "sentences")[0][0]["text"] == "a\ufffdb"


DAYS = [date(2015, 11, 22), None, date(2020, 2, 29), date(1999, 12, 31)]


@pytest.mark.parametrize(
    "days",
    [
        DAYS,
        [day and datetime.combine(day, datetime.min.time()) for day in DAYS],
        [day and day.isoformat() for day in DAYS],
        np.array(DAYS, dtype="datetime64[D]"),
        pd.Series(pd.to_datetime(DAYS)),
        pa.array(DAYS),
        pa.array(DAYS).cast(pa.timestamp("ns")),
        pl.Series(DAYS),
        pl.Series([day and day.isoformat() for day in DAYS]),
    ],
    ids=lambda days: f"{type(days).__module__}-{getattr(days, 'dtype', '')}",
)
def test_each_text_may_have_its_own_reference_date(days: object) -> None:
    texts = ["They met yesterday."] * len(DAYS)
    found = rows(ts.extract(texts, reference_date=days), "dates")
    for text, day, row in zip(texts, DAYS, found, strict=True):
        alone = ts.analyze(text, reference_date=day)
        assert [mention["value"] for mention in row] == [one.value for one in alone.dates]


@pytest.mark.parametrize("unit", ["s", "ms", "us"])
def test_reference_dates_may_be_of_any_century(unit: str) -> None:
    days = pa.array([datetime(1600, 5, 5), datetime(9000, 1, 2)], pa.timestamp(unit))
    found = rows(ts.extract(["He left yesterday."] * 2, reference_date=days), "dates")
    assert [row[0]["value"] for row in found] == ["1600-05-04", "9000-01-01"]


class Capsules:
    """An Arrow array of a library that knows no Python objects."""

    def __init__(self, array: pa.Array) -> None:
        self.__arrow_c_array__ = array.__arrow_c_array__


LATE = datetime(2015, 11, 22, 23, 30, tzinfo=ZoneInfo("America/New_York"))


@pytest.mark.parametrize(
    "times",
    [
        [LATE, None],
        pa.array([LATE, None], pa.timestamp("us", "America/New_York")),
        pa.chunked_array([pa.array([LATE, None], pa.timestamp("s", "-05:00"))]),
        Capsules(pa.array([LATE, None], pa.timestamp("ns", "America/New_York"))),
        pd.Series([LATE, None]),
        pl.Series([LATE, None], dtype=pl.Datetime("ms", "America/New_York")),
    ],
    ids=lambda times: type(times).__module__,
)
def test_reference_dates_in_a_zone_are_those_of_its_clocks(times: object) -> None:
    found = rows(ts.extract(["He left yesterday."] * 2, reference_date=times), "dates")
    assert [row[0]["value"] for row in found] == ["2015-11-21", "XXXX-XX-XX"]


WITHOUT_PANDAS = """
import sys

class Refuse:
    def find_spec(self, name, *_):
        if name == "pandas":
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Refuse())
import pyarrow as pa
import textsift as ts
times = pa.array([1448253000_000_000_001, None], pa.timestamp("ns", "America/New_York"))
found = ts.extract(["He left yesterday."] * 2, reference_date=times).to_arrow()["dates"]
print(*(dates[0]["value"] for dates in found.to_pylist()))
"""


def test_nanoseconds_in_a_zone_need_no_pandas() -> None:
    command = [sys.executable, "-c", WITHOUT_PANDAS]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("2015-11-21 XXXX-XX-XX\n", "")


@pytest.mark.parametrize(
    ("days", "error", "message"),
    [
        (["2015-11-22"], ValueError, "reference_date: 1 rows for 4 texts"),
        (["x"] * 4, ValueError, "row 0: reference_date: expected an ISO 8601 date"),
        (pl.Series(["2015-11-22", "x"]), ValueError, "row 1: reference_date: expected an ISO 8601"),
        (pa.array([1]), TypeError, "expected a column of dates, got Int64"),
        (
            pa.array([1] * 4, pa.timestamp("s", "Mars/Olympus")),
            ValueError,
            "reference_date: no time zone 'Mars/Olympus' is known",
        ),
        (
            pa.array([0, -(10**11), 0, 0], pa.timestamp("s", "+01:00")),
            ValueError,
            "row 1: year -1199 is out of range",
        ),
        (5, TypeError, "expected a column of dates, got int"),
    ],
)
def test_wrong_reference_dates_are_named(
    days: object, error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as raised:
        ts.extract(TEXTS, reference_date=days)
    assert str(raised.value).startswith(message)


def test_any_number_of_threads_gives_the_same_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    column = [*TEXTS * 2000, "One long text. " * 20_000, *TEXTS]
    one = ts.extract(column, threads=1)
    assert one.to_arrow().column(0).num_chunks > 8
    for threads in (2, 7):
        assert ts.extract(column, threads=threads) == one
    monkeypatch.setenv("TEXTSIFT_THREADS", "3")
    assert ts.extract(column) == one
    monkeypatch.setenv("TEXTSIFT_THREADS", "none")
    with pytest.raises(ValueError, match="threads: expected a number from 1, got 'none'"):
        ts.extract(column)
    with pytest.raises(ValueError, match="threads: expected a number from 1, got '0'"):
        ts.extract(column, threads=0)


def test_many_threads_may_extract_at_once() -> None:
    column = TEXTS * 500
    expected = ts.extract(column)
    found: list[ts.Table] = []
    workers = [
        threading.Thread(target=lambda: found.append(ts.extract(column, threads=2)))
        for _ in range(8)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert found == [expected] * 8


def test_ctrl_c_ends_a_long_call() -> None:
    column = pa.array(["Obama said “no” to 50 km on 9 May. " * 50]).take(
        pa.array([0] * 400_000, pa.int32())
    )
    # A process in the background may have been started with the signal ignored.
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        threading.Timer(0.3, signal.raise_signal, [signal.SIGINT]).start()
        with pytest.raises(KeyboardInterrupt):
            ts.extract(column)
    finally:
        signal.signal(signal.SIGINT, handler)


def test_the_compiled_module_says_its_names() -> None:
    assert set(ts.__all__) <= set(dir(_textsift)) | set(dir(ts))
    assert json.loads(json.dumps(ts.analyze("x").to_dict()))["text"] == "x"
