"""Training the tagger on one's own examples."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
import textsift as ts
from textsift.training import Score

FIRST = ["Ann", "Omar", "Ines", "Piotr", "Chloe", "Viktor", "Mei", "Tomas", "Ruth", "Kofi"]
DRUGS = ["zolvane", "Merbitox", "tarquil", "Oxaprine", "belliven", "Currodel", "danazip", "Emtrova"]
FRAMES = [
    "{person} was given {drug} for a week.",
    "After two doses of {drug} the fever of {person} fell.",
    "The clinic ordered more {drug}, said {person}.",
    "{person} had asked for {drug} before.",
]


def examples(count: int, seed: int = 1) -> list[tuple[str, list[tuple[int, int, str]]]]:
    """Sentences in which drugs are marked, and persons are not."""
    dice = random.Random(seed)
    made = []
    for _ in range(count):
        drug = dice.choice(DRUGS)
        text = dice.choice(FRAMES).format(person=dice.choice(FIRST) + " Okoye", drug=drug)
        start = text.index(drug)
        made.append((text, [(start, start + len(drug), "DRUG")]))
    return made


def names(sifter: ts.Sifter, text: str) -> list[tuple[str, str]]:
    return [(entity.text, entity.label) for entity in sifter.analyze(text).entities]


def test_a_label_of_ones_own_is_learnt_beside_the_known_ones(tmp_path: Path) -> None:
    training = ts.train_entities(examples(200), tmp_path / "drugs.bin", labels=["DRUG"])
    assert training.path == tmp_path / "drugs.bin"
    assert (training.examples, training.held_out) == (180, 20)
    assert training.scores["DRUG"].f1 > 0.9
    assert training.total == training.scores["DRUG"]
    sifter = ts.Sifter(entity_model=training.path)
    text = "Grace Kim of Siemens AG took lomadrel in Berlin, and was given Merbitox for a week."
    found = names(sifter, text)
    assert ("Merbitox", "DRUG") in found
    assert {("Grace Kim", "PERSON"), ("Siemens AG", "ORG"), ("Berlin", "GPE")} < set(found)
    assert [e.text for e in sifter.analyze(text).entities if e.label == "DRUG" and e.score > 0.5]


def test_from_nothing_a_model_knows_its_own_labels_alone(tmp_path: Path) -> None:
    path = tmp_path / "own.bin"
    training = ts.train_entities(
        examples(120), path, start=None, labels=["DRUG"], dev=examples(9, 2)
    )
    assert training.held_out == 9
    found = names(ts.Sifter(entity_model=path), "Angela Merkel was given Merbitox for a week.")
    assert found == [("Merbitox", "DRUG")]


def test_training_goes_on_from_a_model_of_ones_own(tmp_path: Path) -> None:
    first, second = tmp_path / "first.bin", tmp_path / "second.bin"
    ts.train_entities(examples(80), first, labels=["DRUG"], dev=None)
    training = ts.train_entities(examples(80, 3), second, start=first, dev=0.25)
    assert list(training.scores) == ["DRUG"]
    with pytest.raises(ValueError, match="labels: a model holds 5 labels"):
        ts.train_entities(examples(8), second, start=first, labels=["GENE"])


def test_the_same_input_and_seed_give_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for at, seed in enumerate([7, 7, 8]):
        path = tmp_path / f"{at}.bin"
        ts.train_entities(examples(40), path, labels=["DRUG"], seed=seed)
        made.append(path.read_bytes())
    assert made[0] == made[1] != made[2]


def test_examples_come_in_many_forms(tmp_path: Path) -> None:
    given = examples(12)
    dicts = [
        {
            "text": text,
            "entities": [{"start": s, "end": e, "label": label} for s, e, label in marks],
        }
        for text, marks in given
    ]
    jsonl = tmp_path / "examples.jsonl"
    jsonl.write_text("".join(json.dumps(record) + "\n" for record in dicts), encoding="utf-8")
    forms: list[Any] = [given, iter(given), dicts, jsonl, str(jsonl)]
    pd, pl, pa = (pytest.importorskip(name) for name in ("pandas", "polars", "pyarrow"))
    forms += [pd.DataFrame(dicts), pl.DataFrame(dicts), pa.Table.from_pylist(dicts)]
    made = set()
    for form in forms:
        ts.train_entities(form, tmp_path / "model.bin", labels=["DRUG"], epochs=1, dev=None)
        made.add((tmp_path / "model.bin").read_bytes())
    assert len(made) == 1


def test_columns_of_tokens_are_read(tmp_path: Path) -> None:
    conll = tmp_path / "train.conll"
    lines = ["-DOCSTART- -X- O", "", "Merbitox NN B-DRUG", "helped VB O", ". . O", ""]
    conll.write_text("\n".join(lines * 30), encoding="utf-8")
    training = ts.train_entities(conll, tmp_path / "m.bin", labels=["DRUG"], dev=conll)
    assert training.scores["DRUG"].gold == 30
    conll.write_text("Merbitox B-DRUG\nhelped X\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"line 2: expected a tag as O, B-ORG or I-ORG, got \"X\""):
        ts.train_entities(conll, tmp_path / "m.bin")


TEXT = "Acme hired Ann Bell."


@pytest.mark.parametrize(
    ("example", "message"),
    [
        ((TEXT, [(0, 40, "ORG")]), "the entity 0..40 does not lie in the text of 20 characters"),
        ((TEXT, [(4, 4, "ORG")]), "the entity 4..4 does not lie in the text"),
        ((TEXT, [(0, 3, "ORG")]), '"Acm" does not begin and end with words; "Acme" would'),
        ((TEXT, [(0, 5, "ORG")]), '"Acme " does not begin and end with words; "Acme" would'),
        ((TEXT, [(4, 5, "ORG")]), 'the entity " " holds no word'),
        ((TEXT, [(11, 19, "PERSON"), (15, 19, "PERSON")]), '"Ann Bell" and "Bell" overlap'),
        ((TEXT, [(0, 4, "DRUG")]), 'unknown label "DRUG", expected one of PERSON, NORP, ORG'),
        ((TEXT, [(0, "4", "ORG")]), "expected a text and its entities"),
        ((TEXT, [(-4, 4, "ORG")]), "expected a text and its entities"),
        (TEXT, "expected a text and its entities"),
        (("\ud800", []), "the text has a lone surrogate"),
    ],
)
def test_a_wrong_example_is_named(tmp_path: Path, example: Any, message: str) -> None:
    given = [(TEXT, [(0, 4, "ORG")]), example]
    path = tmp_path / "model.bin"
    with pytest.raises(ValueError, match="example 1: ") as error:
        ts.train_entities(given, path, dev=None)
    assert message in str(error.value)
    with pytest.raises(ValueError, match="dev example 1: "):
        ts.train_entities(given[:1], path, dev=given)
    assert not path.exists()


def test_wrong_arguments_are_named(tmp_path: Path) -> None:
    path, good = tmp_path / "model.bin", [(TEXT, [(0, 4, "ORG")])]
    for wrong, message in [
        ({"labels": ["EMAIL"]}, 'labels: .*got "EMAIL", which is found by its form'),
        ({"labels": ["PERSON"]}, 'example 0: unknown label "ORG", expected one of PERSON; labels='),
        ({"labels": ["A", "B", "C"]}, "labels: a model holds 5 labels"),
        ({"dev": 1.5}, "dev: expected a share"),
        ({"seed": -1}, "seed: expected"),
        ({"epochs": 0}, "epochs: expected"),
        ({"start": b"PK"}, "start: not a textsift model"),
    ]:
        settings: dict[str, Any] = wrong
        with pytest.raises(ValueError, match=message):
            ts.train_entities(good, path, **settings)
    with pytest.raises(ValueError, match="no examples: expected at least one"):
        ts.train_entities([], path)
    with pytest.raises(ValueError, match="nothing to learn"):
        ts.train_entities([("Nothing here.", [])], path)
    with pytest.raises(ValueError, match="the frame has no column 'entities'"):
        ts.train_entities(pytest.importorskip("pandas").DataFrame({"text": ["a"]}), path)
    with pytest.raises(FileNotFoundError):
        ts.train_entities(tmp_path / "none.jsonl", path)


def test_results_tell_what_they_are(tmp_path: Path) -> None:
    training = ts.train_entities(examples(40), tmp_path / "m.bin", labels=["DRUG"], dev=0.5)
    lines = repr(training).splitlines()
    assert lines[0].endswith("20 examples, scores on 20 others: precision, recall, F1")
    assert lines[1].startswith("  DRUG ")
    alone = ts.train_entities(examples(4), tmp_path / "m.bin", labels=["DRUG"], dev=None)
    assert repr(alone).endswith("4 examples, none held out)")
    assert Score(right=0, found=0, gold=0).f1 == 0.0


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_an_interrupt_ends_training(tmp_path: Path) -> None:
    script = textwrap.dedent(
        """
        import signal, textsift as ts
        signal.setitimer(signal.ITIMER_REAL, 0.5)
        signal.signal(signal.SIGALRM, signal.default_int_handler)
        text = "Acme hired Ann Bell in May of that year, the paper said. "
        examples = [(text, [(0, 4, "ORG")])] * 3000
        try:
            ts.train_entities(examples, "m.bin", epochs=1000)
        except KeyboardInterrupt:
            print("interrupted")
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, cwd=tmp_path
    )
    assert done.stdout == "interrupted\n", done.stderr
    assert not list(tmp_path.iterdir())


def test_the_file_is_sure_before_training_begins(tmp_path: Path) -> None:
    good = [(TEXT, [(0, 4, "ORG")])]
    with pytest.raises(OSError, match=r"none/model\.bin: No such file"):
        ts.train_entities(good, tmp_path / "none" / "model.bin", dev=None)
    examples = tmp_path / "own.jsonl"
    examples.write_text(json.dumps({"text": TEXT, "entities": [[0, 4, "ORG"]]}), encoding="utf-8")
    content = examples.read_bytes()
    with pytest.raises(ValueError, match="would take the place of the examples"):
        ts.train_entities(examples, examples, dev=None)
    assert examples.read_bytes() == content


@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX's")
def test_others_may_read_a_model(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    ts.train_entities([(TEXT, [(0, 4, "ORG")])], path, epochs=1, dev=None)
    other = tmp_path / "other"
    other.write_bytes(b"")
    assert path.stat().st_mode == other.stat().st_mode
