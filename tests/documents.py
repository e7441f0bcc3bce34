"""Documents made of words and templates: all kinds of mentions and of texts, always the same."""

from __future__ import annotations

import datetime
import random

NAMES = ["Maria Lopez", "Kari Lund", "Åse Bjørnstad", "李伟", "O’Neill", "Zoë Brandt"]
FIRMS = ["Norvik Energy", "Havbris", "Solvento Metals", "the Ministry of Fisheries", "Ünï-Werke AG"]
PLACES = ["Bergen", "Norway", "São Paulo", "Kraków", "北京", "New Zealand"]
THINGS = ["turbines", "people", "litres of milk", "pages", "votes", "kilometres of cable"]
SENTENCES = [
    "{firm} sold {n} {thing} in {place} last year.",
    "About {n} kilometres ({m} miles) north of {place}, {name} lost $1.{m} billion.",
    "“We will build {m} more”, {name} of {firm} promised on Tuesday.",
    "It fell {m}.5 percent between 3 May 2021 and yesterday, said {name}.",
    "The vote was {m}–{n} 🎉, a two-thirds majority; write to a{n}@example.org.",
    "On {m} June it took three hours and 5 ± 0.2 kg at −{m} °C.",
    "Line one ends\r\nand “{thing}” go on\tto {place}.",
    "e\u0301tude {n} 👩‍👩‍👧 \u200bby {name}",
    "Nothing to see",
]
# Settings that show in the result, for any engine.
SETTINGS = {
    "currency": "USD",
    "gazetteer": [{"name": "Havbris", "label": "PRODUCT", "id": "h-1"}],
    "patterns": {r"a\d+@": "PREFIX"},
}


def documents(count: int) -> list[str | None]:
    """Texts with nulls, empties, white space, some of 100 kB."""
    rng = random.Random(count)
    texts: list[str | None] = []
    for row in range(count):
        length = 400 if row % 997 == 5 else rng.randrange(1, 9)
        special: dict[int, str | None] = {1: None, 2: "", 3: " \r\n\t "}
        texts.append(special[row % 19] if row % 19 in special else text(rng, length))
    return texts


def text(rng: random.Random, sentences: int) -> str:
    parts = [
        rng.choice(SENTENCES).format(
            name=rng.choice(NAMES),
            firm=rng.choice(FIRMS),
            place=rng.choice(PLACES),
            thing=rng.choice(THINGS),
            n=rng.choice([7, 12, 250, "12,000", "three"]),
            m=rng.randrange(2, 30),
        )
        for _ in range(sentences)
    ]
    return rng.choice([" ", "\n\n", "\r\n"]).join(parts)


def days(count: int) -> list[datetime.date | None]:
    """A date of writing for each text, or none."""
    first = datetime.date(2019, 12, 28)
    return [None if row % 7 == 3 else first + datetime.timedelta(row) for row in range(count)]
