#!/usr/bin/env python3
"""Compares textsift's entities with its peers'; writes docs/benchmarks/entities.md.

    pip install "textsift[bench]"
    python benchmarks/entities.py    the gazetteer beside spaCy's PhraseMatcher and FlashText
    ... --data DIR          also accuracy on the gold data (docs/benchmarks/data.md)
    ... --train-spacy       also spaCy's default tagger, trained on the same files; takes an hour
    ... --names N ...       so many names; 10,000, 100,000 and 1,000,000 where nothing is said
    ... --megabytes 5       of text
    ... --output FILE       "-" prints the report alone

Each matcher runs in a process of its own: the seconds that it takes to take up the names, the
memory that the process has grown by since before (its highest, and what stays), and the speed over
running text with a name in about every second document. A peer that is not installed is left out.
"""

import argparse
import ctypes
import gc
import json
import platform
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import score
from scoring import entities as scoring
from speed import ROOT, documents, publish

SYLLABLES = [a + b for a in "bdfglmnprstvz" for b in "aeiou"]
LIMIT = 900
"""Seconds that a matcher gets."""


def made_up_names(count: int) -> list[str]:
    """Different names of two or three made-up words, the same for each count."""
    dice = random.Random(count)
    names: dict[str, None] = {}
    while len(names) < count:
        words = ("".join(dice.choices(SYLLABLES, k=dice.choice((2, 3)))) for _ in range(3))
        names[" ".join(word.capitalize() for word in list(words)[: dice.choice((2, 3))])] = None
    return list(names)


def texts_with(names: list[str], megabytes: float) -> list[str]:
    """Documents, a name put into every second one."""
    dice = random.Random(len(names))
    made = documents(None, int(megabytes * 1e6), 2000)
    return [text if at % 2 else f"{text} {dice.choice(names)} " for at, text in enumerate(made)]


def textsift_objects(names: list[str]) -> Callable[[list[str]], int]:
    import textsift

    gazetteer = dict.fromkeys(names, "PRODUCT")
    sifter = textsift.Sifter(what=("entities",), labels=["PRODUCT"], gazetteer=gazetteer)
    return lambda texts: sum(len(sifter.analyze(text).entities) for text in texts)


def textsift_column(names: list[str]) -> Callable[[list[str]], int]:
    import pyarrow.compute as pc
    import textsift

    gazetteer = dict.fromkeys(names, "PRODUCT")
    sifter = textsift.Sifter(what=("entities",), labels=["PRODUCT"], gazetteer=gazetteer)

    def run(texts: list[str]) -> int:
        found = sifter.extract(texts, threads=1).to_arrow()
        return pc.sum(pc.list_value_length(found["entities"])).as_py()

    return run


def spacy_matcher(names: list[str]) -> Callable[[list[str]], int]:
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("PRODUCT", list(nlp.tokenizer.pipe(names)))
    return lambda texts: sum(len(matcher(doc)) for doc in nlp.pipe(texts))


def flashtext(names: list[str]) -> Callable[[list[str]], int]:
    from flashtext import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=False)
    for name in names:
        processor.add_keyword(name)
    return lambda texts: sum(len(processor.extract_keywords(text)) for text in texts)


MATCHERS = {
    "textsift analyze": ("textsift", textsift_objects),
    "textsift extract": ("textsift", textsift_column),
    "spaCy PhraseMatcher": ("spacy", spacy_matcher),
    "FlashText": ("flashtext", flashtext),
}


def resident() -> float:
    """Megabytes that this process has in memory now, without what it has given back."""
    gc.collect()
    if platform.libc_ver()[0] == "glibc":
        ctypes.CDLL(None).malloc_trim(0)
    pages = Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * resource.getpagesize() / 1e6


def measure(matcher: str, count: int, megabytes: float) -> dict[str, float]:
    """In a process of its own, for what it says of memory."""
    package, build = MATCHERS[matcher]
    __import__(package)
    build(["Warm Up"])(["Warm Up."])
    names = made_up_names(count)
    texts = texts_with(names, megabytes)
    before = resident()
    started = time.process_time()
    run = build(names)
    built = time.process_time() - started
    grown = resident() - before
    run(texts[:50])
    started = time.process_time()
    found = run(texts)
    taken = time.process_time() - started
    size = sum(len(text.encode()) for text in texts) / 1e6
    return {"build": built, "memory": grown, "speed": size / taken, "found": found}


def matchers(counts: list[int], megabytes: float) -> Iterator[str]:
    yield "| matcher | names | build, s | memory, MB | MB/s | found |"
    yield "|---|--:|--:|--:|--:|--:|"
    for count in counts:
        for matcher, (package, _) in MATCHERS.items():
            if not find_spec(package):
                continue
            command = [sys.executable, __file__, "--measure", matcher, str(count), str(megabytes)]
            try:
                done = subprocess.run(command, capture_output=True, check=True, timeout=LIMIT)
            except subprocess.SubprocessError as error:
                print(f"{matcher}, {count:,} names: {type(error).__name__}", file=sys.stderr)
                yield f"| {matcher} | {count:,} | – | – | – | – |"
                continue
            figures = json.loads(done.stdout)
            yield (
                f"| {matcher} {metadata.version(package)} | {count:,} | {figures['build']:.2f} "
                f"| {figures['memory']:.0f} | {figures['speed']:.1f} | {figures['found']:,} |"
            )


