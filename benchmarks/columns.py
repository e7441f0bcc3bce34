#!/usr/bin/env python3
"""Takes a column of documents apart beside peers; writes docs/benchmarks/columns.md.

    pip install "textsift[all,bench]"
    python benchmarks/columns.py
    ... --documents N       100,000 where nothing is said
    ... --seconds S         what a slow peer's share of them may take; 4 where nothing is said
    ... --only NAME ...     the cases whose names begin so
    ... --rust FILE         the built benches/columns.rs, where cargo is not
    ... --output FILE       "-" prints the report alone

Each case runs in a process of its own, on documents made of the templates below, always the same.
"""

import argparse
import json
import os
import platform
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module, metadata
from pathlib import Path

import number_peers
import peers
from report import head, paragraph, rate, row
from speed import ROOT, publish

SEED = 7
RUNS = 3
PEOPLE = ["Maria Lopez", "Kari Lund", "Tom Brandt", "Åse Bjørnstad", "Ann Lee", "Zoë Keller"]
FIRMS = ["Norvik Energy", "Havbris", "Solvento Metals", "Brandt & Cole", "the Harbour Board"]
PLACES = ["Bergen", "Norway", "São Paulo", "Kraków", "New Zealand", "the Gulf of Guinea"]
THINGS = ["turbines", "people", "tickets", "pages", "votes", "homes"]
DAYS = ["last year", "on Tuesday", "in May 2021", "on 3 June", "yesterday", "two weeks ago"]
TEMPLATES = [
    "{firm} sold more than {n},000 {thing} in {place} {day}.",
    "About {n} kilometres north of {place}, {person} found an old harbour.",
    "“We will build {n} more”, {person} of {firm} promised {day}.",
    "Its profit rose {n}.5 percent to $1.{n} billion {day}.",
    "Nobody in {place} had expected that, and nobody said so.",
    "{person} left the company {day} after a long dispute about the rules.",
    "The board of {firm} met in {place}, and the minutes were never published.",
]


def documents(count: int) -> list[str]:
    """Texts of two sentences or so, about 150 characters each."""
    rng = random.Random(SEED)

    def sentence() -> str:
        return rng.choice(TEMPLATES).format(
            person=rng.choice(PEOPLE),
            firm=rng.choice(FIRMS),
            place=rng.choice(PLACES),
            thing=rng.choice(THINGS),
            day=rng.choice(DAYS),
            n=rng.randrange(2, 99),
        )

    return [" ".join(sentence() for _ in range(rng.randrange(1, 5))) for _ in range(count)]


# What holds the texts


def in_list(texts):
    return texts


def in_objects(texts):
    import pandas

    return pandas.Series(texts, dtype=object)


def in_pandas_arrow(texts):
    import pandas

    return pandas.Series(texts, dtype="string[pyarrow]")


def in_arrow(texts):
    import pyarrow

    return pyarrow.array(texts)


def in_polars(texts):
    import polars

    return polars.Series("body", texts)


def in_polars_frame(texts):
    return in_polars(texts).to_frame()


@dataclass
class Case:
    """Something that takes a column apart; it is made in the process that runs it."""

    task: str
    name: str
    holder: Callable
    run: Callable[[], Callable]
    package: str = "textsift"
    threads: int = 1


# What takes them apart: calls that make the function of a column


def nested(threads: int, **settings) -> Callable:
    import textsift

    sifter = textsift.Sifter(**settings)
    return lambda column: sifter.extract(column, threads=threads)


def flat(threads: int, method: str = "numbers", **settings) -> Callable:
    import_module("textsift")  # the accessor
    return lambda series: getattr(series.sift, method)(threads=threads, **settings)


def flat_frame(threads: int, **settings) -> Callable:
    import_module("textsift")  # the namespace
    options = {"keep": [], "threads": threads, **settings}
    return lambda frame: frame.sift.extract("body", flat="numbers", **options)


def mapped(load: Callable) -> Callable:
    """`Series.map` over a function of a peer, that takes several texts."""
    several = load()
    return lambda series: series.map(lambda text: several([text]))


def words(threads: int = 1) -> Callable:
    return lambda series: series.map(str.split)


