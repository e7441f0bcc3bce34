"""Shows a document: as HTML for notebooks and pages, and as text for a terminal.

Both need nothing but the standard library, change nothing in the text, and let nothing in it act:
HTML is escaped, terminal control characters are shown by their names.
"""

from __future__ import annotations

import heapq
import os
import re
import shutil
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2s
from html import escape
from itertools import accumulate, count, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from textsift._textsift import Date, Document, Entity, Number, Quote

__all__ = ["html", "terminal", "use_colour"]

# How many characters `html` shows: a browser needs seconds for a few megabytes of marks.
SHOWN = 200_000

_FAMILY = {"PERSON": "person", "ORG": "org", "GPE": "place", "LOC": "place", "FAC": "place"}
_CHANGE = {"increase": "↑", "decrease": "↓"}


# -- what is said about a mention ----------------------------------------------------------------


def _entity_details(entity: Entity) -> str:
    parts = [entity.label, entity.canonical, f"entity {entity.entity_id}"]
    parts += [f"score {entity.score:.2f}", entity.source]
    if entity.id is not None:
        parts.append(f"id {entity.id}")
    return " · ".join(map(_isolated, parts))


def _number_details(number: Number, numbers: Sequence[Number]) -> str:
    parts = [number.kind, _value(number), number.bound]
    parts += [number.change] if number.change else []
    parts += [f"counts {number.counted}"] if number.counted else []
    if number.equals is not None and number.equals < len(numbers):
        parts.append(f"equals {numbers[number.equals].text}")
    return " · ".join(_isolated(part) for part in parts if part)


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
    return " · ".join(map(_isolated, parts))


def _value(number: Number) -> str:
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


# -- HTML ----------------------------------------------------------------------------------------

# No colour of text or page is set, and the marks are translucent, so that the theme of the page,
# light or dark, shows through. "mark", "em", "sub", and "sup" still tell the parts apart where a
# viewer drops styles.
_STYLE = """\
.SCOPE{line-height:1.9;max-width:56em;white-space:pre-wrap;overflow-wrap:anywhere}
.SCOPE mark{--c:130,130,130;color:inherit;background:rgba(var(--c),.2);padding:.1em .25em;\
border-radius:.25em;box-shadow:inset 0 -2px rgba(var(--c),.75);box-decoration-break:clone;\
-webkit-box-decoration-break:clone}
.SCOPE mark.person{--c:66,133,214}
.SCOPE mark.org{--c:150,105,205}
.SCOPE mark.place{--c:50,155,105}
.SCOPE mark.number{--c:205,140,30}
.SCOPE mark.date{--c:205,90,110}
.SCOPE em{border-bottom:1px dotted;font-style:italic}
.SCOPE sub{font-size:.62em;font-style:normal;font-weight:600;line-height:1;opacity:.8;\
white-space:nowrap;vertical-align:baseline;margin-inline-start:.2em;user-select:none;-webkit-user-select:none}
.SCOPE sup{font-size:.62em;line-height:1;opacity:.55;margin-inline-end:.1em;\
user-select:none;-webkit-user-select:none}
.SCOPE footer{font-size:.85em;margin-top:.8em;white-space:normal}
"""
_SCOPE = "textsift-" + blake2s(_STYLE.encode(), digest_size=4).hexdigest()
_STYLE = _STYLE.replace("SCOPE", _SCOPE)


@dataclass
class _Mark:
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
        family = f' class="{self.family}"' if self.family else ""
        return f'<{self.tag}{family} title="{escape(self.details)}">'

    def closing(self) -> str:
        chip = f"<sub>&nbsp;<bdi>{escape(self.chip)}</bdi></sub>" if self.chip else ""
        return f"{chip}</{self.tag}>"


