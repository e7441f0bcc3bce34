"""Sentences: boundary F1.

A boundary is the number of characters that are not white space before a sentence's end; the last of
a document is not counted. `passed` is the share of records whose sentences are all exactly right:
what a set of rule cases counts.
"""

from itertools import accumulate

from .counts import Counts, Result, Share, snippet


def score(records, analyses):
    counts, passed, result = Counts(), Share(), Result()
    for record, analysis in zip(records, analyses, strict=True):
        text = record["text"]
        before = [0, *accumulate(not c.isspace() for c in text)]
        gold = boundaries(before, record["sentences"])
        found = boundaries(before, [(s["start"], s["end"]) for s in analysis["sentences"]])
        counts.add(len(gold & found), len(found), len(gold))
        passed.add(gold == found)
        for place, what in sorted(
            [(p, "missed") for p in gold - found] + [(p, "invented") for p in found - gold]
        ):
            at = before.index(place)
            result.errors.append(f"{what}: {snippet(text, at, at)}")
    result.figures = {
        "F1": counts.f1,
        "precision": counts.precision,
        "recall": counts.recall,
        "boundaries": counts.gold,
        "passed": passed.percent,
        "records": passed.of,
    }
    return result


def boundaries(before, spans):
    ends = {before[end] for _, end in spans}
    return ends - {before[-1], 0}
