"""`progress=True` on every call that takes a column, and what it costs when it is off."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pandas as pd
import polars as pl
import pytest
import textsift as ts
from textsift import _progress

TEXTS = ["It rose 5 percent, by 3 km. " * 30, None, ""] * 400
CALLS: dict[str, Callable[..., Any]] = {
    "extract": lambda **options: ts.extract(TEXTS, **options),
    "sifter": lambda **options: ts.Sifter().extract(TEXTS, **options),
    "pandas": lambda **options: pd.Series(TEXTS).sift.numbers(**options),
    "pandas nested": lambda **options: pd.Series(TEXTS).sift.extract(**options),
    "polars series": lambda **options: pl.Series(TEXTS).sift.numbers(**options),
    "polars frame": lambda **options: pl.DataFrame({"x": TEXTS}).sift.extract("x", **options),
}


class Recorder:
    """In the place of the bar of tqdm."""

    made: list[Recorder]

    def __init__(self, total: int) -> None:
        self.total = total
        self.reports: list[tuple[int, int]] = []
        self.closed = False
        self.made.append(self)

    def reached(self, size: int, texts: int) -> None:
        self.reports.append((size, texts))

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def bars(monkeypatch: pytest.MonkeyPatch) -> list[Recorder]:
    Recorder.made = []
    monkeypatch.setattr(_progress, "Bar", Recorder)
    return Recorder.made


@pytest.mark.parametrize("name", CALLS)
def test_the_bar_reaches_its_end(name: str, bars: list[Recorder]) -> None:
    found = CALLS[name](progress=True)
    (bar,) = [bar for bar in bars if bar.total]
    assert bar.total == sum(len(text or "") for text in TEXTS)
    assert bar.reports[-1] == (bar.total, len(TEXTS))
    assert bar.reports == sorted(bar.reports)
    assert all(bar.closed for bar in bars)
    plain = CALLS[name]()
    assert plain.equals(found) if hasattr(plain, "equals") else plain == found


@pytest.mark.parametrize("name", CALLS)
def test_nothing_is_shown_unless_asked_for(name: str, bars: list[Recorder]) -> None:
    CALLS[name]()
    assert not bars


def test_an_error_closes_the_bar(bars: list[Recorder]) -> None:
    with pytest.raises(ValueError, match="reference_date"):
        ts.extract(TEXTS, reference_date=["2015-11-22"], progress=True)
    assert all(bar.closed for bar in bars)


def test_what_runs_in_parts_has_no_bar() -> None:
    with pytest.raises(TypeError, match="progress"):
        pl.col("x").sift.numbers(progress=True)
    with pytest.raises(TypeError, match="progress"):
        pl.LazyFrame({"x": TEXTS}).sift.extract("x", progress=True)


def test_a_line_is_drawn(capfd: pytest.CaptureFixture[str]) -> None:
    ts.extract(TEXTS, progress=True)
    shown = capfd.readouterr().err
    assert "100%" in shown
    assert "B/s, 1,200 texts]" in shown


def test_without_tqdm_the_error_says_what_to_install() -> None:
    code = """
import sys
sys.modules["tqdm"] = sys.modules["tqdm.auto"] = None
import textsift
assert textsift.extract(["x"]).num_rows == 1
try:
    textsift.extract(["x"], progress=True)
except ImportError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "showing progress needs tqdm: pip install 'textsift[progress]'\n"
