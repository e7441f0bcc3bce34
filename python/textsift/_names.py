"""The names of a gazetteer, from a frame or a file."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import repeat
from pathlib import Path
from typing import Any, TypeAlias

__all__ = ["columns"]

# Name, label, id, aliases.
Row: TypeAlias = tuple[Any, Any, Any, Any]

_EXPECTED = (
    "a dict from str to label, a list of dicts, a frame with columns name, label, id and aliases, "
    "or the path of a .csv, .tsv, .jsonl or .parquet file of them"
)


def columns(value: Any) -> Iterable[Row]:
    r"""The rows of a frame with columns ``name``, ``label``, and maybe ``id`` and ``aliases``.

    >>> import io
    >>> list(_from_csv(io.StringIO("name,label,aliases\n3M,ORG,Minnesota Mining|MMM\n"), ","))
    [('3M', 'ORG', None, ['Minnesota Mining', 'MMM'])]
    """
    if isinstance(value, str | os.PathLike):
        return _from_file(Path(value))
    if hasattr(value, "columns") or hasattr(value, "column_names"):
        return _from_frame(value)
    raise TypeError(f"gazetteer: expected {_EXPECTED}; got {type(value).__name__}")


def _from_file(path: Path) -> Iterator[Row]:
    kind = path.suffix.lower()
    if kind == ".parquet":
        from textsift._columns import required

        yield from _from_frame(required("pyarrow.parquet", "cli").read_table(path))
    elif kind in (".csv", ".tsv"):
        with path.open(encoding="utf-8-sig", newline="") as lines, _placed(path):
            yield from _from_csv(lines, "\t" if kind == ".tsv" else ",")
    elif kind in (".jsonl", ".ndjson"):
        with path.open(encoding="utf-8-sig") as lines, _placed(path):
            yield from _from_json_lines(lines)
    else:
        raise ValueError(f"gazetteer: expected {_EXPECTED}; got {os.fspath(path)!r}")


@contextmanager
def _placed(path: Path) -> Iterator[None]:
    """Gives errors in a file its name."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise ValueError(f"gazetteer: {path}: not UTF-8: {error.reason}") from error
    except _RowError as error:
        raise ValueError(f"gazetteer: {path}: {error}") from error


class _RowError(Exception):
    """A row that is no name; the message names its line."""


def _from_json_lines(lines: Iterable[str]) -> Iterator[Row]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise _RowError(f"line {number}: not JSON: {error}") from error
        if not isinstance(record, dict):
            raise _RowError(f"line {number}: expected an object, got {line.strip():.40}")
        for name in ("name", "label"):
            if record.get(name) is None:
                raise _RowError(f"line {number}: a record has no {name!r}")
        yield record["name"], record["label"], record.get("id"), record.get("aliases")


def _from_csv(lines: Iterable[str], delimiter: str) -> Iterator[Row]:
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        header = next(rows, [])
        places = [header.index(column) if column in header else None for column in _COLUMNS]
        _check(header, "file")
        for row in filter(None, rows):
            if len(row) != len(header):
                fields = f"{len(row)} fields, not the {len(header)} of the first line"
                raise _RowError(f"line {rows.line_num}: {fields}")
            name, label, key, aliases = ("" if at is None else row[at] for at in places)
            yield name, label, key or None, [alias for alias in aliases.split("|") if alias]
    except csv.Error as error:
        raise _RowError(f"line {rows.line_num}: {error}") from error


def _check(known: list[Any], what: str) -> None:
    """The columns that must be there are, and none twice."""
    for column in ("name", "label"):
        if column not in known:
            raise ValueError(f"gazetteer: the {what} has no column {column!r}, only {known}")
    for column in _COLUMNS:
        if known.count(column) > 1:
            raise ValueError(f"gazetteer: the {what} has several columns {column!r}")


_COLUMNS = ("name", "label", "id", "aliases")


def _from_frame(frame: Any) -> Iterator[Row]:
    known = list(frame.column_names if hasattr(frame, "column_names") else frame.columns)
    _check(known, "frame")
    rows = (_values(frame[column]) if column in known else repeat(None) for column in _COLUMNS)
    return zip(*rows, strict=False)


def _values(column: Any) -> Iterable[Any]:
    if hasattr(column, "isna"):
        pairs = zip(column.to_list(), column.isna(), strict=True)
        return [None if gap else value for value, gap in pairs]
    for method in ("to_pylist", "to_list"):
        if hasattr(column, method):
            values: Iterable[Any] = getattr(column, method)()
            return values
    return list(column)
