"""Aliases: which mentions name one entity, with the gold mentions given.

Over all pairs of mentions in a document, and over the pairs whose names differ: precision, recall,
F1. Mentions that are demonyms (a word of `demonyms`) are left out: the gold merges them with
countries.
"""

from itertools import combinations

from .counts import Counts, Result


def mentions(record):
    """The gold mentions in order: start, end, label."""
    clusters = zip(record["clusters"], record["labels"], strict=True)
    return sorted((start, end, label) for spans, label in clusters for start, end in spans)


def score(records, analyses, demonyms=frozenset()):
    """Each analysis holds `clusters`: a number for each of `mentions(record)`."""
    every, different, result = Counts(), Counts(), Result()
    for record, analysis in zip(records, analyses, strict=True):
        text = record["text"]
        gold = {
            tuple(span): number for number, spans in enumerate(record["clusters"]) for span in spans
        }
        rows = [
            (text[start:end], gold[start, end], found)
            for (start, end, _), found in zip(mentions(record), analysis["clusters"], strict=True)
            if text[start:end] not in demonyms
        ]
        for (name, wanted, found), (other, wanted_other, found_other) in combinations(rows, 2):
            one, joined = wanted == wanted_other, found == found_other
            every.add(one and joined, joined, one)
            if name.casefold() != other.casefold():
                different.add(one and joined, joined, one)
                if one != joined:
                    result.errors.append(f"{'split' if one else 'joined'}: {name} | {other}")
    result.figures = {"F1": every.f1, "precision": every.precision, "recall": every.recall}
    for figure in ["f1", "precision", "recall"]:
        result.figures[f"different: {figure.replace('f1', 'F1')}"] = getattr(different, figure)
    return result


def read_demonyms(path):
    """The first column of a tab-separated list, below its two lines on source and columns."""
    if not path.exists():
        return frozenset()
    rows = path.read_text(encoding="utf-8").splitlines()[2:]
    return frozenset(row.split("\t")[0] for row in rows)
