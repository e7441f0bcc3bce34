"""Datasets of Ray: columns, the class for `map_batches`, errors. Runs a local Ray."""

from __future__ import annotations

from typing import Any

import pytest
from engines import ray_session

pytest.importorskip("ray.data")
pa = pytest.importorskip("pyarrow")

import textsift.ray  # noqa: E402

TEXTS = ["Oil rose 3 percent. Gold fell 2 percent.", None, "", "He left yesterday.", "It cost $5."]


@pytest.fixture(scope="module")
def dataset() -> Any:
    ray = ray_session()
    return ray.data.from_arrow(pa.table({"id": range(5), "body": TEXTS}))


def test_lists_stand_beside_the_columns(dataset: Any) -> None:
    rows = textsift.ray.extract(dataset, "body", what=("numbers",)).take_all()
    assert list(rows[0]) == ["id", "body", "numbers"]
    nulls = {row["id"]: row["numbers"] is None for row in rows}
    assert nulls == {at: text is None for at, text in enumerate(TEXTS)}


def test_rows_of_mentions(dataset: Any) -> None:
    options = {"flat": "numbers", "keep": ["id"], "prefix": "n_", "concurrency": (1, 2)}
    rows = textsift.ray.extract(dataset, "body", **options).take_all()
    found = sorted((row["id"], row["n_match"], row["n_text"]) for row in rows)
    assert found == [(0, 0, "3 percent"), (0, 1, "2 percent"), (4, 0, "$5")]


def test_a_batch_without_mentions_keeps_the_schema() -> None:
    take_apart = textsift.ray.Extract("body", flat="numbers")
    some, none = (take_apart(pa.table({"body": [text]})) for text in ("5 km", "nothing"))
    assert (some.num_rows, none.num_rows) == (1, 0)
    assert some.schema == none.schema


def test_a_batch_of_another_kind_is_refused() -> None:
    with pytest.raises(TypeError, match="batch_format='pyarrow'"):
        textsift.ray.Extract("body")({"body": ["5 km"]})


@pytest.mark.parametrize(
    ("column", "options", "error", "message"),
    [
        ("txt", {}, ValueError, "'txt' is no column of the frame; it has 'id', 'body'"),
        ("body", {"curency": "USD"}, TypeError, "unknown setting 'curency'"),
        ("body", {"flat": "entities"}, ValueError, "the frame has 'id' already: give a prefix"),
    ],
)
def test_errors_come_before_any_work(
    dataset: Any, column: str, options: Any, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        textsift.ray.extract(dataset, column, **options)


def test_a_wrong_type_is_named() -> None:
    with pytest.raises(TypeError, match="column 'id' holds int64, not strings"):
        textsift.ray.Extract("id")(pa.table({"id": [1]}))