def accuracy(data: Path, tagger: str, answer: Callable[[str], dict]) -> dict[str, dict]:
    """The figures of each dev set, and their mean."""
    results, certainties = {}, []
    for gold in score.gold_sets(data, "entities", "dev"):
        records = gold.records()
        analyses = [answer(record["text"]) for record in records]
        results[gold.name], scored = scoring.score(records, analyses)
        certainties += scored
        print(f"{tagger}, {gold.name}: {results[gold.name].figures['F1']:.1f}", file=sys.stderr)
    figures = {name: result.figures for name, result in results.items()}
    return {**figures, "mean": score.mean(list(results.values())).figures}


def accuracies(data: Path, train_spacy: bool) -> Iterator[str]:
    import textsift

    sifter = textsift.Sifter(what=("entities",))
    taggers = {"textsift": accuracy(data, "textsift", lambda text: sifter.analyze(text).to_dict())}
    if train_spacy:
        nlp = trained_spacy(data)
        taggers["spaCy"] = accuracy(data, "spaCy", lambda text: spacy_answer(nlp(text)))
    columns = [("F1", "F1"), ("precision", "precision"), ("recall", "recall")]
    labels = [("PER", "PER"), ("ORG", "ORG"), ("LOC", "LOC")]
    heads = [f"{tagger} {shown}" for tagger in taggers for _, shown in columns + labels]
    yield f"| set | {' | '.join(heads)} |"
    yield f"|---|{'--:|' * len(heads)}"
    for name in taggers["textsift"]:
        cells = [
            score.cell(figures[name].get(key))
            for figures in taggers.values()
            for key, _ in columns + labels
        ]
        yield f"| {name} | {' | '.join(cells)} |"


def spacy_answer(doc) -> dict:
    entities = [
        {
            "start": e.start_char,
            "end": e.end_char,
            "label": SPACY.get(e.label_, e.label_),
            "score": 1.0,
        }
        for e in doc.ents
    ]
    return {"entities": entities}


SPACY = {"PER": "PERSON"}


def trained_spacy(data: Path):
    """spaCy's default CPU tagger (`spacy init config -p ner`), trained on the train files."""
    import spacy
    from spacy.tokens import DocBin

    blank = spacy.blank("en")
    with TemporaryDirectory() as name:
        folder = Path(name)
        for split in ("train", "dev"):
            store = DocBin()
            for gold in score.gold_sets(data, "entities", split):
                for record in gold.records():
                    doc = blank(record["text"])
                    spans = [
                        doc.char_span(e["start"], e["end"], e["label"])
                        for e in record["entities"]
                        if e["label"] in scoring.LABELS
                    ]
                    doc.ents = spacy.util.filter_spans([span for span in spans if span])
                    store.add(doc)
            store.to_disk(folder / f"{split}.spacy")
        run = [sys.executable, "-m", "spacy"]
        config = str(folder / "config.cfg")
        subprocess.run([*run, "init", "config", "-p", "ner", config], check=True, stdout=2)
        paths = [
            "--paths.train",
            str(folder / "train.spacy"),
            "--paths.dev",
            str(folder / "dev.spacy"),
        ]
        subprocess.run(
            [*run, "train", config, "--output", str(folder), *paths], check=True, stdout=2
        )
        return spacy.load(folder / "model-best")


def report(options: argparse.Namespace) -> Iterator[str]:
    yield "# Entities"
    yield ""
    yield f"Made by `python benchmarks/entities.py`; CPython {platform.python_version()} on"
    yield f"{platform.machine()}, one thread, CPU time. Compare ratios, not figures."
    yield ""
    yield "## A user's own names"
    yield ""
    yield "Names of two or three made-up words, case aside, as whole words, in"
    yield f"{options.megabytes:g} MB of running text with a name put into every second document"
    yield "of 2,000 characters. `analyze` takes one text at a time and gives objects, `extract` a"
    yield "column and gives Arrow; as `labels` names the gazetteer's alone, the tagger does not"
    yield "run, but sentences and tokens are found as ever. Memory is what stays behind building,"
    yield "over what the process had with names and texts loaded. A matcher without figures failed"
    yield "or took more than 15 minutes."
    yield ""
    yield from matchers(options.names, options.megabytes)
    if options.data:
        yield ""
        yield "## Names that nobody listed"
        yield ""
        yield "Exact span and label on the dev files, which calibrate scores but do not train:"
        yield "persons, organisations, and places as one (`benchmarks/scoring/entities.py`)."
        yield ""
        yield from accuracies(options.data, options.train_spacy)


def main() -> None:
    if sys.argv[1:2] == ["--measure"]:
        matcher, count, megabytes = sys.argv[2:]
        print(json.dumps(measure(matcher, int(count), float(megabytes))))
        return
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path)
    parser.add_argument("--train-spacy", action="store_true")
    parser.add_argument("--names", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--megabytes", type=float, default=5)
    parser.add_argument("--output", default=str(ROOT / "docs/benchmarks/entities.md"))
    options = parser.parse_args()
    publish(report(options), options.output)


if __name__ == "__main__":
    main()
