"""The examples in the docstrings of the package's own modules."""

from __future__ import annotations

import doctest
import importlib

import pytest

MODULES = [
    "textsift",
    "textsift._names",
    "textsift._on_import",
    "textsift.cli",
    "textsift.display.console",
    "textsift.display.page",
    "textsift.training",
]
# Modules, and what they need beside textsift.
NEEDING = {
    "textsift._columns": ("pyarrow", "numpy"),
    "textsift._sql": ("pyarrow", "numpy"),
    "textsift.dask": ("dask.dataframe", "pyarrow"),
    "textsift.duckdb": ("duckdb", "pyarrow"),
    "textsift.pandas": ("pandas", "pyarrow"),
    "textsift.polars": ("polars",),
    "textsift.ray": ("ray.data",),
}


@pytest.mark.parametrize("name", [*MODULES, *NEEDING])
def test_examples_print_what_they_say(name: str) -> None:
    for library in NEEDING.get(name, ()):
        pytest.importorskip(library)
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    done = doctest.testmod(importlib.import_module(name), optionflags=flags)
    assert done.attempted > 0
    assert done.failed == 0
