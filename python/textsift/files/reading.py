"""Texts out of files, batch by batch: memory holds one batch, and one row on its way.

A row that cannot be read is given to ``refuse`` as a :class:`ReadError` and left out; so is the
rest of a file that breaks off. Rows are counted all the same, so that the number of a row depends
on its file alone.
"""

from __future__ import annotations

import contextlib
import csv
import gzip
import io
import json
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from textsift.files.kinds import COMPRESSIONS, STANDARD, ReadError, input_kind, pyarrow

__all__ = ["Batch", "Columns", "read"]

# A batch ends with the text that reaches one of these.
BATCH_ROWS = 8192
BATCH_BYTES = 1 << 20
# What a text may have at most.
MOST_BYTES = (2 << 30) - 1
# What a field of a CSV file may have at most: where a quote is not closed, the field goes on.
MOST_FIELD = 64 << 20
# What is unpacked of zstd at a time: so much may be lost where it breaks off.
ZSTD_BYTES = 1024

Refuse = Callable[[ReadError], None]


class Columns(NamedTuple):
    """The names of the columns of texts and, if any, of the days on which they were written."""

    text: str = "text"
    date: str | None = None


class Row(NamedTuple):
    """One text, its row from 0, how many bytes of the file were read so far, and its day."""

    row: int
    text: str | None
    read: int
    date: str | None = None


@dataclass
class Batch:
    """Some texts of one file: their rows, from 0, days, and how many of its bytes were read."""

    path: Path
    rows: list[int] = field(default_factory=list)
    texts: list[str | None] = field(default_factory=list)
    read: int = 0
    dates: list[str | None] = field(default_factory=list)


def stop(error: ReadError) -> None:
    """What becomes of rows that cannot be read, unless something else is wanted."""
    raise error


def read(
    path: Path,
    columns: Columns,
    *,
    lines: bool = False,
    kind: str | None = None,
    refuse: Refuse = stop,
) -> Iterator[Batch]:
    """The texts of one file in batches.

    ``lines`` makes a text of each line of a ``.txt``; ``kind`` says what the file holds, as the
    ending of its name would; that may still say how it is compressed.
    """
    ending, compression = input_kind(Path(f"input{kind}") if kind else path)
    if kind and ending != ".parquet":
        compression = compression or COMPRESSIONS.get(path.suffix.lower())
    if columns.date is not None and ending in (".txt", ".md"):
        refuse(ReadError(path, f"no column {columns.date!r}; a plain text has none"))
        return
    readers: dict[str, Callable[[_Source], Iterator[Row]]] = {
        ".txt": _lines if lines else _whole,
        ".md": _whole,
        ".csv": lambda source: _csv(source, columns, ","),
        ".tsv": lambda source: _csv(source, columns, "\t"),
        ".jsonl": lambda source: _jsonl(source, columns),
        ".parquet": lambda source: _parquet(source, columns),
    }
    batch = Batch(path)
    size = 0
    with _Source(path, compression, refuse) as source:
        for row, text, position, date in source.rows(readers[ending]):
            batch.rows.append(row)
            batch.texts.append(text)
            batch.dates.append(date)
            batch.read = position
            size += len(text or "")
            if len(batch.texts) >= BATCH_ROWS or size >= BATCH_BYTES:
                yield batch
                batch = Batch(path, read=position)
                size = 0
    if batch.texts:
        yield batch


class _Source(contextlib.ExitStack):
    """One file that is open, and who is told of what cannot be read."""

    def __init__(self, path: Path, compression: str | None, refuse: Refuse) -> None:
        super().__init__()
        self.path = path
        self.compression = compression
        # The row and the line that come next, as soon as the reader has come to the rows.
        self.next: tuple[int | None, int | None] = (None, None)
        self._refuse = refuse
        self._raw: _Counted | None = None

    def rows(self, reader: Callable[[_Source], Iterator[Row]]) -> Iterator[Row]:
        """The rows up to where the file ends, or breaks off."""
        try:
            yield from reader(self)
        except ReadError as error:
            self._refuse(error)
        except pyarrow().ArrowException as error:
            self._broken(str(error))
        except OSError as error:
            self._broken(error.strerror or str(error))

    def _broken(self, reason: str) -> None:
        row, line = self.next
        self.refuse(reason if row is None else f"breaks off: {reason}", row=row, line=line)

    def refuse(self, reason: str, *, row: int | None = None, line: int | None = None) -> None:
        self._refuse(ReadError(self.path, reason, row=row, line=line))

    @property
    def read(self) -> int:
        return self._raw.count if self._raw else 0

    def stream(self) -> BinaryIO:
        """The bytes, no longer compressed."""
        if self.path == STANDARD:
            file: Any = sys.stdin.buffer
        else:
            file = self.enter_context(self.path.open("rb", buffering=0))
        self._raw = raw = _Counted(file)
        packed = io.BufferedReader(raw, 1 << 18)
        if self.compression is None:
            return packed
        if self.compression == "gzip":
            unpacked = _Unpacked(gzip.GzipFile(fileobj=packed).read1)
        else:
            pa = pyarrow()
            stream = pa.CompressedInputStream(pa.PythonFile(packed, "r"), self.compression)
            unpacked = _Unpacked(lambda most: stream.read(min(most, ZSTD_BYTES)))
        return io.BufferedReader(unpacked, 1 << 18)


