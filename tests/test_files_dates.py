"""`textsift extract --reference-date-column`: each text is read from the day it was written."""

from __future__ import annotations

import csv
import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from textsift.cli import main
from textsift.files import reading

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

TEXT = "It opened yesterday."
DAYS = ["2024-09-12", None, "2015-11-22T08:30:00"]
FOUND = ["2024-09-11", None, "2015-11-21"]


def run(*arguments: str | Path) -> int:
    return main(["extract", *map(str, arguments)])


def found(path: Path, *options: str) -> list[str | None]:
    """The first value of each row's dates, none where nothing says the day."""
    out = path.parent / "out.jsonl"
    asked = ("--what", "dates", "--reference-date-column", "day", *options)
    assert run(path, "-o", out, "--overwrite", *asked) == 0
    values = [json.loads(line)["dates"][0]["value"] for line in out.read_text().splitlines()]
    return [value if value[0] == "2" else None for value in values]


def written(folder: Path, kind: str, days: list[Any]) -> Path:
    path = folder / f"in.{kind}"
    if kind == "jsonl":
        lines = [json.dumps({"text": TEXT, "day": day}) for day in days]
        path.write_text("\n".join(lines))
    else:
        with path.open("w", newline="") as file:
            table = csv.writer(file, delimiter="\t" if kind == "tsv" else ",")
            table.writerows([["day", "text"], *([day, TEXT] for day in days)])
    return path


@pytest.mark.parametrize("kind", ["csv", "tsv", "jsonl"])
def test_each_row_has_its_day(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(written(tmp_path, kind, DAYS)) == FOUND
    monkeypatch.setattr(reading, "BATCH_ROWS", 2)
    assert found(written(tmp_path, kind, DAYS)) == FOUND


@pytest.mark.parametrize(
    "kind",
    [
        pa.string(),
        pa.dictionary(pa.int32(), pa.string()),
        pa.date32(),
        pa.timestamp("s"),
        pa.timestamp("ns"),
        pa.timestamp("us", "UTC"),
    ],
)
def test_parquet_may_hold_dates_of_any_type(tmp_path: Path, kind: Any) -> None:
    days: list[Any] = list(DAYS)
    if not (pa.types.is_string(kind) or pa.types.is_dictionary(kind)):
        times = [None if day is None else datetime.datetime.fromisoformat(day) for day in DAYS]
        days = [time and time.date() for time in times] if pa.types.is_date(kind) else times
    table = pa.table({"text": [TEXT] * 3, "day": pa.array(days, kind)})
    pq.write_table(table, tmp_path / "in.parquet")
    assert found(tmp_path / "in.parquet") == FOUND


def test_the_day_is_that_of_the_clocks_of_the_zone(tmp_path: Path) -> None:
    late = datetime.datetime(2024, 9, 12, 23, 30, tzinfo=datetime.UTC)
    table = pa.table({"text": [TEXT], "day": pa.array([late], pa.timestamp("ns", "Asia/Tokyo"))})
    pq.write_table(table, tmp_path / "in.parquet")
    assert found(tmp_path / "in.parquet") == ["2024-09-12"]


WRONG = [
    ("a.csv", b"text,day\nx,2024-09-12\ny,soon\n", "line 3: 'day' is no ISO 8601 date: 'soon'"),
    ("a.jsonl", b'{"text": "x", "day": "soon"}\n', "line 1: 'day' is no ISO 8601 date: 'soon'"),
    ("a.jsonl", b'{"text": "x", "day": 2024}\n', "line 1: 'day' is no date but int"),
    ("a.jsonl", b'{"text": "x"}\n', "line 1: no field 'day'"),
    ("a.csv", b"text,date\nx,2024-09-12\n", "no column 'day'; it has 'text', 'date'"),
    ("a.txt", b"x", "no column 'day'; a plain text has none"),
]


@pytest.mark.parametrize(("name", "content", "complaint"), WRONG)
def test_a_day_that_is_none_is_named(
    tmp_path: Path, name: str, content: bytes, complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / name, tmp_path / "out.jsonl"
    path.write_bytes(content)
    assert run(path, "-o", out, "--reference-date-column", "day") == 1
    assert f"{path}: {complaint}" in capsys.readouterr().err
    assert not out.exists()


def test_parquet_names_the_row_and_the_type(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "a.parquet", tmp_path / "out.jsonl"
    options = ("-o", out, "--reference-date-column", "day")
    pq.write_table(pa.table({"text": ["x", "y"], "day": ["2024-09-12", "soon"]}), path)
    assert run(path, *options) == 1
    assert "row 1: 'day' is no ISO 8601 date: 'soon'" in capsys.readouterr().err
    pq.write_table(pa.table({"text": ["x", "y"], "day": [1, 2]}), path)
    assert run(path, *options) == 1
    assert "column 'day' holds int64, not dates" in capsys.readouterr().err


def test_rows_without_a_day_can_be_put_aside(tmp_path: Path) -> None:
    path = written(tmp_path, "csv", ["2024-09-12", "soon", None])
    out, errors = tmp_path / "out.jsonl", tmp_path / "errors.jsonl"
    options = ("-o", out, "--errors", errors, "--reference-date-column", "day")
    assert run(path, *options) == 3
    assert [json.loads(line)["row"] for line in out.read_text().splitlines()] == [0, 2]
    (error,) = map(json.loads, errors.read_text().splitlines())
    assert (error["row"], error["line"]) == (1, 3)


def test_one_day_or_a_column_of_days(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(
            "a.csv",
            "-o",
            "b.jsonl",
            "--reference-date",
            "2024-09-12",
            "--reference-date-column",
            "d",
        )
    assert "not allowed with" in capsys.readouterr().err
