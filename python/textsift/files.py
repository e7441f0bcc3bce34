"""Takes files apart, batch by batch: what ``textsift extract`` does.

Texts are read from ``.txt`` (one text a file, or one a line), ``.csv``, ``.jsonl`` and
``.parquet``; results are written as Parquet, JSON lines, Arrow or CSV. Memory holds one batch at a
time, and the output appears under its name when all of it is written, or not at all. Needs pyarrow.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol

__all__ = ["INPUTS", "OUTPUTS", "Batch", "FileError", "extract", "inputs", "read"]

INPUTS = (".txt", ".csv", ".jsonl", ".parquet")
OUTPUTS = (".parquet", ".jsonl", ".arrow", ".csv")

# A batch ends with the text that reaches one of these.
BATCH_ROWS = 8192
BATCH_BYTES = 4 << 20
# How many rows become Python objects at a time: an article's mentions are some thousand.
OBJECT_ROWS = 128


class FileError(Exception):
    """A file that cannot be read or written; the message names it, and the place."""


@dataclass
class Batch:
    """Some texts of one file: their rows, from 0, and how many of its bytes were read so far."""

    path: Path
    first_row: int
    texts: list[str | None]
    read: int


def inputs(paths: Iterable[Path], output: Path) -> list[Path]:
    """The files to read, those inside folders sorted; `output` must not be one of them."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (file for file in path.rglob("*") if file.suffix.lower() in INPUTS)
            files += sorted(file for file in inside if file.is_file())
        elif not path.exists():
            raise FileError(f"{path}: No such file or directory")
        elif path.suffix.lower() in INPUTS:
            files.append(path)
        else:
            kinds = ", ".join(INPUTS)
            raise FileError(f"{path}: cannot read {path.suffix or 'this'} files, only {kinds}")
    if output.resolve() in {file.resolve() for file in files}:
        raise FileError(f"{output}: is an input as well")
    return files


def read(path: Path, column: str = "text", *, lines: bool = False) -> Iterator[Batch]:
    """The texts of one file in batches."""
    readers: dict[str, Callable[[Path], Iterator[tuple[str | None, int]]]] = {
        ".txt": _lines if lines else _whole,
        ".csv": lambda path: _csv(path, column),
        ".jsonl": lambda path: _jsonl(path, column),
        ".parquet": lambda path: _parquet(path, column),
    }
    batch = Batch(path, 0, [], 0)
    size = 0
    for text, position in readers[path.suffix.lower()](path):
        batch.texts.append(text)
        batch.read = position
        size += len(text or "")
        if len(batch.texts) >= BATCH_ROWS or size >= BATCH_BYTES:
            yield batch
            batch = Batch(path, batch.first_row + len(batch.texts), [], position)
            size = 0
    if batch.texts:
        yield batch


def _decode(path: Path, data: bytes, offset: int) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = f"byte 0x{data[error.start]:02x} at offset {offset + error.start}"
        raise FileError(f"{path}: not UTF-8: {place} ({error.reason})") from error


def _whole(path: Path) -> Iterator[tuple[str | None, int]]:
    data = path.read_bytes()
    yield _decode(path, data, 0).removeprefix("\ufeff"), len(data)


def _lines(path: Path) -> Iterator[tuple[str | None, int]]:
    offset = 0
    with path.open("rb") as file:
        for line in file:
            text = _decode(path, line, offset)
            yield (text if offset else text.removeprefix("\ufeff")).rstrip("\r\n"), offset
            offset += len(line)


def _jsonl(path: Path, column: str) -> Iterator[tuple[str | None, int]]:
    for number, (line, offset) in enumerate(_lines(path), 1):
        if not line or line.isspace():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            place = f"line {number}, column {error.colno}"
            raise FileError(f"{path}: {place}: not JSON ({error.msg})") from error
        if not isinstance(record, dict) or column not in record:
            raise FileError(f"{path}: line {number}: no field '{column}'")
        text = record[column]
        if text is not None and not isinstance(text, str):
            kind = type(text).__name__
            raise FileError(f"{path}: line {number}: '{column}' is no text but {kind}")
        yield text, offset


def _csv(path: Path, column: str) -> Iterator[tuple[str | None, int]]:
    pa, pc = _pyarrow(), _pyarrow().csv
    convert = pc.ConvertOptions(
        include_columns=[column], column_types={column: pa.large_string()}, null_values=[]
    )
    parse = pc.ParseOptions(newlines_in_values=True)
    block = pc.ReadOptions(block_size=8 << 20)
    with _named(path, column), path.open("rb") as file:
        for batch in pc.open_csv(file, block, parse, convert):
            position = file.tell()
            yield from ((text, position) for text in batch.column(0).to_pylist())