def piped() -> Callable:
    import spacy

    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    return lambda texts: [[s.text for s in found.sents] for found in pipeline.pipe(texts)]


def splitter(package: str) -> Callable:
    return partial(mapped, lambda: peers.LOADERS[package]()[0])


def reader(package: str) -> Callable:
    def load():
        tasks = number_peers.LOADERS[package]()[1]
        return tasks.get(number_peers.NUMBERS) or tasks[number_peers.BOTH]

    return partial(mapped, load)


WORDS, SENTENCES, NUMBERS, ALL = TASKS = (
    "Words, for comparison",
    "Sentences",
    "Numbers and dates",
    "Everything: sentences, entities, numbers, dates, quotes",
)
HOLDERS = {
    "list": in_list,
    "pandas, object": in_objects,
    "pandas, string[pyarrow]": in_pandas_arrow,
    "pyarrow": in_arrow,
    "Polars": in_polars,
}
PEERS = {
    SENTENCES: (splitter, ["sentencex", "blingfire", "nupunkt-rs", "pysbd"]),
    NUMBERS: (reader, ["text2num", "datefinder", "quantulum3"]),
}


def cases() -> Iterator[Case]:
    yield Case(WORDS, "`Series.map(str.split)`", in_objects, words, "pandas")
    for task, settings in {
        SENTENCES: {"what": ("sentences",)},
        NUMBERS: {"what": ("numbers", "dates"), "numbers_in_names": True},
        ALL: {},
    }.items():
        yield from own(task, settings)
        make, packages = PEERS.get(task, (None, []))
        for package in packages:
            name = f"`Series.map`, {peers.NAMES.get(package, package)}"
            yield Case(task, name, in_objects, make(package), package)
        if task == SENTENCES:
            yield Case(task, "`nlp.pipe`, spaCy sentencizer", in_list, piped, "spacy")


def own(task: str, settings: dict) -> Iterator[Case]:
    """textsift on one thread and on two."""
    holders = HOLDERS if task == ALL else {"pyarrow": in_arrow}
    for threads in (1, 2):
        for holder in holders.values():
            run = partial(nested, threads, **settings)
            yield Case(task, "nested", holder, run, threads=threads)
        if task == SENTENCES:
            run = partial(flat, threads, "split_sentences")
            yield Case(task, "lists of strings", in_pandas_arrow, run, threads=threads)
        if task == NUMBERS:
            names = {"numbers_in_names": True}
            run = partial(flat, threads, **names)
            yield Case(task, "flat, numbers alone", in_pandas_arrow, run, threads=threads)
            run = partial(flat_frame, threads, **names)
            yield Case(task, "flat, numbers alone", in_polars_frame, run, threads=threads)


# One case, in a process of its own


def answer(case: Case, count: int, seconds: float) -> dict:
    """The best times of all documents, and the memory that one run takes at its peak."""
    run = case.run()
    texts = documents(count)
    few = case.holder(texts[:50])
    run(few)
    if case.package != "textsift":
        each = timed(run, few)[0] / len(few)
        texts = texts[: max(50, min(count, int(seconds / each)))]
    column = case.holder(texts)
    if case.holder is not in_list:
        del texts
    before = peak_memory(reset=True)
    run(column)
    memory = peak_memory() - before
    times = [timed(run, column) for _ in range(RUNS)]
    clock, cpu = (min(kind) for kind in zip(*times, strict=True))
    figures = {"clock": clock, "cpu": cpu, "memory": memory}
    return {"documents": len(column), **figures}


def timed(run: Callable, column: object) -> tuple[float, float]:
    """Seconds by the clock, and of CPU time."""
    clock, cpu = time.perf_counter(), time.process_time()
    run(column)
    return time.perf_counter() - clock, time.process_time() - cpu


def peak_memory(reset: bool = False) -> int:
    """Bytes of the process at its peak since the last reset, as Linux counts them."""
    if reset:
        Path("/proc/self/clear_refs").write_text("5")
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) << 10


# The report


def measured(at: int, options: argparse.Namespace) -> dict | None:
    known = ["--documents", str(options.documents), "--seconds", str(options.seconds)]
    command = [sys.executable, __file__, "--case", str(at), *known]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ})
    return json.loads(done.stdout) if done.returncode == 0 else None