def html(document: Document, *, limit: int | None = SHOWN) -> str:
    """The text of a document as HTML, its mentions marked, with details on hover.

    Scripts, tags, and marks for the direction of writing in the text are shown, never obeyed. Of a
    text longer than ``limit`` characters the rest is left out, and the footer says so.

    >>> import textsift
    >>> page = textsift.display.html(textsift.analyze("<b>50 km</b> to go"))
    >>> "&lt;b&gt;" in page, '<mark class="number"' in page
    (True, True)
    """
    text = document.text
    shown = len(text) if limit is None else min(limit, len(text))
    marks = [mark for mark in _marks(document) if mark.start < shown or shown == len(text)]
    body = "".join(_pieces(text[:shown], marks))
    rest = len(text) - shown
    more = f" · {rest:,} more characters not shown" if rest else ""
    return (
        f"<style>{_STYLE}</style>"
        f'<div class="{_SCOPE} tex2jax_ignore mathjax_ignore">'
        f'<div dir="auto">{body}</div><footer>{_footer(document)}{more}</footer></div>'
    )


def _marks(document: Document) -> Iterator[_Mark]:
    at = _places(document)
    for index, sentence in enumerate(document.sentences, 1):
        yield _Mark(at(sentence.start), at(sentence.start), 0, "sup", "", str(index), "")
    for quote in document.quotes:
        chip = f"{quote.kind}: {quote.speaker}" if quote.speaker else quote.kind
        yield _Mark(at(quote.start), at(quote.end), 1, "em", "", chip, _quote_details(quote))
    for entity in document.entities:
        family = _FAMILY.get(entity.label, "other")
        details = _entity_details(entity)
        yield _Mark(at(entity.start), at(entity.end), 2, "mark", family, entity.label, details)
    for date in document.dates:
        chip = date.value if date.value != date.text else date.kind
        details = _date_details(date)
        yield _Mark(at(date.start), at(date.end), 3, "mark", "date", chip, details)
    numbers = document.numbers
    for number in numbers:
        details = _number_details(number, numbers)
        chip = _number_label(number)
        yield _Mark(at(number.start), at(number.end), 4, "mark", "number", chip, details)


def _number_label(number: Number) -> str:
    return f"{number.kind} {_CHANGE.get(number.change or '', '')}".rstrip()


def _pieces(text: str, marks: Iterable[_Mark]) -> Iterator[str]:
    """The text with its tags, well nested: a mark that crosses another's end is split there."""
    order = count()
    queue = [(*mark.order(), next(order), mark) for mark in marks]
    heapq.heapify(queue)
    opened: list[_Mark] = []
    position = 0
    while queue or opened:
        start = queue[0][0] if queue else len(text)
        while opened and (opened[-1].end <= start or not queue):
            mark = opened.pop()
            yield _plain(text[position : mark.end])
            yield mark.closing()
            position = max(position, min(mark.end, len(text)))
        if not queue:
            continue
        mark = heapq.heappop(queue)[-1]
        yield _plain(text[position : mark.start])
        position = max(position, mark.start)
        if mark.tag == "sup":
            yield f"<sup>{mark.chip}&nbsp;</sup>"
            continue
        if opened and opened[-1].end < mark.end:
            border = opened[-1].end
            late = replace(mark, start=border)
            heapq.heappush(queue, (*late.order(), next(order), late))
            mark.end, mark.chip = border, ""
        yield mark.opening()
        opened.append(mark)
    yield _plain(text[position:])


