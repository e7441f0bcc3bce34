"""The report that `numbers.py` writes."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from number_peers import BOTH, LOADERS, NUMBERS, OBJECTS, READ, SCOPES, TASKS, VALUELESS
from peers import Peer, python_peers
from report import (
    Run,
    better,
    corpus,
    head,
    made_by,
    measured_on,
    paragraph,
    parser,
    rate,
    row,
    speed,
)
from score import cell, gold_sets, request
from scoring import numbers
from scoring.counts import Result
from speed import ROOT

SHOWN = {"spacy": "spaCy like_num"}
PROBE = [{"text": "It cost $5 on 3 May 2015.", "settings": {}}]
SPANS = ["exact", "overlap"]
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
        rows = list(figure_rows(run, [gold.name for gold in sets], results, figures))
        if rows:
            yield f"### {title}"
            yield ""
            yield from head(["", "gold", *map(name, run.peers)])
            yield from rows
            yield ""
    yield from phones(run, results)


def scored(run: Run, peer: Peer, gold) -> Result | None:
    records = gold.records()
    requests = [request(gold, record) for record in records]
    answer = run.ask(peer, READ, requests, run.options.limit, gold.name)
    return None if answer is None else numbers.score(records, answer, gold.name)


def figure_rows(run: Run, sets: list[str], results: dict, figures: list[str]) -> Iterator[str]:
    def figure(peer: Peer, set_name: str) -> float | None:
        result = results.get((peer.package, set_name))
        if peer.package in VALUELESS and figures[0] not in SPANS:
            return None
        known = [result.figures.get(figure) for figure in figures] if result else []
        return next((value for value in known if value is not None), None)

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
        if max((known or 0 for known in rates[peer.package].values()), default=0) > 1:
            rates[peer.package] = better(rates[peer.package], measured(run, peer, texts))
    ratios = [base for base in BASES if base in rates]
    yield from head(["", "version", *COLUMNS.values()])
    for peer in sorted(run.peers, key=lambda p: -max(r or 0 for r in rates[p.package].values())):
        own = rates[peer.package]
        yield row([name(peer), peer.version, *(rate(own.get(task)) for task in COLUMNS)])
    yield ""
    own = rates.get("textsift", {})
    if ratios and own:
        yield from paragraph("textsift's speed as a multiple of theirs (of what each does):")
        yield from head(["", *ratios])
        for task, title in COLUMNS.items():
            bases = [rates[base].get(NUMBERS) or rates[base].get(BOTH) for base in ratios]
            yield row([title, *(times(own.get(task), base) for base in bases)])


def times(own: float | None, base: float | None) -> str:
    return f"{own / base:,.0f}" if own and base else "–"


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
    yield from made_by("Numbers and dates", "numbers.py", sys.argv[1:])
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
        {measured_on(run.options, texts)};
        a slow extractor gets the first of them. textsift's numbers are those with units, bounds and
        what is counted, into Arrow columns (`Sifter.extract`, with `numbers_in_names=True`, so that
        no names are looked for); "as objects": `analyze` and a list of all mentions.""")
    yield from speeds(run, texts)
    yield ""
    yield from in_rust(run, texts)


def main(description: str) -> None:
    options = parser(description, 1, "numbers.md")
    options.add_argument("--set")
    options.add_argument("--rust", type=Path)
    options.add_argument("--limit", type=float, default=60)
    run = Run(options.parse_args())
    script = Path(__file__).with_name("number_peers.py")
    packages = run.options.only or list(LOADERS)
    run.peers = list(python_peers(script, packages, TASKS, PROBE, run.say))
    run.write(report(run), LOADERS)
