"""When a date agrees with the gold's: by its TIMEX value, or by the moments that it stands for."""

import re
from datetime import datetime, timedelta
from operator import mul

GRAINS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(days=7),
}
DURATION = re.compile(
    r"P(?:([\d.]+)Y)?(?:([\d.]+)Q)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?"
)
UNITS = {
    "second": (0, 1),
    "minute": (0, 60),
    "hour": (0, 3600),
    "day": (0, 86_400),
    "week": (0, 604_800),
    "month": (1, 0),
    "quarter": (3, 0),
    "year": (12, 0),
}


def has_value(gold):
    return any(gold.get(key) is not None for key in ("value", "low", "high", "values"))


def agrees(gold, found, zone=None):
    """Whether the value is right; `zone`: in which the set gives zoned times (minutes from UTC)."""
    if zone is not None:
        found = in_zone(found, zone)
    if "values" in gold:
        return any(recognizers_agrees(reading, found) for reading in gold["values"])
    if gold["type"] == "duration":
        months, seconds = UNITS[gold["unit"]]
        amount = float(gold["value"])
        return same_length(duration(found["value"]), (amount * months, amount * seconds))
    # An interval answers for each of its ends.
    parts = [found, *ends(found)]
    if gold.get("low") is not None or gold.get("high") is not None:
        return any(range_agrees(gold, part) for part in parts)
    return any(value_agrees(gold["value"], part) for part in parts)


def in_zone(found, zone):
    """The moments of a time with a written zone, as clocks in another zone show them."""
    if found.get("utc_offset") is None:
        return found
    by = timedelta(minutes=zone - found["utc_offset"])
    times = {
        key: (moment(found[key]) + by).isoformat() if moment(found[key]) else None
        for key in ("start_time", "end_time")
    }
    return {**found, **times, "value": None}


def ends(found):
    start, _, end = (found["value"] or "").partition("/")
    if not end:
        return []
    return [{**found, **times(value), "kind": "date", "value": value} for value in (start, end)]


def times(value):
    """The ends of a century, decade, year or month; of a shorter one none."""
    whole = period(value) or (None, None)
    return {
        key: at.isoformat() if at else None
        for key, at in zip(("start_time", "end_time"), whole, strict=True)
    }


def recognizers_agrees(reading, found):
    """One of Recognizers' readings: its timex, or its value, or its start and end."""
    if found["value"] and timex(found["value"]) in timexes(reading):
        return True
    if reading["type"] == "duration":
        return same_length(duration(found["value"]), duration(reading["timex"]))
    part = re.search(r"(?:^|\d)(T[A-Z]+|[A-Z]{2})$", reading.get("timex", ""))
    if part:
        # A part of the day, a season: its hours differ; the day or the year may be told beside it.
        day = "start" not in reading or reading["start"][:10] == (found["start_time"] or "")[:10]
        told = reading["timex"] != part[1]
        return re.sub(r"^[\dX-]+", "", found["value"] or "") == part[1] and (day or not told)
    if "start" in reading or "end" in reading:
        return stretch_agrees(reading, found)
    return value_agrees(reading.get("value"), found)


def stretch_agrees(reading, found):
    """Start and end, where they are given; the end may be the last day or year itself."""
    if reading["type"] == "timerange":
        first, last = clock_range(found) or (None, None)
        named = (last, first) if "start" not in reading else (last,)
        return reading.get("start", first) == first and reading.get("end", last) in named
    bounds = {"start": [moment(found["start_time"])], "end": [moment(found["end_time"])]}
    if "/" in (found["value"] or ""):
        bounds["end"].append(moment(found["value"].rpartition("/")[2]))
    if "start" not in reading:  # "before May" ends where May begins
        bounds["end"] += bounds["start"]
    wanted = {which: moment(reading[which]) for which in bounds if which in reading}
    return all(at is not None and at in bounds[which] for which, at in wanted.items())


def timexes(reading):
    """The reading's timex; where a modifier moves its ends, also with the year of these."""
    value = timex(reading.get("timex"))
    years = [reading[key][:4] for key in ("start", "end") if "Mod" in reading and key in reading]
    return {value, *((value or "").replace("XXXX", year) for year in years)}


