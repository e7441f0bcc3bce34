"""Precision, recall and F1, and what a scorer hands back."""

from dataclasses import dataclass, field


@dataclass
class Counts:
    right: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, right, predicted, gold):
        self.right += right
        self.predicted += predicted
        self.gold += gold

    @property
    def precision(self):
        return percent(self.right, self.predicted)

    @property
    def recall(self):
        return percent(self.right, self.gold)

    @property
    def f1(self):
        return percent(2 * self.right, self.predicted + self.gold)


@dataclass
class Share:
    """So many of so many."""

    right: int = 0
    of: int = 0

    def add(self, right, of=1):
        self.right += right
        self.of += of

    @property
    def percent(self):
        return percent(self.right, self.of)


@dataclass
class Result:
    """The figures of one set in percent (None where it cannot tell), and its errors."""

    figures: dict = field(default_factory=dict)
    errors: list = field(default_factory=list)


def percent(part, whole):
    return 100 * part / whole if whole else None


def snippet(text, start, end, width=30):
    """The text around a span, on one line, the span in brackets."""
    before, after = text[max(0, start - width) : start], text[end : end + width]
    return f"{before}[{text[start:end]}]{after}".replace("\n", "⏎")
