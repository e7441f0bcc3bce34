"""Which files there are: their kinds by their names, folders, patterns, and what goes wrong."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = [
    "COMPRESSIONS",
    "INPUTS",
    "OUTPUTS",
    "STANDARD",
    "FileError",
    "Inputs",
    "ReadError",
    "input_kind",
    "inputs",
    "path_text",
    "pyarrow",
]

INPUTS = (".txt", ".md", ".csv", ".tsv", ".jsonl", ".parquet")
OUTPUTS = (".parquet", ".jsonl", ".arrow", ".csv")
COMPRESSIONS = {".gz": "gzip", ".zst": "zstd"}
# Standard input and output.
STANDARD = Path("-")


class FileError(Exception):
    """A file that cannot be read or written; the message names it, and the place."""


class ReadError(FileError):
    """A row, or the rest of a file, that cannot be read.

    >>> print(ReadError(Path("a.csv"), "2 fields where the header has 3", row=6, line=9))
    a.csv: line 9: 2 fields where the header has 3
    """

    def __init__(
        self, path: Path, reason: str, *, row: int | None = None, line: int | None = None
    ) -> None:
        self.path = path
        self.reason = reason
        self.row = row
        self.line = line
        place = f"line {line}: " if line else f"row {row}: " if row else ""
        name = "standard input" if path == STANDARD else path
        super().__init__(f"{name}: {place}{reason}")


@dataclass(frozen=True)
class Inputs:
    """The files to read, which of them are named one by one, and how many others folders hold."""

    files: list[Path]
    left_out: int = 0
    named: frozenset[Path] = frozenset()


def path_text(path: Path) -> str:
    r"""A path as text that UTF-8 can hold: a byte that is none of it becomes ``\xff``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def input_kind(path: Path) -> tuple[str, str | None]:
    """The kind of a file and how it is compressed, by its name.

    >>> input_kind(Path("news/2024.JSONL.gz"))
    ('.jsonl', 'gzip')
    """
    suffixes = [suffix.lower() for suffix in path.suffixes]
    compression = COMPRESSIONS.get(suffixes[-1]) if suffixes else None
    if compression:
        suffixes.pop()
    kind = suffixes[-1] if suffixes else ""
    if kind not in INPUTS:
        raise FileError(f"{path}: cannot read {kind or 'this'} files, only {', '.join(INPUTS)}")
    if compression and kind == ".parquet":
        raise FileError(f"{path}: a Parquet file is compressed inside; unpack it first")
    return kind, compression


def inputs(
    paths: Iterable[Path], outputs: Iterable[Path] = (), *, kind: str | None = None
) -> Inputs:
    """The files that are named, once each: those in folders and those that match patterns, sorted.

    None of ``outputs`` may be one of them. Files that are named one by one may have any ending if
    ``kind`` says what they hold.
    """
    files: dict[Path, Path] = {}
    named = set()
    empty = []
    left_out = 0
    for given in paths:
        for path in _matches(given):
            if path.is_dir():
                readable, others = _inside(path)
                left_out += others
                if not readable:
                    empty.append(str(path))
            else:
                readable = [path]
                if path == given:
                    named.add(path)
                if path != STANDARD and not (kind and path == given):
                    input_kind(path)
            files |= {path.resolve(): path for path in readable if path.resolve() not in files}
    if empty and not files:
        raise FileError(f"{', '.join(empty)}: holds no {', '.join(INPUTS)} files")
    for output in outputs:
        if output != STANDARD and output.resolve() in files:
            raise FileError(f"{output}: is an input as well")
    return Inputs(list(files.values()), left_out, frozenset(named))


def _matches(path: Path) -> list[Path]:
    """The path itself, or the paths that match a pattern; ``**`` is folders of any depth."""
    if path == STANDARD or path.exists():
        return [path]
    name = os.fspath(path)  # `Path.glob` takes no absolute pattern
    if not glob.has_magic(name):
        raise FileError(f"{path}: No such file or directory")
    found = sorted(glob.glob(name, recursive=True))  # noqa: PTH207
    if not found:
        raise FileError(f"{path}: no file matches")
    return [Path(match) for match in found]


def _inside(folder: Path) -> tuple[list[Path], int]:
    readable, others = [], 0
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue  # hidden, as from patterns
        try:
            input_kind(path)
        except FileError:
            others += 1
        else:
            readable.append(path)
    return readable, others


def pyarrow() -> Any:
    """The library, with the parts that files need."""
    try:
        import pyarrow
        import pyarrow.compute
        import pyarrow.csv
        import pyarrow.ipc
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise FileError("this needs pyarrow: pip install 'textsift[cli]'") from error
    return sys.modules["pyarrow"]
