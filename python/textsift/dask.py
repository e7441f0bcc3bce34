"""Takes a column of a Dask frame apart: ``textsift.dask.extract(frame, "text")``.

>>> import dask.dataframe as dd
>>> import pandas as pd
>>> import textsift.dask
>>> news = pd.DataFrame({"id": [7, 8], "text": ["5 km and 3 kg", "nothing"]})
>>> found = textsift.dask.extract(
...     dd.from_pandas(news, npartitions=2), "text", flat="numbers", keep=["id"]
... )
>>> found.compute()[["id", "match", "unit"]].values.tolist()
[[7, 0, 'km'], [7, 1, 'kg']]

Partitions are taken apart by themselves, each on one thread, wherever Dask puts them. The settings,
with the names of a gazetteer, are a value of the graph: each worker gets them once.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textsift._columns import Extraction, flatten, places, required

required("pyarrow", "dask")
pd = required("pandas", "dask")
dask = required("dask", "dask")
required("dask.dataframe", "dask")

from textsift.pandas import dates_of, texts_of, tidy  # noqa: E402

if TYPE_CHECKING:
    from dask.dataframe import DataFrame

__all__ = ["extract"]


def extract(
    frame: DataFrame,
    column: str,
    *,
    flat: str | None = None,
    prefix: str = "",
    keep: Iterable[str] | None = None,
    reference_date: Any = None,
    texts: bool = True,
    threads: int = 1,
    **settings: Any,
) -> DataFrame:
    """Adds a column for each list of mentions; with ``flat`` each mention of that list is a row.

    ``keep`` are the columns that stay, all if not said; ``prefix`` goes before the names of new
    ones. ``reference_date`` is one date for all texts or the name of a column of dates. Settings
    are those of :class:`textsift.Sifter`. The index and the divisions stay; with ``flat`` an index
    value stands once for each mention of its text. ``threads`` are those of one partition.
    """
    options: Any = {"flat": flat, "prefix": prefix, "keep": keep, "texts": texts}
    job = Extraction(column, reference_date=reference_date, threads=threads, **options, **settings)
    meta = _partition(frame._meta, job)
    # As a task of its own the job is sent to a worker once, and not with each partition.
    return frame.map_partitions(_partition, dask.delayed(job, pure=True), meta=meta)


def _partition(frame: Any, job: Extraction) -> Any:
    """The columns that are kept and what was found, for one frame of pandas."""
    kept = frame[job.kept(list(frame.columns), job.schema.names)]
    dates = None if job.reference is None else dates_of(frame[job.reference])
    found = job.found(texts_of(frame[job.column]), dates)
    if job.flat is None:
        added = found.to_pandas(types_mapper=pd.ArrowDtype)
    else:
        counts, mentions = flatten(found.column(job.flat))
        rows, match = places(counts)
        kept = kept.take(rows)
        added = tidy(mentions)
        added.insert(0, "match", match)
    added.columns = job.schema.names
    added.index = kept.index
    return pd.concat([kept, added], axis="columns")
