"""`textsift extract`: every kind of file in and out, all or nothing."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import textsift
from textsift import files
from textsift.cli import main

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")
ipc = pytest.importorskip("pyarrow.ipc")

TEXTS = [
    "It rose 5 percent. It fell 2 percent.",
    "",
    'A "quoted" text, 3 km\nand a line.',
    "Nothing.",
]


def written(folder: Path, kind: str, texts: list[str | None] = TEXTS) -> Path:
    """A file of texts of one kind."""
    path = folder / f"in.{kind}"
    if kind == "csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["id", "text"], *enumerate(texts)])
    elif kind == "jsonl":
        lines = [json.dumps({"id": at, "text": text}) for at, text in enumerate(texts)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    else:
        table = pa.table({"id": list(range(len(texts))), "text": pa.array(texts, pa.string())})
        pq.write_table(table, path)
    return path


def rows(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".parquet":
        return pq.read_table(path).to_pylist()
    if path.suffix == ".arrow":
        return ipc.open_file(path).read_all().to_pylist()
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def run(*arguments: str | Path) -> int:
    return main(["extract", *map(str, arguments)])


@pytest.mark.parametrize("source", ["csv", "jsonl", "parquet"])
@pytest.mark.parametrize("target", ["parquet", "jsonl", "arrow"])
def test_every_kind_in_and_out(tmp_path: Path, source: str, target: str) -> None:
    path, out = written(tmp_path, source), tmp_path / f"out.{target}"
    assert run(path, "-o", out) == 0
    found = rows(out)
    assert [row["row"] for row in found] == [0, 1, 2, 3]
    assert {row["path"] for row in found} == {str(path)}
    for row, text in zip(found, TEXTS, strict=True):
        document = textsift.analyze(text)
        for name in ("sentences", "entities", "numbers", "dates", "quotes"):
            expected = [mention.text for mention in getattr(document, name)]
            assert [mention["text"] for mention in row[name]] == expected


@pytest.mark.parametrize("target", ["parquet", "jsonl", "arrow", "csv"])
def test_flat_gives_a_row_a_mention(tmp_path: Path, target: str) -> None:
    out = tmp_path / f"out.{target}"
    assert run(written(tmp_path, "jsonl"), "-o", out, "--flat", "numbers") == 0
    found = [(int(row["row"]), int(row["match"]), row["text"]) for row in rows(out)]
    assert found == [(0, 0, "5 percent"), (0, 1, "2 percent"), (2, 0, "3 km")]


def test_nulls_stay_null(tmp_path: Path) -> None:
    for kind in ("jsonl", "parquet"):
        out = tmp_path / f"out-{kind}.jsonl"
        assert run(written(tmp_path, kind, ["5 km", None, "x"]), "-o", out) == 0
        assert [row["numbers"] is None for row in rows(out)] == [False, True, False]


def test_text_files_are_one_text_or_one_a_line(tmp_path: Path) -> None:
    path, out = tmp_path / "in.txt", tmp_path / "out.jsonl"
    path.write_text("\ufeffFirst.\r\n\nThird, 5 km.", encoding="utf-8", newline="")
    assert run(path, "-o", out) == 0
    assert len(rows(out)) == 1
    assert run(path, "-o", out, "--lines") == 0
    sentences = [[sentence["text"] for sentence in row["sentences"]] for row in rows(out)]
    assert sentences == [["First."], [], ["Third, 5 km."]]


def test_folders_are_read_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", "a/d.md"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text("Text.", encoding="utf-8")
    out = tmp_path / "out.jsonl"
    assert run(tmp_path / "in", "-o", out) == 0
    assert [Path(row["path"]).name for row in rows(out)] == ["c.txt", "b.txt"]


def test_many_batches_count_rows_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "BATCH_ROWS", 7)
    out = tmp_path / "out.parquet"
    path = written(tmp_path, "jsonl", [f"{at} km" for at in range(100)])
    assert run(path, "-o", out, "--flat", "numbers") == 0
    assert [(row["row"], row["exact"]) for row in rows(out)] == [(at, str(at)) for at in range(100)]


def test_the_positions_say_their_unit(tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    assert run(written(tmp_path, "jsonl"), "-o", out) == 0
    metadata = pq.read_schema(out).field("numbers").metadata
    assert metadata[b"textsift:offsets"] == b"codepoint"


def test_settings_are_passed_on(tmp_path: Path) -> None:
    path, out = written(tmp_path, "jsonl", ["He left yesterday."]), tmp_path / "out.jsonl"
    assert run(path, "-o", out, "--what", "dates", "--reference-date", "2024-03-01") == 0
    (row,) = rows(out)
    assert row.keys() == {"path", "row", "dates"}
    assert row["dates"][0]["value"] == "2024-02-29"
    assert row["dates"][0]["start_time"] == "2024-02-29T00:00:00"


# -- errors ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("a.jsonl", b'{"text": "x"}\n{"text": 5}\n', "line 2: 'text' is no text but int"),
        ("a.jsonl", b'{"text": "x"}\n{"text": \n', "line 2, column 10: not JSON"),
        ("a.jsonl", b'{"body": "x"}\n', "line 1: no field 'text'"),
        ("a.jsonl", b'{"text": "x"}\n{"text": "\xff"}\n', "not UTF-8: byte 0xff at offset 24"),
        ("a.txt", b"abc\xe9", "not UTF-8: byte 0xe9 at offset 3"),
        ("a.csv", b"body\nx\n", "no column 'text'"),
        ("a.csv", b"text,b\nx,1\ny\n", "a.csv: "),
        ("a.parquet", b"no parquet", "a.parquet: "),
        ("a.pdf", b"%PDF", "cannot read .pdf files"),
    ],
)
def test_what_cannot_be_read_is_named(
    tmp_path: Path, name: str, content: bytes, complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / name, tmp_path / "out.jsonl"
    path.write_bytes(content)
    out.write_text("old")
    assert run(path, "-o", out) == 1
    error = capsys.readouterr().err
    assert str(path) in error
    assert complaint in error
    assert out.read_text() == "old"
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([name, "out.jsonl"])


def test_outputs_that_cannot_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, "jsonl")
    for out, complaint in [
        (tmp_path / "out.csv", "--flat"),
        (tmp_path / "out.xlsx", "cannot write .xlsx"),
        (tmp_path / "no" / "out.jsonl", "No such file"),
        (path, "input as well"),
    ]:
        assert run(path, "-o", out) == 1
        assert complaint in capsys.readouterr().err
    assert len(rows(path)) == len(TEXTS)


def test_a_missing_input_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "none.csv", "-o", tmp_path / "out.jsonl") == 1
    assert "none.csv: No such file" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_an_interrupt_leaves_the_old_output(tmp_path: Path) -> None:
    path = written(tmp_path, "jsonl", ["Oil rose 5 percent on Monday. " * 50] * 20_000)
    out = tmp_path / "out.jsonl"
    out.write_text("old")
    command = [sys.executable, "-m", "textsift", "extract", str(path), "-o", str(out)]
    # A parent in the background may ignore the signal, and children inherit that.
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    process = subprocess.Popen(command, stderr=subprocess.PIPE, preexec_fn=heed)
    deadline = time.monotonic() + 30
    while not list(tmp_path.glob(".out*")) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=30)
    assert (process.returncode, error) == (130, b"")
    assert out.read_text() == "old"
    assert not list(tmp_path.glob(".out*"))
