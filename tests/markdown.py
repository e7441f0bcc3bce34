"""Runs the code blocks of a page in order, and compares what is printed there."""

from __future__ import annotations

import doctest
import re
from pathlib import Path
from typing import Any

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def run(page: Path) -> None:
    """Fails with the first lines that print something else than the page says."""
    text = page.read_text(encoding="utf-8")
    names: dict[str, Any] = {"__name__": page.stem}
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    complaints: list[str] = []
    for block in BLOCK.finditer(text):
        line = text.count("\n", 0, block.start()) + 1
        kind, code = block.groups()
        if kind == "python":
            exec(compile("\n" * line + code, page.name, "exec"), names)
        elif kind == "pycon":
            test = doctest.DocTestParser().get_doctest(code, names, page.stem, page.name, line)
            runner.run(test, out=complaints.append, clear_globs=False)
            names = test.globs
    assert runner.summarize(verbose=False).attempted > 0
    assert not complaints, "".join(complaints)
