"""The namespace ``.sift`` of Polars: on expressions, series, frames and lazy frames.

>>> import polars as pl
>>> import textsift
>>> news = pl.DataFrame({"text": ["Gold rose 3 percent.", None], "day": ["2024-03-01", None]})
>>> found = news.with_columns(pl.col("text").sift.numbers())
>>> found["numbers"].to_list()[0][0]["unit"]
'%'

It is there after ``import textsift``. On an expression or a series each method gives a column that
is named after it: a list of mentions for each text, null for null. On a frame or a lazy frame
``extract`` adds such columns, or makes each mention of one list a row. Expressions work row by row
on any part of a column, so lazy queries and the streaming engine take them as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textsift._columns import NEEDS, Extraction, in_part, refuse_frame_options, required

required("polars", "polars")

import polars as pl  # noqa: E402
import polars.selectors as cs  # noqa: E402

__all__ = ["SiftExpr", "SiftFrame", "SiftLazyFrame", "SiftSeries"]

# Columns that are there for a moment, under names that nobody has.
_MENTION, _MATCH = "\0mention", "\0match"

_TEXTS = (pl.String, pl.Categorical, pl.Enum, pl.Null)


def _named(*names: str) -> Any:
    """The columns of these names, for `pl.col` would take `*` and `^...$` as patterns."""
    return cs.by_name(*names, require_all=True)


class _Call:
    """One method with its settings: from a series of texts (and one of dates) to a series."""

    def __init__(self, name: str, job: Extraction, progress: bool = False) -> None:
        self.name = name
        self.job = job
        self.progress = False
        self.dtype: Any = self(pl.Series([], dtype=pl.String)).dtype
        self.progress = progress

    @classmethod
    def of(cls, name: str, settings: dict[str, Any]) -> _Call:
        """The call that a user's settings mean."""
        refuse_frame_options(name, settings)
        if name != "extract":
            if "what" in settings:
                raise TypeError(f"{name}() gives one list; `what` is a setting of extract()")
            settings = {**settings, "what": NEEDS.get(name, ("sentences",))}
        if name == "split_sentences":
            settings = {**settings, "texts": True}
        settings = dict(settings)
        progress = settings.pop("progress", False)
        return cls(name, Extraction("", **settings), progress)

    def __call__(self, texts: pl.Series, dates: pl.Series | None = None) -> pl.Series:
        if not isinstance(texts.dtype, _TEXTS):
            raise TypeError(f"column {texts.name!r} holds {texts.dtype}, not strings")
        options: Any = {"texts": self.job.texts, "threads": self.job.threads}
        options["progress"] = self.progress
        if dates is not None:
            dates = _wall_time(dates)
        frame = self.job.sifter.extract(texts, reference_date=dates, **options).to_polars()
        if self.name == "extract":
            lists = frame.to_struct(self.name)
            return pl.select(pl.when(texts.is_not_null()).then(lists).alias(self.name)).to_series()
        if self.name == "split_sentences":
            sentence = pl.element().struct.field("text")
            return frame["sentences"].list.eval(sentence).alias(self.name)
        return frame[self.name]


def _wall_time(dates: pl.Series) -> pl.Series:
    """Times of a zone as its clocks show them, for dates are naive."""
    zoned = isinstance(dates.dtype, pl.Datetime) and dates.dtype.time_zone is not None
    return dates.dt.replace_time_zone(None) if zoned else dates


class _Methods:
    """The methods of expressions and of series."""

    def _column(self, name: str, settings: dict[str, Any]) -> Any:
        raise NotImplementedError

    def sentences(self, **settings: Any) -> Any:
        """The sentences of each text."""
        return self._column("sentences", settings)

    def entities(self, **settings: Any) -> Any:
        """The named entities of each text."""
        return self._column("entities", settings)

    def numbers(self, **settings: Any) -> Any:
        """The numbers of each text: quantities, money, percent, counts, ..."""
        return self._column("numbers", settings)

    def dates(self, **settings: Any) -> Any:
        """The dates, times, durations and sets of each text."""
        return self._column("dates", settings)

    def quotes(self, **settings: Any) -> Any:
        """The quotations of each text."""
        return self._column("quotes", settings)

    def extract(self, **settings: Any) -> Any:
        """All lists of each text, or those of ``what``, as one struct."""
        return self._column("extract", settings)

    def split_sentences(self, **settings: Any) -> Any:
        """The sentences of each text as a list of strings."""
        return self._column("split_sentences", settings)


@pl.api.register_expr_namespace("sift")
class SiftExpr(_Methods):
    """Takes the texts of an expression apart.

    All methods accept the settings of :class:`textsift.Sifter`, ``texts`` and ``threads`` as
    keywords. ``reference_date`` is one date for all texts, an expression, or the name of a column.

    >>> frame = pl.DataFrame({"text": ["He left yesterday."], "day": ["2024-03-01"]})
    >>> dates = pl.col("text").sift.dates(reference_date="day")
    >>> frame.select(dates.list.first().struct.field("value")).item()
    '2024-02-29'
    """

    def __init__(self, expr: pl.Expr) -> None:
        self._expr = expr

    def _column(self, name: str, settings: dict[str, Any]) -> pl.Expr:
        date: Any = settings.get("reference_date")
        if isinstance(date, pl.Series):
            raise TypeError("reference_date: give an expression or the name of a column")
        if "progress" in settings:
            raise TypeError("progress is an option for series and frames: expressions run in parts")
        if isinstance(date, pl.Expr):
            settings = {**settings, "reference_date": None}
        call = _Call.of(name, settings)
        if call.job.reference is not None:
            date = _named(call.job.reference)
        return _applied(call, self._expr, date if isinstance(date, pl.Expr) else None)


