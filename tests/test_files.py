"""`textsift extract`: every kind of file in and out."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import textsift
from textsift.cli import main
from textsift.files import FileError, inputs, reading

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
    if kind == "parquet":
        table = pa.table({"id": list(range(len(texts))), "text": pa.array(texts, pa.string())})
        pq.write_table(table, path)
        return path
    path.write_bytes(compressed(content(kind.partition(".")[0], texts), path.suffix))
    return path


def content(kind: str, texts: list[str | None] = TEXTS) -> bytes:
    """What stands in a file of text."""
    if kind == "jsonl":
        lines = [json.dumps({"id": at, "text": text}) for at, text in enumerate(texts)]
        return ("\n".join(lines) + "\n").encode()
    file = io.StringIO(newline="")
    table = csv.writer(file, delimiter="\t" if kind == "tsv" else ",")
    table.writerows([["id", "text"], *enumerate(texts)])
    return file.getvalue().encode()


def compressed(data: bytes, suffix: str) -> bytes:
    if suffix == ".gz":
        return gzip.compress(data[:20]) + gzip.compress(data[20:])  # as `cat a.gz b.gz` has it
    return pa.compress(data, "zstd", asbytes=True) if suffix == ".zst" else data


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


SOURCES = ["csv", "tsv", "jsonl", "parquet", "csv.gz", "tsv.zst", "jsonl.gz", "jsonl.zst"]


@pytest.mark.parametrize("source", SOURCES)
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
    assert run(path, "-o", out, "--lines", "--overwrite") == 0
    sentences = [[sentence["text"] for sentence in row["sentences"]] for row in rows(out)]
    assert sentences == [["First."], [], ["Third, 5 km."]]


def test_folders_are_read_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("b.txt", "a/c.txt", "a/d.md", "a/e.pdf"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text("Text.", encoding="utf-8")
    out = tmp_path / "out.jsonl"
    assert run(tmp_path / "in", "-o", out) == 0
    assert [Path(row["path"]).name for row in rows(out)] == ["c.txt", "d.md", "b.txt"]
    said = capsys.readouterr().err
    assert said == f"3 texts from 3 files → {out}; 1 file of other kinds left out\n"


def test_patterns_name_files_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "in/c.txt", "d.jsonl.gz"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = inputs([tmp_path / "b.txt", tmp_path / "**/*.txt", tmp_path]).files
    names = [path.relative_to(tmp_path).as_posix() for path in found]
    assert names == ["b.txt", "a.txt", "in/c.txt", "d.jsonl.gz"]
    with pytest.raises(FileError, match="no file matches"):
        inputs([tmp_path / "*.csv"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(FileError, match="empty: holds no"):
        inputs([tmp_path / "empty"])


def test_folders_without_texts_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    for name in ("d/a.txt", "d/.b.txt", "d/.git/c.txt", "e/f.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).touch()
    found = inputs([tmp_path / "e", tmp_path / "d", tmp_path / "d" / ".git"])
    assert found.files == [tmp_path / "d" / "a.txt", tmp_path / "d" / ".git" / "c.txt"]
    assert found.left_out == 1
    assert inputs([tmp_path / "*"]).files == [tmp_path / "d" / "a.txt"]
    with pytest.raises(FileError, match="e: holds no"):
        inputs([tmp_path / "e"])


def test_named_files_hold_what_is_said(tmp_path: Path) -> None:
    log, packed, out = (tmp_path / name for name in ("a.log", "b.log.gz", "out.jsonl"))
    log.write_bytes(b"5 km\n6 km\n")
    packed.write_bytes(gzip.compress(b"7 km\n"))
    assert run(log, "-o", out) == 1
    assert run(log, packed, "-o", out, "--input-format", "txt", "--lines") == 0
    assert [row["numbers"][0]["text"] for row in rows(out)] == ["5 km", "6 km", "7 km"]
    with pytest.raises(FileError, match=r"cannot read \.log files"):
        inputs([tmp_path / "*.log"], kind=".txt")


@pytest.mark.parametrize("kind", ["jsonl", "csv.gz"])
def test_standard_input_and_output(tmp_path: Path, kind: str) -> None:
    path = written(tmp_path, kind, ["It weighs 5 kg.", "Ünused."])
    done = piped(path, "--input-format", kind, "--what", "numbers")
    assert done.returncode == 0
    found = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert {row["path"] for row in found} == {"-"}
    assert [number["unit"] for number in found[0]["numbers"]] == ["kg"]
    assert done.stderr.decode().endswith("from 1 file → -\n")
    table = piped(path, "--input-format", kind, "--output-format", "arrow")
    assert ipc.open_file(table.stdout).read_all().num_rows == len(found)


def piped(path: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "textsift", "extract", "-", "-o", "-", *arguments]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    with path.open("rb") as file:
        return subprocess.run(command, stdin=file, capture_output=True, env=environment)


def test_standard_input_has_to_be_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("-", "-o", tmp_path / "out.jsonl") == 1
    assert "--input-format" in capsys.readouterr().err


def test_many_batches_count_rows_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "BATCH_ROWS", 7)
    out = tmp_path / "out.parquet"
    path = written(tmp_path, "jsonl", [f"{at} km" for at in range(100)])
    assert run(path, "-o", out, "--flat", "numbers") == 0
    assert [(row["row"], row["exact"]) for row in rows(out)] == [(at, str(at)) for at in range(100)]


def test_a_group_of_rows_is_many_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "BATCH_ROWS", 7)
    out = tmp_path / "out.parquet"
    assert run(written(tmp_path, "jsonl", ["5 km"] * 50), "-o", out, "--no-texts") == 0
    assert pq.ParquetFile(out).num_row_groups == 1
    assert "text" not in rows(out)[0]["numbers"][0]


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
