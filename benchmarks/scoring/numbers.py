"""Numbers and dates: spans, values, units, currencies, bounds, what is counted.

- exact, P, R: gold and found spans that are equal; F1, precision, recall.
- overlap, P., R.: gold spans that a found one touches (recall), found ones that touch a gold one
  (precision), and their F1.
- value: among the gold mentions that are touched, those where a touching mention has the right
  value.
- value recall: the same among all gold mentions that have a value. Where the set gives no places,
  every mention of the text counts as touching.
- + unit, + currency: among all gold mentions that have a value, those where a touching mention has
  the right value and the right unit (currency).
- bound: among the touched ones that tell it, whatever the value.
- head: among the touched gold numbers that count a noun, those whose noun is found. Signs,
  units, scales and multipliers ("3 million", "3 times"), which are part of the number itself, are
  left out.
- as number: gold phones and addresses that a number touches, which none should.

What a set marks, and which span of a number answers it, stands in sets.toml.
"""

import re
import tomllib
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from . import dates, values
from .counts import Counts, Result, Share, snippet

SETS = tomllib.loads(Path(__file__).with_name("sets.toml").read_text(encoding="utf-8"))
DIGITS = r"\d+(?:[.,:/]\d+)*(?:st|nd|rd|th)?"
WORDS = (
    "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand"
    "|million|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|half)"
)
# "The second half" are two.
NUMERAL = re.compile(rf"{DIGITS}|\b{WORDS}(?:[ -](?!half){WORDS})*\b", re.IGNORECASE)
# Where an interval is cut into its ends, the surest sign first.
BETWEEN = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\s+(?:to|and|until|till|through|thru)\s+",
        r"\s+[-–—~]\s+",
        r"\s*[–—~]\s*",
        r"\s*-\s*",
    )
]
# Where ranges and scores are cut: between two numerals.
SEPARATOR = re.compile(r"\s*(?:[-–—:]|\bto\b|\band\b|\bor\b)\s*", re.IGNORECASE)


@dataclass
class Found:
    start: int
    end: int
    mention: dict


def score(records, analyses, set_name):
    settings = SETS.get(set_name, {})
    card = Card(settings)
    for record, analysis in zip(records, analyses, strict=True):
        gold = [g for g in record["expected"] if g["type"] in settings.get("gold", [g["type"]])]
        ignored = [g for g in record["expected"] if g not in gold]
        found = [
            f for f in read(record, analysis, settings) if not any(touches(g, f) for g in ignored)
        ]
        card.add(record["text"], gold, found, analysis)
    return card.result()


def touches(gold, found):
    return gold["start"] is None or (gold["start"] < found.end and found.start < gold["end"])


def read(record, analysis, settings):
    """The mentions that answer a set, with the span that it marks."""
    kinds, what = settings.get("kinds"), settings.get("reads", "numbers")
    if what == "numerals":
        return numerals(record["text"], analysis)
    if what == "durations":
        return durations(analysis)
    if what in ("dates", "entities"):
        key = "kind" if what == "dates" else "label"
        vague = settings.get("vague", True)
        mentions = [
            m
            for m in analysis[what]
            if (kinds is None or m[key] in kinds or ("anchored" in kinds and is_anchored(m)))
            and (vague or not is_vague(m))
        ]
        cut = settings.get("ends", False)
        return [
            f for m in mentions for f in (interval_ends(record["text"], m) if cut else whole(m))
        ]
    mentions = [m for m in analysis["numbers"] if kinds is None or m["kind"] in kinds]
    return [Found(*span_of(m, settings.get("span", "core")), m) for m in mentions]


def whole(mention):
    return [Found(mention["start"], mention["end"], mention)]


def is_vague(mention):
    """A reference to no certain time: now, recently, the future."""
    return (mention.get("value") or "").endswith("_REF")


def is_anchored(mention):
    """A length whose ends are known: the past three years."""
    return mention.get("kind") == "duration" and mention.get("start_time") is not None


