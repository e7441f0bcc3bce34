"""What is marked in a text, where, and what is said about it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from typing import TYPE_CHECKING

from textsift.display.characters import isolated

if TYPE_CHECKING:
    from textsift._textsift import Date, Document, Entity, Number, Quote

_FAMILY = {"PERSON": "person", "ORG": "org", "GPE": "place", "LOC": "place", "FAC": "place"}
_CHANGE = {"increase": "↑", "decrease": "↓"}


def _entity_details(entity: Entity) -> str:
    parts = [entity.label, entity.canonical, f"entity {entity.entity_id}"]
    parts += [f"score {entity.score:.2f}", entity.source]
    if entity.id is not None:
        parts.append(f"id {entity.id}")
    return " · ".join(map(isolated, parts))


def _number_details(number: Number, numbers: Sequence[Number]) -> str:
    parts = [number.kind, value_of(number), number.bound]
    parts += [number.change] if number.change else []
    parts += [f"counts {number.counted}"] if number.counted else []
    if number.equals is not None and number.equals < len(numbers):
        parts.append(f"equals {numbers[number.equals].text}")
    return " · ".join(isolated(part) for part in parts if part)


def _date_details(date: Date) -> str:
    parts = [date.kind, date.value]
    parts += [date.modifier] if date.modifier else []
    if date.start_time is not None and date.end_time is not None:
        parts.append(f"from {date.start_time} until {date.end_time}")
    parts += ["ambiguous"] if date.ambiguous else []
    return " · ".join(parts)


def _quote_details(quote: Quote) -> str:
    parts = [quote.kind]
    parts += [f"speaker {quote.speaker}"] if quote.speaker else []
    parts += [f"cue {quote.cue}"] if quote.cue else []
    return " · ".join(map(isolated, parts))


def value_of(number: Number) -> str:
    """The value with its unit: "50 km", "5–10 USD"."""
    unit = number.currency or number.symbol or number.unit or ""
    parts = number.parts or ()
    if number.value is not None:
        value = str(number.value)
    elif len(parts) > 1:
        value = "–".join(map(str, parts))
    elif number.low is not None or number.high is not None:
        ends = ("" if end is None else str(end) for end in (number.low, number.high))
        value = "…".join(ends)
    else:
        return unit
    return f"{value} {unit}".strip()


@dataclass
class Mark:
    """One tag around a part of the text; an empty part is a place for a sentence's number."""

    start: int
    end: int
    rank: int
    tag: str
    family: str
    chip: str
    details: str

    def order(self) -> tuple[int, bool, int, int]:
        """Numbers first, then what holds the others."""
        return self.start, self.start < self.end, -self.end, self.rank

    def opening(self) -> str:
        """The tag in front, with the details on hover."""
        family = f' class="{self.family}"' if self.family else ""
        return f'<{self.tag}{family} title="{escape(self.details)}">'

    def closing(self) -> str:
        """The chip, and the tag behind."""
        chip = f"<sub>&nbsp;<bdi>{escape(self.chip)}</bdi></sub>" if self.chip else ""
        return f"{chip}</{self.tag}>"


def marks_of(document: Document) -> Iterator[Mark]:
    """The marks of a document's sentences and mentions; they may hold and cross each other."""
    at = places(document)
    for index, sentence in enumerate(document.sentences, 1):
        yield Mark(at(sentence.start), at(sentence.start), 0, "sup", "", str(index), "")
    for quote in document.quotes:
        chip = f"{quote.kind}: {quote.speaker}" if quote.speaker else quote.kind
        yield Mark(at(quote.start), at(quote.end), 1, "em", "", chip, _quote_details(quote))
    for entity in document.entities:
        family = _FAMILY.get(entity.label, "other")
        details = _entity_details(entity)
        yield Mark(at(entity.start), at(entity.end), 2, "mark", family, entity.label, details)
    for date in document.dates:
        chip = date.value if date.value != date.text else date.kind
        details = _date_details(date)
        yield Mark(at(date.start), at(date.end), 3, "mark", "date", chip, details)
    numbers = document.numbers
    for number in numbers:
        details = _number_details(number, numbers)
        chip = _number_label(number)
        yield Mark(at(number.start), at(number.end), 4, "mark", "number", chip, details)


def _number_label(number: Number) -> str:
    return f"{number.kind} {_CHANGE.get(number.change or '', '')}".rstrip()


def places(document: Document) -> Callable[[int], int]:
    """From the document's unit of positions to places in its text."""
    unit = getattr(document, "offsets", "codepoint")
    if unit == "codepoint" or document.text.isascii():
        return int
    size = _utf16_units if unit == "utf16" else _utf8_bytes
    starts = list(accumulate(map(size, document.text), initial=0))
    return lambda place: bisect_left(starts, place)


def _utf16_units(char: str) -> int:
    return 2 if char > "\uffff" else 1


def _utf8_bytes(char: str) -> int:
    return len(char.encode())
