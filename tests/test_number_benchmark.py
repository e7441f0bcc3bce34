"""The side-by-side benchmark of numbers and dates."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
sys.path.append(str(BENCHMARKS))

import number_peers  # noqa: E402
from scoring import numbers  # noqa: E402

RECORD = {
    "text": "It cost $5 on 3 May 2015.",
    "expected": [{"start": 8, "end": 10, "text": "$5", "type": "money", "value": "5", "unit": "$"}],
}


def test_the_scorer_reads_a_peers_answer_as_it_reads_ours() -> None:
    own = number_peers.load("textsift")[0]({"text": RECORD["text"], "settings": {}})
    peer = number_peers.analysis(
        [number_peers.number(8, 10, "money", "5.0", **number_peers.currency("$"))]
    )
    results = [numbers.score([RECORD], [a], "recognizers_currency").figures for a in (own, peer)]
    assert results[0] == results[1]
    assert results[0]["value recall"] == 100


def test_a_moment_without_a_time_is_a_day() -> None:
    from datetime import datetime

    day = number_peers.moment(0, 5, datetime(2015, 5, 3))
    assert (day["kind"], day["value"], day["start_time"]) == (
        "date",
        "2015-05-03",
        "2015-05-03T00:00:00",
    )
    assert number_peers.moment(0, 5, datetime(2015, 5, 3, 9, 30))["kind"] == "time"


def test_every_scope_belongs_to_a_peer() -> None:
    assert set(number_peers.SCOPES) <= set(number_peers.LOADERS)


def test_scripts_there_still_import_the_standard_numbers() -> None:
    code = "import fractions, numbers; print(numbers.Number.__name__)"
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(BENCHMARKS)!r}); {code}"]
    assert subprocess.check_output(command, text=True).strip() == "Number"


def test_the_report_prints_its_help() -> None:
    command = [sys.executable, BENCHMARKS / "numbers.py", "--help"]
    assert "--data DIR" in subprocess.check_output(command, text=True)


@pytest.mark.parametrize("package", [p for p in number_peers.LOADERS if p != "textsift"])
def test_a_peer_that_is_there_answers(package: str) -> None:
    try:
        read, timed = number_peers.load(package)
    except ImportError:
        pytest.skip(f"{package} is not installed")
    found = read({"text": RECORD["text"], "settings": {}})
    assert {"numbers", "dates"} <= set(found)
    assert timed
