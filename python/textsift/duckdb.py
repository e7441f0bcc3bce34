"""SQL functions for DuckDB, after ``textsift.duckdb.register(connection)``.

>>> import duckdb
>>> import textsift.duckdb
>>> connection = duckdb.connect()
>>> textsift.duckdb.register(connection)[:3]
['sift_sentences', 'sift_entities', 'sift_numbers']
>>> connection.sql("SELECT sift_numbers('5 km')[1].unit").fetchall()
[('km',)]
>>> connection.close()

Each function takes a text and, if wanted, the date on which it was written; null gives null. They
get and give Arrow vectors, some thousand texts at a time.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from textsift._columns import required
from textsift._sql import SqlFunction, sql_functions

pa = required("pyarrow", "duckdb")
duckdb = required("duckdb", "duckdb")

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["register"]

# A database calls its functions as long as it is open, but only the connection that registered
# them holds them: without this they would be freed with it.
_registered: list[Any] = []


def register(
    connection: DuckDBPyConnection,
    *,
    prefix: str = "sift_",
    texts: bool = True,
    threads: int | None = None,
    **settings: Any,
) -> list[str]:
    """Adds the functions to a connection, in place of earlier ones; returns their names.

    ``sift_sentences``, ``sift_entities``, ``sift_numbers``, ``sift_dates`` and ``sift_quotes`` give
    a list of structs, ``sift_extract`` a struct of all such lists (or those of ``what``),
    ``sift_split_sentences`` a list of strings. ``prefix`` stands in the place of ``sift_``, so that
    functions with other settings can stand beside them; the settings are those of
    :class:`textsift.Sifter`.
    """
    functions = sql_functions(prefix, texts, threads, settings)
    for function in functions:
        called = _plain(function)
        _registered.append(called)
        with contextlib.suppress(duckdb.Error):
            connection.remove_function(function.name)
        try:
            connection.create_function(
                function.name,
                called,
                None,
                _sql_type(function.type),
                type="arrow",
                null_handling="special",
            )
        except duckdb.NotImplementedException as error:
            undone = f"{function.name!r} was registered in a transaction that was undone"
            raise ValueError(f"{undone}: open another connection") from error
        except duckdb.CatalogException as error:
            hint = "it serves this connection as well; give another prefix for other settings"
            taken = f"another connection to this database has registered {function.name!r}"
            raise ValueError(f"{taken}: {hint}") from error
    return [function.name for function in functions]


def _plain(function: SqlFunction) -> Any:
    """A function of any number of arguments, as DuckDB reads it off the signature."""
    return lambda *columns: function(*columns)


def _sql_type(kind: Any) -> str:
    """The name that SQL has for an Arrow type."""
    if pa.types.is_list(kind):
        return f"{_sql_type(kind.value_type)}[]"
    if pa.types.is_struct(kind):
        fields = (f'"{field.name}" {_sql_type(field.type)}' for field in kind)
        return f"STRUCT({', '.join(fields)})"
    return _SQL_TYPES[kind]


_SQL_TYPES = {
    pa.string(): "VARCHAR",
    pa.int32(): "INTEGER",
    pa.float64(): "DOUBLE",
    pa.bool_(): "BOOLEAN",
    pa.timestamp("us"): "TIMESTAMP",
}
