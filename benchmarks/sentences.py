#!/usr/bin/env python3
"""Compares textsift's sentences with its peers' in one run; writes docs/benchmarks/sentences.md.

    pip install "textsift[bench]"
    python benchmarks/sentences.py
    ... --data DIR          also accuracy on the gold data (docs/benchmarks/data.md)
    ... --text DIR          speed on equal parts of the .txt and .txt.gz files in DIR; else on
                            raw/ in the gold data, else on the articles in examples/
    ... --megabytes 5       of text
    ... --only NAME ...     some splitters alone, named as in peers.py; NAME-rust for those in rust/
    ... --output FILE       "-" prints the report alone

A splitter that is not installed, or fails, is left
out with a line that says so; the splitters in Rust are built where cargo is, at first in minutes.
The run itself takes about five minutes.
"""

import argparse
import platform
import sys
import textwrap
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from peers import Peer, PeerError, peers
from score import GoldSet, cell, gold_sets
from scoring import sentences
from speed import ROOT, documents, text_files

DOCUMENT = 3_000
RULES = ["golden48", "pragmatic_golden52"]
"""Sets of rule cases: the cases that are wholly right are counted."""
FLATTENED = ["gum", "masc", "litbank"]
"""Sets of entities whose gold has a sentence a line: their lines are joined."""
SLOW = 2.0
"""Seconds that a slow splitter's share of the documents may take."""
FAST = 10.0
"""MB/s above which speed is measured twice."""
LIMITS = {"set": 30.0, "speed": 12.0, "hostile": 2.0}
"""Seconds after which a splitter is given up."""
SIZES = [10_000, 100_000, 1_000_000]


@dataclass
class Run:
    """The report as it grows."""

    options: argparse.Namespace
    peers: list[Peer] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def say(self, line: str) -> None:
        print(line, file=sys.stderr, flush=True)
        self.remarks.append(line)

    def ask(self, peer: Peer, task: str, texts: list[str], limit: float, what: str = ""):
        """The answer, or None; with a remark where `what` went wrong is told."""
        try:
            return peer.ask(task, texts, limit)
        except PeerError as failure:
            if what:
                self.say(f"{peer.name} ({peer.language}), {what}: {failure}.")
            return None

    def find(self, package: str, language: str) -> Peer | None:
        own = (p for p in self.peers if (p.package, p.language) == (package, language))
        return next(own, None)


# Accuracy


def gold(data: Path) -> Iterator[tuple[str, list[dict]]]:
    for found in gold_sets(data, "sentences", "dev"):
        yield found.name, found.records()
    for name in FLATTENED:
        path = data / f"entities/{name}.dev.jsonl"
        if path.exists():
            records = GoldSet("entities", name, path).records()
            yield f"{name}, flat", [{**r, "text": r["text"].replace("\n", " ")} for r in records]


def spans(text: str, pieces: Iterable[str]) -> Iterator[dict[str, int]]:
    """Where the sentences stand in the text, by the characters that are not white space: some
    splitters change white space, and some drop other characters."""
    places = [at for at, c in enumerate(text) if not c.isspace()]
    visible = "".join(text[at] for at in places)
    start = 0
    for piece in ("".join(piece.split()) for piece in pieces):
        found = visible.find(piece, start, start + len(piece) + 64)
        start = start if found < 0 else found
        end = min(start + len(piece), len(places))
        if end > start:
            yield {"start": places[start], "end": places[end - 1] + 1}
        start = end


def accuracy(run: Run) -> Iterator[str]:
    sets = sorted(gold(run.options.data), key=lambda named: named[0] in RULES)
    means = [name for name, _ in sets if name not in RULES]
    titles = [f"{name}, passed" if name in RULES else name for name, _ in sets]
    yield from head(["", *titles, f"mean of {len(means)}"])
    scored = [p for p in run.peers if p.language == "Python" or not run.find(p.package, "Python")]
    rows = []
    for peer in scored:
        figures = {name: figure(run, peer, name, records) for name, records in sets}
        known = [figures[name] for name in means if figures[name] is not None]
        mean = sum(known) / len(known) if known and len(known) == len(means) else None
        rows.append((mean or 0, [peer.name, *map(cell, [*figures.values(), mean])]))
        peer.stop()
        print(*rows[-1][1], file=sys.stderr, sep=", ", flush=True)
    for _, cells in sorted(rows, key=lambda row: -row[0]):
        yield row(cells)


