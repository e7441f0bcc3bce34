"""When a number's value, unit, currency and bound agree with the gold's."""

import tomllib
from fractions import Fraction
from pathlib import Path

NAMES = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
TOLERANCE = Fraction(1, 10**6)


def number(text):
    """A gold or found value as a fraction: "1/3", "5%", "1e-05"; None where it is none."""
    if text in (None, "null", ""):
        return None
    text = str(text).strip().removesuffix("%").replace("\N{MINUS SIGN}", "-")
    if text.startswith("end"):
        # Recognizers' "end-1" is the second from the end.
        return 1 - Fraction(text.removeprefix("end"))
    try:
        return Fraction(text.replace(" ", ""))
    except (ValueError, ZeroDivisionError):
        return None


def close(a, b):
    if a is None or b is None:
        return a is b
    return (
        abs(a - b) <= TOLERANCE * max(1, abs(a), abs(b))
        if abs(a) >= TOLERANCE
        else abs(a - b) <= TOLERANCE * abs(a)
    )


def has_value(gold):
    if gold.get("low") is not None or gold.get("high") is not None:
        return True
    return number(gold.get("value")) is not None


def agrees(gold, found, scale=1):
    """The value, times `scale`, is right; a range answers for each end, a score for each part."""
    values = (number(found.get(key)) for key in ("low", "value", "high"))
    low, value, high = (None if v is None else v * scale for v in values)
    if "low" in gold or "high" in gold:
        return close(number(gold.get("low")), low) and close(number(gold.get("high")), high)
    wanted = number(gold["value"])
    if gold.get("uncertainty") is not None and value is None:
        half = number(gold["uncertainty"])
        return close(wanted - half, low) and close(wanted + half, high)
    if str(gold["value"]).startswith("end") and not found.get("from_end"):
        return False
    said = [value, *map(number, found.get("parts") or [])]
    if value is None:
        said += [low, high]
    return any(v is not None and close(wanted, v) for v in said)


def bound_agrees(gold, found):
    """None where the set does not tell the bound."""
    allowed = gold_bounds(gold)
    return None if allowed is None else found["bound"] in allowed


def gold_bounds(gold):
    if "mods" in gold:
        if "IsApproximate" in gold["mods"]:
            return ["approximate"]
        if "IsRange" in gold["mods"]:
            return ["range", "at_least", "at_most", "more_than", "less_than"]
        return ["exact"] if not gold["mods"] else None
    if "nums" in gold:
        ends = {end for num in gold["nums"] for end in ("atLeast", "atMost") if end in num}
        return open_ends("atLeast" in ends, "atMost" in ends) if ends else ["exact", "approximate"]
    low, high = gold.get("low"), gold.get("high")
    if low is None and high is None:
        return None
    if low == high:
        return ["exact"]
    bounds = open_ends(low is not None, high is not None)
    if "low_incl" in gold and len(bounds) == 2:
        closed = gold["low_incl"] if low is not None else gold["high_incl"]
        bounds = bounds[:1] if closed else bounds[1:]
    return bounds


def open_ends(low, high):
    if low and high:
        return ["range"]
    return ["at_least", "more_than"] if low else ["at_most", "less_than"]


def unit_agrees(name, found):
    """Whether the unit that a set calls `name` is one of the codes that names.toml allows for it.

    A unit that is not in the table is compared with the unit's name for people.
    """
    code, currency = found.get("unit"), found.get("currency")
    if name in NAMES["units"]:
        allowed = NAMES["units"][name]
        return (code or "none") in allowed or (currency is not None and currency in allowed)
    if name in NAMES["currencies"]:
        return currency_agrees(name, found)
    return found.get("unit_name") is not None and found["unit_name"].casefold() == name.casefold()


def currency_agrees(name, found):
    """Whether the currency that a set writes as `name` is found; an ambiguous sign may stay one."""
    currency, symbol = found.get("currency"), found.get("symbol")
    allowed = NAMES["currencies"].get(name, [name])
    if currency is None:
        return (symbol is not None and "symbol" in allowed) or found.get("unit") in allowed
    return currency in allowed
