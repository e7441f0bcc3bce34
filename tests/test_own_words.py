"""Units, currencies and number words that a user adds at run time."""

from __future__ import annotations

import pickle
from decimal import Decimal
from typing import Any

import pytest
import textsift as ts

UNITS = [{"code": "{widget}", "name": "widget", "symbols": ["wgt"]}]
WORDS = {
    "units": UNITS,
    "currencies": {"quatloo": "XQU"},
    "number_words": {"gross": 144},
    "what": ("numbers",),
}
TEXT = "Two gross of spoons, 5 widgets and 30 quatloos."


def read(sifter: ts.Sifter) -> list[tuple[Any, ...]]:
    numbers = sifter.analyze(TEXT).numbers
    return [(n.text, n.value, n.unit, n.currency) for n in numbers]


def test_they_are_read() -> None:
    assert read(ts.Sifter(**WORDS)) == [
        ("Two gross", Decimal(288), None, None),
        ("5 widgets", Decimal(5), "{widget}", None),
        ("30 quatloos", Decimal(30), None, "XQU"),
    ]


def test_they_belong_to_one_sifter_alone() -> None:
    ts.Sifter(**WORDS).analyze(TEXT)
    assert [n.unit for n in ts.analyze(TEXT, what=("numbers",)).numbers] == [None] * 3


def test_they_are_compared_hashed_and_pickled() -> None:
    sifter, same = ts.Sifter(**WORDS), ts.Sifter(**dict(reversed(WORDS.items())))
    assert sifter == same
    assert hash(sifter) == hash(same)
    assert sifter != ts.Sifter(**{**WORDS, "number_words": {"gross": 12}})
    again = pickle.loads(pickle.dumps(sifter))
    assert again == sifter
    assert read(again) == read(sifter)


def test_columns_use_them() -> None:
    table = ts.extract([TEXT, None], **WORDS).to_arrow()
    (numbers, missing) = table.column("numbers").to_pylist()
    assert [number["unit"] for number in numbers] == [None, "{widget}", None]
    assert missing is None


@pytest.mark.parametrize(
    ("settings", "error", "message"),
    [
        ({"units": {"code": "{w}"}}, TypeError, "units: expected a list of dicts, got dict"),
        ({"units": "widget"}, TypeError, "units: expected a list of dicts, got str"),
        ({"units": [{"code": "{w}"}]}, ValueError, r"units\[0\]\['name'\]: expected the unit's"),
        (
            {"units": [*UNITS, {"code": "{w}", "name": "w", "factor": "2"}]},
            ValueError,
            r"units\[1\]\['factor'\]: invalid type: string \"2\"",
        ),
        ({"currencies": [("buck", "USD")]}, TypeError, "currencies: expected a dict from a name"),
        (
            {"currencies": {"buck": "usd"}},
            ValueError,
            r"currencies\['buck'\]: expected an ISO 4217",
        ),
        ({"number_words": {"gross": -1}}, ValueError, r"number_words\['gross'\]: expected int"),
        ({"number_words": {"some": 10**30}}, ValueError, r"number_words\['some'\]: expected"),
    ],
)
def test_errors_name_the_entry(
    settings: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        ts.Sifter(**settings)
