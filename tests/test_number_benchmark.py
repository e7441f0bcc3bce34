"""The side-by-side benchmark of numbers and dates, and what the reports beside peers share."""

from __future__ import annotations

import json
import subprocess
import sys
from argparse import Namespace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
sys.path.append(str(BENCHMARKS))

import number_peers  # noqa: E402
import report  # noqa: E402
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
    day = number_peers.moment(0, 5, datetime(2015, 5, 3))
    said = day["kind"], day["value"], day["start_time"], day["utc_offset"]
    assert said == ("date", "2015-05-03", "2015-05-03T00:00:00", None)
    assert number_peers.moment(0, 5, datetime(2015, 5, 3, 9, 30))["kind"] == "time"


def test_a_moment_keeps_its_zone() -> None:
    night = number_peers.moment(0, 5, datetime(2015, 5, 3, tzinfo=UTC))
    assert (night["kind"], night["start_time"]) == ("time", "2015-05-03T00:00:00")
    assert night["utc_offset"] == 0
    india = timezone(timedelta(hours=5, minutes=30))
    assert number_peers.moment(0, 5, datetime(2015, 5, 3, 9, tzinfo=india))["utc_offset"] == 330


def test_every_scope_belongs_to_a_peer() -> None:
    assert set(number_peers.SCOPES) <= set(number_peers.LOADERS)
    assert set(number_peers.VALUELESS) <= set(number_peers.LOADERS)


def test_scripts_there_still_import_the_standard_numbers() -> None:
    code = "import fractions, numbers; print(isinstance(fractions.Fraction(1), numbers.Rational))"
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(BENCHMARKS)!r}); {code}"]
    assert subprocess.check_output(command, text=True).strip() == "True"


@pytest.mark.parametrize("package", number_peers.LOADERS)
def test_a_peer_that_is_there_finds_something(package: str) -> None:
    try:
        read, timed = number_peers.load(package)
    except ImportError:
        pytest.skip(f"{package} is not installed")
    text = "It cost $5 for two lamps on 3 May 2015."
    found = read({"text": text, "settings": {}})
    said = {text[m["start"] : m["end"]].strip() for m in found["numbers"] + found["dates"]}
    assert said & {"$5", "5", "two", "3 May 2015", "on 3 May 2015"}
    for run in timed.values():
        run([text])


def test_the_report_has_each_table(tmp_path: Path) -> None:
    gold = tmp_path / "numbers/recognizers_currency.jsonl"
    gold.parent.mkdir()
    gold.write_text(json.dumps(RECORD), encoding="utf-8")
    output = tmp_path / "report.md"
    options = ["--only", "textsift", "--megabytes", "0.02", "--rust", sys.executable]  # that fails
    options += [f"--data={tmp_path}", "--output", str(output)]
    command = [sys.executable, BENCHMARKS / "numbers.py", *options]
    subprocess.run(command, check=True, capture_output=True)
    made = output.read_text(encoding="utf-8")
    said = "--only textsift --megabytes 0.02 --rust FILE --data DIR --output FILE`"
    assert said in " ".join(made.split())
    assert made.count("| recognizers_currency | 1 | 100.0 |") == 4
    assert "| textsift | 0." in made
    assert "Not asked for: quantulum3, " in made


def test_what_was_not_asked_for_is_named() -> None:
    run = report.Run(Namespace(only=["a"]), remarks=["a is slow."])
    lines = list(report.left_out(run, ["a", "b", "c"]))
    assert lines[3:] == ["- a is slow.", "- Not asked for: b, c."]
    assert not list(report.left_out(report.Run(Namespace(only=None)), ["a", "b"]))
