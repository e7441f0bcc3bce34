"""What the engines share: which columns go in, which come out, and how the settings travel.

An :class:`Extraction` is what ``extract(frame, column, ...)`` means everywhere: the columns that
are kept, and after them the lists of mentions (a row for each text), or with ``flat`` the fields of
one list (a row for each mention). It checks the names before anything runs, knows the types of what
it adds without seeing a text, and turns one Arrow table into others; an engine has only to bring
its batches. On its way to workers it holds its sifter as a :class:`Parcel`.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import os
import pickle
import re
import threading
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, ClassVar

import textsift

__all__ = [
    "LISTS",
    "NEEDS",
    "Extraction",
    "Parcel",
    "flatten",
    "in_part",
    "is_text",
    "lists_for",
    "places",
    "refuse_frame_options",
    "required",
    "sentence_texts",
    "wall_time",
]

# The lists that a list of mentions refers to by index come along, or its references would be null.
NEEDS = {
    "sentences": ("sentences",),
    "entities": ("sentences", "entities"),
    "numbers": ("sentences", "numbers"),
    "dates": ("sentences", "numbers", "dates"),
    "quotes": ("sentences", "entities", "quotes"),
}
LISTS = tuple(NEEDS)
# What may stand before their names; entities have an `id` and an `entity_id` already.
_ONE = {"sentences": "sentence", "numbers": "number", "dates": "date", "quotes": "quote"}

# Rows of mentions that are made at a time, for each repeats the texts and whatever else is kept.
FLAT_ROWS = 8192


def required(module: str, extra: str) -> Any:
    """A module of another library, or the sentence that says how to get it.

    >>> required("no_such_library", "spark")
    Traceback (most recent call last):
    ImportError: textsift.spark needs no_such_library: pip install 'textsift[spark]'
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        library = module.partition(".")[0]
        hint = f"textsift.{extra} needs {library}: pip install 'textsift[{extra}]'"
        raise ImportError(hint) from error


def _pyarrow() -> Any:
    importlib.import_module("pyarrow.compute")
    return importlib.import_module("pyarrow")


class Parcel:
    """A sifter on its way to other processes, built once in each, however often it arrives.

    ``payload`` is the pickled sifter, or an object that holds it as ``value`` (a broadcast
    variable), looked at only where the sifter is not there yet.

    >>> parcel = Parcel.of(textsift.Sifter(gazetteer={"Havbris": "PRODUCT"}))
    >>> arrived = pickle.loads(pickle.dumps(parcel))
    >>> arrived.sifter is parcel.sifter
    True
    """

    MOST = 8
    _built: ClassVar[OrderedDict[str, textsift.Sifter]] = OrderedDict()
    _lock = threading.Lock()

    def __init__(self, digest: str, payload: Any) -> None:
        self.digest = digest
        self.payload = payload

    @classmethod
    def of(cls, sifter: textsift.Sifter) -> Parcel:
        """Packs a sifter; this process has it already."""
        payload = pickle.dumps(sifter)
        digest = hashlib.sha256(payload).hexdigest()
        with cls._lock:
            cls._remember(digest, sifter)
        return cls(digest, payload)

    @property
    def sifter(self) -> textsift.Sifter:
        """The sifter of this process."""
        with self._lock:
            sifter = self._built.get(self.digest)
            if sifter is None:
                sifter = pickle.loads(getattr(self.payload, "value", self.payload))
            self._remember(self.digest, sifter)
            return sifter

    @classmethod
    def renew_lock(cls) -> None:
        """A process that was forked while a sifter was built would wait for it for ever."""
        cls._lock = threading.Lock()

    @classmethod
    def _remember(cls, digest: str, sifter: textsift.Sifter) -> None:
        cls._built[digest] = sifter
        cls._built.move_to_end(digest)
        while len(cls._built) > cls.MOST:
            cls._built.popitem(last=False)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=Parcel.renew_lock)


