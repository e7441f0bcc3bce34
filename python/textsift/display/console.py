"""A document as text for a terminal."""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, TextIO

from textsift.display.characters import columns_of, visible
from textsift.display.marks import Mark, marks_of, places, value_of

if TYPE_CHECKING:
    from textsift._textsift import Date, Document, Entity, Number, Quote

_BLANKS = re.compile(r"\s+")
_ANSI = {
    "person": "36",
    "org": "35",
    "place": "32",
    "other": "37",
    "number": "33",
    "date": "34",
    "label": "2",
    "head": "1",
    "quiet": "2",
}


def use_colour(stream: TextIO) -> bool:
    """Whether a stream wants colours: a terminal that is not dumb, and ``NO_COLOR`` is not set.

    >>> import io
    >>> use_colour(io.StringIO())
    False
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


def terminal(document: Document, colour: bool = False, *, width: int | None = None) -> str:
    """The document for a terminal: numbered sentences with marks, then a table of each kind.

    Without colours a mention stands in brackets with its label. ``width`` is the terminal's by
    default.

    >>> import textsift
    >>> print(textsift.display.terminal(textsift.analyze("It cost 5 euros."), width=60))
     1  It cost [5 euros money].
    <BLANKLINE>
    Numbers (1)
    number   kind   value  unit
    5 euros  money  5      EUR
    """
    columns = max(30, width or shutil.get_terminal_size().columns)
    page = _Page(colour, columns)
    page.sentences(document)
    page.entities(document.entities)
    page.numbers(document.numbers)
    page.dates(document.dates)
    page.quotes(document.quotes)
    return "\n".join(page.lines)


class _Page:
    """The lines of one page, filled from top to bottom."""

    def __init__(self, colour: bool, width: int) -> None:
        self.colour = colour
        self.width = width
        self.lines: list[str] = []

    def paint(self, text: str, style: str) -> str:
        return f"\x1b[{_ANSI[style]}m{text}\x1b[0m" if self.colour and style and text else text

    def sentences(self, document: Document) -> None:
        at = places(document)
        marks = _outermost(mark for mark in marks_of(document) if mark.tag == "mark")
        digits = max(2, len(str(len(document.sentences))))
        paragraph = 0
        for index, sentence in enumerate(document.sentences, 1):
            if sentence.paragraph != paragraph:
                self.lines.append("")
                paragraph = sentence.paragraph
            head = f"{index:>{digits}}  "
            self.passage(document.text, at(sentence.start), at(sentence.end), marks, head)
        if not document.sentences:  # the settings left them out
            self.passage(document.text, 0, len(document.text), marks, "")

    def passage(self, text: str, start: int, end: int, marks: list[Mark], head: str) -> None:
        """Adds a part of the text, and takes the marks inside it off the end of `marks`."""
        inside: list[Mark] = []
        while marks and marks[-1].start < end:
            inside.append(marks.pop())
        indent, head = " " * len(head), self.paint(head, "quiet")
        for line in _wrap(self.pieces(text, start, end, inside), self.width - len(indent)):
            painted = "".join(
                self.paint("".join(part for part, _ in run), style)
                for style, run in groupby(line, key=itemgetter(1))
            )
            self.lines.append(head + painted)
            head = indent

    def pieces(
        self, text: str, start: int, end: int, marks: Iterable[Mark]
    ) -> Iterator[tuple[str, str]]:
        left, right = ("", "") if self.colour else ("[", "]")
        for mark in marks:
            yield text[start : mark.start], ""
            yield left + text[mark.start : mark.end], mark.family
            yield f" {mark.chip}{right}", "label"
            start = max(start, mark.end)
        yield text[start:end], ""

    def entities(self, entities: Sequence[Entity]) -> None:
        groups: dict[int, list[Entity]] = {}
        for entity in entities:
            groups.setdefault(entity.entity_id, []).append(entity)
        rows = []
        for group in groups.values():
            labels = Counter(entity.label for entity in group)
            names = dict.fromkeys(entity.text for entity in group)
            names.pop(group[0].canonical, None)
            label = labels.most_common(1)[0][0]
            rows.append([group[0].canonical, label, str(len(group)), ", ".join(names)])
        self.table("Entities", ["name", "label", "mentions", "also"], rows)

    def numbers(self, numbers: Sequence[Number]) -> None:
        rows = []
        for number in numbers:
            unit = number.currency or number.symbol or number.unit or ""
            value = value_of(number).removesuffix(unit).strip()
            bound = number.bound if number.bound != "exact" else ""
            row = [number.text, number.kind, value, unit, bound.replace("_", " ")]
            rows.append([*row, number.change or "", number.counted or ""])
        columns = ["number", "kind", "value", "unit", "bound", "change", "counts"]
        self.table("Numbers", columns, rows)

    def dates(self, dates: Sequence[Date]) -> None:
        rows = [[date.text, date.kind, date.value, date.modifier or ""] for date in dates]
        self.table("Dates", ["date", "kind", "value", "modifier"], rows)

    def quotes(self, quotes: Sequence[Quote]) -> None:
        rows = [[quote.speaker or "", quote.cue or "", quote.kind, quote.text] for quote in quotes]
        self.table("Quotes", ["speaker", "cue", "kind", "quote"], rows)

    def table(self, title: str, columns: list[str], rows: list[list[str]]) -> None:
        """A table; columns that are empty are left out, cells that are too wide are wrapped."""
        if not rows:
            return
        rows = [[visible(cell) for cell in row] for row in rows]
        kept = [at for at in range(len(columns)) if any(row[at] for row in rows)]
        rows = [[row[at] for at in kept] for row in rows]
        heads = [columns[at] for at in kept]
        widths = _widths([heads, *rows], self.width)
        self.lines += ["", self.paint(f"{title} ({len(rows)})", "head")]
        self.lines.extend(self.paint(line, "quiet") for line in _row(heads, widths))
        for row in rows:
            self.lines.extend(_row(row, widths))


def _outermost(marks: Iterable[Mark]) -> list[Mark]:
    """The marks that lie in no other one, the last first."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, -mark.rank)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    kept.reverse()
    return kept


