"""A document as HTML."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2s
from html import escape
from itertools import count
from typing import TYPE_CHECKING, Any

from textsift.display.characters import DIRECTION
from textsift.display.marks import Mark, marks_of

if TYPE_CHECKING:
    from textsift._textsift import Document

# How many characters `html` shows: a browser needs seconds for a few megabytes of marks.
SHOWN = 200_000

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
    marks = [mark for mark in marks_of(document) if mark.start < shown or shown == len(text)]
    body = "".join(_pieces(text[:shown], marks))
    rest = len(text) - shown
    more = f" · {rest:,} more characters not shown" if rest else ""
    return (
        f"<style>{_STYLE}</style>"
        f'<div class="{_SCOPE} tex2jax_ignore mathjax_ignore">'
        f'<div dir="auto">{body}</div><footer>{_footer(document)}{more}</footer></div>'
    )


def _pieces(text: str, marks: Iterable[Mark]) -> Iterator[str]:
    """The text with its tags, well nested: a mark that crosses another's end is split there."""
    order = count()
    queue = [(*mark.order(), next(order), mark) for mark in marks]
    heapq.heapify(queue)
    opened: list[Mark] = []
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
    return f"<bdi>{safe}</bdi>" if DIRECTION.intersection(text) else safe


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