def value_agrees(value, found):
    """A day, a longer unit, a moment or a time of the day."""
    if value in (None, "not resolved"):
        return False
    if re.fullmatch(r"\d\d:\d\d(:\d\d)?", value):
        return clock(found) == (value + ":00")[:8]
    if yearless := re.fullmatch(r"--(\d\d(?:-\d\d)?)", value):
        # Each year's: a reference only adds which one is meant.
        return re.sub(r"^(?:\d{4}|XXXX)-", "", found["value"] or "") == yearless[1]
    if re.fullmatch(r"\d{1,3}", value):
        value = value.zfill(4)
    if timex(value) == timex(found["value"]):
        return True
    wanted, start = moment(value), moment(found["start_time"])
    if wanted is None or start is None:
        return False
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        # "Last night" is a time for one and a day for another.
        short = (moment(found["end_time"]) or start) - start <= GRAINS["day"]
        return wanted.date() == start.date() and found["kind"] in ("date", "time") and short
    if len(value) < 10:
        return wanted == start and after(value) == moment(found["end_time"])
    return wanted == start


def range_agrees(gold, found):
    """Both ends; the upper one exclusive and to a grain where one is given, else inclusive."""
    low, high = gold.get("low"), gold.get("high")
    if (
        part_of_day(low, high, found)
        or same_weekend(low, high, found)
        or same_run(low, high, found)
    ):
        return True
    if same_season(low, high, found):
        return True
    if whole := period(found["value"]):
        # "The early 1980s": some give the decade, some the years that are meant.
        bounds = {"start_time": whole[0].isoformat(), "end_time": whole[1].isoformat()}
        if found.get("modifier") in PART_OF and range_agrees(
            gold, {**found, **bounds, "modifier": None}
        ):
            return True
    start, end = moment(found["start_time"]), moment(found["end_time"])
    if low is not None and moment(low) != start:
        # "after Monday": some give the moment after which it is.
        return high is None and end is not None and moment(low) == end
    if high is None:
        return True
    if end is None:
        return False
    if "grain" in gold:
        wanted, grain = moment(high), GRAINS.get(gold["grain"], timedelta(days=31))
        return wanted in (end, start) if low is None else abs(wanted - end) <= grain
    # Some give the last year of a range by its first day.
    last_year = re.fullmatch(r"\d{4}-01-01", high) and (low or "").endswith("-01-01")
    return end in (after(high), after(high[:4]) if last_year else None)


PART_OF = ("early", "mid", "late", "approx")
# The hours of the parts of the day, as wide as any set draws them, and the seasons of any year.
PARTS = {"MO": (0, 12), "MI": (11, 14), "AF": (12, 19), "EV": (17, 24), "NI": (18, 24)}
SEASONS = {
    "SP": ("--03", "--06"),
    "SU": ("--06", "--09"),
    "FA": ("--09", "--12"),
    "WI": ("--12", "--03"),
}
RUNS = {
    "Y": timedelta(days=365),
    "M": timedelta(days=31),
    "W": GRAINS["week"],
    "D": GRAINS["day"],
    "TH": GRAINS["hour"],
    "TM": GRAINS["minute"],
    "TS": GRAINS["second"],
}
"""One unit of a duration."""


def part_of_day(low, high, found):
    """Sets disagree when the morning begins: a range inside the part of the same day, and half of
    what was found at least."""
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)T([A-Z]{2})", found["value"] or "")
    times = both_ends(low, high, found)
    if not match or match[2] not in PARTS or times is None:
        return False
    low, high, start, end = times
    first, last = (moment(match[1]) + timedelta(hours=hour) for hour in PARTS[match[2]])
    shared = min(high, end) - max(low, start)
    return first <= low < high <= last and shared >= (end - start) / 2


def same_season(low, high, found):
    """A season from its first month to the one in which it ends, of any year or of its own."""
    season = re.fullmatch(r"(\d{4}|XXXX)-(SP|SU|FA|WI)", found["value"] or "")
    if season is None:
        return False
    first, last = SEASONS[season[2]]
    if (low, high) == (first, last):
        return True
    if season[1] == "XXXX":
        return False
    year = int(season[1])
    after = year + (season[2] == "WI")
    return (low, high) == (f"{year:04}{first[1:]}", f"{after:04}{last[1:]}")


def same_weekend(low, high, found):
    """Some begin the weekend on Friday at six."""
    times = both_ends(low, high, found)
    if times is None or not (found["value"] or "").endswith("-WE"):
        return False
    low, high, start, end = times
    return start - low == timedelta(hours=6) and high == end


