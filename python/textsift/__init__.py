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
    "__version__",
    "analyze",
    "extract",
    "split_sentences",
]


def _attach_to_pandas() -> None:
    import textsift.pandas  # noqa: F401


after_import("pandas", _attach_to_pandas)
del after_import
