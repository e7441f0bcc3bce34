"""`textsift extract` where something is wrong: bad rows, files that are there, interrupts."""

from __future__ import annotations

import csv
import gzip
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
from textsift.cli import main
from textsift.files import reading

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def run(*arguments: str | Path) -> int:
    return main(["extract", *map(str, arguments)])


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


WRONG = [
    ("a.jsonl", b'{"text": "x"}\n{"text": 5}\n', "line 2: 'text' is no text but int"),
    ("a.jsonl", b'{"text": "x"}\n{"text": \n', "line 2: not JSON: column 9"),
    ("a.jsonl", b'{"body": "x"}\n', "line 1: no field 'text'"),
    ("a.jsonl", b'{"text": "x"}\n{"text": "\xff"}\n', "line 2: not UTF-8: byte 0xff at offset 24"),
    ("a.jsonl", b'{"text": "a\\ud800"}\n', "line 1: lone surrogate at position 1"),
    ("a.jsonl", b'{"text": ' + b"[" * 100_000, "line 1: "),
    ("a.jsonl", b"1" * 5000 + b"\n", "line 1: no field 'text'"),
    ("a.jsonl.gz", b"no gzip", "a.jsonl.gz: Not a gzipped file"),
    ("a.jsonl.gz", gzip.compress(b'{"text": "x"}\n' * 9)[:-9], "line 10: breaks off: "),
    ("a.jsonl.gz", gzip.compress(b'{"text": "x"}\n') + b"more", "line 2: breaks off: "),
    ("a.csv.zst", pa.compress(b"text\n5 km\n", "zstd", asbytes=True)[:-1], "zst: Truncated"),
    ("a.txt", b"abc\xe9", "not UTF-8: byte 0xe9 at offset 3"),
    ("a.csv", b"body\nx\n", "no column 'text'; it has 'body'"),
    ("a.csv", b"", "no column 'text'; it has none"),
    ("a.csv", b"text,text\nx,y\n", "several columns 'text'"),
    ("a.csv", b"text,b\nx,1\ny\n", "line 3: 1 fields where the header has 2"),
    ("a.csv", b'b,text\n1,"x\n\n"\n2,a\xe9b\n', "line 5: not UTF-8: byte 0xe9 at position 1"),
    ("a.csv", b'text\nx\n"y\n\nz\n', "line 3: not CSV: a quote is not closed, in lines 3 to 5"),
    ("a.csv", b'text\n"x"y\n', "line 2: not CSV: "),
    ("a.csv", b'text\n"x\n', "line 2: not CSV: a quote is not closed\n"),
    ("a.parquet", b"no parquet", "a.parquet: "),
    ("a.pdf", b"%PDF", "cannot read .pdf files"),
    ("a.gz", b"", "cannot read this files"),
    ("a.parquet.gz", b"", "unpack it first"),
]


