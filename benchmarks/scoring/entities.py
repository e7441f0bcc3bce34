"""Entities: exact span and label, micro F1 over persons, organisations and places.

GPE and FAC count as LOC, all other labels are ignored, and so are labels that a set does not
annotate. User names (gold spans that begin with "@" or stand right after one) are left out, with
the predictions upon them. `ECE` is the expected calibration error of `score` in ten bins of equal
width.
"""

from .counts import Counts, Result, percent, snippet

COARSE = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
LABELS = ["PER", "ORG", "LOC"]


def score(records, analyses):
    counts = {label: Counts() for label in LABELS}
    scored, result = [], Result()
    for record, analysis in zip(records, analyses, strict=True):
        gold, left_out = gold_spans(record)
        found = {
            span: certainty
            for span, certainty in predictions(record, analysis)
            if not any(span[0] < end and start < span[1] for start, end in left_out)
        }
        for label in LABELS:
            wanted = {span for span in gold if span[2] == label}
            given = {span for span in found if span[2] == label}
            counts[label].add(len(wanted & given), len(given), len(wanted))
        scored += [(certainty, span in gold) for span, certainty in found.items()]
        result.errors += errors(record["text"], gold, found.keys())
    total = Counts()
    for label in LABELS:
        total.add(counts[label].right, counts[label].predicted, counts[label].gold)
    result.figures = {
        "F1": total.f1,
        "precision": total.precision,
        "recall": total.recall,
        **{label: counts[label].f1 for label in LABELS},
        "ECE": calibration_error(scored),
        "gold": total.gold,
    }
    return result, scored


def gold_spans(record):
    entities = [e for e in record["entities"] if e["label"] in LABELS]
    users = [e for e in entities if "@" in record["text"][max(0, e["start"] - 1) : e["start"] + 1]]
    kept = {(e["start"], e["end"], e["label"]) for e in entities if e not in users}
    return kept, [(e["start"], e["end"]) for e in users]


def predictions(record, analysis):
    for mention in analysis["entities"]:
        label = COARSE.get(mention["label"])
        if label in record["annotates"]:
            yield (mention["start"], mention["end"], label), mention["score"]


def errors(text, gold, found):
    """Missed and invented entities, and those right but for their label or their ends."""
    lines = []
    for span in sorted(gold - found):
        touching = [f for f in found - gold if f[0] < span[1] and span[0] < f[1]]
        took = ", ".join(f"{label} [{text[start:end]}]" for start, end, label in touching)
        lines.append(
            f"{span[2]} {(took and 'read as ' + took) or 'missed'}: {snippet(text, *span[:2])}"
        )
    for span in sorted(found - gold):
        if not any(g[0] < span[1] and span[0] < g[1] for g in gold):
            lines.append(f"{span[2]} invented: {snippet(text, *span[:2])}")
    return lines


def calibration_error(scored):
    """The mean distance between the mean score and the share that is right, in percent."""
    bins = [[] for _ in range(10)]
    for certainty, right in scored:
        bins[min(9, int(certainty * 10))].append((certainty, right))
    gaps = [abs(sum(certainty - right for certainty, right in part)) for part in bins]
    return percent(sum(gaps), len(scored))


def lower_cased(record):
    """The record with a text in lower case; letters whose lower case is longer stay."""
    lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in record["text"])
    return {**record, "text": lower}
