"""The accessor `Series.sift`: shapes, indexes, types of columns, and how it gets there."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

pd = pytest.importorskip("pandas")
pa = pytest.importorskip("pyarrow")

import textsift  # noqa: E402

TEXTS = ["Oil rose 3 percent. Gold fell 2 percent.", None, "", "Nothing new.", "It cost $5."]
NEW = int(pd.__version__.split(".")[0]) >= 3


def texts(**options: Any) -> Any:
    return pd.Series(TEXTS, **{"dtype": object, **options})


def rows(frame: Any) -> list[Any]:
    return list(frame.index)


# -- shapes ------------------------------------------------------------------------------------


def test_one_row_a_mention_and_a_level_match() -> None:
    frame = texts().sift.numbers()
    assert rows(frame) == [(0, 0), (0, 1), (4, 0)]
    assert frame.index.names == [None, "match"]
    assert frame["exact"].tolist() == ["3", "2", "5"]
    assert frame["value"].tolist() == [3.0, 2.0, 5.0]


def test_the_index_is_that_of_extractall() -> None:
    series = texts(index=pd.Index([9, 9, 7, 7, 8], name="key"), name="body")
    mine = series.sift.numbers().index
    theirs = series.str.extractall(r"(\d)").index
    pd.testing.assert_index_equal(mine, theirs)


@pytest.mark.parametrize("name", ["sentences", "entities", "numbers", "dates", "quotes"])
def test_every_list_says_what_a_document_says(name: str) -> None:
    text = "“We sold 3 tonnes in May 2021”, said Maria Lopez of Norway in Bergen."
    frame = getattr(pd.Series([text]).sift, name)()
    mentions = getattr(textsift.analyze(text), name)
    assert frame["text"].tolist() == [mention.text for mention in mentions]
    assert frame["start"].tolist() == [mention.start for mention in mentions]
    assert [text[a:b] for a, b in zip(frame["start"], frame["end"], strict=True)] == frame[
        "text"
    ].tolist()


def test_references_between_lists_are_kept() -> None:
    text = "Nothing. “It took 3 hours”, said Maria Lopez of Norway."
    series = pd.Series([text])
    assert series.sift.numbers()["sentence"].tolist() == [1]
    document = textsift.analyze(text)
    quotes = series.sift.quotes()
    assert quotes["speaker_id"].tolist() == [quote.speaker_id for quote in document.quotes]


@pytest.mark.parametrize("column", [[], [None, None], ["", ""], ["nothing here"]])
def test_no_mentions_give_a_frame_with_the_same_columns(column: list[Any]) -> None:
    full = texts().sift.numbers()
    empty = pd.Series(column, dtype=object).sift.numbers()
    assert len(empty) == 0
    assert empty.columns.tolist() == full.columns.tolist()
    assert empty.dtypes.tolist() == full.dtypes.tolist()
    assert empty.index.names == [None, "match"]


def test_positions_are_integers_even_beside_nulls() -> None:
    frame = pd.Series(["5 km (3 miles)", "7 dogs"]).sift.numbers()
    assert frame["start"].dtype == "int64"
    assert frame["equals"].dtype == "Int32"


def test_extract_gives_one_row_a_text_with_nested_columns() -> None:
    series = texts(index=list("abcde"))
    frame = series.sift.extract()
    assert rows(frame) == list("abcde")
    assert frame.columns.tolist() == ["sentences", "entities", "numbers", "dates", "quotes"]
    assert frame.loc["b"].isna().all()
    assert list(frame.loc["c", "numbers"]) == []
    assert [number["exact"] for number in frame.loc["a", "numbers"]] == ["3", "2"]


def test_extract_joins_and_takes_a_prefix() -> None:
    frame = pd.DataFrame({"text": TEXTS, "numbers": range(5)})
    joined = frame.join(frame["text"].sift.extract(what=("numbers",), prefix="found_"))
    assert joined.columns.tolist() == ["text", "numbers", "found_numbers"]


def test_split_sentences_keeps_name_index_and_nulls() -> None:
    series = texts(index=pd.Index(list("abcde"), name="k"), name="body")
    split = series.sift.split_sentences()
    assert (split.name, split.index.name) == ("body", "k")
    assert split["a"] == ["Oil rose 3 percent.", "Gold fell 2 percent."]
    assert split.isna().tolist() == [False, True, False, False, False]
    assert split["c"] == []


# -- indexes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "index",
    [
        pd.Index([10, 20, 30, 40, 50], name="n"),
        pd.Index([50, 40, 30, 20, 10]),
        pd.Index([1, 1, 1, 2, 2]),
        pd.Index(["x", None, "y", "z", "x"]),
        pd.Index([1.5, float("nan"), 2.0, 2.5, 3.0]),
        pd.date_range("2024-01-01", periods=5, name="day"),
        pd.date_range("2024-01-01", periods=5, tz="Europe/Oslo"),
        pd.CategoricalIndex(list("aabbc")),
        pd.interval_range(0, 5),
        pd.Index([1, "a", 2.5, (3,), "b"], dtype=object),
        pd.MultiIndex.from_product([["a"], range(5)], names=["letter", None]),
        pd.MultiIndex.from_tuples([("b", 1), ("a", None), ("b", 1), ("c", 2), ("a", 2)]),
    ],
)
def test_every_index_is_carried(index: Any) -> None:
    frame = texts(index=index).sift.numbers()
    kept = frame.index.droplevel("match")
    pd.testing.assert_index_equal(kept, index.take([0, 0, 4]), exact="equiv")
    assert frame.index.nlevels == index.nlevels + 1
    assert frame.index.names == [*index.names, "match"]
    assert frame.sort_index().shape == frame.shape


def test_views_of_strings_and_nothing_but_nulls_are_columns_of_strings() -> None:
    view = pd.Series(["5 km", None], dtype=pd.ArrowDtype(pa.string_view()))
    assert view.sift.numbers()["unit"].tolist() == ["km"]
    nulls = pd.Series([float("nan")] * 2, index=["a", "b"])
    assert nulls.sift.numbers().empty
    assert nulls.sift.extract(what=("dates",))["dates"].isna().tolist() == [True, True]
    with pytest.raises(TypeError, match="not of float64"):
        pd.Series([1.5, float("nan")]).sift.numbers()


def test_a_lone_surrogate_in_a_string_of_python_is_named_or_replaced() -> None:
    texts = pd.Series(["x", "5 km\ud800"], dtype="string[python]")
    for call in (texts.sift.numbers, partial(textsift.extract, texts)):
        with pytest.raises(ValueError, match="row 1: lone surrogate at position 4"):
            call()
    assert texts.sift.numbers(errors="replace")["unit"].tolist() == ["km"]
    assert textsift.extract(texts, errors="replace").num_rows == 2


def test_a_level_that_is_named_match_is_refused() -> None:
    texts = pd.Series(["5 km"], index=pd.Index([1], name="match"))
    with pytest.raises(ValueError, match="the index has a level 'match'"):
        texts.sift.numbers()


def test_a_filtered_series_keeps_its_labels() -> None:
    series = texts()
    assert rows(series[[False, True, True, False, True]].sift.numbers()) == [(4, 0)]


# -- types of columns --------------------------------------------------------------------------

DTYPES = [
    "object",
    "string[python]",
    "string[pyarrow]",
    "category",
    pd.ArrowDtype(pa.string()),
    pd.ArrowDtype(pa.large_string()),
    pd.ArrowDtype(pa.dictionary(pa.int32(), pa.string())),
    *(["str"] if NEW else []),
]


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_every_dtype_of_strings(dtype: Any) -> None:
    frame = texts(dtype=dtype).sift.numbers()
    pd.testing.assert_frame_equal(frame, texts().sift.numbers())


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_every_dtype_when_sliced_and_concatenated(dtype: Any) -> None:
    series = pd.concat([texts(dtype=dtype), texts(dtype=dtype)])[3:8]
    assert rows(series.sift.numbers()) == [(4, 0), (0, 0), (0, 1)]


@pytest.mark.parametrize(
    "column",
    [
        pd.Series([1, 2]),
        pd.Series([1.5, None]),
        pd.Series([True]),
        pd.Series(pd.date_range("2024-01-01", periods=2)),
        pd.Series([1, 2], dtype="category"),
        pd.Series([b"x"], dtype=pd.ArrowDtype(pa.binary())),
    ],
)
def test_other_types_are_refused(column: Any) -> None:
    with pytest.raises(TypeError, match="strings"):
        column.sift.numbers()


def test_an_object_that_is_no_string_is_refused_with_its_row() -> None:
    with pytest.raises(TypeError, match=r"row 2.*int"):
        pd.Series(["a", None, 5], dtype=object).sift.numbers()


# -- settings ----------------------------------------------------------------------------------


def test_reference_date_as_one_date() -> None:
    frame = pd.Series(["He left yesterday."]).sift.dates(reference_date="2024-03-01")
    assert frame["value"].tolist() == ["2024-02-29"]


@pytest.mark.parametrize(
    "dates",
    [
        pd.to_datetime(["2024-03-01", "2023-03-01", None]),
        pd.Series(["2024-03-01", "2023-03-01", None], dtype=object),
        pd.array(pd.to_datetime(["2024-03-01", "2023-03-01", None])).astype("datetime64[s]"),
    ],
)
def test_reference_date_as_a_column(dates: Any) -> None:
    frame = pd.DataFrame({"text": ["He left yesterday."] * 3, "day": dates})
    found = frame["text"].sift.dates(reference_date=frame["day"])
    assert found["value"].tolist()[:2] == ["2024-02-29", "2023-02-28"]
    assert len(found) == 3


def test_times_of_a_zone_count_as_its_clocks_show_them() -> None:
    late = pd.Series(pd.to_datetime(["2024-03-01 23:30"]).tz_localize("UTC"))
    days = late.dt.tz_convert("Asia/Tokyo")
    for column in (days, days.astype(object)):
        found = pd.Series(["He left yesterday."]).sift.dates(reference_date=column)
        assert found["value"].tolist() == ["2024-03-01"]


def test_a_column_of_dates_with_another_index_is_refused() -> None:
    dates = pd.Series(pd.to_datetime(["2024-03-01"]), index=[7])
    with pytest.raises(ValueError, match="index"):
        pd.Series(["yesterday"]).sift.dates(reference_date=dates)


def test_what_belongs_to_extract() -> None:
    with pytest.raises(TypeError, match="what"):
        texts().sift.numbers(what=("numbers",))


def test_an_unknown_setting_is_refused() -> None:
    with pytest.raises(TypeError, match="refernce_date"):
        texts().sift.numbers(refernce_date="2024-01-01")


def test_many_texts_agree_with_one_by_one() -> None:
    many = pd.Series([f"Row {at} of {at % 7} km" if at % 3 else None for at in range(5000)])
    frame = many.sift.numbers()
    found = [
        (row, match, number.text)
        for row, text in enumerate(many)
        if isinstance(text, str)
        for match, number in enumerate(textsift.analyze(text).numbers)
    ]
    assert [(*key, text) for key, text in zip(rows(frame), frame["text"], strict=True)] == found


# -- how it gets there -------------------------------------------------------------------------


def python(code: str, *, cwd: Path | None = None) -> str:
    command = [sys.executable, "-W", "error::ImportWarning", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


USE = "print(len(pd.Series(['5 km']).sift.numbers()))"


@pytest.mark.parametrize(
    "imports",
    [
        "import pandas as pd; import textsift",
        "import textsift; import pandas as pd",
        "import textsift.pandas; import pandas as pd",
        "import pandas as pd; import textsift.pandas",
        "import textsift; import textsift.pandas; import pandas as pd",
        "import textsift; from pandas import Series; import pandas as pd",
        "import textsift; import pandas.api.types; import pandas as pd",
        "import textsift, importlib; pd = importlib.import_module('pandas')",
    ],
)
def test_the_accessor_is_there_in_every_order(imports: str) -> None:
    assert python(f"{imports}\n{USE}") == "1"


def test_textsift_imports_neither_pandas_nor_numpy_nor_pyarrow() -> None:
    code = "import sys, textsift; print({'pandas', 'numpy', 'pyarrow', 'polars'} & {*sys.modules})"
    assert python(code) == "set()"


def test_pandas_sees_its_own_loader() -> None:
    code = """