class Extraction:
    """One ``extract(frame, column, ...)``: checks, types, and the work on Arrow tables.

    ``flat`` names a list whose mentions become rows. ``keep`` are the columns that stay (all).
    ``prefix`` goes before the names of the columns that are added. ``reference_date`` is one date
    for all texts or, if a string that is no date, the name of a column of dates.

    >>> job = Extraction("body", flat="numbers", keep=["id"])
    >>> job.schema.names[:4]
    ['match', 'start', 'end', 'text']
    >>> job.kept(["id", "text"], job.schema.names)
    Traceback (most recent call last):
    ValueError: 'body' is no column of the frame; it has 'id', 'text'
    """

    def __init__(
        self,
        column: str,
        *,
        flat: str | None = None,
        prefix: str = "",
        keep: Iterable[str] | None = None,
        reference_date: Any = None,
        texts: bool = True,
        threads: int | None = None,
        **settings: Any,
    ) -> None:
        if flat is not None:
            settings["what"] = lists_for(flat, settings)
        self.reference, date = _column_or_date(reference_date)
        self.column = column
        self.flat = flat
        self.prefix = prefix
        self.keep = None if keep is None else _names(keep)
        self.texts = texts
        self.threads = threads
        self._sifter: textsift.Sifter | None = textsift.Sifter(**settings, **date)

    @cached_property
    def parcel(self) -> Parcel:
        """The sifter as it travels."""
        return Parcel.of(self.sifter)

    @property
    def sifter(self) -> textsift.Sifter:
        """The sifter of this process."""
        self._sifter = self._sifter or self.parcel.sifter
        return self._sifter

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "parcel": self.parcel, "_sifter": None}

    def __dask_tokenize__(self) -> tuple[Any, ...]:
        options = (self.flat, self.prefix, self.keep, self.texts, self.threads)
        return (self.column, self.reference, *options, self.parcel.digest)

    @cached_property
    def schema(self) -> Any:
        """The Arrow schema of the columns that are added."""
        pa = _pyarrow()
        schema = self.sifter.extract([], texts=self.texts).to_arrow().schema
        fields, metadata = list(schema), None
        if self.flat is not None:
            metadata = schema.field(self.flat).metadata
            match = pa.field("match", pa.int64(), nullable=False)
            fields = [match, *schema.field(self.flat).type.value_type]
        fields = [field.with_name(self.prefix + field.name) for field in fields]
        return pa.schema(fields, metadata)

    def kept(self, columns: Sequence[str], added: Iterable[str]) -> list[str]:
        """The columns that stay, of all that the frame has; each wrong name is an error here."""
        asked = [self.column, *([] if self.reference is None else [self.reference])]
        for name in [*asked, *(self.keep or ())]:
            if name not in columns:
                has = ", ".join(map(repr, columns)) or "none"
                hint = " and no ISO 8601 date" if name == self.reference else ""
                raise ValueError(f"{name!r} is no column of the frame{hint}; it has {has}")
        kept = list(columns) if self.keep is None else list(self.keep)
        twice = [name for name, count in Counter(columns).items() if count > 1]
        if twice:
            raise ValueError(f"the frame has several columns {twice[0]!r}: rename all but one")
        taken = [name for name in added if name in kept]
        if taken:
            shown = ", ".join(map(repr, taken))
            hint = f"{_ONE.get(self.flat or '', 'found')}_"
            raise ValueError(
                f"the frame has {shown} already: give a prefix, as prefix={hint!r}, "
                "or name with keep= the columns that stay"
            )
        return kept

    def asked(self, kept: Iterable[str]) -> list[str]:
        """The columns that the work needs: those that are kept, the texts, the dates."""
        needed = [*kept, self.column, *([] if self.reference is None else [self.reference])]
        return list(dict.fromkeys(needed))

    def found(self, texts: Any, dates: Any = None) -> Any:
        """The lists of mentions of a column of texts: an Arrow table, a row for each text."""
        dates = None if dates is None else wall_time(dates)
        options: Any = {"texts": self.texts, "threads": self.threads}
        with in_part():
            return self.sifter.extract(texts, reference_date=dates, **options).to_arrow()

    def tables(self, table: Any) -> Iterator[Any]:
        """An Arrow table in, tables of what is kept and what was found out."""
        pa = _pyarrow()
        kept = table.select(self.kept(table.column_names, self.schema.names))
        texts = table.column(self.column)
        if not is_text(texts.type):
            raise TypeError(f"column {self.column!r} holds {texts.type}, not strings")
        dates = None if self.reference is None else table.column(self.reference)
        found = self.found(texts, dates)
        schema = pa.schema([*kept.schema, *self.schema], self.schema.metadata)
        if self.flat is None:
            yield pa.Table.from_arrays([*kept.columns, *found.columns], schema=schema)
            return
        counts, mentions = flatten(found.column(self.flat))
        rows, match = places(counts)
        for start in range(0, max(1, len(rows)), FLAT_ROWS):
            some = slice(start, start + FLAT_ROWS)
            columns = [*kept.take(pa.array(rows[some])).columns, pa.chunked_array([match[some]])]
            columns += mentions.slice(start, FLAT_ROWS).columns
            yield pa.Table.from_arrays(columns, schema=schema)