def table(task: str, found: list[tuple[Case, dict]]) -> Iterator[str]:
    yield f"## {task}"
    yield ""
    titles = ["column", "threads", "documents", "CPU µs each", "clock µs each", "memory, MB"]
    yield from head(["", *titles])
    for case, result in found:
        holders = {**HOLDERS, "Polars frame": in_polars_frame}
        holder = next(name for name, made in holders.items() if made is case.holder)
        each = [rate(result[kind] / result["documents"] * 1e6) for kind in ("cpu", "clock")]
        title = f"textsift, {case.name}" if case.package == "textsift" else case.name
        cells = [title, holder, str(case.threads), f"{result['documents']:,}"]
        yield row([*cells, *each, f"{result['memory'] / 1e6:.0f}"])
    yield ""


def in_rust(options: argparse.Namespace) -> Iterator[str]:
    bench = ["cargo", "bench", "--quiet", "--bench", "columns"]
    if options.rust:
        bench = [str(options.rust), "--bench"]
    elif not shutil.which("cargo"):
        return
    done = subprocess.run(bench, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        return
    yield "## In Rust"
    yield ""
    yield from paragraph("""
        Nanoseconds for a document of about 200 bytes: of the extraction into one buffer that is
        used again, what Arrow columns with all texts cost beside it, and how much faster two
        threads are than one, on these documents and on 4,000 of them with one that is 1,000 times
        as long (`cargo bench --bench columns`).""")
    lines = [re.split(r"\s{2,}", line.strip()) for line in done.stdout.splitlines() if line.strip()]
    yield from head(lines[0])
    yield from (row(cells) for cells in lines[1:])
    yield ""


def report(options: argparse.Namespace) -> Iterator[str]:
    chosen = list(enumerate(cases()))
    if options.only:
        chosen = [each for each in chosen if each[1].name.startswith(tuple(options.only))]
    results, missing = [], []
    load = os.getloadavg()[0]
    for at, case in chosen:
        result = measured(at, options)
        print(case.name, case.holder.__name__, case.threads, result, file=sys.stderr, flush=True)
        if result is None:
            missing.append(case.package)
        else:
            results.append((case, result))
    sizes = [len(text.encode()) for text in documents(1000)]
    yield "# Columns"
    yield ""
    yield from paragraph(f"""
        Made in one run by `python benchmarks/columns.py`: {options.documents:,} documents of
        {sum(sizes) / len(sizes):.0f} bytes on average, made of templates; a slow peer gets as many
        as take {options.seconds:g} s. CPU time, and time by the clock, the best of {RUNS} runs, and
        the memory that one run takes at its peak beside the column itself, each case in a process
        of its own. {load:.1f} programs wanted to run on {os.cpu_count()} cores when it began: where
        they are more than the cores, read the CPU time alone.
        CPython {platform.python_version()} on {platform.machine()};
        {", ".join(versions(results))}. Compare ratios, not figures.""")
    yield from paragraph("""
        Nested: a row for each text, lists of structs, with a copy of each mention's text. Flat: a
        row for each number, on the index of the series or in a frame. Peers give strings, or
        objects of their own; text2num finds numbers alone, datefinder dates alone, quantulum3
        quantities.""")
    for task in TASKS:
        found = [each for each in results if each[0].task == task]
        if found:
            yield from table(task, found)
    yield from in_rust(options)
    if missing:
        names = ", ".join(sorted(set(missing)))
        yield from paragraph(f"Left out, for they are not installed or do not work here: {names}.")


def versions(results: list[tuple[Case, dict]]) -> Iterator[str]:
    packages = dict.fromkeys(case.package for case, _ in results)
    for package in [*packages, "pyarrow", "polars"]:
        yield f"{package} {metadata.version(package)}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--only", nargs="+", metavar="NAME")
    parser.add_argument("--rust", type=Path)
    parser.add_argument("--case", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--output", default=str(ROOT / "docs/benchmarks/columns.md"))
    options = parser.parse_args()
    if options.case is not None:
        case = list(cases())[options.case]
        print(json.dumps(answer(case, options.documents, options.seconds)))
        return
    publish(report(options), options.output)


if __name__ == "__main__":
    main()
