"""The accessor ``Series.sift`` of pandas; it is there after ``import textsift``.

>>> import pandas as pd
>>> import textsift
>>> news = pd.Series(["Gold rose 3 percent.", None, "Nothing new."], index=["a", "b", "c"])
>>> news.sift.numbers()[["text", "value", "unit"]]
              text  value unit
  match
a 0      3 percent    3.0    %

Results carry the index of the series. Mentions come as tidy frames: one row for each, the index
extended by a level ``match`` that counts within the text, as in ``Series.str.extractall``. Texts
that are null, or hold nothing, give no rows. Columns pass through Arrow, so pyarrow is needed.
"""

from __future__ import annotations

from typing import Any

from textsift._columns import NEEDS, flatten, is_text, places, required, sentence_texts, wall_time

required("pandas", "pandas")

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402

__all__ = ["SiftAccessor"]


@pd.api.extensions.register_series_accessor("sift")
class SiftAccessor:
    """Takes the texts of a series apart.

    All methods accept the settings of :class:`textsift.Sifter` as keywords. ``reference_date`` is
    one date for all texts, or a column of dates as long as the series; a series of dates must have
    the same index. ``progress=True`` shows how far the work is.
    """

    def __init__(self, series: pd.Series[Any]) -> None:
        self._series = series

    def sentences(self, **settings: Any) -> pd.DataFrame:
        """One row for each sentence.

        >>> pd.Series(["One. Two."]).sift.sentences()["text"].tolist()
        ['One.', 'Two.']
        """
        return self._mentions("sentences", settings)

    def entities(self, **settings: Any) -> pd.DataFrame:
        """One row for each named entity.

        >>> found = pd.Series(["Write to ada@example.org."]).sift.entities()
        >>> found[["text", "label", "source"]].values.tolist()
        [['ada@example.org', 'EMAIL', 'pattern']]
        """
        return self._mentions("entities", settings)

    def numbers(self, **settings: Any) -> pd.DataFrame:
        """One row for each number: quantities, money, percent, counts, ...

        ``value``, ``low``, ``high`` are floats for arithmetic; the exact values stand beside them
        as strings.

        >>> found = pd.Series(["about 50 kilometres"]).sift.numbers()
        >>> found[["exact", "unit", "bound"]].values.tolist()
        [['50', 'km', 'approximate']]
        """
        return self._mentions("numbers", settings)

    def dates(self, **settings: Any) -> pd.DataFrame:
        """One row for each date, time, duration or set.

        >>> told = pd.Series(["He left yesterday."])
        >>> told.sift.dates(reference_date="2024-03-01")["value"].tolist()
        ['2024-02-29']
        """
        return self._mentions("dates", settings)

    def quotes(self, **settings: Any) -> pd.DataFrame:
        """One row for each quotation.

        >>> pd.Series(["“It is late”, she said."]).sift.quotes()["text"].tolist()
        ['It is late']
        """
        return self._mentions("quotes", settings)

    def extract(self, *, prefix: str = "", **settings: Any) -> pd.DataFrame:
        """One row for each text, its lists of mentions as nested columns, on the same index.

        ``prefix`` goes before the names of the columns, where a frame has one of them already.

        >>> frame = pd.Series(["One. Two."], index=["x"]).sift.extract(what=("sentences",))
        >>> frame.loc["x", "sentences"][1]["text"]
        'Two.'
        """
        frame: pd.DataFrame = self._table(settings).to_pandas(types_mapper=pd.ArrowDtype)
        frame.columns = [prefix + name for name in frame.columns]
        frame.index = self._series.index
        return frame

    def split_sentences(self, **settings: Any) -> pd.Series[Any]:
        """A series of lists: the sentences of each text; null stays null.

        >>> pd.Series(["One. Two.", None]).sift.split_sentences()[0]
        ['One.', 'Two.']
        """
        pa = _pyarrow()
        column = self._table({**settings, "what": ("sentences",), "texts": True})["sentences"]
        lists = [sentence_texts(chunk) for chunk in column.chunks]
        kind = pa.list_(column.type.value_type.field("text").type)
        array = pd.arrays.ArrowExtensionArray(pa.chunked_array(lists, type=kind))
        return pd.Series(array, index=self._series.index, name=self._series.name)

    def _mentions(self, name: str, settings: dict[str, Any]) -> pd.DataFrame:
        if "what" in settings:
            raise TypeError(f"{name}() extracts {name} alone; `what` is a setting of extract()")
        column = self._table({**settings, "what": NEEDS[name]})[name]
        counts, mentions = flatten(column)
        frame = tidy(mentions)
        frame.index = _tidy_index(self._series.index, counts)
        return frame

    def _table(self, settings: dict[str, Any]) -> Any:
        import textsift

        settings = dict(settings)
        reference = settings.get("reference_date")
        if isinstance(reference, pd.Series):
            if not reference.index.equals(self._series.index):
                raise ValueError("reference_date has another index than the texts")
            settings["reference_date"] = dates_of(reference)
        return textsift.extract(texts_of(self._series), **settings).to_arrow()


