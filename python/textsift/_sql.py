"""The functions that SQL gets, whichever engine calls them: Arrow columns in, one column out."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import pyarrow as pa

from textsift._columns import (
    LISTS,
    NEEDS,
    Extraction,
    is_text,
    refuse_frame_options,
    sentence_texts,
)

__all__ = ["SqlFunction", "sql_functions"]


class SqlFunction:
    """A function of texts and, if wanted, of the dates on which they were written.

    >>> function, *_ = sql_functions("sift_", True, 1, {})
    >>> function.name, str(function.type)[:5]
    ('sift_sentences', 'list<')
    """

    def __init__(self, prefix: str, method: str, job: Extraction) -> None:
        self.name = prefix + method
        self.method = method
        self.job = job

    @cached_property
    def type(self) -> Any:
        """The Arrow type of what it gives."""
        return self(pa.array([], pa.string())).type

    def __call__(self, *columns: Any) -> Any:
        if len(columns) not in (1, 2):
            given = f"got {len(columns)} arguments"
            raise TypeError(f"{self.name} takes a text and, if wanted, its date; {given}")
        if not is_text(columns[0].type):
            raise TypeError(f"{self.name} takes strings, not {columns[0].type}")
        table = self.job.found(*columns).combine_chunks()
        if self.method == "extract":
            arrays = [column.combine_chunks() for column in table.columns]
            fields, nulls = list(table.schema), arrays[0].is_null()
            return pa.StructArray.from_arrays(arrays, fields=fields, mask=nulls)
        if self.method == "split_sentences":
            return sentence_texts(table.column("sentences").combine_chunks())
        return table.column(self.method).combine_chunks()


def sql_functions(
    prefix: str, texts: bool, threads: int | None, settings: dict[str, Any]
) -> list[SqlFunction]:
    """One function for each list of mentions, one for all of them, one for plain sentences."""
    made = []
    refuse_frame_options("register", settings)
    for method in (*LISTS, "extract", "split_sentences"):
        chosen = settings
        if method != "extract":
            chosen = {**settings, "what": NEEDS.get(method, ("sentences",))}
        copied = texts or method == "split_sentences"
        job = Extraction("text", texts=copied, threads=threads, **chosen)
        if job.reference is not None:
            hint = "in SQL a column of dates is the second argument"
            raise ValueError(f"reference_date: {job.reference!r} is no ISO 8601 date; {hint}")
        made.append(SqlFunction(prefix, method, job))
    return made
