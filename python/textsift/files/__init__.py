"""Takes files apart, batch by batch: what ``textsift extract`` does.

Texts are read from ``.txt`` and ``.md`` (one text a file, or one a line), ``.csv``, ``.tsv``,
``.jsonl`` and ``.parquet``, all but the last compressed with gzip or zstd if they like; results are
written as Parquet, JSON lines, Arrow or CSV. Memory holds one batch at a time, and the output
appears under its name when all of it is written, or not at all. Needs pyarrow.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textsift.files.kinds import (
    COMPRESSIONS,
    INPUTS,
    OUTPUTS,
    STANDARD,
    FileError,
    Inputs,
    ReadError,
    inputs,
    path_text,
    pyarrow,
)
from textsift.files.reading import Batch, Columns, Refuse, read, stop
from textsift.files.writing import WRITERS, free, named, output_kind, whole_file

__all__ = [
    "COMPRESSIONS",
    "INPUTS",
    "OUTPUTS",
    "STANDARD",
    "Batch",
    "Extracted",
    "FileError",
    "Inputs",
    "ReadError",
    "extract",
    "inputs",
    "named",
    "read",
]


@dataclass
class Extracted:
    """What came of it: the number of texts, and of rows and files that could not be read."""

    texts: int = 0
    refused: int = 0


def extract(
    files: Iterable[Path],
    output: Path,
    *,
    column: str = "text",
    date_column: str | None = None,
    lines: bool = False,
    input_kind: str | None = None,
    named: Container[Path] = (STANDARD,),
    output_kind: str | None = None,
    flat: str | None = None,
    texts: bool = True,
    threads: int | None = None,
    errors: Path | None = None,
    overwrite: bool = False,
    progress: Callable[[Batch], None] = lambda batch: None,
    **settings: Any,
) -> Extracted:
    """Takes the texts of all files apart into one.

    Each row has the ``path`` and ``row`` it comes from. ``flat`` names one list, and each of its
    mentions becomes a row. ``date_column`` names a column of the days on which the texts were
    written. What cannot be read is an error, or with ``errors`` a line of JSON in
    that file. ``input_kind`` is that of the files in ``named``, which is standard input (the path
    ``-``) unless said, ``output_kind`` that of the output if its name does not say. ``settings``
    are those of :class:`textsift.Sifter`.
    """
    import textsift
    from textsift._columns import lists_for

    if flat is not None:
        settings["what"] = lists_for(flat, settings)
    sifter = textsift.Sifter(**settings)
    write = _writer(output, output_kind, flat)
    for path in filter(None, (output, errors)):
        free(path, overwrite)
    columns = Columns(column, date_column)
    job = _Job(sifter, flat, {"texts": texts, "threads": threads}, date_column is not None)
    done = Extracted()
    with _refusal(errors, done) as refuse, whole_file(output) as file:
        table = job.rows(Batch(Path()))
        with write(file, table.schema) as writer:
            for path in files:
                kind = input_kind if path in named else None
                for batch in read(path, columns, lines=lines, kind=kind, refuse=refuse):
                    writer.write(job.rows(batch))
                    done.texts += len(batch.texts)
                    progress(batch)
    return done


def _writer(output: Path, kind: str | None, flat: str | None) -> Any:
    kind = output_kind(output, kind)
    if kind == ".csv" and flat is None:
        raise FileError(f"{output}: a CSV file cannot hold lists; choose one with flat (--flat)")
    return WRITERS[kind]


@contextlib.contextmanager
def _refusal(errors: Path | None, done: Extracted) -> Iterator[Refuse]:
    """What is done with what cannot be read: it stops the work, or goes into a file."""
    if errors is None:
        yield stop
        return
    with whole_file(errors) as file:

        def refuse(error: ReadError) -> None:
            done.refused += 1
            place = {"path": path_text(error.path), "row": error.row, "line": error.line}
            line = json.dumps({**place, "reason": error.reason}, ensure_ascii=False)
            file.write(line.encode("utf-8", "replace") + b"\n")

        yield refuse


@dataclass
class _Job:
    """From batches of texts to tables of what stands in them."""

    sifter: Any
    flat: str | None
    options: dict[str, Any]
    dated: bool = False

    def rows(self, batch: Batch) -> Any:
        """What stands in the texts of a batch, beside the places they come from."""
        import numpy as np

        from textsift._columns import flatten, places

        pa = pyarrow()
        texts = pa.array(batch.texts, pa.large_string())
        dates = pa.array(batch.dates, pa.string()) if self.dated else None
        table = self.sifter.extract(texts, reference_date=dates, **self.options).to_arrow()
        rows = np.array(batch.rows, np.int64)
        fields, columns, metadata = list(table.schema), table.columns, None
        if self.flat is not None:
            counts, mentions = flatten(table[self.flat])
            of, match = places(counts)
            rows = rows[of]
            metadata = table.schema.field(self.flat).metadata
            fields = [pa.field("match", pa.int64()), *mentions.schema]
            columns = [pa.array(match), *mentions.columns]
        path = pa.array([path_text(batch.path)] * len(rows), pa.string())
        fields = [pa.field("path", pa.string()), pa.field("row", pa.int64()), *fields]
        return pa.Table.from_arrays(
            [path, pa.array(rows), *columns], schema=pa.schema(fields, metadata)
        )