def same_run(low, high, found):
    """ "The last two weeks": whole calendar weeks to some, the days up to the reference to others.

    Both ends are then shifted alike, by less than one week.
    """
    unit = re.fullmatch(r"P(T?)[\d.]+([YMWDHS])", found["value"] or "")
    times = both_ends(low, high, found)
    if found["kind"] != "duration" or unit is None or times is None:
        return False
    low, high, start, end = times
    # Months differ by up to three days.
    slack = timedelta(days=3) if not unit[1] and unit[2] in "YM" else timedelta(0)
    alike = abs((start - low) - (end - high)) <= slack
    return alike and max(abs(start - low), abs(end - high)) < RUNS[unit[1] + unit[2]]


def both_ends(low, high, found):
    """The gold's low and high, the found start and end; None where one is not known."""
    written = (low, high, found["start_time"], found["end_time"])
    times = [moment(value) for value in written]
    return None if None in times else times


def period(value):
    """The first moment of a century, decade, year or month, and the one after its last."""
    if not re.fullmatch(r"\d{2,4}|\d{4}-\d\d", value or ""):
        return None
    if len(value) > 4:
        return moment(value), after(value)
    years = 10 ** (4 - len(value))
    first = int(value) * years
    known = first > 0 and first + years <= datetime.max.year
    return (datetime(first, 1, 1), datetime(first + years, 1, 1)) if known else None


def timex(value):
    """A TIMEX value in one spelling: T09:00:00 is T09, a range start/end, a year BC a name."""
    if not value:
        return None
    value = value.replace(" ", "T").removesuffix("Z")
    if match := re.fullmatch(r"\((.*),(.*),P.*\)", value):
        value = f"{match[1]}/{match[2]}"
    if match := re.fullmatch(r"-0*(\d+)|BC0*(\d+)", value):
        return f"BC{match[1] or match[2]}"
    value = re.sub(r"(T\d\d:\d\d):00(?=/|$)", r"\1", value)
    return re.sub(r"(T\d\d):00(?=/|$)", r"\1", value)


def duration(value):
    """Months and seconds; None where it is no plain duration."""
    match = DURATION.fullmatch(value or "")
    if not match or not any(match.groups()):
        return None
    years, quarters, months, *rest = (float(part or 0) for part in match.groups())
    seconds = sum(map(mul, rest, (604_800, 86_400, 3600, 60, 1)))
    return years * 12 + quarters * 3 + months, seconds


def same_length(a, b):
    """Equal, or equal with months of 30 days and years of 365."""
    if a is None or b is None:
        return False
    (months, seconds), (other_months, other_seconds) = a, b
    days = [(m // 12) * 365 + (m % 12) * 30 for m in (months, other_months)]
    return a == b or days[0] * 86_400 + seconds == days[1] * 86_400 + other_seconds


def moment(value):
    """The first moment of an ISO date, with or without time, that may be cut short; or None."""
    match = re.match(
        r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:[T ](\d\d)(?::(\d\d))?(?::(\d\d))?)?$",
        (value or "")[:19],
    )
    if not match:
        return None
    year, month, day, hour, minute, second = match.groups()
    try:
        return datetime(
            int(year),
            int(month or 1),
            int(day or 1),
            int(hour or 0),
            int(minute or 0),
            int(second or 0),
        )
    except ValueError:
        return None


def after(value):
    """The first moment after an ISO date that may be cut short."""
    start = moment(value)
    if start is None:
        return None
    if len(value) == 4:
        return start.replace(year=start.year + 1)
    if len(value) == 7:
        return start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
    return start + timedelta(days=1)


def clock(found):
    """The time of the day, HH:MM:SS."""
    if match := re.search(r"T(\d\d)(?::(\d\d))?(?::(\d\d))?$", found["value"] or ""):
        return ":".join(part or "00" for part in match.groups())
    start = found["start_time"]
    return start[11:19].ljust(8, "0") if start and found["kind"] == "time" else None


def clock_range(found):
    """The times of the day at which it begins and ends."""
    if found["start_time"] and found["end_time"]:
        return found["start_time"][11:19], found["end_time"][11:19]
    if match := re.fullmatch(r"T([\d:]+)/T([\d:]+)", found["value"] or ""):
        return tuple(
            (f"{part}:00" if len(part) == 5 else f"{part}:00:00" if len(part) == 2 else part)
            for part in match.groups()
        )
    return None
