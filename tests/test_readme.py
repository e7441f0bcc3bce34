"""The README says what is true: its code runs, its links lead somewhere."""

from __future__ import annotations

import doctest
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def test_the_code_runs_and_prints_what_is_printed_there() -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    names: dict[str, Any] = {}
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    complaints: list[str] = []
    for block in BLOCK.finditer(README):
        line = README.count("\n", 0, block.start()) + 1
        kind, code = block.groups()
        if kind == "python":
            exec(compile("\n" * line + code, "README.md", "exec"), names)
        elif kind == "pycon":
            test = doctest.DocTestParser().get_doctest(code, names, "README", "README.md", line)
            runner.run(test, out=complaints.append, clear_globs=False)
            names = test.globs
    assert runner.summarize(verbose=False).attempted > 0
    assert not complaints, "".join(complaints)


def test_the_commands_exist() -> None:
    script = (ROOT / "dev.py").read_text(encoding="utf-8")
    for command in re.findall(r"python3 dev\.py (\w+)", README):
        assert f"python3 dev.py {command}" in script or f'"{command}"' in script


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\((?!https?:)([^)#]+)", README))))
def test_the_links_lead_somewhere(link: str) -> None:
    assert (ROOT / link).exists()
