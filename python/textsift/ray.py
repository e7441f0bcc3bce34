"""Takes a column of a Ray dataset apart: ``textsift.ray.extract(dataset, "text")``.

:class:`Extract` is the callable class for ``Dataset.map_batches`` that ``extract`` uses; it works
on batches of pyarrow, each on one thread. Actors hold the settings, with the names of a gazetteer,
as their state. textsift must be installed where the workers run.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textsift._columns import Extraction, required

pa = required("pyarrow", "ray")
data = required("ray.data", "ray")

if TYPE_CHECKING:
    from ray.data import Dataset

__all__ = ["Extract", "extract"]


class Extract:
    """For ``dataset.map_batches(Extract, fn_constructor_args=["text"], batch_format="pyarrow")``.

    Each batch gets a column for each list of mentions; with ``flat`` each mention of that list is a
    row. ``keep`` are the columns that stay, all if not said; ``prefix`` goes before the names of
    new ones. ``reference_date`` is one date for all texts or the name of a column of dates. The
    settings are those of :class:`textsift.Sifter`. ``threads`` are those of one batch.

    >>> import pyarrow as pa
    >>> take_apart = Extract("text", flat="numbers", keep=["id"])
    >>> take_apart(pa.table({"id": [7], "text": ["5 km and 3 kg"]}))["unit"].to_pylist()
    ['km', 'kg']
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
        threads: int = 1,
        **settings: Any,
    ) -> None:
        options: Any = {"flat": flat, "prefix": prefix, "keep": keep, "texts": texts}
        options |= {"reference_date": reference_date, "threads": threads}
        self._job = Extraction(column, **options, **settings)

    def __call__(self, batch: Any) -> Any:
        """The batch with what was found in it."""
        if not isinstance(batch, pa.Table):
            raise TypeError("textsift.ray.Extract needs map_batches(..., batch_format='pyarrow')")
        return pa.concat_tables(self._job.tables(batch))


def extract(
    dataset: Dataset,
    column: str,
    *,
    concurrency: int | tuple[int, int] | None = None,
    batch_size: int | None = 1024,
    **options: Any,
) -> Dataset:
    """Adds a column for each list of mentions, or makes mentions rows, as :class:`Extract` says.

    ``concurrency`` is the number of actors, or the least and the most of them; Ray chooses if it is
    not said. ``batch_size`` counts rows. The other options are those of :class:`Extract`.
    """
    job = Extract(column, **options)._job
    if job.keep is not None:  # A generator is used up by now.
        options["keep"] = job.keep
    schema = dataset.schema(fetch_if_missing=False)
    if schema is not None:
        job.kept(schema.names, job.schema.names)
    least, most = concurrency if isinstance(concurrency, tuple) else (concurrency, concurrency)
    return dataset.map_batches(
        Extract,
        fn_constructor_args=[column],
        fn_constructor_kwargs=options,
        batch_format="pyarrow",
        batch_size=batch_size,
        compute=data.ActorPoolStrategy(min_size=least or 1, max_size=most),
    )