import textsift, sys, importlib.util
before = importlib.util.find_spec("pandas")
import pandas as pd
assert type(pd.__loader__).__module__.startswith(("_frozen_importlib", "importlib")), pd.__loader__
assert pd.__spec__.loader is pd.__loader__
assert not [f for f in sys.meta_path if getattr(f, "name", "") == "pandas"]
print(before.origin == pd.__file__)
"""
    assert python(code) == "True"


def test_a_pandas_that_cannot_be_imported_fails_as_ever(tmp_path: Path) -> None:
    (tmp_path / "pandas.py").write_text("raise ImportError('broken on purpose')")
    code = """
import sys; sys.path.insert(0, ".")
import textsift
for attempt in range(2):
    try:
        import pandas
    except ImportError as error:
        print(error)
"""
    assert python(code, cwd=tmp_path).split("\n") == ["broken on purpose"] * 2


def test_another_module_of_that_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "pandas.py").write_text("mine = 1")
    code = """
import sys, warnings; sys.path.insert(0, ".")
warnings.simplefilter("ignore")
import textsift, pandas
print(pandas.mine)
"""
    assert python(code, cwd=tmp_path) == "1"


def test_without_pandas_textsift_works() -> None:
    code = """
import sys; sys.modules["pandas"] = None
import textsift
try:
    import pandas
except ImportError:
    print(len(textsift.analyze("5 km").numbers))
"""
    assert python(code) == "1"