@pytest.mark.parametrize(("name", "content", "complaint"), WRONG)
def test_what_cannot_be_read_is_named(
    tmp_path: Path, name: str, content: bytes, complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / name, tmp_path / "out.jsonl"
    path.write_bytes(content)
    out.write_text("old")
    assert run(path, "-o", out, "--overwrite") == 1
    error = capsys.readouterr().err
    assert str(path) in error
    assert complaint in error
    assert out.read_text() == "old"
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([name, "out.jsonl"])


def test_bad_rows_are_put_aside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        b'{"text": "5 km"}',
        b"",
        b'{"text": 5}',
        b"{",
        b'{"text": "\xff"}',
        b'{"text": "6 km"}',
    ]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(lines))
    (tmp_path / "b.csv").write_bytes(b'id,text\n1,"7\nkm"\n2\n3,\xe9\n\n4,8 km\n5,"x"y\n6,9 km\n')
    (tmp_path / "c.csv").write_bytes(b"body\n1 km\n")
    (tmp_path / "d.txt").write_bytes(b"\xff")
    (tmp_path / "e.jsonl.gz").write_bytes(gzip.compress(b'{"text": "10 km"}\n' * 99_999)[:-99])
    out, errors = tmp_path / "out.jsonl", tmp_path / "errors.jsonl"
    files = sorted(tmp_path.iterdir())
    assert run(*files, "-o", out, "--flat", "numbers", "--errors", errors) == 3
    assert "9 rows or files that cannot be read → " + str(errors) in capsys.readouterr().err
    found = [(Path(row["path"]).name, row["row"], row["exact"]) for row in read(out)]
    rows = [row for row in found if row[0] != "e.jsonl.gz"]
    assert [row[:2] for row in rows] == [
        ("a.jsonl", 0),
        ("a.jsonl", 4),
        ("b.csv", 0),
        ("b.csv", 3),
        ("b.csv", 5),
    ]
    assert len(found) > len(rows) + 1000
    put_aside = [(Path(bad["path"]).name, bad["row"], bad["line"]) for bad in read(errors)]
    assert put_aside == [
        ("a.jsonl", 1, 3),
        ("a.jsonl", 2, 4),
        ("a.jsonl", 3, 5),
        ("b.csv", 1, 4),
        ("b.csv", 2, 5),
        ("b.csv", 4, 8),
        ("c.csv", None, None),
        ("d.txt", 0, None),
        ("e.jsonl.gz", *[len(found) - len(rows) + at for at in (0, 1)]),
    ]
    assert all(bad["reason"] for bad in read(errors))


@pytest.mark.parametrize("kind", ["jsonl", "csv", "txt"])
@pytest.mark.parametrize("compression", ["gz", "zst"])
@pytest.mark.parametrize("cut", ["cut", "more"])
def test_rows_before_a_break_are_kept(
    tmp_path: Path, kind: str, compression: str, cut: str
) -> None:
    texts = [f"{at * at * 7919 % 99_991} km" for at in range(40_000)]
    rows = [json.dumps({"text": text}) if kind == "jsonl" else text for text in texts]
    head = ["text"] if kind == "csv" else []
    data = "\n".join([*head, *rows, ""]).encode()
    packed = gzip.compress(data) if compression == "gz" else pa.compress(data, "zstd", asbytes=True)
    path, out, errors = tmp_path / f"a.{kind}.{compression}", tmp_path / "o.jsonl", tmp_path / "bad"
    path.write_bytes(packed + b"more, which is none" if cut == "more" else packed[:-20])
    assert run(path, "-o", out, "--lines", "--what", "numbers", "--errors", errors) == 3
    found, (bad,) = read(out), read(errors)
    assert [row["numbers"][0]["text"] for row in found] == texts[: len(found)]
    # zstd packs blocks of 128 kB, of which the last is lost where it is cut.
    assert len(found) > (10_000 if (compression, cut) == ("zst", "cut") else 39_900)
    assert bad["row"] == len(found)
    assert bad["line"] == len(found) + len(head) + 1
    assert bad["reason"].startswith("breaks off: ")


def test_rows_of_parquet_may_be_no_text(tmp_path: Path) -> None:
    data = pa.array([b"5 km", b"\xff", None, b"6 km"])
    offsets, values = data.buffers()[1:]
    texts = pa.Array.from_buffers(pa.string(), 4, [data.buffers()[0], offsets, values])
    pq.write_table(pa.table({"text": texts, "n": [1, 2, 3, 4]}), tmp_path / "a.parquet")
    out, errors = tmp_path / "out.jsonl", tmp_path / "errors.jsonl"
    assert run(tmp_path / "a.parquet", "-o", out, "--errors", errors) == 3
    assert [row["row"] for row in read(out)] == [0, 2, 3]
    assert [bad["row"] for bad in read(errors)] == [1]


