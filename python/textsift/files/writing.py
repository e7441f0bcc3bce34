"""Tables into files: every kind of output, and files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from textsift.files.kinds import OUTPUTS, STANDARD, FileError, pyarrow

__all__ = ["WRITERS", "Writer", "free", "named", "output_kind", "whole_file"]

# How many rows become Python objects at a time: an article's mentions are some thousand.
OBJECT_ROWS = 128
# A group of rows of a Parquet file ends when it has so many bytes in memory; each group and column
# takes some memory until the file ends.
GROUP_BYTES = 32 << 20


def output_kind(path: Path, kind: str | None = None) -> str:
    """The kind of an output, by its name unless it is said."""
    kind = kind or (".jsonl" if path == STANDARD else path.suffix.lower())
    if kind not in OUTPUTS:
        raise FileError(f"{path}: cannot write {kind or 'this'} files, only {', '.join(OUTPUTS)}")
    return kind


def free(path: Path, overwrite: bool) -> None:
    """Makes sure that a file may be written under this name."""
    if path == STANDARD or not path.exists():
        return
    if not path.is_file():
        raise FileError(f"{path}: is no regular file; -o - writes to standard output")
    if not overwrite:
        raise FileError(f"{path}: is there already; --overwrite writes over it")


@contextlib.contextmanager
def whole_file(output: Path) -> Iterator[BinaryIO]:
    """A file that takes the name ``output`` when all is written; the old one stays until then."""
    if output == STANDARD:
        with named("standard output"), open(sys.stdout.fileno(), "wb", closefd=False) as file:
            yield file
        return
    with named(output):
        yield from _renamed(output)


def _renamed(output: Path) -> Iterator[BinaryIO]:
    handle, name = tempfile.mkstemp(".part", f".{output.name}-", output.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(output)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def named(output: Path | str) -> Iterator[None]:
    """Gives errors of the system the name of the file."""
    try:
        yield
    except BrokenPipeError:  # no error: the reader has seen enough
        raise
    except OSError as error:
        raise FileError(f"{output}: {error.strerror or error}") from error


class Writer(Protocol):
    """What takes tables, one after another."""

    def write(self, table: Any) -> None:
        """Writes the rows of a table, now or before the file ends."""


class _Groups:
    """Tables gathered to groups of rows."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer
        self._waiting: list[Any] = []
        self._bytes = 0

    def write(self, table: Any) -> None:
        self._waiting.append(table)
        self._bytes += table.nbytes
        if self._bytes >= GROUP_BYTES:
            self.flush()

    def flush(self) -> None:
        if self._waiting:
            self._writer.write_table(pyarrow().concat_tables(self._waiting))
        self._waiting, self._bytes = [], 0


@contextlib.contextmanager
def _parquet_writer(file: BinaryIO, schema: Any) -> Iterator[Writer]:
    parquet = pyarrow().parquet
    kept: Any = ["path", "row"]  # those of all fields would stay in memory, group by group
    with parquet.ParquetWriter(file, schema, compression="zstd", write_statistics=kept) as writer:
        groups = _Groups(writer)
        yield groups
        groups.flush()


@contextlib.contextmanager
def _arrow_writer(file: BinaryIO, schema: Any) -> Iterator[Writer]:
    with pyarrow().ipc.new_file(file, schema) as writer:
        yield writer


@contextlib.contextmanager
def _csv_writer(file: BinaryIO, schema: Any) -> Iterator[Writer]:
    pa = pyarrow()
    # `parts`, a list, becomes text: CSV has no lists.
    lists = [field.name for field in schema if pa.types.is_list(field.type)]
    plain = pa.schema(
        [field.with_type(pa.string()) if field.name in lists else field for field in schema]
    )
    with pa.csv.CSVWriter(file, plain) as writer:

        class Plain:
            def write(self, table: Any) -> None:
                for name in lists:
                    at = table.column_names.index(name)
                    texts = ["; ".join(map(str, parts)) for parts in table[name].to_pylist()]
                    table = table.set_column(at, name, pa.array(texts, pa.string()))
                writer.write(table.cast(plain))

        yield Plain()


@contextlib.contextmanager
def _jsonl_writer(file: BinaryIO, schema: Any) -> Iterator[Writer]:
    class Lines:
        def write(self, table: Any) -> None:
            for start in range(0, len(table), OBJECT_ROWS):
                for row in table.slice(start, OBJECT_ROWS).to_pylist():
                    line = json.dumps(row, ensure_ascii=False, default=_iso)
                    file.write(line.encode() + b"\n")

    yield Lines()


def _iso(time: datetime.datetime) -> str:
    return time.isoformat()


WRITERS: dict[str, Callable[[BinaryIO, Any], contextlib.AbstractContextManager[Writer]]] = {
    ".parquet": _parquet_writer,
    ".jsonl": _jsonl_writer,
    ".arrow": _arrow_writer,
    ".csv": _csv_writer,
}
