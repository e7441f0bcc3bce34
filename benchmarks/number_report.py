"""The report that `numbers.py` writes."""

import argparse
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from number_peers import BOTH, LOADERS, NUMBERS, OBJECTS, READ, SCOPES, TASKS
from peers import Peer, python_peers
from score import cell, gold_sets, request
from scoring import numbers
from scoring.counts import Result
from speed import ROOT

from sentences import Run, corpus, head, megabytes, paragraph, row, speed
from sentences import number as rate_cell

SHOWN = {"spacy": "spaCy like_num"}
PROBE = [{"text": "It cost $5 on 3 May 2015.", "settings": {}}]
FIGURES = {
    "Exact spans (F1)": ["exact"],
    "Overlapping spans (F1)": ["overlap"],
    "Value (of all gold mentions)": ["value recall"],
    "Value and unit or currency": ["+ unit", "+ currency"],
}
COLUMNS = {
    NUMBERS: "numbers",
    BOTH: "numbers and dates",
    OBJECTS: "numbers and dates, as objects",
}
BASES = ["text2num", "datefinder", "quantulum3"]
"""Those that the speed is compared with."""


def name(peer: Peer) -> str:
    return SHOWN.get(peer.package, peer.name)


# Accuracy


def in_scope(peer: Peer, set_name: str) -> bool:
    scope = SCOPES.get(peer.package)
    return scope is None or set_name.startswith(tuple(scope))


def accuracy(run: Run) -> Iterator[str]:
    sets = list(gold_sets(run.options.data, run.options.set or "numbers", "dev"))
    sets = [gold for gold in sets if gold.group == "numbers"]
    results: dict[tuple[str, str], Result] = {}
    for peer in run.peers:
        for gold in (gold for gold in sets if in_scope(peer, gold.name)):
            result = scored(run, peer, gold)
            if result is not None:
                results[peer.package, gold.name] = result
                print(name(peer), gold.name, result.figures, file=sys.stderr, flush=True)
        peer.stop()
    for title, figures in FIGURES.items():
        yield f"### {title}"
        yield ""
        yield from figure_table(run, [gold.name for gold in sets], results, figures)
        yield ""
    yield from phones(run, results)


def scored(run: Run, peer: Peer, gold) -> Result | None:
    records = gold.records()
    requests = [
        {**request(gold, record), "reference": record.get("reference")} for record in records
    ]
    answer = run.ask(peer, READ, requests, run.options.limit, gold.name)
    return None if answer is None else numbers.score(records, answer, gold.name)


def figure_table(run: Run, sets: list[str], results: dict, figures: list[str]) -> Iterator[str]:
    def figure(peer: Peer, set_name: str) -> float | None:
        result = results.get((peer.package, set_name))
        known = [result.figures.get(figure) for figure in figures] if result else []
        return next((value for value in known if value is not None), None)

    yield from head(["", "gold", *map(name, run.peers)])
    for set_name in sets:
        values = [figure(peer, set_name) for peer in run.peers]
        gold = [r.figures["gold"] for (_, name), r in results.items() if name == set_name]
        if any(value is not None for value in values):
            best = max(value for value in values if value is not None)
            several = sum(value is not None for value in values) > 1
            cells = [f"**{cell(v)}**" if several and v == best else cell(v) for v in values]
            yield row([set_name, str(gold[0]), *cells])


def phones(run: Run, results: dict) -> Iterator[str]:
    sets = ["recognizers_phone", "recognizers_ip"]
    own = [results[p.package, s] for s in sets for p in run.peers if (p.package, s) in results]
    if own:
        yield from paragraph(
            "Of the phones and addresses, so many in a hundred are read as numbers:"
        )
        yield from head(["", *map(name, run.peers)])
        for set_name in sets:
            found = [results.get((peer.package, set_name)) for peer in run.peers]
            yield row([set_name, *(cell(r.figures["as number"] if r else None) for r in found)])
        yield ""


# Speed


def speeds(run: Run, texts: list[str]) -> Iterator[str]:
    rates = {peer.package: measured(run, peer, texts) for peer in run.peers}
    for peer in run.peers:  # what is fast is disturbed easily: once more at the end
        if max((rate or 0 for rate in rates[peer.package].values()), default=0) > 1:
            again = measured(run, peer, texts)
            best = {
                task: max(rate or 0, again[task] or 0) or None
                for task, rate in rates[peer.package].items()
            }
            rates[peer.package] = best
    ratios = [base for base in BASES if base in rates]
    yield from head(["", "version", *COLUMNS.values()])
    for peer in sorted(run.peers, key=lambda p: -max(r or 0 for r in rates[p.package].values())):
        own = rates[peer.package]
        yield row([name(peer), peer.version, *(rate_cell(own.get(task)) for task in COLUMNS)])
    yield ""
    own = rates.get("textsift", {})
    if ratios and own:
        yield from paragraph("textsift's speed as a multiple of theirs (of what each does):")
        yield from head(["", *ratios])
        for task, title in COLUMNS.items():
            bases = [rates[base].get(NUMBERS) or rates[base].get(BOTH) for base in ratios]
            yield row([title, *(times(own.get(task), base) for base in bases)])


