"""Train the entity tagger on your own examples."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import index
from pathlib import Path
from typing import Any, Literal, TypeAlias

from textsift._textsift import _train_entities
from textsift.files.kinds import FileError
from textsift.files.writing import whole_file

__all__ = ["Score", "Training", "train_entities"]

Entity: TypeAlias = tuple[int, int, str] | Mapping[str, Any]
Example: TypeAlias = tuple[str, Sequence[Entity]] | Mapping[str, Any]


@dataclass(frozen=True)
class Score:
    """How many names of a label were found, on examples that were not trained on.

    >>> Score(right=8, found=10, gold=16)
    Score(precision=80.0, recall=50.0, f1=61.5, gold=16)
    """

    right: int
    """Found with the right span and label."""
    found: int
    """Found."""
    gold: int
    """In the examples."""

    @property
    def precision(self) -> float:
        """Of the names that were found, the share of right ones, 0 to 1."""
        return self.right / max(self.found, 1)

    @property
    def recall(self) -> float:
        """Of the names in the examples, the share that was found rightly, 0 to 1."""
        return self.right / max(self.gold, 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(self.found + self.gold, 1)

    def __repr__(self) -> str:
        shares = (self.precision, self.recall, self.f1)
        precision, recall, f1 = (round(100 * share, 1) for share in shares)
        return f"Score(precision={precision}, recall={recall}, f1={f1}, gold={self.gold})"


@dataclass(frozen=True)
class Training:
    """What :func:`train_entities` came to."""

    path: Path
    """The model's file."""
    examples: int
    """How many examples were trained on."""
    held_out: int
    """How many others the scores are of."""
    scores: dict[str, Score] = field(default_factory=dict)
    """By label; the places (GPE, LOC, FAC), which lists tell apart, are one."""

    @property
    def total(self) -> Score:
        """The score of all labels together."""
        scores = self.scores.values()
        return Score(
            sum(score.right for score in scores),
            sum(score.found for score in scores),
            sum(score.gold for score in scores),
        )

    def __repr__(self) -> str:
        head = f"Training({str(self.path)!r}, {self.examples} examples"
        if not self.scores:
            return f"{head}, none held out)"
        width = max(map(len, self.scores))
        lines = [f"{head}, scores on {self.held_out} others:"]
        rows = {**self.scores, "all": self.total} if len(self.scores) > 1 else self.scores
        for label, score in rows.items():
            shares = f"{score.precision:7.1%} {score.recall:7.1%} {score.f1:7.1%}"
            lines.append(f"  {label:{width}}  {shares}  of {score.gold}")
        lines[0] += " precision, recall, F1"
        return "\n".join(lines) + ")"


def train_entities(
    examples: Iterable[Example] | str | os.PathLike[str],
    path: str | os.PathLike[str],
    *,
    start: Literal["shipped"] | str | os.PathLike[str] | bytes | None = "shipped",
    epochs: int | None = None,
    seed: int = 0,
    labels: Iterable[str] | None = None,
    dev: float | Iterable[Example] | str | os.PathLike[str] | None = 0.1,
) -> Training:
    """Trains a model for ``Sifter(entity_model=path)`` and writes it to ``path``.

    ``examples`` are pairs of a text and its entities, ``(start, end, label)`` each, or dicts with
    ``text`` and ``entities``; a pandas, Polars or Arrow frame with those columns; or the path of a
    file of JSON lines or CoNLL columns. Positions are those of Python's strings.

    ``start`` is the model to go on from: the one in the package, the path of another or its bytes,
    or ``None``, where every label is learnt from the examples alone. ``labels`` names what the
    examples annotate, your own labels among them; without it the known ones that occur. A label
    that they do not annotate stays as it was. A model holds five labels, places (GPE, LOC, FAC)
    being one.

    ``dev`` is what the scores are of: the share of the examples to hold back, or others, or
    ``None``. ``epochs`` is chosen by the number of examples. The same input and ``seed`` give the
    same bytes.

    The guide is ``docs/train_entities.md``.
    """
    if not 0 <= seed < 2**64:
        raise ValueError(f"seed: expected an int from 0 to 2**64 - 1, got {seed}")
    if epochs is not None and not 1 <= epochs <= 1000:
        raise ValueError(f"epochs: expected an int from 1 to 1000, got {epochs}")
    if isinstance(labels, str):
        raise TypeError("labels: expected several str, got a str")
    listed = None if labels is None else list(labels)
    path = Path(path)
    for source in (examples, dev):
        if isinstance(source, str | os.PathLike) and _is_same(Path(source), path):
            raise ValueError(f"{path}: the model would take the place of the examples")
    given = _examples(examples, "examples")
    try:
        with whole_file(path) as file:
            trained, report = _train_entities(given, _dev(dev), start, epochs, seed, listed)
            file.write(trained)
    except FileError as error:
        raise OSError(str(error)) from error
    scores = {label: Score(*counts) for label, counts in report["scores"].items()}
    return Training(path, report["examples"], report["held_out"], scores)


def _dev(dev: Any) -> Any:
    if dev is None:
        return 0.0
    if isinstance(dev, int | float):
        if not 0 <= dev < 1:
            raise ValueError(f"dev: expected a share from 0 to below 1, got {dev}")
        return float(dev)
    return _examples(dev, "dev")


def _is_same(source: Path, path: Path) -> bool:
    return source.exists() and path.exists() and source.samefile(path)


def _examples(given: Any, name: str) -> str | list[tuple[str, list[tuple[int, int, str]]]]:
    """The content of a file, or pairs of a text and its entities."""
    if isinstance(given, str | os.PathLike):
        return Path(given).read_text(encoding="utf-8")
    if hasattr(given, "columns") or hasattr(given, "column_names"):
        given = zip(_column(given, "text", name), _column(given, "entities", name), strict=True)
    what = {"examples": "example", "dev": "dev example"}[name]
    return [_example(example, f"{what} {place}") for place, example in enumerate(given)]


def _column(frame: Any, column: str, name: str) -> list[Any]:
    try:
        values = frame[column]
    except (KeyError, LookupError) as error:
        raise ValueError(f"{name}: the frame has no column {column!r}") from error
    for method in ("to_pylist", "to_list"):
        if hasattr(values, method):
            return list(getattr(values, method)())
    return list(values)


def _example(example: Any, what: str) -> tuple[str, list[tuple[int, int, str]]]:
    try:
        text, entities = (
            (example["text"], example["entities"]) if isinstance(example, Mapping) else example
        )
        read = [_entity(entity) for entity in ([] if entities is None else entities)]
    except (KeyError, TypeError, ValueError) as error:
        shape = "a text and its entities, each (start, end, label)"
        raise ValueError(f"{what}: expected {shape}, got {example!r:.80}") from error
    if not isinstance(text, str):
        raise TypeError(f"{what}: expected a str as text, got {type(text).__name__}")
    return text, read


def _entity(entity: Any) -> tuple[int, int, str]:
    if isinstance(entity, Mapping):
        entity = entity["start"], entity["end"], entity["label"]
    start, end, label = entity
    if not isinstance(label, str):
        raise TypeError
    start, end = index(start), index(end)
    if start < 0 or end < 0:
        raise ValueError
    return start, end, label
