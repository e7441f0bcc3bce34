"""The names of a gazetteer, from a frame or a file."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Iterator
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
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield from _from_csv(lines, "\t" if kind == ".tsv" else ",")
    elif kind in (".jsonl", ".ndjson"):
        with path.open(encoding="utf-8-sig") as lines:
            for line in lines:
                if line.strip():
                    record = json.loads(line)
                    yield _row(record.get, str(path))
    else:
        raise ValueError(f"gazetteer: expected {_EXPECTED}; got {os.fspath(path)!r}")


def _row(get: Any, where: str) -> Row:
    for name in ("name", "label"):
        if get(name) is None:
            raise ValueError(f"gazetteer: {where}: a record has no {name!r}")
    return get("name"), get("label"), get("id"), get("aliases")


def _from_csv(lines: Iterable[str], delimiter: str) -> Iterator[Row]:
    rows = csv.reader(lines, delimiter=delimiter)
    header = next(rows, [])
    for column in ("name", "label"):
        if column not in header:
            raise ValueError(f"gazetteer: the file has no column {column!r}, only {header}")
    places = [header.index(column) if column in header else None for column in _COLUMNS]
    for row in rows:
        if row:
            name, label, key, aliases = (
                row[place] if place is not None and place < len(row) else "" for place in places
            )
            yield name, label, key or None, [alias for alias in aliases.split("|") if alias]


_COLUMNS = ("name", "label", "id", "aliases")


def _from_frame(frame: Any) -> Iterator[Row]:
    known = list(frame.column_names if hasattr(frame, "column_names") else frame.columns)
    for column in ("name", "label"):
        if column not in known:
            raise ValueError(f"gazetteer: the frame has no column {column!r}, only {known}")
    rows = (_values(frame[column]) if column in known else repeat(None) for column in _COLUMNS)
    return zip(*rows, strict=False)


def _values(column: Any) -> Iterable[Any]:
    for method in ("to_pylist", "to_list"):
        if hasattr(column, method):
            values: Iterable[Any] = getattr(column, method)()
            return values
    return list(column)
