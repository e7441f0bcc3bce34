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


def date(value, kind="date", start_time=None, end_time=None, **fields):
    times = {"start_time": start_time, "end_time": end_time}
    return {"kind": kind, "value": value, **times, **fields}


def between(low, high, grain=None):
    return {"type": "date_range", "low": low, "high": high} | ({"grain": grain} if grain else {})


def reading(**fields):
    return {"type": "date", "values": [{"type": "daterange", "timex": "", **fields}]}


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


MORNING = date("2015-05-03TMO", "time", "2015-05-03T06:00", "2015-05-03T12:00")
WEEKEND = date("2015-W18-WE", "date", "2015-05-02", "2015-05-04")
EIGHTIES = date("198", "date", "1980-01-01", "1983-01-01", modifier="early")
TWO_WEEKS = date("P2W", "duration", "2013-01-29", "2013-02-12")
THREE_MONTHS = date("P3M", "duration", "2013-02-13", "2013-05-13")
SUMMER = date("2015-SU", "date", "2015-06-01", "2015-09-01")
DAYS = date("2015-05-01/2015-05-03", "interval", "2015-05-01", "2015-05-04")
SIXTIES = date("196", "date", "1960-01-01", "1970-01-01")
CENTURIES = date("14/18", "interval", "1400-01-01", "1900-01-01")
NOON = date("2015-05-03T12:00Z", "time", "2015-05-03T12:00", None, utc_offset=0)
MAY = date("2015-05", "date", "2015-05-01", "2015-06-01")


@pytest.mark.parametrize(
    ("leniency", "gold", "found", "right"),
    [
        ("part of day", between("2015-05-03T00:00", "2015-05-03T12:00"), MORNING, True),
        ("part of day", between("2015-05-03T00:00", "2015-05-03T09:00"), MORNING, True),
        ("part of day", between("2015-05-03T10:00", "2015-05-03T11:00"), MORNING, False),
        ("part of day", between("2015-05-04T00:00", "2015-05-04T12:00"), MORNING, False),
        ("weekend", between("2015-05-01T18:00", "2015-05-04", "hour"), WEEKEND, True),
        ("weekend", between("2015-05-01T12:00", "2015-05-04", "hour"), WEEKEND, False),
        ("run", between("2013-01-28", "2013-02-11", "week"), TWO_WEEKS, True),
        ("run", between("2013-01-21", "2013-02-04", "week"), TWO_WEEKS, False),
        ("run", between("2013-02-04", "2013-02-11", "week"), TWO_WEEKS, False),
        ("run", between("2013-03-01", "2013-06-01", "month"), THREE_MONTHS, True),
        ("run", between("2013-04-01", "2013-07-01", "month"), THREE_MONTHS, False),
        (
            "run",
            between("2005-01-01", "2015-01-01", "year"),
            date("P1DE", "duration", "2014-12-31", "2024-12-31"),
            False,
        ),
        (
            "run",
            between("2013-01-28", "2013-02-11", "week"),
            date(None, "duration", "2013-01-29", "2013-02-12"),
            False,
        ),
        ("period", between("1980", "1989"), EIGHTIES, True),
        ("period", between("1970", "1979"), EIGHTIES, False),
        ("period", between("1980", "1989"), {**EIGHTIES, "modifier": "before"}, False),
        ("season", between("--06", "--09"), SUMMER, True),
        ("season", between("--06-21", "--06-23"), SUMMER, False),
        ("season", between("--12", "--03"), SUMMER, False),
        ("season", between("2015-06", "2015-09"), SUMMER, True),
        ("season", between("2014-06", "2014-09"), SUMMER, False),
        ("season", between("1776-12", "1777-03"), date("1776-WI"), True),
        ("season", between("1776-12", "1776-03"), date("1776-WI"), False),
        ("last year", between("1960-01-01", "1969-01-01"), SIXTIES, True),
        ("last year", between("1960-01-01", "1968-01-01"), SIXTIES, False),
        ("last year", between("1960-02-01", "1969-01-01"), SIXTIES, False),
        ("yearless", {"type": "date", "value": "--05-03"}, date("2015-05-03"), True),
        ("yearless", {"type": "date", "value": "--05-03"}, date("2015-05-04"), False),
        ("an end", {"type": "date", "value": "2015-05-03"}, DAYS, True),
        ("an end", {"type": "date", "value": "2015-05-02"}, DAYS, False),
        ("an end", between("1400-01-01", "1499-12-31"), CENTURIES, True),
        ("an end", between("1500-01-01", "1599-12-31"), CENTURIES, False),
        ("a day", {"type": "date", "value": "2015-05-03"}, MORNING, True),
        ("a day", {"type": "date", "value": "2015-05-01"}, MAY, False),
        ("last day", reading(start="2015-05-01", end="2015-05-03"), DAYS, True),
        ("last day", reading(start="2015-05-01", end="2015-05-02"), DAYS, False),
        ("before", reading(end="2015-05-01"), MAY, True),
        ("before", reading(start="2015-05-01", end="2015-05-01"), MAY, False),
        ("before", reading(start="x", end="2015-06-01"), date(None), False),
    ],
)
def test_a_leniency_has_its_bounds(leniency, gold, found, right):
    assert dates.agrees(gold, found) is right


@pytest.mark.parametrize(("hour", "right"), [("10", True), ("12", False)])
def test_a_zone_is_that_of_the_set(hour, right):
    gold = {"type": "time", "value": f"2015-05-03T{hour}:00:00"}
    assert dates.agrees(gold, NOON, -120) is right


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


def test_a_length_with_known_ends_answers_for_a_range():
    text = "over the past year, for a year"
    gold = [
        {"start": 5, "end": 18, "type": "date_range", "low": "2014-05-03", "high": "2015-05-02"}
    ]
    known = {**date("P1Y", "duration", "2014-05-03", "2015-05-03"), "start": 5, "end": 18}
    plain = {**date("P1Y", "duration"), "start": 24, "end": 30}
    record = {"text": text, "expected": gold}
    result = numbers.score([record], [{"dates": [known, plain]}], "gum_dates")
    assert (result.figures["exact"], result.figures["value recall"]) == (100, 100)
