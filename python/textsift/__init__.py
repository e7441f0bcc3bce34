"""Plain text to facts in one pass: sentences, entities, numbers with units, dates and quotes.

>>> import textsift as ts
>>> ts.split_sentences("One text. Two sentences.")
['One text.', 'Two sentences.']
"""

from __future__ import annotations

from textsift._on_import import after_import
from textsift._textsift import (
    Date,
    Document,
    Entity,
    Mentions,
    Number,
    Quote,
    Sentence,
    Sifter,
    Table,
    __version__,
    analyze,
    extract,
    split_sentences,
)

# As in `typing`, whose import takes longer than all the rest.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from textsift.training import Training, train_entities

__all__ = [
    "Date",
    "Document",
    "Entity",
    "Mentions",
    "Number",
    "Quote",
    "Sentence",
    "Sifter",
    "Table",
    "Training",
    "__version__",
    "analyze",
    "extract",
    "split_sentences",
    "train_entities",
]


# Modules for other libraries, imported when they are asked for: `textsift.spark.extract(...)`.
_ENGINES = ("dask", "duckdb", "pandas", "polars", "ray", "spark")
# What few need, and what costs time to import.
_TRAINING = ("Training", "train_entities")


def __getattr__(name: str) -> object:
    if name in _ENGINES:
        import importlib

        try:
            return importlib.import_module(f"textsift.{name}")
        except ImportError as error:  # so that `hasattr` says no; the message says what to install
            raise AttributeError(str(error)) from error
    if name in _TRAINING:
        from textsift import training

        return getattr(training, name)
    raise AttributeError(f"module 'textsift' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_ENGINES, *_TRAINING})


def _attach_to_pandas() -> None:
    import textsift.pandas  # noqa: F401


def _attach_to_polars() -> None:
    import textsift.polars  # noqa: F401


after_import("pandas", _attach_to_pandas)
after_import("polars", _attach_to_polars)
del after_import
