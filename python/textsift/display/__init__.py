"""Shows a document: as HTML for notebooks and pages, and as text for a terminal.

Both need nothing but the standard library, change nothing in the text, and let nothing in it act:
HTML is escaped, terminal control characters are shown by their names.
"""

from __future__ import annotations

from textsift.display.console import terminal, use_colour
from textsift.display.page import SHOWN, html

__all__ = ["SHOWN", "html", "terminal", "use_colour"]
