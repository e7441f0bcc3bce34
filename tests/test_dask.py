"""Frames of Dask: columns, types known beforehand, divisions, and what travels."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

dd = pytest.importorskip("dask.dataframe")
pd = pytest.importorskip("pandas")
pytest.importorskip("pyarrow")

import textsift  # noqa: E402
import textsift.dask  # noqa: E402

TEXTS = ["Oil rose 3 percent. Gold fell 2 percent.", None, "", "He left yesterday.", "It cost $5."]


@pytest.fixture
def frame() -> Any:
    days = pd.to_datetime(["2024-03-01", None, None, "2023-03-01", None])
    pandas = pd.DataFrame({"id": range(5), "day": days, "body": TEXTS}, index=[1, 1, 2, 3, 5])
    return dd.from_pandas(pandas, npartitions=3)


@pytest.mark.parametrize("options", [{}, {"flat": "numbers", "prefix": "n_"}])
def test_types_are_known_beforehand(options: dict[str, Any], frame: Any) -> None:
    found = textsift.dask.extract(frame, "body", **options)
    computed = found.compute()
    pd.testing.assert_series_equal(found.dtypes, computed.dtypes)
    assert found.known_divisions
    assert found.divisions == frame.divisions


def test_lists_stand_beside_the_columns(frame: Any) -> None:
    found = textsift.dask.extract(frame, "body", what=("numbers",)).compute()
    assert found.columns.tolist() == ["id", "day", "body", "numbers"]
    assert found.index.tolist() == [1, 1, 2, 3, 5]
    assert found["numbers"].isna().tolist() == [False, True, False, False, False]


def test_rows_of_mentions_are_those_of_pandas(frame: Any) -> None:
    found = textsift.dask.extract(frame, "body", flat="numbers", keep=["id"]).compute()
    alone = frame.compute()["body"].sift.numbers()
    assert found.index.tolist() == [1, 1, 5]
    assert found["id"].tolist() == [0, 0, 4]
    assert found["match"].tolist() == [0, 1, 0]
    fields = found[alone.columns].reset_index(drop=True)
    pd.testing.assert_frame_equal(fields, alone.reset_index(drop=True))


def test_each_text_has_its_date(frame: Any) -> None:
    found = textsift.dask.extract(frame, "body", flat="dates", keep=[], reference_date="day")
    assert found["value"].compute().tolist() == ["2023-02-28"]


def test_settings_are_no_part_of_the_tasks(frame: Any) -> None:
    names = {f"Person Number{at}": "PERSON" for at in range(10_000)}
    found = textsift.dask.extract(frame, "body", gazetteer=names)
    graph = dict(found.optimize().__dask_graph__())
    sizes = sorted(len(pickle.dumps(task)) for task in graph.values())
    assert sizes[-1] > 100_000 > 3 * sizes[-2]


@pytest.mark.parametrize(
    ("column", "options", "error", "message"),
    [
        ("txt", {}, ValueError, "'txt' is no column of the frame; it has 'id', 'day', 'body'"),
        ("id", {}, TypeError, "column of strings, not of int64"),
        ("body", {"curency": "USD"}, TypeError, "unknown setting 'curency'"),
        ("body", {"keep": ["a"]}, ValueError, "'a' is no column of the frame"),
        ("body", {"flat": "entities"}, ValueError, "the frame has 'id' already: give a prefix"),
    ],
)
def test_errors_come_before_any_work(
    frame: Any, column: str, options: Any, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        textsift.dask.extract(frame, column, **options)