def _parquet(path: Path, column: str) -> Iterator[tuple[str | None, int]]:
    pa = _pyarrow()
    with _named(path, column), pa.parquet.ParquetFile(path) as file:
        if column not in file.schema_arrow.names:
            raise FileError(f"{path}: no column '{column}'")
        size, rows = path.stat().st_size, max(1, file.metadata.num_rows)
        row = 0
        for batch in file.iter_batches(BATCH_ROWS, columns=[column]):
            texts = batch.column(0).cast(pa.large_string())
            row += len(texts)
            yield from ((text, size * row // rows) for text in texts.to_pylist())


@contextlib.contextmanager
def _named(path: Path, column: str) -> Iterator[None]:
    """Gives errors of pyarrow the name of the file."""
    pa = _pyarrow()
    try:
        yield
    except KeyError as error:
        raise FileError(f"{path}: no column '{column}'") from error
    except pa.ArrowException as error:
        raise FileError(f"{path}: {error}") from error


def extract(
    files: Iterable[Path],
    output: Path,
    *,
    column: str = "text",
    lines: bool = False,
    flat: str | None = None,
    progress: Callable[[Batch], None] = lambda batch: None,
    **settings: Any,
) -> int:
    """Takes the texts of all files apart into one; returns the number of texts.

    Each row has the ``path`` and ``row`` it comes from. ``flat`` names one list, and each of its
    mentions becomes a row. ``settings`` are those of :class:`textsift.Sifter`.
    """
    import textsift
    from textsift._columns import lists_for

    if flat is not None:
        settings["what"] = lists_for(flat, settings)
    sifter = textsift.Sifter(**settings)
    kind = output.suffix.lower()
    if kind not in OUTPUTS:
        raise FileError(f"{output}: cannot write {kind or 'this'} files, only {', '.join(OUTPUTS)}")
    if kind == ".csv" and flat is None:
        raise FileError(f"{output}: a CSV file cannot hold lists; choose one with flat (--flat)")
    count = 0
    with _whole_file(output) as file:
        table = _rows(Batch(Path(), 0, [], 0), sifter, flat)
        with _WRITERS[kind](file, table.schema) as writer:
            for path in files:
                for batch in read(path, column, lines=lines):
                    writer.write(_rows(batch, sifter, flat))
                    count += len(batch.texts)
                    progress(batch)
    return count


@contextlib.contextmanager
def _whole_file(output: Path) -> Iterator[BinaryIO]:
    """A file that takes the name `output` when all is written; the old one stays until then."""
    try:
        handle, name = tempfile.mkstemp(".part", f".{output.name}-", output.parent)
    except OSError as error:
        raise FileError(f"{output}: {error.strerror}") from error
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


def _rows(batch: Batch, sifter: Any, flat: str | None) -> Any:
    """What stands in the texts of a batch, beside the places they come from."""
    pa = _pyarrow()
    import numpy as np

    from textsift._columns import flatten, places

    table = sifter.extract(pa.array(batch.texts, pa.large_string())).to_arrow()
    rows = np.arange(batch.first_row, batch.first_row + len(batch.texts))
    fields, columns, metadata = list(table.schema), table.columns, None
    if flat is not None:
        counts, mentions = flatten(table[flat])
        of, match = places(counts)
        rows = rows[of]
        metadata = table.schema.field(flat).metadata
        fields = [pa.field("match", pa.int64()), *mentions.schema]
        columns = [pa.array(match), *mentions.columns]
    path = pa.array([str(batch.path)] * len(rows), pa.string())
    fields = [pa.field("path", pa.string()), pa.field("row", pa.int64()), *fields]
    return pa.Table.from_arrays(
        [path, pa.array(rows), *columns], schema=pa.schema(fields, metadata)
    )


class _Writer(Protocol):
    def write(self, table: Any) -> None: ...


@contextlib.contextmanager
def _parquet_writer(file: BinaryIO, schema: Any) -> Iterator[_Writer]:
    with _pyarrow().parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        yield writer


@contextlib.contextmanager
def _arrow_writer(file: BinaryIO, schema: Any) -> Iterator[_Writer]:
    with _pyarrow().ipc.new_file(file, schema) as writer:
        yield writer


@contextlib.contextmanager
def _csv_writer(file: BinaryIO, schema: Any) -> Iterator[_Writer]:
    pa = _pyarrow()
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
def _jsonl_writer(file: BinaryIO, schema: Any) -> Iterator[_Writer]:
    class Lines:
        def write(self, table: Any) -> None:
            for start in range(0, len(table), OBJECT_ROWS):
                for row in table.slice(start, OBJECT_ROWS).to_pylist():
                    line = json.dumps(row, ensure_ascii=False, default=_iso)
                    file.write(line.encode() + b"\n")

    yield Lines()


def _iso(time: datetime.datetime) -> str:
    return time.isoformat()


_WRITERS: dict[str, Callable[[BinaryIO, Any], contextlib.AbstractContextManager[_Writer]]] = {
    ".parquet": _parquet_writer,
    ".jsonl": _jsonl_writer,
    ".arrow": _arrow_writer,
    ".csv": _csv_writer,
}


def _pyarrow() -> Any:
    try:
        import pyarrow
        import pyarrow.compute
        import pyarrow.csv
        import pyarrow.ipc
        import pyarrow.parquet
    except ImportError as error:
        raise FileError("this needs pyarrow: pip install 'textsift[cli]'") from error
    return pyarrow