def interval_ends(text, mention):
    """Each end of an interval by itself, without `from` and `between`."""
    if mention.get("kind") != "interval":
        return whole(mention)
    opening = re.compile(r"(?:from|between)\s+", re.IGNORECASE)
    opened = opening.match(text, mention["start"], mention["end"])
    start, end = opened.end() if opened else mention["start"], mention["end"]
    for separator in BETWEEN:
        cuts = list(separator.finditer(text, start + 1, end))
        if cuts:
            cut = cuts[len(cuts) // 2]
            return [Found(start, cut.start(), mention), Found(cut.end(), end, mention)]
    return whole(mention)


def span_of(number, which):
    prefix = "" if which == "core" else f"{which}_"
    return number[f"{prefix}start"], number[f"{prefix}end"]


def numerals(text, analysis):
    """Every figure and number word: corpora mark each on its own, those of dates and phones too.

    Vague counts ("several") are none.
    """
    found = []
    for number in (n for n in analysis["numbers"] if n["bound"] != "vague"):
        start, end = span_of(number, "numeral")
        at = start
        cuts = number["bound"] == "range" or number["kind"] in ("score", "ratio")
        for cut in SEPARATOR.finditer(text, start + 1, end) if cuts else []:
            found.append(Found(at, cut.start(), number))
            at = cut.end()
        found.append(Found(at, end, number))
    covered = [(f.start, f.end) for f in found]
    for date in analysis["dates"]:
        for match in NUMERAL.finditer(text, date["start"], date["end"]):
            if not any(match.start() < end and start < match.end() for start, end in covered):
                found.append(Found(*match.span(), date))
    for entity in analysis["entities"]:
        if entity["label"] == "PHONE":
            found.append(Found(entity["start"], entity["end"], entity))
    return [f for f in found if f.start < f.end]


def durations(analysis):
    """Durations among the dates."""
    return [Found(d["start"], d["end"], d) for d in analysis["dates"] if d["kind"] == "duration"]


class Card:
    """The running figures of one set."""

    def __init__(self, settings):
        self.settings = settings
        self.by_date = settings.get("reads") in ("dates", "durations")
        self.by_text = settings.get("reads") == "entities"
        self.placed = False
        self.exact, self.overlap = Counts(), Counts()
        self.touched, self.as_number = Share(), Share()
        self.value, self.recall = Share(), Share()
        self.extra, self.bound, self.head = Share(), Share(), Share()
        self.errors = []

    def add(self, text, gold, found, analysis):
        placed = [g for g in gold if g["start"] is not None]
        self.placed |= bool(placed)
        if len(placed) == len(gold):
            self.add_spans(placed, found)
        for g in gold:
            near = [f for f in found if touches(g, f)]
            self.add_values(text, g, near)
            if self.by_text:
                numbers = [
                    n
                    for n in analysis["numbers"]
                    if n["start"] < g["end"] and g["start"] < n["end"]
                ]
                self.as_number.add(bool(numbers))
        for f in found:
            if not any(touches(g, f) for g in gold):
                self.errors.append(
                    f"invented {self.show(f.mention)}: {snippet(text, f.start, f.end)}"
                )

    def add_spans(self, gold, found):
        wanted, given = {(g["start"], g["end"]) for g in gold}, {(f.start, f.end) for f in found}
        self.exact.add(len(wanted & given), len(given), len(wanted))
        self.overlap.add(0, len(found), len(gold))
        self.overlap.right += sum(any(touches(g, f) for f in found) for g in gold)
        self.touched.add(sum(any(touches(g, f) for g in gold) for f in found), len(found))

    def add_values(self, text, gold, near):
        place = (
            (gold["start"] or 0, gold["end"] or 0) if gold["start"] is not None else (0, len(text))
        )
        told = self.has_value(gold)
        right = [f for f in near if told and self.agrees(gold, f.mention)]
        if told:
            self.recall.add(bool(right))
            self.value.add(bool(right), bool(near))
        if not near:
            self.errors.append(f"missed {gold_value(gold)}: {snippet(text, *place)}")
        elif told and not right:
            shown = ", ".join(self.show(f.mention) for f in near)
            self.errors.append(f"{shown} for {gold_value(gold)}: {snippet(text, *place)}")
        self.add_details(text, gold, near, right, place)

    def add_details(self, text, gold, near, right, place):
        agrees = {"unit": values.unit_agrees, "currency": values.currency_agrees}.get(
            self.settings.get("units")
        )
        name = gold.get("isoCurrency", gold.get("unit"))
        if agrees and self.has_value(gold):
            agreed = (name is None and right) or [f for f in right if agrees(name, f.mention)]
            self.extra.add(bool(agreed))
            if right and not agreed:
                units = [f.mention.get("currency") or f.mention.get("unit") for f in right]
                self.errors.append(f"unit {units} for {name}: {snippet(text, *place)}")
        if self.settings.get("bounds") and near and values.gold_bounds(gold) is not None:
            agreed = any(values.bound_agrees(gold, f.mention) for f in near)
            self.bound.add(agreed)
            if not agreed:
                bounds = [f.mention["bound"] for f in near]
                self.errors.append(
                    f"bound {bounds} for {values.gold_bounds(gold)}: {snippet(text, *place)}"
                )
        if self.settings.get("heads") and "object" in gold and near:
            self.add_head(text, gold["object"], near[0].mention, place)

    def add_head(self, text, noun, mention, place):
        if (
            "bound" not in mention
            or mention["unit"]
            or mention["kind"] in ("percent", "money", "age")
        ):
            return
        if not any(c.isalpha() for c in noun["text"]):
            return
        if mention["start"] <= noun["start"] and noun["end"] <= mention["end"]:
            return
        head = head_span(mention)
        self.head.add(head == (noun["start"], noun["end"]))
        if head != (noun["start"], noun["end"]):
            shown = text[slice(*head)] if head else None
            self.errors.append(f"counts {shown!r}, not {noun['text']!r}: {snippet(text, *place)}")

    def has_value(self, gold):
        if self.by_text:
            return True
        return dates.has_value(gold) if self.by_date else values.has_value(gold)

    def agrees(self, gold, mention):
        if self.by_text:
            return mention["text"] == gold["text"]
        if self.by_date:
            return dates.agrees(gold, mention, self.settings.get("zone"))
        scale = self.settings.get("scale", {}).get(mention["unit"], "1")
        return values.agrees(gold, mention, Fraction(scale))

    def show(self, mention):
        if mention.get("value") is not None:
            return str(mention["value"])
        if "low" in mention and (mention["low"] or mention["high"]):
            return f"{mention['low']}..{mention['high']}"
        return str(mention.get("kind", mention.get("label")))

    def result(self):
        result = Result(errors=self.errors)
        if self.placed:
            overlap_precision, overlap_recall = self.touched.percent, self.overlap.recall
            result.figures |= {
                "exact": self.exact.f1,
                "P": self.exact.precision,
                "R": self.exact.recall,
                "overlap": harmonic(overlap_precision, overlap_recall),
                "P.": overlap_precision,
                "R.": overlap_recall,
            }
        result.figures |= {
            "value": self.value.percent if self.placed else None,
            "value recall": self.recall.percent,
        }
        for what in ("unit", "currency"):
            result.figures[f"+ {what}"] = (
                self.extra.percent if what == self.settings.get("units") else None
            )
        result.figures |= {"bound": self.bound.percent, "head": self.head.percent}
        result.figures["as number"] = self.as_number.percent if self.by_text else None
        result.figures["gold"] = self.recall.of or self.overlap.gold
        return result


def head_span(number):
    if number.get("counted_head_start") is not None:
        return number["counted_head_start"], number["counted_head_end"]
    if number.get("counted_head") is None:
        return None
    # The head is given as text: its last place inside the phrase.
    at = number["counted"].rindex(number["counted_head"]) + number["counted_start"]
    return at, at + len(number["counted_head"])


def harmonic(a, b):
    return 2 * a * b / (a + b) if a and b else 0.0 if a is not None and b is not None else None


def gold_value(gold):
    if gold.get("values"):
        return " or ".join(sorted({v.get("timex", v.get("value", "?")) for v in gold["values"]}))
    if gold.get("low") is not None or gold.get("high") is not None:
        return f"{gold.get('low')}..{gold.get('high')}"
    return str(gold.get("value"))
