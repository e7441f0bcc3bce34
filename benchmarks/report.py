"""What the reports that set textsift beside its peers share: options, questions, tables, speed."""

import argparse
import platform
import sys
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from peers import Peer, PeerError
from speed import ROOT, documents, publish, text_files

DOCUMENT = 3_000
SLOW = 2.0
"""Seconds that a slow peer's share of the documents may take."""
PATHS = {"--data": "DIR", "--text": "DIR", "--rust": "FILE", "--output": "FILE"}
"""How a report names the paths that its script was given."""

USAGE = """\
    ... --data DIR          also accuracy on the gold data (docs/benchmarks/data.md)
    ... --text DIR          speed on equal parts of the .txt and .txt.gz files in DIR; else on
                            raw/ in the gold data, else on the articles in examples/
    ... --megabytes N       of text; {megabytes:g} where nothing is said
    ... --only NAME ...     some peers alone, by the names of their packages
    ... --output FILE       "-" prints the report alone

A peer that is not installed, or fails, is left out with a line that says so.
"""


@dataclass
class Run:
    """The report as it grows."""

    options: argparse.Namespace
    peers: list[Peer] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def say(self, line: str) -> None:
        print(line, file=sys.stderr, flush=True)
        self.remarks.append(line)

    def ask(self, peer: Peer, task: str, texts: list, limit: float, what: str = ""):
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

    def write(self, lines: Iterable[str], known: Iterable[str]) -> None:
        """Prints the report and writes it; `known`: all peers that can be asked for."""
        try:
            lines = [*lines, *left_out(self, known)]
        finally:
            for peer in self.peers:
                peer.stop()
        publish(lines, self.options.output)


def parser(description: str, megabytes: float, output: str) -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        description=description + USAGE.format(megabytes=megabytes),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    made.add_argument("--data", type=Path)
    made.add_argument("--text", type=Path)
    made.add_argument("--megabytes", type=float, default=megabytes)
    made.add_argument("--only", nargs="+", metavar="NAME")
    made.add_argument("--output", default=str(ROOT / "docs/benchmarks" / output))
    return made


# Texts and their speed


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


def measured_on(options: argparse.Namespace, texts: list[str]) -> str:
    origin = "open text" if options.text or options.data else "the articles in `examples/`"
    mean = megabytes(texts) * 1e3 / len(texts)
    return f"""MB of UTF-8 a second of CPU time, the best of several runs: {len(texts):,} documents
        of {mean:.1f} kB ({origin}), {megabytes(texts):.1f} MB in all"""


def speed(run: Run, peer: Peer, task: str, texts: list[str], limit: float) -> float | None:
    """MB/s: of the whole, or of the first documents where it would take too long."""
    few = texts[:10]
    first = run.ask(peer, task, few, limit)
    if first is None:
        return None
    fit = SLOW / max(first, 1e-9) * len(few)
    texts = texts[: max(len(few), min(len(texts), int(fit)))]
    seconds = run.ask(peer, task, texts, limit)
    return megabytes(texts) / seconds if seconds else None


def better(rates: dict[str, float | None], again: dict[str, float | None]) -> dict:
    """The better of two measurements of each task: the other was disturbed."""
    return {task: max(rate or 0, again[task] or 0) or None for task, rate in rates.items()}


# Markdown


def made_by(title: str, script: str, argv: list[str]) -> Iterator[str]:
    """The title, and the command that makes the report, with its paths as DIR and FILE."""
    words = [script]
    for word in argv:
        name, equals, _ = word.partition("=")
        if words[-1] in PATHS and word != "-":
            words.append(PATHS[words[-1]])
        elif equals and name in PATHS:
            words += [name, PATHS[name]]
        else:
            words.append(word)
    yield f"# {title}"
    yield ""
    yield from paragraph(f"""
        Made in one run by `python benchmarks/{" ".join(words)}`: one thread, CPython
        {platform.python_version()} on {platform.machine()}. Compare ratios, not figures.""")


def left_out(run: Run, known: Iterable[str]) -> Iterator[str]:
    others = [name for name in known if run.options.only and name not in run.options.only]
    remarks = [*run.remarks, *([f"Not asked for: {', '.join(others)}."] if others else [])]
    if remarks:
        yield ""
        yield "## Left out"
        yield ""
        yield from (f"- {remark}" for remark in remarks)


def paragraph(text: str) -> Iterator[str]:
    yield from textwrap.wrap(" ".join(text.split()), 100, break_on_hyphens=False)
    yield ""


def head(names: list[str]) -> Iterator[str]:
    yield row(names)
    yield "|---" + "|--:" * (len(names) - 1) + "|"


def row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def rate(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f}" if value >= 20 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"