def figure(run: Run, peer: Peer, name: str, records: list[dict]) -> float | None:
    """F1, or how many rule cases are right."""
    texts = [record["text"] for record in records]
    answer = run.ask(peer, "split", texts, LIMITS["set"], name)
    if answer is None:
        return None
    pairs = zip(texts, answer, strict=True)
    found = [{"sentences": list(spans(text, pieces))} for text, pieces in pairs]
    figures = sentences.score(records, found).figures
    if name in RULES:
        return round(figures["passed"] * len(records) / 100)
    return figures["F1"]


# Speed


def corpus(options: argparse.Namespace) -> list[str]:
    """Documents of about 3 kB; of a directory, equal parts of each file."""
    size = int(options.megabytes * 1e6)
    source = options.text
    if source is None and options.data and (options.data / "raw").is_dir():
        source = options.data / "raw"
    if source is None:
        return documents(None, size, DOCUMENT)
    files = text_files(source)
    parts = [documents(path, size // len(files), DOCUMENT) for path in files]
    return [document for part in parts for document in part]


def megabytes(texts: list[str]) -> float:
    return sum(len(text.encode()) for text in texts) / 1e6


def speed(
    run: Run, peer: Peer, task: str, texts: list[str], limit: float = LIMITS["speed"]
) -> float | None:
    """MB/s: of the whole, or of the first documents where it would take too long."""
    few = texts[:10]
    first = run.ask(peer, task, few, limit)
    if first is None:
        return None
    fit = SLOW / max(first, 1e-9) * len(few)
    texts = texts[: max(len(few), min(len(texts), int(fit)))]
    seconds = run.ask(peer, task, texts, limit)
    return megabytes(texts) / seconds if seconds else None


def one_speed(run: Run, peer: Peer, task: str, text: str, of_documents: float | None):
    """MB/s of one text, if the speed on documents promises an answer in time."""
    if not of_documents or megabytes([text]) / of_documents > LIMITS["speed"]:
        return None
    seconds = run.ask(peer, task, [text], LIMITS["speed"])
    return megabytes([text]) / seconds if seconds else None


def speeds(run: Run, texts: list[str]) -> dict[tuple[str, str], dict[str, float | None]]:
    """By splitter and language: MB/s of each column of the table. The fast ones, which any
    disturbance hits hardest, are measured once more at the end; the better time counts."""
    table = {(p.package, p.language): measure(run, p, texts) for p in run.peers}
    for peer in run.peers:
        rates = table[peer.package, peer.language]
        if max((rate or 0 for rate in rates.values()), default=0) > FAST:
            again = measure(run, peer, texts)
            table[peer.package, peer.language] = {
                column: max(rate or 0, again[column] or 0) or None for column, rate in rates.items()
            }
    return table


def measure(run: Run, peer: Peer, texts: list[str]) -> dict[str, float | None]:
    rates: dict[str, float | None] = {}
    for task in ("strings", "offsets"):
        if task in peer.tasks:
            rate = speed(run, peer, task, texts)
            rates[f"{task}, documents"] = rate
            rates[f"{task}, one text"] = one_speed(run, peer, task, "".join(texts), rate)
    peer.stop()
    shown = ", ".join(f"{name} {cell(rate)}" for name, rate in rates.items())
    print(f"{peer.name} ({peer.language}): {shown}", file=sys.stderr, flush=True)
    return rates


COLUMNS = [
    f"{task}, {given}" for task in ("strings", "offsets") for given in ("documents", "one text")
]


def speed_table(run: Run, table: dict) -> Iterator[str]:
    yield from head(
        ["", "", "version", *COLUMNS, "strings: of sentencex", "offsets: of sentencex", "of ICU4X"]
    )

    def ratio(rates, column, *other):
        own, base = rates.get(column), table.get(other, {}).get(column)
        return f"{own / base:.2f}" if own and base else "–"

    def best(item):
        return -max(rate or 0 for rate in item[1].values())

    for (package, language), rates in sorted(table.items(), key=best):
        peer = run.find(package, language)
        yield row(
            [
                peer.name,
                language,
                peer.version,
                *(number(rates.get(column)) for column in COLUMNS),
                ratio(rates, COLUMNS[0], "sentencex", "Python"),
                ratio(rates, COLUMNS[2], "sentencex", "Rust"),
                ratio(rates, COLUMNS[2], "icu4x", "Rust"),
            ]
        )


# Hostile texts


def hostile() -> list[tuple[str, str]]:
    return tomllib.loads((ROOT / "benches/hostile.toml").read_text(encoding="utf-8"))["pieces"]


def filled(piece: str, size: int) -> str:
    return piece * -(-size // len(piece.encode()))


def growth(run: Run) -> Iterator[str]:
    peer = run.find("textsift", "Rust") or run.find("textsift", "Python")
    if peer is None:
        return
    yield from paragraph(f"""
        textsift ({peer.language}, offsets out): ms of CPU time for as many of the pieces, and the
        growth from 100 kB to 1 MB, where 10 is linear.""")
    yield from head(["piece", "", "10 kB", "100 kB", "1 MB", "growth", "MB/s at 1 MB"])
    for name, piece in hostile():
        texts = [filled(piece, size) for size in SIZES]
        times = [run.ask(peer, "offsets", [text], 60, name) for text in texts]
        if None in times:
            continue
        cells = [f"{time * 1e3:.3f}" for time in times]
        factor, rate = f"{times[2] / times[1]:.1f}", number(SIZES[2] / 1e6 / times[2])
        yield row([name, code(piece), *cells, factor, rate])
    peer.stop()


def hostile_table(run: Run) -> Iterator[str]:
    yield from paragraph(f"""
        All, with strings out in Python and offsets in Rust: ms for 100 kB; "–" where there is no
        answer in {LIMITS["hostile"]:g} s.""")
    yield from head(["", "", *(code(piece) for _, piece in hostile())])
    for peer in run.peers:
        task = "strings" if "strings" in peer.tasks else "offsets"
        texts = [filled(piece, SIZES[1]) for _, piece in hostile()]
        times = [run.ask(peer, task, [text], LIMITS["hostile"]) for text in texts]
        cells = ["–" if time is None else f"{time * 1e3:.1f}" for time in times]
        peer.stop()
        yield row([peer.name, peer.language, *cells])
        print(f"{peer.name} ({peer.language}): {', '.join(cells)}", file=sys.stderr, flush=True)


# The report


def paragraph(text: str) -> Iterator[str]:
    yield from textwrap.wrap(" ".join(text.split()), 100, break_on_hyphens=False)
    yield ""


def head(names: list[str]) -> Iterator[str]:
    yield row(names)
    yield "|---" + "|--:" * (len(names) - 1) + "|"


def row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def code(piece: str) -> str:
    return f"`{piece}`".replace("\n", "\\n") if piece.strip() else "`\\n`"


def number(rate: float | None) -> str:
    if rate is None:
        return "–"
    return f"{rate:.0f}" if rate >= 20 else f"{rate:.1f}" if rate >= 1 else f"{rate:.2f}"


def report(run: Run) -> Iterator[str]:
    texts = corpus(run.options)
    origin = "open text" if run.options.text or run.options.data else "the articles in `examples/`"
    yield "# Sentences"
    yield ""
    yield from paragraph(f"""
        Made in one run by `python benchmarks/sentences.py --data DIR`: one thread, CPython
        {platform.python_version()} on {platform.machine()}. Compare ratios, not figures.""")
    if run.options.data:
        yield "## Accuracy"
        yield ""
        yield from paragraph("""
            F1 of the boundaries, in each splitter's default setting for English, without the last
            of a text. A boundary is the number of visible characters before it, so that changed
            white space costs nothing. `data.md` says what the sets are and how to get them;
            "flat": all lines of a text joined; "passed": how many rule cases are wholly right.""")
        yield from accuracy(run)
        yield ""
    yield "## Speed"
    yield ""
    yield from paragraph(f"""
        MB of UTF-8 a second of CPU time, the best of several runs: {len(texts):,} documents of
        {megabytes(texts) * 1e3 / len(texts):.1f} kB ({origin}), and the same as one text of
        {megabytes(texts):.1f} MB. Strings: a `list[str]` for each text. Offsets: in Rust, the
        places of the sentences; in Python, what the package calls boundaries, spans or offsets
        (textsift: Arrow columns). A slow splitter gets the first of the documents, and the one
        text only if it can be done in {LIMITS["speed"]:g} s. The ratios are those of the
        documents: strings to sentencex in Python, offsets to sentencex and ICU4X in Rust.""")
    yield from speed_table(run, speeds(run, texts))
    yield ""
    yield "## Hostile texts"
    yield ""
    yield from growth(run)
    yield ""
    yield from hostile_table(run)
    if run.remarks:
        yield ""
        yield "## Left out"
        yield ""
        yield from (f"- {remark}" for remark in run.remarks)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path)
    parser.add_argument("--text", type=Path)
    parser.add_argument("--megabytes", type=float, default=5)
    parser.add_argument("--only", nargs="+", metavar="NAME")
    parser.add_argument("--output", default=str(ROOT / "docs/benchmarks/sentences.md"))
    options = parser.parse_args()
    run = Run(options)
    run.peers = peers(run.say, options.only)
    try:
        lines = "\n".join(report(run)) + "\n"
    finally:
        for peer in run.peers:
            peer.stop()
    print(lines, end="")
    if options.output != "-":
        Path(options.output).write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    main()