def _pyarrow() -> Any:
    required("pyarrow.compute", "pandas")
    return required("pyarrow", "pandas")


def texts_of(series: pd.Series[Any]) -> Any:
    """What the extraction takes: an Arrow column, or the objects as they are."""
    dtype = series.dtype
    if isinstance(dtype, pd.ArrowDtype) and _is_text(dtype):
        return _arrow(series)
    if pd.api.types.is_object_dtype(dtype):
        return series.to_numpy()
    if isinstance(dtype, pd.CategoricalDtype):
        if pd.api.types.is_object_dtype(dtype.categories.dtype):
            return np.asarray(series.astype(object))
        if _is_text(dtype.categories.dtype):
            return _arrow(series)
    elif _is_text(dtype):
        try:
            return _arrow(series)
        except UnicodeEncodeError:  # the row is named, or its lone surrogate replaced, further on
            return series.to_numpy(object)
    elif pd.api.types.is_float_dtype(dtype) and len(series) and series.isna().all():
        return [None] * len(series)  # what pandas makes of nothing but nulls
    raise TypeError(f"Series.sift needs a column of strings, not of {dtype}")


def dates_of(series: pd.Series[Any]) -> Any:
    """The same for a column of reference dates."""
    if pd.api.types.is_object_dtype(series.dtype):
        return series.to_numpy()
    return wall_time(_arrow(series))


def _is_text(dtype: Any) -> bool:
    if isinstance(dtype, pd.StringDtype):
        return True
    if not isinstance(dtype, pd.ArrowDtype):
        return False
    return is_text(dtype.pyarrow_dtype)


def _arrow(series: pd.Series[Any]) -> Any:
    pa = _pyarrow()
    if isinstance(series.dtype, pd.ArrowDtype):  # the column itself, for some kinds have no cast
        return pa.chunked_array(series.array.__arrow_array__())
    column = pa.array(series, from_pandas=True)
    if pa.types.is_null(column.type):
        return column.cast(pa.string())
    if not pa.types.is_dictionary(column.type):
        return column
    if isinstance(column, pa.ChunkedArray):
        return column.cast(column.type.value_type)
    return column.dictionary_decode()


def tidy(mentions: Any) -> pd.DataFrame:
    """A table of mentions as a frame.

    Positions are never null and become plain integers; what may be null stays an integer too, of
    pandas' nullable kind, and never turns into a float.
    """
    schema = _pyarrow().schema([_plain(field) for field in mentions.schema])
    frame: pd.DataFrame = mentions.cast(schema).to_pandas(types_mapper=_dtypes().get)
    return frame


def _plain(field: Any) -> Any:
    pa = _pyarrow()
    if pa.types.is_integer(field.type) and not field.nullable:
        return field.with_type(pa.int64())
    return field


def _dtypes() -> dict[Any, Any]:
    pa = _pyarrow()
    text: Any = pd.Series([""]).dtype
    if pd.api.types.is_object_dtype(text):  # slow to fill, and not a type of strings
        text = pd.StringDtype("pyarrow")
    return {
        pa.int16(): pd.Int16Dtype(),
        pa.int32(): pd.Int32Dtype(),
        pa.string(): text,
        pa.large_string(): text,
    }


def _tidy_index(index: pd.Index[Any], counts: Any) -> pd.MultiIndex:
    """The index repeated `counts` times, with a level that counts the repetitions."""
    rows, match = places(counts)
    if "match" in index.names:
        hint = "rename it, as with series.rename_axis('row')"
        raise ValueError(f"the index has a level 'match', as the result would: {hint}")
    names = [*index.names, "match"]
    levels: list[Any]
    codes: list[Any]
    if isinstance(index, pd.MultiIndex):
        levels, codes = list(index.levels), [level.take(rows) for level in index.codes]
    elif index.is_unique and index.is_monotonic_increasing and not index.hasnans:
        levels, codes = [index], [rows]
    else:
        return pd.MultiIndex.from_arrays([index.take(rows), match], names=names)
    most = pd.RangeIndex(int(counts.max()) if len(counts) else 0)
    levels, codes = [*levels, most], [*codes, match]
    return pd.MultiIndex(levels, codes, names=names, verify_integrity=False)