class _Counted(io.RawIOBase):
    """A file that counts what is read from it; pipes do not say where they are."""

    def __init__(self, file: Any) -> None:
        self.count = 0
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count: int = self._file.readinto(buffer)
        self.count += count
        return count


class _Unpacked(io.RawIOBase):
    """What was compressed; where that breaks off, what comes before is given first."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self._error: OSError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        filled = 0
        while filled < len(buffer) and self._error is None:
            try:
                data = self._read(len(buffer) - filled)
            except (OSError, EOFError, zlib.error) as error:
                self._error = OSError(str(error))
                break
            if not data:
                break
            buffer[filled : filled + len(data)] = data
            filled += len(data)
        if self._error and not filled:
            raise self._error
        return filled


def _decoded(data: bytes, offset: int) -> str:
    """The text, or a `ValueError` that names the place in the file."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = f"byte 0x{data[error.start]:02x} at offset {offset + error.start}"
        raise ValueError(f"not UTF-8: {place} ({error.reason})") from error


def _sound(text: str) -> str:
    """The text itself, which UTF-8 can hold; else a `ValueError`."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        code = ord(text[error.start])
        # Bytes that are no UTF-8 were read as these.
        if 0xDC80 <= code <= 0xDCFF:
            byte = f"byte 0x{code - 0xDC00:02x} at position {error.start}"
            raise ValueError(f"not UTF-8: {byte}") from error
        raise ValueError(f"lone surrogate at position {error.start}") from error
    return text


def _whole(source: _Source) -> Iterator[Row]:
    data = source.stream().read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        source.refuse("text of 2 GiB or more", row=0)
        return
    try:
        yield Row(0, _decoded(data, 0).removeprefix("\ufeff"), source.read)
    except ValueError as error:
        source.refuse(str(error), row=0)


def _raw_lines(source: _Source) -> Iterator[tuple[int, int, bytes]]:
    """The number, from 1, the offset and the bytes of each line."""
    file = source.stream()
    number = offset = 0
    while line := file.readline(MOST_BYTES + 1):
        number += 1
        size = len(line)
        if size > MOST_BYTES:
            source.refuse("line of 2 GiB or more", row=number - 1, line=number)
            while line and not line.endswith(b"\n"):
                line = file.readline(1 << 20)
                size += len(line)
        else:
            yield number, offset, line
        offset += size


def _lines(source: _Source) -> Iterator[Row]:
    for number, offset, line in _raw_lines(source):
        source.next = number, number + 1
        try:
            text = _decoded(line, offset).rstrip("\r\n")
        except ValueError as error:
            source.refuse(str(error), row=number - 1, line=number)
            continue
        yield Row(number - 1, text if offset else text.removeprefix("\ufeff"), source.read)


def _jsonl(source: _Source, columns: Columns) -> Iterator[Row]:
    row = -1
    for number, offset, line in _raw_lines(source):
        row += not line.isspace()
        source.next = row + 1, number + 1
        if line.isspace():
            continue
        try:
            line = line if offset else line.removeprefix(b"\xef\xbb\xbf")
            text, date = _record(line, offset, columns)
        except (ValueError, RecursionError) as error:
            source.refuse(str(error), row=row, line=number)
        else:
            yield Row(row, text, source.read, date)


# Of a number only the type counts, and Python refuses integers of thousands of digits.
_JSON = json.JSONDecoder(parse_int=lambda digits: 0)


def _record(line: bytes, offset: int, columns: Columns) -> tuple[str | None, str | None]:
    """The text and the day of a line of JSON; else an error that says what is wrong with it."""
    try:
        record = _JSON.decode(_decoded(line, offset).rstrip())
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: column {error.colno}: {error.msg}") from error
    text = _field(record, columns.text, "text")
    if columns.date is None:
        return text, None
    return text, _day(_field(record, columns.date, "date"), columns.date)


def _field(record: Any, name: str, what: str) -> str | None:
    if not isinstance(record, dict) or name not in record:
        raise ValueError(f"no field {name!r}")
    value = record[name]
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError(f"{name!r} is no {what} but {type(value).__name__}")
    return _sound(value)


def _day(text: str | None, column: str) -> str | None:
    """The text of a day if it is one; none where the field is empty."""
    import textsift

    if not text:
        return None
    try:
        textsift.Sifter(reference_date=text)
    except ValueError as error:
        raise ValueError(f"{column!r} is no ISO 8601 date: {text!r}") from error
    return text


def _csv(source: _Source, columns: Columns, delimiter: str) -> Iterator[Row]:
    most = csv.field_size_limit(MOST_FIELD)
    try:
        file = io.TextIOWrapper(source.stream(), "utf-8-sig", "surrogateescape", newline="")
        table = csv.reader(file, delimiter=delimiter, strict=True)
        header = _header(source.path, table)
        places = [_place(source.path, header, name) for name in columns if name is not None]
        yield from _records(source, table, len(header), places, columns)
    finally:
        csv.field_size_limit(most)


def _header(path: Path, table: Any) -> list[str]:
    """The names of the columns."""
    try:
        header: list[str] = next(table, [])
    except csv.Error as error:
        raise ReadError(path, f"not CSV: {error}", line=1) from error
    return header


def _place(path: Path, columns: list[str], column: str) -> int:
    """Where a column stands."""
    if columns.count(column) == 1:
        return columns.index(column)
    if column in columns:
        raise ReadError(path, f"several columns {column!r}")
    has = ", ".join(map(repr, columns)) or "none"
    raise ReadError(path, f"no column {column!r}; it has {has}")


def _records(
    source: _Source, table: Any, width: int, places: list[int], columns: Columns
) -> Iterator[Row]:
    at, *dated = places
    row = 0
    while True:
        line = table.line_num + 1
        source.next = row, line
        try:
            record = next(table, None)
            if record is None:
                return
            if not record:
                continue
            if len(record) != width:
                raise ValueError(f"{len(record)} fields where the header has {width}")
            text = _sound(record[at])
            date = _day(_sound(record[dated[0]]), columns.date or "") if dated else None
        except csv.Error as error:
            source.refuse(_no_csv(str(error), line, table.line_num), row=row, line=line)
        except ValueError as error:
            source.refuse(str(error), row=row, line=line)
        else:
            yield Row(row, text, source.read, date)
        row += 1


def _no_csv(error: str, first: int, last: int) -> str:
    """What is wrong with a row, and how many lines it swallowed."""
    if "field larger" in error:
        error = f"a field of {MOST_FIELD:,} characters, is a quote not closed?"
    if error == "unexpected end of data":
        error = "a quote is not closed"
    lines = f", in lines {first} to {last}" if last > first else ""
    return f"not CSV: {error}{lines}"


def _parquet(source: _Source, columns: Columns) -> Iterator[Row]:
    pa = pyarrow()
    path = source.path
    if path == STANDARD:
        raise ReadError(path, "Parquet is read from files alone")
    # Read through a small buffer: a group of rows may be as large as the file.
    raw = source.enter_context(path.open("rb"))  # Arrow opens no name that is no UTF-8
    with pa.parquet.ParquetFile(raw, pre_buffer=False, buffer_size=1 << 20) as file:
        _check_types(path, file.schema_arrow, columns)
        names = [name for name in columns if name is not None]
        size, total = path.stat().st_size, max(1, file.metadata.num_rows)
        row = 0
        for batch in file.iter_batches(_batch_rows(file.metadata), columns=names):
            texts = batch.column(columns.text).cast(pa.large_string())
            dates = None if columns.date is None else _days(batch.column(columns.date))
            position = size * (row + len(batch)) // total
            for at, text in _texts(source, texts, row):
                try:
                    day = None if dates is None else _day(dates[at - row], columns.date or "")
                except ValueError as error:
                    source.refuse(str(error), row=at)
                else:
                    yield Row(at, text, position, day)
            row += len(batch)
            source.next = row, None


def _check_types(path: Path, schema: Any, columns: Columns) -> None:
    from textsift._columns import is_text

    types = pyarrow().types
    kind = schema.field(_place(path, schema.names, columns.text)).type
    if not is_text(kind):
        raise ReadError(path, f"column {columns.text!r} holds {kind}, not strings")
    if columns.date is not None:
        kind = schema.field(_place(path, schema.names, columns.date)).type
        if not (is_text(kind) or types.is_date(kind) or types.is_timestamp(kind)):
            raise ReadError(path, f"column {columns.date!r} holds {kind}, not dates")


def _days(dates: Any) -> list[str | None]:
    """Dates, timestamps or strings as strings; times of a zone as its clocks show them."""
    from textsift._columns import is_text, wall_time

    pa = pyarrow()
    if not is_text(dates.type):
        dates = wall_time(dates).cast(pa.timestamp("us"), safe=False)
    days: list[str | None] = dates.cast(pa.string()).to_pylist()
    return days


def _batch_rows(metadata: Any) -> int:
    """How many rows make a batch, as far as the sizes of all columns say."""
    groups = (metadata.row_group(at) for at in range(metadata.num_row_groups))
    largest = max((group.total_byte_size // max(1, group.num_rows) for group in groups), default=1)
    return max(1, min(BATCH_ROWS, BATCH_BYTES // max(1, largest)))


def _texts(source: _Source, texts: Any, first: int) -> Iterator[tuple[int, str | None]]:
    """Rows and texts of an Arrow array whose bytes may be no UTF-8."""
    try:
        yield from enumerate(texts.to_pylist(), first)
    except UnicodeDecodeError:
        for row, data in enumerate(texts.cast(pyarrow().large_binary()).to_pylist(), first):
            try:
                yield row, None if data is None else _decoded(data, 0)
            except ValueError as error:
                source.refuse(str(error), row=row)
