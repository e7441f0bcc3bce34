"""The scorer of benchmarks/score.py, on gold and answers made up here."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from scoring import aliases, dates, entities, numbers, sentences, values


def number(start, end, value, **fields):
    spans = {
        "start": start,
        "end": end,
        "outer_start": start,
        "outer_end": end,
        "numeral_start": start,
        "numeral_end": end,
    }
    other = {
        "unit": None,
        "unit_name": None,
        "currency": None,
        "symbol": None,
        "parts": [],
        "from_end": False,
    }
    ends = {
        "low": value,
        "high": value,
        "bound": "exact",
        "kind": "cardinal",
        "counted": None,
        "counted_head": None,
    }
    return {**spans, **other, **ends, "value": value, **fields}


def date(value, kind="date", start_time=None, end_time=None):
    return {"kind": kind, "value": value, "start_time": start_time, "end_time": end_time}


def test_a_boundary_is_the_visible_characters_before_it():
    record = {"text": "One. Two. Three.", "sentences": [[0, 4], [5, 9], [10, 16]]}
    answer = {"sentences": [{"start": 0, "end": 4}, {"start": 4, "end": 16}]}
    figures = sentences.score([record], [answer]).figures
    assert (figures["precision"], figures["recall"], figures["passed"]) == (100, 50, 0)


def test_numbers_by_span_value_and_unit():
    gold = [
        {"start": 0, "end": 4, "type": "quantity", "value": "5", "unit": "kilometre"},
        {"start": 9, "end": 10, "type": "quantity", "value": "7", "unit": "mile"},
    ]
    record = {"text": "5 km and 7 miles", "expected": gold}
    found = [number(0, 4, "5.0", unit="km"), number(9, 16, "8", unit="[mi_i]")]
    result = numbers.score([record], [{"numbers": found}], "quantulum_quantities")
    wanted = {"exact": 50, "overlap": 100, "value": 50, "value recall": 50, "+ unit": 50}
    assert {name: result.figures[name] for name in wanted} == wanted
    assert result.errors == ["8 for 7: 5 km and [7] miles"]


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        ({"value": "0.333333333333333"}, number(0, 1, "1/3"), True),
        ({"value": "1000000"}, number(0, 1, "1E+6"), True),
        ({"value": "100%"}, number(0, 1, "100"), True),
        ({"value": "3"}, number(0, 1, "4"), False),
        ({"value": "3"}, number(0, 1, None, low="2", high="3", bound="range"), True),
        ({"low": "40", "high": None}, number(0, 1, "40", high=None, bound="more_than"), True),
        ({"low": "40", "high": None}, number(0, 1, "40"), False),
        ({"value": "47", "uncertainty": "3"}, number(0, 1, None, low="44", high="50"), True),
        ({"value": "end-1"}, number(0, 1, "2", from_end=True), True),
        ({"value": "end-1"}, number(0, 1, "2"), False),
    ],
)
def test_values(gold, found, right):
    assert values.agrees(gold, found) is right


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        ({"type": "date", "value": "2014-01-23"}, date("2014-01-23"), True),
        ({"type": "date", "value": "2014-01-23"}, date("2014-01-24"), False),
        ({"type": "date", "value": "-400"}, date("-0400"), True),
        ({"type": "time", "value": "04:00:00"}, date("T04:00", "time"), True),
        ({"type": "duration", "value": "105", "unit": "minute"}, date("PT1H45M", "duration"), True),
        (
            {"type": "date_range", "low": "2015-01-01", "high": "2015-03-31"},
            date("2015-Q1", "date", "2015-01-01T00:00:00", "2015-04-01T00:00:00"),
            True,
        ),
        (
            {"type": "date", "values": [{"type": "date", "timex": "XXXX-05", "value": "x"}]},
            date("XXXX-05"),
            True,
        ),
        (
            {
                "type": "time_range",
                "values": [
                    {
                        "type": "timerange",
                        "timex": "(T17,T18,PT1H)",
                        "start": "17:00:00",
                        "end": "18:00:00",
                    }
                ],
            },
            date("T17/T18", "interval"),
            True,
        ),
    ],
)
def test_dates(gold, found, right):
    assert dates.agrees(gold, found) is right


def test_entities_leave_out_user_names_and_labels_that_are_not_annotated():
    gold = [{"start": 0, "end": 4, "label": "PER"}, {"start": 9, "end": 14, "label": "LOC"}]
    record = {"text": "@ann met Paris Club", "entities": gold, "annotates": ["PER", "LOC"]}
    found = [
        {"start": 1, "end": 4, "label": "PERSON", "score": 0.9},
        {"start": 9, "end": 14, "label": "GPE", "score": 0.75},
        {"start": 9, "end": 19, "label": "ORG", "score": 0.5},
    ]
    result, scored = entities.score([record], [{"entities": found}])
    assert result.figures["F1"] == 100
    assert scored == [(0.75, True)]
    assert entities.calibration_error(scored) == 25


def test_aliases_count_pairs():
    record = {
        "text": "Ann Lee, Lee, Bo",
        "clusters": [[[0, 7], [9, 12]], [[14, 16]]],
        "labels": ["PER", "PER"],
    }
    assert aliases.score([record], [{"clusters": [0, 0, 1]}]).figures["F1"] == 100
    assert aliases.score([record], [{"clusters": [0, 1, 1]}]).figures["different: F1"] == 0