def _applied(call: _Call, texts: pl.Expr, date: pl.Expr | None) -> pl.Expr:
    """The expression that makes the call, row by row on any part of a column."""
    options: Any = {"return_dtype": call.dtype, "is_elementwise": True}
    if date is None:
        return texts.map_batches(call, **options).alias(call.name)

    def both(pair: pl.Series) -> pl.Series:
        with in_part():
            return call(pair.struct.field("text"), pair.struct.field("date"))

    pair = pl.struct(texts.alias("text"), date.alias("date"))
    return pair.map_batches(both, **options).alias(call.name)


@pl.api.register_series_namespace("sift")
class SiftSeries(_Methods):
    """Takes the texts of a series apart.

    All methods accept the settings of :class:`textsift.Sifter`, ``texts`` and ``threads`` as
    keywords. ``reference_date`` is one date for all texts, or a series of dates. ``progress=True``
    shows how far the work is.

    >>> pl.Series(["One. Two.", None]).sift.split_sentences().to_list()
    [['One.', 'Two.'], None]
    """

    def __init__(self, series: pl.Series) -> None:
        self._series = series

    def _column(self, name: str, settings: dict[str, Any]) -> pl.Series:
        date = settings.get("reference_date")
        if not isinstance(date, pl.Series):
            call = _Call.of(name, settings)
            if call.job.reference is not None:
                expected = "an ISO 8601 date or date and time, or a series of dates"
                raise ValueError(f"reference_date: expected {expected}, got {date!r}")
            return call(self._series)
        return _Call.of(name, {**settings, "reference_date": None})(self._series, date)


@pl.api.register_lazyframe_namespace("sift")
class SiftLazyFrame:
    """Takes a column of texts of a lazy frame apart; nothing runs before it is collected."""

    def __init__(self, frame: pl.LazyFrame) -> None:
        self._frame = frame

    def extract(
        self,
        column: str,
        *,
        flat: str | None = None,
        prefix: str = "",
        keep: Iterable[str] | None = None,
        reference_date: Any = None,
        **settings: Any,
    ) -> pl.LazyFrame:
        """Adds a column for each list; with ``flat`` each mention of that list is a row instead.

        ``keep`` are the columns that stay, all if not said; ``prefix`` goes before the names of new
        ones. ``reference_date`` is one date for all texts or the name of a column of dates.

        >>> frame = pl.LazyFrame({"id": [7, 8], "text": ["5 km and 3 kg", "nothing"]})
        >>> found = frame.sift.extract("text", flat="numbers", keep=["id"])
        >>> found.select("id", "match", "unit").collect().rows()
        [(7, 0, 'km'), (7, 1, 'kg')]
        """
        if "progress" in settings:
            raise TypeError("progress is an option for series and frames: lazy ones run in parts")
        settings["reference_date"] = reference_date
        job = Extraction(column, flat=flat, prefix=prefix, keep=keep, **settings)
        job.kept(self._frame.collect_schema().names(), ())
        date = None if job.reference is None else _named(job.reference)
        call = _Call(job.flat or "extract", job)
        return self._extracted(job, _applied(call, _named(column), date))

    def _extracted(self, job: Extraction, found: pl.Expr) -> pl.LazyFrame:
        """The frame with what was found in its texts: a struct of all lists, or one list."""
        names = self._frame.collect_schema().names()
        if job.flat is not None:
            return self._rows(job, found, names)
        added = [job.prefix + name for name in job.sifter.extract([]).column_names]
        kept = job.kept(names, added)
        lists = found.struct.rename_fields(added)
        return self._frame.select(_named(*kept), lists.alias(_MENTION)).unnest(_MENTION)

    def _rows(self, job: Extraction, mentions: pl.Expr, names: list[str]) -> pl.LazyFrame:
        """A row for each mention, from an expression for the lists of them."""
        frame = self._frame.select(_named(*names), mentions.alias(_MENTION))
        kind: Any = frame.collect_schema()[_MENTION]
        added = {job.prefix + field.name: field.name for field in kind.inner.fields}
        kept = job.kept(names, [job.prefix + "match", *added])
        count = pl.col(_MENTION).list.len()
        found = (
            frame.filter(count > 0)
            .with_columns(pl.int_ranges(count).alias(_MATCH))
            .explode(_MENTION, _MATCH)
        )
        columns = {name: pl.col(_MENTION).struct.field(field) for name, field in added.items()}
        return found.select(_named(*kept), pl.col(_MATCH).alias(job.prefix + "match"), **columns)


@pl.api.register_dataframe_namespace("sift")
class SiftFrame:
    """Takes a column of texts of a frame apart."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def extract(self, column: str, *, progress: bool = False, **options: Any) -> pl.DataFrame:
        """The same as ``extract`` of a lazy frame, at once.

        ``progress=True`` shows how far the work is.

        >>> frame = pl.DataFrame({"text": ["5 km"]})
        >>> frame.sift.extract("text", what=("numbers", "dates")).columns
        ['text', 'numbers', 'dates']
        """
        lazy = SiftLazyFrame(self._frame.lazy())
        if not progress:
            return lazy.extract(column, **options).collect()
        # A lazy frame may be worked on in parts, each with a line of its own.
        job = Extraction(column, **options)
        job.kept(self._frame.columns, ())
        dates = None if job.reference is None else self._frame[job.reference]
        found = _Call(job.flat or "extract", job, progress)(self._frame[column], dates)
        return lazy._extracted(job, pl.lit(found)).collect()