def _widths(rows: list[list[str]], width: int) -> list[int]:
    """The width of each column, two blanks between them; the widest give way first."""
    widths = [max(map(columns_of, cells)) for cells in zip(*rows, strict=True)]
    room = width - 2 * (len(widths) - 1)
    while sum(widths) > room and max(widths) > 4:
        widths[widths.index(max(widths))] -= 1
    return widths


def _row(cells: list[str], widths: list[int]) -> Iterator[str]:
    wrapped = []
    for cell, width in zip(cells, widths, strict=True):
        if columns_of(cell) <= width:
            wrapped.append([cell])
            continue
        lines = ["".join(part for part, _ in line) for line in _wrap([(cell, "")], width)]
        wrapped.append(lines or [""])
    for at in range(max(map(len, wrapped))):
        parts = []
        for lines, width in zip(wrapped, widths, strict=True):
            part = lines[at] if at < len(lines) else ""
            parts.append(part + " " * (width - columns_of(part)))
        yield "  ".join(parts).rstrip()


def _wrap(pieces: Iterable[tuple[str, str]], width: int) -> Iterator[list[tuple[str, str]]]:
    """Breaks styled text into lines of at most `width` columns, between words where it can."""
    line: list[tuple[str, str]] = []
    used = 0
    for word in _words(pieces, width):
        wide = sum(columns_of(part) for part, _ in word)
        gap = 1 if line else 0
        if line and used + gap + wide > width:
            yield line
            line, used, gap = [], 0, 0
        if gap:
            # A blank inside a mention belongs to it, so that its colour does not break.
            same = line[-1][1] if line[-1][1] == word[0][1] else ""
            line.append((" ", same))
        line += word
        used += gap + wide
    if line:
        yield line


def _words(pieces: Iterable[tuple[str, str]], width: int) -> Iterator[list[tuple[str, str]]]:
    """Styled words; one that is wider than `width` is cut."""
    word: list[tuple[str, str]] = []
    for text, style in pieces:
        for at, part in enumerate(_BLANKS.split(visible(text))):
            if at and word:
                yield from _cut(word, width)
                word = []
            if part:
                word.append((part, style))
    if word:
        yield from _cut(word, width)


def _cut(word: list[tuple[str, str]], width: int) -> Iterator[list[tuple[str, str]]]:
    if sum(columns_of(part) for part, _ in word) <= width:
        yield word
        return
    piece: list[tuple[str, str]] = []
    used = 0
    for part, style in word:
        for char in part:
            wide = columns_of(char)
            if used and used + wide > width:
                yield piece
                piece, used = [], 0
            piece.append((char, style))
            used += wide
    yield piece