def test_a_column_of_numbers_is_no_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pq.write_table(pa.table({"text": [1, 2]}), tmp_path / "a.parquet")
    assert run(tmp_path / "a.parquet", "-o", tmp_path / "out.jsonl") == 1
    assert "column 'text' holds int64, not strings" in capsys.readouterr().err


def test_a_column_of_parquet_has_one_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twice = pa.table([["5 km"], ["6 km"]], names=["text", "text"])
    pq.write_table(twice, tmp_path / "a.parquet")
    assert run(tmp_path / "a.parquet", "-o", tmp_path / "out.jsonl") == 1
    assert capsys.readouterr().err.endswith("a.parquet: several columns 'text'\n")


def test_other_fields_of_json_are_not_weighed(tmp_path: Path) -> None:
    path, out = tmp_path / "a.jsonl", tmp_path / "out.jsonl"
    path.write_text(f'{{"text": "5 km", "n": {"9" * 5000}, "x": 1e999, "y": NaN}}\n')
    assert run(path, "-o", out) == 0
    assert len(read(out)) == 1


@pytest.mark.skipif(os.name == "nt", reason="names are text")
@pytest.mark.parametrize("kind", ["txt", "jsonl.gz", "parquet"])
def test_a_name_that_is_no_utf8_is_written_all_the_same(tmp_path: Path, kind: str) -> None:
    name = os.fsdecode(b"\xff." + kind.encode())
    content = {"txt": b"5 km", "jsonl.gz": gzip.compress(b'{"text": "5 km"}\n{\n')}
    folder, out, errors = (tmp_path / name for name in ("in", "out.jsonl", "errors.jsonl"))
    folder.mkdir()
    try:
        (folder / name).touch()
    except OSError:
        pytest.skip("a file system of UTF-8 alone")
    if kind == "parquet":
        with (folder / name).open("wb") as file:
            pq.write_table(pa.table({"text": ["5 km"]}), file)
    else:
        (folder / name).write_bytes(content[kind])
    bad = kind == "jsonl.gz"
    assert run(folder, "-o", out, "--errors", errors) == (3 if bad else 0)
    (row,) = read(out)
    assert row["path"] == f"{folder}{os.sep}\\xff.{kind}"
    assert [line["path"] for line in read(errors)] == [row["path"]] * bad


def test_a_quote_that_is_not_closed_takes_no_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_FIELD", 1000)
    limit = csv.field_size_limit()
    path, out, errors = (tmp_path / name for name in ("a.csv", "out.jsonl", "errors.jsonl"))
    path.write_text('text\n"1 km\n' + "2 km\n" * 9999, encoding="utf-8")
    assert run(path, "-o", out, "--errors", errors) == 3
    assert read(errors)[0]["line"] == 2
    assert "is a quote not closed?" in read(errors)[0]["reason"]
    assert csv.field_size_limit() == limit


