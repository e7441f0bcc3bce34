#!/usr/bin/env python3
"""Extractors of numbers and dates in processes of their own (`peers.py` says how they are asked).

`number_peers.py NAME TASK`: `read` answers records of a text and settings with what an analysis of
textsift has, as far as the peer tells it, so that the scorer reads both alike;
the other tasks answer texts with seconds of CPU time: `numbers`, `numbers and dates` (or what of
that the peer does), for textsift into columns; `objects`, into Python objects.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache, partial

from peers import best_time, each, serve
from scoring.values import NAMES

READ, NUMBERS, BOTH, OBJECTS = TASKS = ("read", "numbers", "numbers and dates", "objects")


# One mention, as textsift's dictionaries have it


def number(start: int, end: int, kind: str, value: object = None, **more: object) -> dict:
    spans = {
        f"{which}_{at}": place
        for which in ("outer", "numeral")
        for at, place in (("start", start), ("end", end))
    }
    empty = {"low": None, "high": None, "unit": None, "currency": None, "symbol": None}
    said = None if value is None else str(value)
    bound = {"kind": kind, "bound": "exact", "parts": [], "from_end": False}
    return {"start": start, "end": end, **spans, **bound, **empty, "value": said, **more}


def unit(name: str) -> dict:
    """A unit by a peer's own name; the table that says which codes are right for it decides."""
    return {"unit": NAMES["units"].get(name, [name])[0], "unit_name": name}


def currency(name: str) -> dict:
    allowed = NAMES["currencies"].get(name, [name])
    code = next((code for code in allowed if code != "symbol"), None)
    return {"currency": code, "symbol": name if "symbol" in allowed else None}


def date(start: int, end: int, kind: str, value: str, **more: object) -> dict:
    return {
        "start": start,
        "end": end,
        "kind": kind,
        "value": value,
        "start_time": None,
        "end_time": None,
        "utc_offset": None,
        **more,
    }


def moment(start: int, end: int, at: datetime) -> dict:
    """A date of a peer that tells moments alone: midnight without a zone is a day."""
    offset = at.utcoffset()
    minutes = None if offset is None else round(offset.total_seconds() / 60)
    at = at.replace(tzinfo=None, microsecond=0)
    day = minutes is None and at.time() == datetime.min.time()
    kind, value = ("date", at.date().isoformat()) if day else ("time", at.isoformat())
    return date(start, end, kind, value, start_time=at.isoformat(), utc_offset=minutes)


def reference(record: dict) -> datetime | None:
    written = record["settings"].get("reference_date")
    return datetime.fromisoformat(written) if written else None


def analysis(numbers: list[dict] = (), dates: list[dict] = (), entities: list[dict] = ()) -> dict:
    return {"numbers": list(numbers), "dates": list(dates), "entities": list(entities)}


# A loader gives what reads a record, and for each of the other tasks what is timed on all texts


def load_textsift():
    import textsift

    @cache
    def sifter(**settings):
        return textsift.Sifter(**settings)

    def read(record):
        return sifter(**record["settings"]).analyze(record["text"]).to_dict()

    numbers = sifter(what=("numbers",), numbers_in_names=True)
    both = sifter(what=("numbers", "dates"), numbers_in_names=True)

    def objects(text):
        document = both.analyze(text)
        return list(document.numbers), list(document.dates)

    columns = [partial(which.extract, texts=False, threads=1) for which in (numbers, both)]
    return read, {NUMBERS: columns[0], BOTH: columns[1], OBJECTS: each(objects)}


def load_quantulum3():
    from quantulum3 import parser

    def quantity(found):
        start, end = found.span
        kind, more = "quantity", unit(found.unit.name)
        if found.unit.entity.name == "currency":
            kind, more = "money", {**more, **currency(found.unit.name)}
        elif found.unit.name == "percentage":
            kind = "percent"
        elif found.unit.name == "dimensionless":
            kind, more = "cardinal", {}
        return number(start, end, kind, repr(float(found.value)), **more)

    def read(record):
        return analysis([quantity(found) for found in parser.parse(record["text"])])

    return read, {NUMBERS: each(parser.parse)}


def load_text2num():
    from text_to_num import find_numbers

    class Token(str):
        __slots__ = ()

        def text(self):
            return str(self)

        def nt_separated(self, _previous):
            return False

        def not_a_number_part(self):
            return False

    def pieces(text):
        return [Token(piece) for piece in re.findall(r"\w+(?:'\w+)?|\s+|[^\w\s]", text)]

    def read(record):
        tokens = pieces(record["text"])
        ends = [0]
        for token in tokens:
            ends.append(ends[-1] + len(token))
        found = find_numbers(tokens, "en", 0)
        return analysis(
            number(
                ends[f.start],
                ends[f.end],
                "ordinal" if f.is_ordinal else "cardinal",
                repr(f.value),
            )
            for f in found
        )

    return read, {NUMBERS: each(lambda text: find_numbers(pieces(text), "en", 0))}


