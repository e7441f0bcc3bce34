#!/usr/bin/env python3
"""Compares textsift's sentences with its peers' in one run; writes docs/benchmarks/sentences.md.

The splitters in Rust (rust/; NAME-rust) are built where cargo is, at first in minutes. The run
itself takes about five minutes.

    pip install "textsift[bench]"
    python benchmarks/sentences.py
"""

import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from peers import CRATES, LOADERS, Peer, peers
from report import (
    Run,
    better,
    corpus,
    head,
    made_by,
    measured_on,
    megabytes,
    paragraph,
    parser,
    rate,
    row,
    speed,
)
from score import GoldSet, cell, gold_sets
from scoring import sentences
from speed import ROOT

RULES = ["golden48", "pragmatic_golden52"]
"""Sets of rule cases: the cases that are wholly right are counted."""
FLATTENED = ["gum", "masc", "litbank"]
"""Sets of entities whose gold has a sentence a line: their lines are joined."""
FAST = 10.0
"""MB/s above which speed is measured twice."""
LIMITS = {"set": 30.0, "speed": 12.0, "hostile": 2.0}
"""Seconds after which a splitter is given up."""
SIZES = [10_000, 100_000, 1_000_000]


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
        if max((known or 0 for known in rates.values()), default=0) > FAST:
            table[peer.package, peer.language] = better(rates, measure(run, peer, texts))
    return table


def measure(run: Run, peer: Peer, texts: list[str]) -> dict[str, float | None]:
    rates: dict[str, float | None] = {}
    for task in ("strings", "offsets"):
        if task in peer.tasks:
            known = speed(run, peer, task, texts, LIMITS["speed"])
            rates[f"{task}, documents"] = known
            rates[f"{task}, one text"] = one_speed(run, peer, task, "".join(texts), known)
    peer.stop()
    shown = ", ".join(f"{name} {cell(known)}" for name, known in rates.items())
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
        return -max(known or 0 for known in item[1].values())

    for (package, language), rates in sorted(table.items(), key=best):
        peer = run.find(package, language)
        yield row(
            [
                peer.name,
                language,
                peer.version,
                *(rate(rates.get(column)) for column in COLUMNS),
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
        factor = f"{times[2] / times[1]:.1f}"
        yield row([name, code(piece), *cells, factor, rate(SIZES[2] / 1e6 / times[2])])
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


def code(piece: str) -> str:
    return f"`{piece}`".replace("\n", "\\n") if piece.strip() else "`\\n`"


def report(run: Run) -> Iterator[str]:
    texts = corpus(run.options)
    yield from made_by("Sentences", "sentences.py", sys.argv[1:])
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
        {measured_on(run.options, texts)}, and the same as one text.
        Strings: a `list[str]` for each text. Offsets: in Rust, the
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


def main() -> None:
    run = Run(parser(__doc__, 5, "sentences.md").parse_args())
    run.peers = peers(run.say, run.options.only)
    run.write(report(run), [*LOADERS, *(f"{name}-rust" for name in CRATES)])


if __name__ == "__main__":
    main()
