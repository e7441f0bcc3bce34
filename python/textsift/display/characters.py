"""Characters as a reader sees them: their width, and those that act or cannot be seen."""

from __future__ import annotations

import unicodedata

# Marks that change the direction of what follows them.
DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def isolated(text: str) -> str:
    """The text, kept from reordering what stands beside it in a tooltip."""
    turns = any(unicodedata.bidirectional(char) in _TURNS for char in text)
    return f"\u2068{text}\u2069" if turns else text


_TURNS = frozenset(("R", "AL", "RLE", "LRE", "RLO", "LRO", "RLI", "LRI", "FSI", "PDF", "PDI"))


def visible(text: str) -> str:
    """The text with what a terminal would obey shown by its name."""
    if text.isprintable():
        return text
    return "".join(map(_visible_char, text))


def _visible_char(char: str) -> str:
    if char.isspace() and char not in "\x1c\x1d\x1e\x1f\x85":
        return " "
    if char in DIRECTION or unicodedata.category(char) in ("Cc", "Cs"):
        return f"<U+{ord(char):04X}>"
    return char


def columns_of(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_char_columns, text))


def _char_columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