@contextlib.contextmanager
def in_part() -> Iterator[None]:
    """Errors that name a row say that it is counted within the part that an engine had in hand.

    >>> with in_part():
    ...     raise ValueError("row 3: no date")
    Traceback (most recent call last):
    ValueError: row 3 of a part of the column: no date
    """
    try:
        yield
    except (TypeError, ValueError) as error:
        place = re.match(r"row \d+(?=:)", str(error))
        if place is None:
            raise
        told = f"{place[0]} of a part of the column{str(error)[place.end() :]}"
        raise type(error)(told) from error


def lists_for(flat: str, settings: dict[str, Any]) -> tuple[str, ...]:
    """The lists to extract where the mentions of one become rows.

    >>> lists_for("numbers", {})
    ('sentences', 'numbers')
    """
    if flat not in NEEDS:
        raise ValueError(f"flat: expected one of {', '.join(map(repr, LISTS))}, got {flat!r}")
    if "what" in settings:
        raise TypeError(f"flat={flat!r} gives {flat} alone; `what` is for lists side by side")
    return NEEDS[flat]


def refuse_frame_options(method: str, settings: dict[str, Any]) -> None:
    """Options that say which columns of a frame stay mean nothing where there is one column.

    >>> refuse_frame_options("numbers", {"keep": ["id"]})
    Traceback (most recent call last):
    TypeError: numbers() takes no keep; it is an option of extract() of a frame
    """
    for option in ("column", "flat", "keep", "prefix"):
        if option in settings:
            raise TypeError(
                f"{method}() takes no {option}; it is an option of extract() of a frame"
            )


def _names(keep: Iterable[str]) -> tuple[str, ...]:
    if isinstance(keep, str):
        raise TypeError(f"keep: expected several names of columns, got {keep!r}")
    return tuple(dict.fromkeys(keep))


def _column_or_date(given: Any) -> tuple[str | None, dict[str, Any]]:
    """The name of a column of dates, or one date as a setting."""
    if isinstance(given, str):
        with contextlib.suppress(ValueError):
            textsift.Sifter(reference_date=given)
            return None, {"reference_date": given}
        return given, {}
    return None, {} if given is None else {"reference_date": given}


def is_text(kind: Any) -> bool:
    """Whether an Arrow type is one of strings, or of nulls alone."""
    types = _pyarrow().types
    kind = kind.value_type if types.is_dictionary(kind) else kind
    checks = (types.is_string, types.is_large_string, types.is_string_view, types.is_null)
    return any(check(kind) for check in checks)


def wall_time(dates: Any) -> Any:
    """Times of a zone as its clocks show them, for dates are naive."""
    pa = _pyarrow()
    kind = getattr(dates, "type", None)
    if isinstance(kind, pa.TimestampType) and kind.tz is not None:
        return pa.compute.local_timestamp(dates)
    return dates


def flatten(lists: Any) -> tuple[Any, Any]:
    """How many mentions each text has (a null has none), and the mentions, a column each field."""
    pa = _pyarrow()
    counts = pa.compute.fill_null(pa.compute.list_value_length(lists), 0).to_numpy()
    schema = pa.schema(list(lists.type.value_type))
    chunks = [chunk.flatten().flatten() for chunk in lists.chunks]
    tables = [pa.Table.from_arrays(chunk, schema=schema) for chunk in chunks]
    return counts, pa.concat_tables(tables) if tables else schema.empty_table()


def sentence_texts(sentences: Any) -> Any:
    """From a list of sentences for each text a list of their texts, null for null."""
    import numpy as np

    pa = _pyarrow()
    lengths = pa.compute.fill_null(pa.compute.list_value_length(sentences), 0)
    ends = np.cumsum(lengths.to_numpy(zero_copy_only=False), dtype=np.int32)
    nulls = np.append(sentences.is_null().to_numpy(zero_copy_only=False), False)
    offsets = pa.array(np.append(np.int32(0), ends), mask=nulls)
    return pa.ListArray.from_arrays(offsets, pa.compute.struct_field(sentences.flatten(), "text"))


def places(counts: Any) -> tuple[Any, Any]:
    """For each mention the row of its text, and its place among the mentions of that text.

    >>> rows, match = places([2, 0, 1])
    >>> rows.tolist(), match.tolist()
    ([0, 0, 2], [0, 1, 0])
    """
    import numpy as np

    counts = np.asarray(counts, dtype=np.int64)
    rows = np.repeat(np.arange(len(counts)), counts)
    match = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    return rows, match