def test_without_bad_rows_the_file_is_empty(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text.")
    out, errors = tmp_path / "out.jsonl", tmp_path / "errors.jsonl"
    assert run(tmp_path / "a.txt", "-o", out, "--errors", errors) == 0
    assert errors.read_bytes() == b""


def test_outputs_that_cannot_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"text": "x"}\n')
    (tmp_path / "there.jsonl").write_text("old")
    for options, complaint in [
        (["-o", tmp_path / "out.csv"], "--flat"),
        (["-o", tmp_path / "out.xlsx"], "cannot write .xlsx"),
        (["-o", tmp_path / "no" / "out.jsonl"], "No such file"),
        (["-o", path], "input as well"),
        (["-o", tmp_path / "there.jsonl"], "is there already; --overwrite"),
        (["-o", os.devnull, "--output-format", "jsonl"], "is no regular file"),
        (["-o", tmp_path / "out.jsonl", "--errors", path], "input as well"),
        (["-o", tmp_path / "out.jsonl", "--errors", tmp_path / "out.jsonl"], "output as well"),
        (["-o", tmp_path / "out.jsonl", "--errors", tmp_path / "there.jsonl"], "already"),
    ]:
        assert run(path, *options) == 1
        assert complaint in capsys.readouterr().err
    assert sorted(file.name for file in tmp_path.iterdir()) == ["in.jsonl", "there.jsonl"]
    assert (tmp_path / "there.jsonl").read_text() == "old"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_a_full_disk_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "x"}\n' * 100)
    command = [sys.executable, "-m", "textsift", "extract", str(tmp_path / "a.jsonl"), "-o", "-"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert b"No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_missing_input_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "none.csv", "-o", tmp_path / "out.jsonl") == 1
    assert "none.csv: No such file" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize(
    ("number", "code", "said"),
    [(2, 130, b"interrupted"), (15, 143, b"ended"), (1, 129, b"ended")],
)
@pytest.mark.parametrize("kind", ["jsonl", "txt"])
def test_an_interrupt_leaves_the_old_output(
    tmp_path: Path, kind: str, number: int, code: int, said: bytes
) -> None:
    path, out = tmp_path / f"in.{kind}", tmp_path / "out.jsonl"
    line = "Oil rose 5 percent on Monday. " * 50
    line = json.dumps({"text": line}) if kind == "jsonl" else line
    path.write_text(f"{line}\n" * 20_000, encoding="utf-8")
    out.write_text("old")
    command = [sys.executable, "-m", "textsift", "extract", str(path), "-o", str(out)]
    # A parent in the background may ignore the signal, and children inherit that.
    heed = partial(signal.signal, number, signal.SIG_DFL)
    process = subprocess.Popen([*command, "--overwrite"], stderr=subprocess.PIPE, preexec_fn=heed)
    deadline = time.monotonic() + 30
    while not list(tmp_path.glob(".out*")) and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.3)
    process.send_signal(number)
    _, error = process.communicate(timeout=30)
    # Python ends by the signal itself if it came while a module was imported.
    assert process.returncode in (code, -number)
    assert error == b"textsift: " + said + b"; nothing was written\n"
    assert out.read_text() == "old"
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([path.name, "out.jsonl"])


LOSES_WHAT_A_HANDLER_RAISES = """
import os, time, weakref
from textsift.cli import _Signals

class Module: pass

def callback(_):
    os.kill(os.getpid(), {number})
    for _ in range(10): pass

with _Signals():
    module = Module()
    lock = weakref.ref(module, callback)
    del module
    print("lost", flush=True)
    time.sleep(30)
"""


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize(("number", "code", "said"), [(15, 143, b"textsift: ended"), (2, -2, b"")])
def test_a_signal_that_a_library_loses_ends_the_work(number: int, code: int, said: bytes) -> None:
    script = LOSES_WHAT_A_HANDLER_RAISES.format(number=number)
    heed = partial(signal.signal, number, signal.SIG_DFL)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, timeout=20, preexec_fn=heed
    )
    assert done.stdout == b"lost\n"
    assert done.returncode == code
    assert done.stderr.startswith(said)
    assert b"ignored" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="a terminal of POSIX")
def test_a_terminal_sees_how_far_it_is(tmp_path: Path) -> None:
    termios = pytest.importorskip("termios")
    path, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    path.write_text((json.dumps({"text": "5 km. " * 100}) + "\n") * 20_000, encoding="utf-8")
    command = [sys.executable, "-m", "textsift", "extract", str(path), "-o", str(out)]
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, 100))
    process = subprocess.Popen([*command, "--what", "sentences"], stderr=theirs)
    os.close(theirs)
    seen = b""
    try:
        while chunk := os.read(ours, 4096):
            seen += chunk
    except OSError:  # how Linux says that the terminal is closed
        pass
    os.close(ours)
    assert process.wait(timeout=30) == 0
    shown = seen.decode()
    assert "B/s" in shown
    assert " texts]" in shown
    assert shown.rstrip().endswith(f"20,000 texts from 1 file → {out}")
