"""The examples in the docstrings of the package's own modules."""

from __future__ import annotations

import doctest
import importlib

import pytest

MODULES = [
    "textsift",
    "textsift._on_import",
    "textsift.cli",
    "textsift.display.console",
    "textsift.display.page",
]


@pytest.mark.parametrize("name", [*MODULES, "textsift.pandas"])
def test_examples_print_what_they_say(name: str) -> None:
    if name == "textsift.pandas":
        pytest.importorskip("pandas")
        pytest.importorskip("pyarrow")
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    done = doctest.testmod(importlib.import_module(name), optionflags=flags)
    assert done.attempted > 0
    assert done.failed == 0
