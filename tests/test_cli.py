"""The command line, called as a function and as a program."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
import textsift
from textsift.cli import main

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT / "examples" / "article.txt"


def test_show_prints_marks_and_tables(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text("It rose 5 percent on 3 May 2021.", encoding="utf-8")
    assert main(["show", str(path)]) == 0
    page = capsys.readouterr().out
    assert "[5 percent" in page
    assert "2021-05-03" in page
    assert "\x1b" not in page


def test_show_takes_a_reference_date(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text("He left yesterday.", encoding="utf-8")
    assert main(["show", str(path), "--reference-date", "2024-03-01", "--no-colour"]) == 0
    assert "2024-02-29" in capsys.readouterr().out


def test_show_reads_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = "\ufeffNothing is new.".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert main(["show", "-"]) == 0
    assert capsys.readouterr().out == " 1  Nothing is new.\n"


def test_demo_shows_the_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo"]) == 0
    assert "Gulf of Guinea" in capsys.readouterr().out


def test_every_number_and_date_of_the_example_is_right() -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    found = textsift.analyze(text, reference_date="2024-09-12")
    assert len(found.sentences) == 20
    assert [(date.text, date.value) for date in found.dates] == [
        ("Thursday", "2024-09-12"),
        ("now", "PRESENT_REF"),
        ("last month", "2024-08"),
        ("14 August", "2024-08-14"),
        ("Tuesday morning", "2024-09-10TMO"),
        ("Wednesday", "2024-09-11"),
        ("now", "PRESENT_REF"),
        ("early December", "2024-12"),
        ("this week", "2024-W37"),
        ("Saturday", "2024-09-14"),
        ("three months", "P3M"),
        ("41 days", "P41D"),
        ("9/11", "2001-09-11"),
        ("2001", "2001"),
    ]
    numbers = [(n.text, str(n.value), n.unit or n.currency, n.bound) for n in found.numbers]
    assert numbers == [
        ("two", "2", None, "exact"),
        ("23", "23", None, "exact"),
        ("a third", "1/3", None, "exact"),
        ("Two", "2", None, "exact"),
        ("40 kilometres", "40", "km", "approximate"),
        ("25 miles", "25", "[mi_i]", "exact"),
        ("55 km/h", "55", "km/h", "at_most"),
        ("6.5 percent", "6.5", "%", "exact"),
        ("$94", "94", None, "exact"),
        ("74", "74", None, "exact"),
        ("nine", "9", None, "exact"),
        ("three years old", "3", "a", "approximate"),
        ("$1.2 billion", "1200000000", None, "approximate"),
        ("350 million euros", "350000000", "EUR", "exact"),
        ("12,000", "12000", None, "more_than"),
        ("40 and 50", "None", None, "range"),
        ("58-year-old", "58", "a", "exact"),
        ("six", "6", None, "at_most"),
        ("three months", "3", "mo", "exact"),
        ("second", "2", None, "exact"),
        ("41 days", "41", "d", "exact"),
    ]


def test_the_packaged_article_is_the_example() -> None:
    packaged = Path(textsift.__file__).parent / "article.txt"
    assert packaged.read_bytes() == ARTICLE.read_bytes()


def test_a_missing_file_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "no/such/file.txt"]) == 1
    assert capsys.readouterr().err == "textsift: no/such/file.txt: No such file or directory\n"


def test_a_folder_is_no_text(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["show", str(tmp_path)]) == 1
    assert str(tmp_path) in capsys.readouterr().err


def test_a_file_that_is_not_utf8_is_named_with_the_place(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes("caf\xe9 noir".encode("latin-1"))
    assert main(["show", str(path)]) == 1
    error = capsys.readouterr().err
    assert f"{path}: not UTF-8: byte 0xe9 at offset 3" in error


@pytest.mark.parametrize(
    "arguments", [[], ["sift"], ["show"], ["show", "-", "--reference-date", "x"]]
)
def test_a_wrong_command_ends_with_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert "textsift" in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out == f"textsift {textsift.__version__}\n"


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "textsift", *arguments]
    return subprocess.run(command, capture_output=True, env={**os.environ, **environment})


def test_as_a_program() -> None:
    done = program("show", str(ARTICLE), COLUMNS="70", PYTHONIOENCODING="utf-8")
    assert (done.returncode, done.stderr) == (0, b"")
    assert max(map(len, done.stdout.decode().splitlines())) <= 70


def test_a_terminal_without_the_characters_still_gets_a_page() -> None:
    done = program("demo", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
@pytest.mark.parametrize("arguments", [["demo"], ["show", str(ARTICLE)]])
def test_a_full_disk_is_named(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "textsift", *arguments]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert done.stderr == b"textsift: standard output: No space left on device\n"


@pytest.mark.parametrize("given", ["abc", "0", ""])
def test_a_wrong_number_of_threads_names_the_variable(given: str, tmp_path: Path) -> None:
    command = ["extract", str(ARTICLE), "-o", str(tmp_path / "out.jsonl")]
    done = program(*command, TEXTSIFT_THREADS=given)
    assert done.returncode == 2
    said = f"textsift: TEXTSIFT_THREADS: expected a number from 1, got {given!r}\n"
    assert done.stderr.decode() == said
    assert program(*command, "--threads", "1", TEXTSIFT_THREADS=given).returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
def test_a_reader_that_leaves_early_is_no_error() -> None:
    command = f"'{sys.executable}' -m textsift demo; echo $? >&2"
    shell = subprocess.run(
        ["bash", "-c", f"({command}) | head -n 1"], capture_output=True, text=True, check=True
    )
    assert shell.stderr.strip() == "0"