def _plain(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    safe = "<br>".join(map(escape, lines))
    return f"<bdi>{safe}</bdi>" if _DIRECTION.intersection(text) else safe


def _footer(document: Document) -> str:
    def legend(family: str, what: str, mentions: Sequence[Any]) -> str:
        noun = what if len(mentions) != 1 else {"entities": "entity"}.get(what, what[:-1])
        return f'<mark class="{family}">{len(mentions):,} {noun}</mark>'

    counts = [
        f"{len(document.sentences):,} sentence{'s' if len(document.sentences) != 1 else ''}",
        legend("person", "entities", document.entities),
        legend("number", "numbers", document.numbers),
        legend("date", "dates", document.dates),
        f"<em>{len(document.quotes):,} quote{'s' if len(document.quotes) != 1 else ''}</em>",
    ]
    return " · ".join(counts)


# -- terminal ------------------------------------------------------------------------------------

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
        at = _places(document)
        marks = _outermost(mark for mark in _marks(document) if mark.tag == "mark")
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

    def passage(self, text: str, start: int, end: int, marks: list[_Mark], head: str) -> None:
        """Adds a part of the text, and takes the marks inside it off the end of `marks`."""
        inside: list[_Mark] = []
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
        self, text: str, start: int, end: int, marks: Iterable[_Mark]
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
            value = _value(number).removesuffix(unit).strip()
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
        rows = [[_visible(cell) for cell in row] for row in rows]
        kept = [at for at in range(len(columns)) if any(row[at] for row in rows)]
        rows = [[row[at] for at in kept] for row in rows]
        heads = [columns[at] for at in kept]
        widths = _widths([heads, *rows], self.width)
        self.lines += ["", self.paint(f"{title} ({len(rows)})", "head")]
        self.lines.extend(self.paint(line, "quiet") for line in _row(heads, widths))
        for row in rows:
            self.lines.extend(_row(row, widths))


def _outermost(marks: Iterable[_Mark]) -> list[_Mark]:
    """The marks that lie in no other one, the last first."""
    kept: list[_Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, -mark.rank)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    kept.reverse()
    return kept


def _widths(rows: list[list[str]], width: int) -> list[int]:
    """The width of each column, two blanks between them; the widest give way first."""
    widths = [max(map(_columns, cells)) for cells in zip(*rows, strict=True)]
    room = width - 2 * (len(widths) - 1)
    while sum(widths) > room and max(widths) > 4:
        widths[widths.index(max(widths))] -= 1
    return widths


def _row(cells: list[str], widths: list[int]) -> Iterator[str]:
    wrapped = []
    for cell, width in zip(cells, widths, strict=True):
        if _columns(cell) <= width:
            wrapped.append([cell])
            continue
        lines = ["".join(part for part, _ in line) for line in _wrap([(cell, "")], width)]
        wrapped.append(lines or [""])
    for at in range(max(map(len, wrapped))):
        parts = []
        for lines, width in zip(wrapped, widths, strict=True):
            part = lines[at] if at < len(lines) else ""
            parts.append(part + " " * (width - _columns(part)))
        yield "  ".join(parts).rstrip()


def _wrap(pieces: Iterable[tuple[str, str]], width: int) -> Iterator[list[tuple[str, str]]]:
    """Breaks styled text into lines of at most `width` columns, between words where it can."""
    line: list[tuple[str, str]] = []
    used = 0
    for word in _words(pieces, width):
        wide = sum(_columns(part) for part, _ in word)
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
        for at, part in enumerate(_BLANKS.split(_visible(text))):
            if at and word:
                yield from _cut(word, width)
                word = []
            if part:
                word.append((part, style))
    if word:
        yield from _cut(word, width)


def _cut(word: list[tuple[str, str]], width: int) -> Iterator[list[tuple[str, str]]]:
    if sum(_columns(part) for part, _ in word) <= width:
        yield word
        return
    piece: list[tuple[str, str]] = []
    used = 0
    for part, style in word:
        for char in part:
            wide = _columns(char)
            if used and used + wide > width:
                yield piece
                piece, used = [], 0
            piece.append((char, style))
            used += wide
    yield piece


# -- places --------------------------------------------------------------------------------------


def _places(document: Document) -> Callable[[int], int]:
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


# -- characters ----------------------------------------------------------------------------------

_BLANKS = re.compile(r"\s+")

# Marks that change the direction of what follows them.
_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _isolated(text: str) -> str:
    """The text, kept from reordering what stands beside it in a tooltip."""
    turns = any(unicodedata.bidirectional(char) in _TURNS for char in text)
    return f"\u2068{text}\u2069" if turns else text


_TURNS = frozenset(("R", "AL", "RLE", "LRE", "RLO", "LRO", "RLI", "LRI", "FSI", "PDF", "PDI"))


def _visible(text: str) -> str:
    """The text with what a terminal would obey shown by its name."""
    if text.isprintable():
        return text
    return "".join(map(_visible_char, text))


def _visible_char(char: str) -> str:
    if char.isspace() and char not in "\x1c\x1d\x1e\x1f\x85":
        return " "
    if char in _DIRECTION or unicodedata.category(char) in ("Cc", "Cs"):
        return f"<U+{ord(char):04X}>"
    return char


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_char_columns, text))


def _char_columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
