"""One sifter in many processes and threads: fork, spawn, pools, and what is built once in each."""

from __future__ import annotations

import multiprocessing
import pickle
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest
import textsift as ts
from documents import SETTINGS, documents

TEXTS = documents(60)
STARTS = [start for start in ("fork", "forkserver", "spawn") if sys.platform != "win32"] or [
    "spawn"
]
FORKED = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


def sifter() -> ts.Sifter:
    return ts.Sifter(**SETTINGS)


def found_by(job: tuple[ts.Sifter, list[str | None]]) -> ts.Table:
    given, texts = job
    return given.extract(texts, threads=2)


def digest_there(parcel: object) -> tuple[int, int]:
    """Asked twice in one process: which object it is."""
    again = pickle.loads(pickle.dumps(parcel))
    return id(parcel.sifter), id(again.sifter)


@FORKED
@pytest.mark.parametrize("start", STARTS)
def test_a_pickled_sifter_says_the_same_in_processes(start: str) -> None:
    expected = sifter().extract(TEXTS)
    context = multiprocessing.get_context(start)
    with context.Pool(2) as pool:
        assert pool.map(found_by, [(sifter(), TEXTS)] * 4) == [expected] * 4


@FORKED
@pytest.mark.parametrize("start", STARTS)
def test_a_pool_of_futures_says_the_same(start: str) -> None:
    expected = sifter().extract(TEXTS)
    context = multiprocessing.get_context(start)
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        assert list(pool.map(found_by, [(sifter(), TEXTS)] * 3)) == [expected] * 3


def test_eight_threads_at_once_on_one_sifter() -> None:
    one = sifter()
    expected = one.extract(TEXTS)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(found_by, [(one, TEXTS)] * 32)) == [expected] * 32
        texts = [text for text in TEXTS if text is not None] * 8
        assert list(pool.map(one.analyze, texts)) == [one.analyze(text) for text in texts]


def test_a_parcel_is_built_once_in_each_process() -> None:
    columns = pytest.importorskip("textsift._columns")
    parcel = columns.Parcel.of(sifter())
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        seen = pool.map(digest_there, [parcel] * 5, chunksize=1)
    assert len({one for pair in seen for one in pair}) == 1


def test_parcels_that_are_no_longer_used_are_forgotten() -> None:
    columns = pytest.importorskip("textsift._columns")
    first = columns.Parcel.of(ts.Sifter(currency="USD"))
    kept = first.sifter
    for share in range(1, columns.Parcel.MOST + 1):
        columns.Parcel.of(ts.Sifter(min_score=share / 100))
    assert first.sifter is not kept
    assert first.sifter == kept
