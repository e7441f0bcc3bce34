#!/usr/bin/env python3
"""Times textsift beside peers, in one run on one thread, and writes docs/benchmarks/speed.md.

    pip install "textsift[bench]"
    python benchmarks/speed.py                  20 MB made of the articles in examples/
    python benchmarks/speed.py --data DIR       the first 20 MB of the .txt and .txt.gz files in DIR
    ... --megabytes 5       less text
    ... --output FILE       "-" prints the report alone

Speeds are CPU time over the same documents of about 4,000 characters, the best of three runs. A
peer that is not installed is left out; a slow one gets the first tenth of the documents.
"""

import argparse
import csv
import gzip
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from importlib.util import find_spec
from itertools import cycle
from pathlib import Path

import peers

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = 4_000
RUNS = 3


@dataclass
class Contestant:
    name: str
    package: str
    run: Callable[[list[str]], object]
    share: int = 1


def contestants() -> Iterator[Contestant]:
    import textsift

    yield Contestant("textsift split_sentences", "textsift", peers.each(textsift.split_sentences))
    yield Contestant("textsift analyze", "textsift", peers.each(textsift.analyze))
    extract = partial(textsift.extract, threads=1)
    yield Contestant("textsift extract", "textsift", extract)
    if find_spec("sentencex"):
        yield Contestant("sentencex segment", "sentencex", peers.load_sentencex()[0])
    if find_spec("spacy"):
        strings, _ = peers.load_spacy()
        yield Contestant("spaCy blank, sentencizer", "spacy", strings, share=10)


def documents(source: Path | None, size: int, document: int = DOCUMENT) -> list[str]:
    """About `size` characters of text, cut at line ends into documents."""
    pieces: list[str] = []
    lines: list[str] = []
    total = length = 0
    for line in corpus(source):
        lines.append(line)
        length += len(line)
        if length >= document:
            pieces.append("".join(lines))
            total += length
            lines, length = [], 0
            if total >= size:
                break
    return pieces


def corpus(source: Path | None) -> Iterator[str]:
    if source is None:
        for text in cycle(articles()):
            yield from text.splitlines(keepends=True)
            yield "\n\n"
        return
    for path in text_files(source):
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as file:
            yield from file


def text_files(source: Path) -> list[Path]:
    if source.is_file():
        return [source]
    return sorted([*source.glob("*.txt"), *source.glob("*.txt.gz")])


def articles() -> Iterator[str]:
    yield (ROOT / "examples/article.txt").read_text(encoding="utf-8")
    with (ROOT / "examples/articles.csv").open(encoding="utf-8", newline="") as file:
        yield from (row["text"] for row in csv.DictReader(file))


def speed(contestant: Contestant, texts: list[str]) -> float:
    """Megabytes of UTF-8 a second of CPU time."""
    texts = texts[: max(1, len(texts) // contestant.share)]
    contestant.run(texts[:50])
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        contestant.run(texts)
        times.append(time.process_time() - start)
    return sum(len(text.encode()) for text in texts) / 1e6 / min(times)


def in_new_process(code: str) -> float:
    """The median of seven runs of `code`, which prints milliseconds."""
    command = [sys.executable, "-c", code]
    answers = [subprocess.run(command, capture_output=True, check=True).stdout for _ in range(7)]
    return statistics.median(float(answer) for answer in answers)


TIMED = "import time; t = time.perf_counter(); {}; print((time.perf_counter() - t) * 1e3)"
STARTS = {
    "textsift": ("import textsift", "textsift.analyze('On 9 May Ann Lee paid $5.')"),
    "sentencex": ("import sentencex", "list(sentencex.segment('en', 'One. Two.'))"),
    "spacy": (
        "import spacy",
        "nlp = spacy.blank('en'); nlp.add_pipe('sentencizer'); nlp('One. Two.')",
    ),
}


def starts() -> Iterator[str]:
    yield "| package | import, ms | import and first call, ms |"
    yield "|---|--:|--:|"
    for package, (load, call) in STARTS.items():
        if find_spec(package):
            alone = in_new_process(TIMED.format(load))
            both = in_new_process(TIMED.format(f"{load}; {call}"))
            yield f"| {package} | {alone:.1f} | {both:.1f} |"


def sizes() -> Iterator[str]:
    yield "| file | MB |"
    yield "|---|--:|"
    wheels = (ROOT / "dist").glob("*.whl")
    weights = (path for path in (ROOT / "models").glob("*") if path.suffix != ".md")
    for path in [*sorted(wheels), *sorted(weights)]:
        yield f"| `{path.relative_to(ROOT)}` | {path.stat().st_size / 1e6:.2f} |"


def speeds(texts: list[str]) -> Iterator[str]:
    yield "| | version | MB/s | of sentencex |"
    yield "|---|---|--:|--:|"
    measured = [(contestant, speed(contestant, texts)) for contestant in contestants()]
    by_name = {contestant.package: rate for contestant, rate in measured}
    for contestant, rate in measured:
        version = metadata.version(contestant.package)
        ratio = f"{rate / by_name['sentencex']:.2f}" if "sentencex" in by_name else "–"
        yield f"| {contestant.name} | {version} | {rate:.1f} | {ratio} |"


def report(options: argparse.Namespace) -> Iterator[str]:
    texts = documents(options.data, int(options.megabytes * 1e6))
    origin = "the articles in `examples/`, repeated" if options.data is None else "open text"
    total = sum(map(len, texts)) / 1e6
    yield "# Speed"
    yield ""
    yield f"Made by `python benchmarks/speed.py`: {total:.0f} million characters ({origin}) in"
    yield f"{len(texts):,} documents, one thread, CPU time, the best of {RUNS} runs. CPython"
    yield f"{platform.python_version()} on {platform.machine()}. Compare ratios, not figures."
    yield ""
    yield from speeds(texts)
    yield ""
    yield "`split_sentences` and the peers split alone; `analyze` and `extract` find sentences,"
    yield "entities, numbers, dates and quotes in the same pass."
    yield ""
    yield from starts()
    yield ""
    yield from sizes()


def publish(lines: Iterable[str], output: str) -> None:
    """Prints a report, and writes it unless the output is "-"."""
    text = "\n".join(lines).rstrip() + "\n"
    print(text, end="")
    if output != "-":
        Path(output).write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path)
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--output", default=str(ROOT / "docs/benchmarks/speed.md"))
    options = parser.parse_args()
    publish(report(options), options.output)


if __name__ == "__main__":
    main()
