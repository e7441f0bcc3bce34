"""docs/dates.md says what is true: each row of its table is a case, and comes to what it says."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOC = (ROOT / "docs" / "dates.md").read_text(encoding="utf-8")
REFERENCE = "2015-11-22"
TABLE = DOC.partition("\n|---|---|---|---|\n")[2].partition("\n\n")[0].splitlines()
ROW = re.compile(r"\| (.*\*\*.+\*\*.*) \| `(.+)` \| `(.+)` \| (.*) \|")
ROWS = [tuple(cell.strip() for cell in row) for row in ROW.findall("\n".join(TABLE))]


def cases() -> dict[tuple[str, str | None], dict[str, str]]:
    """The one date of each case without settings, or with the reference of the table."""
    text = (ROOT / "tests" / "cases" / "dates.toml").read_text(encoding="utf-8")
    found = {}
    for case in tomllib.loads(text)["case"]:
        settings = case.get("settings", {})
        if set(settings) <= {"reference_date"} and len(case["dates"]) == 1:
            found[case["text"], settings.get("reference_date")] = case["dates"][0]
    return found


CASES = cases()


def moment(written: str) -> str:
    """A moment as the table writes it, as cases do."""
    day, _, time = written.partition(" ")
    return f"{day}T{time or '00:00'}:00"


def test_each_line_of_the_table_is_a_row_of_its_own() -> None:
    assert len(ROWS) == len(TABLE) >= 40
    assert len({row[0] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_row_is_its_cases(row: tuple[str, str, str, str]) -> None:
    marked, plain, resolved, times = row
    text = marked.replace("**", "")
    for reference, value in ((None, plain), (REFERENCE, resolved)):
        date = CASES[text, reference]
        assert (date["text"], date["value"]) == (marked.split("**")[1], value)
    told = [CASES[text, REFERENCE].get(key) for key in ("start_time", "end_time")]
    wanted = [moment(part) for part in times.split(" – ") if part]
    assert wanted == [t for t in told if t not in (None, "none")]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_row_comes_to_what_it_says(row: tuple[str, str, str, str]) -> None:
    textsift = pytest.importorskip("textsift")
    marked, plain, resolved, times = row
    text = marked.replace("**", "")
    for settings, value in (({}, plain), ({"reference_date": REFERENCE}, resolved)):
        (date,) = textsift.analyze(text, **settings).dates
        assert (date.text, date.value) == (marked.split("**")[1], value)
    ends = [end.isoformat() for end in (date.start_time, date.end_time) if end is not None]
    assert ends == [moment(part) for part in times.split(" – ") if part]
