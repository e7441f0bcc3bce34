"""Takes a column of a Spark frame apart: ``textsift.spark.extract(frame, "text")``.

Work goes through ``mapInArrow`` (Spark 3.5 and later): batches of rows pass between the JVM and
Python as Arrow, and each task works on one thread. The settings, with the names of a gazetteer, go
to each worker once, as a broadcast variable, and stay there from task to task. ``register`` gives
functions to SQL. textsift must be installed where the workers run.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from textsift._columns import Extraction, Parcel, required
from textsift._sql import SqlFunction, sql_functions

pa = required("pyarrow", "spark")
required("pyspark.sql", "spark")
types = required("pyspark.sql.types", "spark")
functions = required("pyspark.sql.functions", "spark")

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["extract", "register"]


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
    are those of :class:`textsift.Sifter`. ``threads`` are those of one task.
    """
    options: Any = {"flat": flat, "prefix": prefix, "keep": keep, "texts": texts}
    job = Extraction(column, reference_date=reference_date, threads=threads, **options, **settings)
    kept = job.kept(frame.columns, job.schema.names)
    kind = frame.schema[column].dataType
    if not isinstance(kind, types.StringType | types.NullType):
        raise TypeError(f"column {column!r} holds {kind.simpleString()}, not strings")
    if job.reference is not None:
        kind = frame.schema[job.reference].dataType
        dated = types.DateType | types.TimestampType | types.TimestampNTZType
        if not isinstance(kind, dated | types.StringType | types.NullType):
            raise TypeError(f"column {job.reference!r} holds {kind.simpleString()}, not dates")
    fields = [frame.schema[name] for name in kept]
    fields += [_spark_field(field) for field in job.schema]
    # Spark would read a name with a period as a path, so that columns go in by number.
    asked = job.asked(kept)
    columns = [functions.col(_quoted(name)).alias(f"_{at}") for at, name in enumerate(asked)]
    job.keep = tuple(kept)
    _broadcast(frame.sparkSession, job)
    return frame.select(*columns).mapInArrow(_Batches(job, asked), types.StructType(fields))


def register(
    session: SparkSession, *, prefix: str = "sift_", texts: bool = True, **settings: Any
) -> list[str]:
    """Adds functions to the SQL of a session; returns their names.

    ``sift_sentences``, ``sift_entities``, ``sift_numbers``, ``sift_dates`` and ``sift_quotes`` give
    an array of structs for a text, ``sift_extract`` a struct of all such arrays (or those of
    ``what``), ``sift_split_sentences`` an array of strings; null gives null. A second argument, if
    any, is the date on which the text was written. ``prefix`` stands in the place of ``sift_``; the
    settings are those of :class:`textsift.Sifter`. Spark before 4.1 has no functions of Arrow
    columns: there mentions pass through Python objects, and ``extract`` is much faster.
    """
    made = sql_functions(prefix, texts, 1, settings)
    for function in made:
        returned = _spark_type(function.type)
        _broadcast(session, function.job)
        session.udf.register(function.name, _column_function(function, returned))
    return [function.name for function in made]


class _Batches:
    """What a task does with its batches."""

    def __init__(self, job: Extraction, columns: list[str]) -> None:
        self.job = job
        self.columns = columns

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            rows = pa.Table.from_arrays(batch.columns, self.columns)
            for table in self.job.tables(rows):
                yield from table.to_batches()


def _column_function(function: SqlFunction, returned: Any) -> Any:
    """A function of Arrow columns, or of series of pandas where Spark has no such thing."""
    with warnings.catch_warnings():  # that type hints say the same
        warnings.simplefilter("ignore", UserWarning)
        if hasattr(functions, "arrow_udf"):
            kind = functions.ArrowUDFType.SCALAR
            return functions.arrow_udf(lambda *columns: function(*columns), returned, kind)
        kind = functions.PandasUDFType.SCALAR
        return functions.pandas_udf(lambda *columns: _of_series(function, columns), returned, kind)


def _of_series(function: SqlFunction, columns: Iterable[Any]) -> Any:
    pandas = required("pandas", "spark")
    found = function(*(pa.array(column, from_pandas=True) for column in columns))
    rows = pandas.Series(found.to_pylist(), dtype=object)
    if not pa.types.is_struct(found.type):
        return rows
    names = [field.name for field in found.type]
    return pandas.DataFrame([row or dict.fromkeys(names) for row in rows], columns=names)


def _broadcast(session: SparkSession, job: Extraction) -> None:
    """Sends the settings ahead of the tasks, where the session has a way to."""
    try:
        context = session.sparkContext
    except Exception:  # Spark Connect has none; the settings go along with the plan
        return
    parcel = job.parcel
    job.parcel = Parcel(parcel.digest, context.broadcast(parcel.payload))


def _quoted(name: str) -> str:
    """A column's name that is never read as a path into a struct."""
    return "`" + name.replace("`", "``") + "`"


def _spark_field(field: Any) -> Any:
    return types.StructField(field.name, _spark_type(field.type), field.nullable)


def _spark_type(kind: Any) -> Any:
    """The type that Spark has for an Arrow type."""
    if pa.types.is_list(kind):
        return types.ArrayType(_spark_type(kind.value_type), kind.value_field.nullable)
    if pa.types.is_struct(kind):
        return types.StructType([_spark_field(field) for field in kind])
    return _SPARK_TYPES[kind]


_SPARK_TYPES = {
    pa.string(): types.StringType(),
    pa.int32(): types.IntegerType(),
    pa.int64(): types.LongType(),
    pa.float64(): types.DoubleType(),
    pa.bool_(): types.BooleanType(),
    pa.timestamp("us"): types.TimestampNTZType(),
}