def load_recognizers():
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number, recognize_ordinal, recognize_percentage
    from recognizers_number_with_unit import (
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )
    from recognizers_sequence import recognize_ip_address, recognize_phone_number

    kinds = [
        ("age", recognize_age),
        ("money", recognize_currency),
        ("quantity", recognize_temperature),
        ("quantity", recognize_dimension),
        ("percent", recognize_percentage),
        ("ordinal", recognize_ordinal),
        ("cardinal", recognize_number),
    ]

    def numbers(text):
        """What is measured wins over the bare number in it."""
        taken = []
        for kind, recognize in kinds:
            for found in recognize(text, "en-us"):
                start, end = found.start, found.end + 1
                if all(end <= other["start"] or other["end"] <= start for other in taken):
                    taken.append(one(kind, start, end, found.resolution or {}))
        return sorted(taken, key=lambda mention: mention["start"])

    def one(kind, start, end, said):
        value, name = said.get("value"), said.get("unit")
        more = {} if name is None else currency(name) if kind == "money" else unit(name)
        return number(start, end, kind, value, **more)

    def dates(text, base=None):
        found = recognize_datetime(text, "en-us", reference=base or datetime(2016, 11, 7))
        return [reading for one in found for reading in readings(one)]

    def readings(found):
        for said in (found.resolution or {}).get("values", []):
            start, end = said.get("start"), said.get("end")
            value = said.get("value") if said.get("value") != "not resolved" else None
            times = {"start_time": iso(start or value), "end_time": iso(end)}
            kind = {"datetime": "time", "daterange": "date"}
            kind = kind.get(said["type"], said["type"])
            timex = said.get("timex") or value or ""
            yield date(found.start, found.end + 1, kind, timex, **times)

    def iso(value):
        return value.replace(" ", "T") if value and "-" in value else None

    def sequences(text):
        for label, recognize in (("PHONE", recognize_phone_number), ("IP", recognize_ip_address)):
            for found in recognize(text, "en-us"):
                yield {
                    "start": found.start,
                    "end": found.end + 1,
                    "label": label,
                    "text": text[found.start : found.end + 1],
                }

    def read(record):
        text = record["text"]
        return analysis(numbers(text), dates(text, reference(record)), list(sequences(text)))

    return read, {
        NUMBERS: each(numbers),
        BOTH: each(lambda text: (numbers(text), dates(text))),
    }


def load_price_parser():
    from price_parser import Price

    def read(record):
        price = Price.fromstring(record["text"])
        if price.amount is None:
            return analysis()
        at = max(record["text"].find(price.amount_text or ""), 0)
        end = at + max(len(price.amount_text or ""), 1)
        more = currency(price.currency) if price.currency else {}
        return analysis([number(at, end, "money", price.amount, **more)])

    return read, {NUMBERS: each(Price.fromstring)}


def load_spacy():
    import spacy

    pipeline = spacy.blank("en")
    pipeline.max_length = 10**9

    def like_num(text) -> Iterator[tuple[int, int]]:
        for token in pipeline(text):
            if token.like_num:
                yield token.idx, token.idx + len(token)

    def read(record):
        return analysis([number(*span, "cardinal") for span in like_num(record["text"])])

    return read, {NUMBERS: each(lambda text: list(like_num(text)))}


def load_dateparser():
    from dateparser.search import search_dates

    def read(record):
        text, at, dates = record["text"], 0, []
        base = reference(record)
        settings = {"RELATIVE_BASE": base} if base else {}
        for words, when in search_dates(text, languages=["en"], settings=settings) or []:
            start = max(text.find(words, at), 0)
            at = start + len(words)
            dates.append(moment(start, at, when))
        return analysis(dates=dates)

    return read, {BOTH: each(lambda text: search_dates(text, languages=["en"]))}


def load_datefinder():
    import datefinder

    def read(record):
        found = datefinder.find_dates(record["text"], index=True, base_date=reference(record))
        return analysis(dates=[moment(*span, when) for when, span in found])

    return read, {BOTH: each(lambda text: list(datefinder.find_dates(text)))}


LOADERS: dict[str, Callable] = {
    "textsift": load_textsift,
    "quantulum3": load_quantulum3,
    "text2num": load_text2num,
    "recognizers-text-suite": load_recognizers,
    "price-parser": load_price_parser,
    "spacy": load_spacy,
    "dateparser": load_dateparser,
    "datefinder": load_datefinder,
}
"""By the name of the package."""

COUNTS = ["recognizers_number", "duckling_numeral", "numerizer", "text2num", "ud_"]
DATES = ["recognizers_datetime", "duckling_time", "gum_dates"]
SCOPES = {
    "quantulum3": [
        *COUNTS,
        *("recognizers_currency", "recognizers_dimension", "recognizers_percent"),
        *("recognizers_temperature", "recognizers_range"),
        *("duckling_amountofmoney", "duckling_distance", "duckling_quantity"),
        *("duckling_temperature", "duckling_volume", "quantulum", "price_parser", "grobid"),
        "measeval",
    ],
    "text2num": [*COUNTS, "recognizers_ordinal", "duckling_ordinal"],
    "price-parser": ["price_parser"],
    "spacy": COUNTS,
    "dateparser": DATES,
    "datefinder": DATES,
}
"""The sets, by how their names begin, that ask for what a peer does; all, where nothing is said."""

VALUELESS = ["spacy"]
"""Those that tell no values."""


@cache
def load(package: str):
    return LOADERS[package]()


def answer(package: str, task: str, texts: list) -> object:
    read, timed = load(package)
    if task == READ:
        return [read(record) for record in texts]
    return best_time(timed[task], texts) if task in timed else {"error": "does not do that"}


if __name__ == "__main__":
    serve(answer)