def times(rate: float | None, base: float | None) -> str:
    return f"{rate / base:,.0f}" if rate and base else "–"


def measured(run: Run, peer: Peer, texts: list[str]) -> dict[str, float | None]:
    rates = {task: speed(run, peer, task, texts, run.options.limit) for task in COLUMNS}
    peer.stop()
    print(name(peer), rates, file=sys.stderr, flush=True)
    return rates


def in_rust(run: Run, texts: list[str]) -> Iterator[str]:
    bench = ["cargo", "bench", "--quiet", "--no-default-features", "--bench", "speed", "--"]
    if run.options.rust:
        bench = [str(run.options.rust)]
    elif not shutil.which("cargo"):
        run.say("The crate alone is left out: cargo is not installed.")
        return
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("\n\n".join(texts))
        file.flush()
        done = subprocess.run([*bench, file.name], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        run.say("The crate alone is left out: its benchmark does not build.")
        return
    yield from paragraph("""
        The Rust crate, MB/s of one text on one thread by the clock: its stages, each on what those
        before it made, and passes that find some lists alone (`cargo bench --bench speed`).""")
    lines = [line.rsplit(maxsplit=1) for line in done.stdout.splitlines() if line.strip()]
    yield from head(lines[0])
    yield from (row(cells) for cells in lines[1:])


# The report


def report(run: Run) -> Iterator[str]:
    texts = corpus(run.options)
    origin = "open text" if run.options.text or run.options.data else "the articles in `examples/`"
    yield "# Numbers and dates"
    yield ""
    yield from paragraph(f"""
        Made in one run by `python benchmarks/numbers.py --data DIR`: one thread, CPython
        {platform.python_version()} on {platform.machine()}. Compare ratios, not figures.""")
    if run.options.data:
        yield "## Accuracy"
        yield ""
        yield from paragraph(f"""
            In percent, by the scorer that scores textsift alone (`benchmarks/score.py`; its rules
            stand in `benchmarks/scoring/numbers.py`); `data.md` says what the sets are and how to
            get them. Peers' test suites follow conventions of their own, and each peer's own suite
            is its home game. A peer is asked for the sets of what it does;
            "–": it does not do that, or not in {run.options.limit:g} s. spaCy's like_num gives no
            values. Of Recognizers-Text each reading of a date may be the right one, of the others
            there is one.""")
        yield from accuracy(run)
    yield "## Speed"
    yield ""
    yield from paragraph(f"""
        MB of UTF-8 a second of CPU time, the best of several runs: {len(texts):,} documents of
        {megabytes(texts) * 1e3 / len(texts):.1f} kB ({origin}), {megabytes(texts):.1f} MB in all;
        a slow extractor gets the first of them. textsift's numbers are those with units, bounds and
        what is counted, into Arrow columns (`Sifter.extract`, with `numbers_in_names=True`, so that
        no names are looked for); "as objects": `analyze` and a list of all mentions.""")
    yield from speeds(run, texts)
    yield ""
    yield from in_rust(run, texts)
    if run.remarks:
        yield ""
        yield "## Left out"
        yield ""
        yield from (f"- {remark}" for remark in run.remarks)


def main(description: str) -> None:
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path)
    parser.add_argument("--text", type=Path)
    parser.add_argument("--megabytes", type=float, default=1)
    parser.add_argument("--only", nargs="+", metavar="NAME")
    parser.add_argument("--set")
    parser.add_argument("--rust", type=Path)
    parser.add_argument("--limit", type=float, default=60)
    parser.add_argument("--output", default=str(ROOT / "docs/benchmarks/numbers.md"))
    options = parser.parse_args()
    run = Run(options)
    script = Path(__file__).with_name("number_peers.py")
    packages = options.only or list(LOADERS)
    run.peers = list(python_peers(script, packages, TASKS, PROBE, run.say))
    try:
        lines = "\n".join(report(run)) + "\n"
    finally:
        for peer in run.peers:
            peer.stop()
    print(lines, end="")
    if options.output != "-":
        Path(options.output).write_text(lines, encoding="utf-8")
