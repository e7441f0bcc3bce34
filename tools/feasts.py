#!/usr/bin/env python3
"""Writes data/feasts.tsv: on which day movable feasts of three calendars fall.

    python tools/feasts.py > data/feasts.tsv

Computed from the longitudes of sun and moon (the leading terms of Meeus, Astronomical Algorithms,
chapters 25 and 47, good to a few minutes of a lunar day).

- Hindu: the day on which its lunar day holds at the hour that the feast asks for, at Ujjain; a
  month is named after the sun's sidereal sign at the new moon that begins it, and is a leap month
  where the sign does not change.
- Chinese: a month holds its solar term by Beijing's days.
- Islamic: a month begins on the day after the new moon, or two days after it where the new moon
  comes after Mecca's sunset.
- Parsi: a year of 365 days without leap days (Shahenshahi).

Local custom may differ by a day.
"""

from datetime import date, timedelta
from itertools import pairwise
from math import acos, asin, cos, degrees, pi, radians, sin, tan

YEARS = range(1950, 2061)
# D, M, M', F: multiples and the coefficient in millionths of a degree.
MOON = [
    (0, 0, 1, 0, 6288774), (2, 0, -1, 0, 1274027), (2, 0, 0, 0, 658314), (0, 0, 2, 0, 213618),
    (0, 1, 0, 0, -185116), (0, 0, 0, 2, -114332), (2, 0, -2, 0, 58793), (2, -1, -1, 0, 57066),
    (2, 0, 1, 0, 53322), (2, -1, 0, 0, 45758), (0, 1, -1, 0, -40923), (1, 0, 0, 0, -34720),
    (0, 1, 1, 0, -30383), (2, 0, 0, -2, 15327), (0, 0, 1, 2, -12528), (0, 0, 1, -2, 10980),
    (4, 0, -1, 0, 10675), (0, 0, 3, 0, 10034), (4, 0, -2, 0, 8548), (2, 1, -1, 0, -7888),
    (2, 1, 0, 0, -6766), (1, 0, -1, 0, -5163), (1, 1, 0, 0, 4987), (2, -1, 1, 0, 4036),
    (2, 0, 2, 0, 3994), (4, 0, 0, 0, 3861), (2, 0, -3, 0, 3665), (0, 1, -2, 0, -2689),
    (2, 0, -1, 2, -2602), (2, -1, -2, 0, 2390), (1, 0, 1, 0, -2348), (2, -2, 0, 0, 2236),
    (0, 1, 2, 0, -2120), (0, 2, 0, 0, -2069),
]  # fmt: skip
EPOCH = date(2000, 1, 1)
# Degrees of longitude and hours east of Greenwich; latitude.
UJJAIN, LATITUDE, INDIA, CHINA = 75.77, 23.18, 5.5, 8.0


def centuries(day):
    """Julian centuries of dynamical time; `day` counts from the noon of 1 January 2000, UT."""
    return (day + 66 / 86_400) / 36_525


def sun(day):
    t = centuries(day)
    mean = 280.46646 + 36_000.76983 * t
    m = radians(357.52911 + 35_999.05029 * t)
    centre = (1.914602 - 0.004817 * t) * sin(m) + 0.019993 * sin(2 * m) + 0.000289 * sin(3 * m)
    return (mean + centre - 0.00569 - 0.00478 * sin(radians(125.04 - 1934.136 * t))) % 360


def moon(day):
    t = centuries(day)
    d = radians(297.8501921 + 445_267.1114034 * t)
    m = radians(357.5291092 + 35_999.0502909 * t)
    a = radians(134.9633964 + 477_198.8675055 * t)
    f = radians(93.2720950 + 483_202.0175233 * t)
    e = 1 - 0.002516 * t
    shift = (
        sum(c * e ** abs(j) * sin(i * d + j * m + k * a + n * f) for i, j, k, n, c in MOON) / 1e6
    )
    node = radians(125.04 - 1934.136 * t)
    return (218.3164477 + 481_267.88123421 * t + shift - 0.00478 * sin(node)) % 360


