"""What `pint` gives for a unit is what Pint parses, and of the same size as ours."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import textsift as ts

pint = pytest.importorskip("pint")

DATA = Path(__file__).parents[1] / "data" / "units.toml"
COMPOUNDS = [
    "60 km/h",
    "5 kg·m²/s³",
    "5 W/m2/K",
    "5 mg/kg/day",
    "5 mol L-1 s-1",
    "5 micrograms per cubic metre",
    "5 kilometres per second",
    "5 square miles",
    "5 acre-feet per year",
    "5 feet per second squared",
    "5 litres per 100 km",
    "5 joules per degree Celsius",
    "50 %",
    "3 percentage points",
    "a five-year-old",
]
# Pint takes a revolution for 2π and a level for a power ratio; the size differs by that alone.
OTHER_SCALE = {"{rpm}", "dB", "deg"}


@pytest.fixture(scope="module")
def registry() -> pint.UnitRegistry:
    return pint.UnitRegistry(autoconvert_offset_to_baseunit=True)


def names() -> list[str]:
    """Each unit of the data, and each with a prefix where it takes some."""
    all_names = []
    for unit in tomllib.loads(DATA.read_text(encoding="utf-8"))["units"]["unit"]:
        all_names.append(unit["name"])
        if "on" in unit and " " not in unit["name"]:
            all_names += [prefix + unit["name"] for prefix in ("kilo", "milli", "mega", "nano")]
    return all_names


def numbers(text: str) -> list[ts.Number]:
    return list(ts.analyze(text, what=("numbers",)).numbers)


def test_most_units_have_a_name_in_pint() -> None:
    found = [number for name in names() for number in numbers(f"It is 5 {name}.")]
    named = [number for number in found if number.unit is not None]
    assert len(named) > 200
    assert sum(number.pint is not None for number in named) > 0.85 * len(named)


@pytest.mark.parametrize("written", [f"It is 5 {name} there." for name in names()] + COMPOUNDS)
def test_pint_parses_it_and_agrees_on_its_size(registry: pint.UnitRegistry, written: str) -> None:
    for number in numbers(written):
        if number.pint is None:
            continue
        unit = registry.parse_units(number.pint)
        si = number.to_si()
        if number.unit in OTHER_SCALE or si is None or number.value is None:
            continue
        base = registry.Quantity(float(number.value), unit).to_base_units()
        # Customary units of the United States differ by two millionths from the international.
        assert base.magnitude == pytest.approx(si[0], rel=5e-6), (number.unit, base)


def test_what_pint_lacks_is_none() -> None:
    assert numbers("It moved by 5 basis points.")[0].pint is None
    assert numbers("There were 5 dogs.")[0].pint is None
    assert numbers("It is 5 km/h.")[0].pint == "kilometre / hour"