def elongation(day):
    return (moon(day) - sun(day)) % 360


def crossing(angle, target, day):
    """The moment near `day` at which `angle` is `target`."""
    for step in (1.0, 0.05, 0.002, 0.0001):
        while (angle(day) - target) % 360 < 180:
            day -= step
        while (angle(day) - target) % 360 >= 180:
            day += step
    return day


def new_moons(first, last):
    day, found = (first - EPOCH).days, []
    while day < (last - EPOCH).days:
        day = crossing(elongation, 0, day - elongation(day) / 12.19 + 29.53)
        found.append(day)
        day += 1
    return found


def sign(day):
    """The sidereal sign of the sun, 0 Aries to 11 Pisces."""
    ayanamsa = 23.853 + 1.39697 * centuries(day)
    return int((sun(day) - ayanamsa) % 360 // 30)


def sunrise(when):
    """Hours of Indian time of sunrise and sunset at Ujjain."""
    noon = (when - EPOCH).days
    declination = asin(sin(radians(23.44)) * sin(radians(sun(noon))))
    half = degrees(acos(-tan(radians(LATITUDE)) * tan(declination) - 0.0145)) / 15
    t = 2 * pi * (when.timetuple().tm_yday - 81) / 364
    equation = (9.87 * sin(2 * t) - 7.53 * cos(t) - 1.5 * sin(t)) / 60
    transit = 12 - equation + INDIA - UJJAIN / 15
    return transit - half, transit + half


def lunar_day(when, hour):
    """The tithi, 0 to 29, at an hour: a number, or a place between sunrise and sunset (0 and 1)."""
    rise, fall = sunrise(when)
    local = rise + hour * (fall - rise)
    return int(elongation((when - EPOCH).days - 0.5 + (local - INDIA) / 24) // 12)


def hindu_months(year):
    """The new moons that begin the proper months about a year, by name (0 Chaitra)."""
    moons = new_moons(date(year - 1, 12, 1), date(year + 1, 3, 1))
    months = []
    for at, after in pairwise(moons):
        if sign(at) != sign(after):
            months.append(((sign(at) + 1) % 12, at))
    return months


def hindu(months, year, month, tithi, hour, after=0):
    """The first day of the month at whose hour the lunar day (from 1) holds."""
    for name, start in months:
        if name != month:
            continue
        base = EPOCH + timedelta(days=round(start + tithi * 0.984 - 3))
        days = [base + timedelta(days=ahead) for ahead in range(7)]
        ahead = [(lunar_day(day, hour) - tithi + 16) % 30 - 15 for day in days]
        # A lunar day that holds at no such hour: the day on which it begins.
        at = ahead.index(0) if 0 in ahead else sum(by < 0 for by in ahead) - 1
        found = days[at] + timedelta(days=after)
        if found.year == year:
            return found
    return None


def chinese(year, term, day):
    """The nth day of the month that holds the sun's longitude `term`."""
    guess = (date(year, 1, 1) - EPOCH).days + ((term - 280) % 360) / 0.9856
    at_term = crossing(sun, term, guess - 2)

    def local(moment):
        return EPOCH + timedelta(days=int((moment + 0.5 + CHINA / 24) // 1))

    starts = [local(moon) for moon in new_moons(date(year - 1, 11, 20), date(year + 1, 1, 1))]
    first = max(start for start in starts if start <= local(at_term))
    return first + timedelta(days=day - 1)


def islamic(moons, year, month, day):
    """The first such day in a year."""
    for at in moons:
        # The lunation that began the year 1440 AH.
        number = round((at - MUHARRAM_1440) / 29.530589)
        if number % 12 == month - 1:
            hours = (at + 0.5) % 1 * 24
            first = EPOCH + timedelta(
                days=int((at + 0.5) // 1) + (1 if hours < MECCA_SUNSET else 2)
            )
            found = first + timedelta(days=day - 1)
            if found.year == year:
                return found
    return None


# Noon of 9 September 2018, and an hour of universal time.
MUHARRAM_1440, MECCA_SUNSET = 6826, 15.2
ISLAMIC = {
    "islamic_new_year": (1, 1), "mawlid": (3, 12), "isra_and_miraj": (7, 27), "ramadan": (9, 1),
    "ashura": (1, 10), "laylat_al_qadr": (9, 27),
    "eid_al_fitr": (10, 1), "eid_al_adha": (12, 10)
}  # fmt: skip
SUNRISE, FORENOON, NOON, AFTERNOON, SUNSET, MIDNIGHT = 0.0, 0.3, 0.5, 0.7, 1.05, 1.5
HINDU = {
    "ugadi": (0, 1, SUNRISE), "rama_navami": (0, 9, NOON), "mahavir_jayanti": (0, 13, SUNRISE),
    "buddha_purnima": (1, 15, SUNRISE), "rath_yatra": (3, 2, SUNRISE),
    "raksha_bandhan": (4, 15, FORENOON), "janmashtami": (4, 23, MIDNIGHT),
    "ganesh_chaturthi": (5, 4, NOON), "navaratri": (6, 1, SUNRISE), "maha_saptami": (6, 7, SUNRISE),
    "dussehra": (6, 10, AFTERNOON), "karva_chauth": (6, 19, SUNSET), "diwali": (6, 30, SUNSET),
    "bhai_dooj": (7, 2, AFTERNOON), "chhath": (7, 6, SUNRISE),
    "guru_nanak_jayanti": (7, 15, SUNRISE),
    "vasant_panchami": (10, 5, FORENOON), "guru_ravidas_jayanti": (10, 15, SUNRISE),
    "maha_shivaratri": (10, 29, MIDNIGHT), "holi": (11, 15, SUNSET, 1),
    "hanuman_jayanti": (0, 15, SUNRISE), "akshaya_tritiya": (1, 3, FORENOON),
    "guru_purnima": (3, 15, SUNRISE), "valmiki_jayanti": (6, 15, SUNRISE),
    "guru_gobind_singh_jayanti": (9, 7, SUNRISE),
}  # fmt: skip
CHINESE = {
    "chinese_new_year": (330, 1), "dragon_boat_festival": (90, 5), "mid_autumn_festival": (180, 15),
    "qixi": (150, 7), "double_ninth": (210, 9),
}  # fmt: skip


PARSI_NEW_YEAR = date(2018, 8, 17)


def others(year, eid):
    """The last Friday of Ramadan, and the Parsi new year."""
    friday = eid - timedelta(days=(eid.weekday() - 5) % 7 + 1) if eid else None
    return {
        "jamat_ul_vida": friday,
        "parsi_new_year": PARSI_NEW_YEAR + timedelta(days=365 * (year - PARSI_NEW_YEAR.year)),
    }


# Where a leap month shifts the month's term.
LEAP = {
    (1985, "chinese_new_year"): date(1985, 2, 20),
    (2034, "chinese_new_year"): date(2034, 2, 19),
    (2053, "chinese_new_year"): date(2053, 2, 19),
    (2033, "mid_autumn_festival"): date(2033, 9, 8),
}


def main():
    print("# Written by tools/feasts.py: month and day of each feast; 0000 for none.")
    print("\t".join(["year", *CHINESE, *ISLAMIC, *HINDU, *others(2000, None)]))
    for year in YEARS:
        months = hindu_months(year)
        days = [LEAP.get((year, name)) or chinese(year, *rule) for name, rule in CHINESE.items()]
        moons = new_moons(date(year - 1, 11, 1), date(year + 1, 1, 1))
        days += [islamic(moons, year, *rule) for rule in ISLAMIC.values()]
        days += [hindu(months, year, *rule) for rule in HINDU.values()]
        eid = islamic(moons, year, *ISLAMIC["eid_al_fitr"])
        days += others(year, eid).values()
        cells = (f"{day.month:02}{day.day:02}" if day else "0000" for day in days)
        print("\t".join([str(year), *cells]))


if __name__ == "__main__":
    main()
