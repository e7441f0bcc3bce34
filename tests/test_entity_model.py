"""A user's own model for entities: loading, errors, and that it travels with its sifter."""

from __future__ import annotations

import pickle
import random
import re
from pathlib import Path
from typing import Any

import pytest
import textsift as ts

MODELS = Path(__file__).parent.parent / "models"
SENTENCES, ENTITIES = MODELS / "sentences.bin", MODELS / "entities.bin"
TEXT = "Angela Merkel met the board of Siemens AG in Munich."


def names(sifter: ts.Sifter) -> list[tuple[str, str]]:
    return [(entity.text, entity.label) for entity in sifter.analyze(TEXT).entities]


def test_a_model_is_loaded_from_a_path_or_bytes(tmp_path: Path) -> None:
    path = tmp_path / "own model.bin"
    path.write_bytes(ENTITIES.read_bytes())
    by_path, by_str = ts.Sifter(entity_model=path), ts.Sifter(entity_model=str(path))
    by_bytes = ts.Sifter(entity_model=path.read_bytes())
    assert by_path == by_str == by_bytes != ts.Sifter()
    assert hash(by_path) == hash(by_bytes)
    assert repr(by_path) == f"Sifter(entity_model={str(path)!r})"
    assert repr(by_bytes) == f"Sifter(entity_model=<{path.stat().st_size} bytes>)"
    assert ts.Sifter(**by_bytes.settings) == ts.Sifter(**by_path.settings) == by_path
    assert names(by_path) == names(ts.Sifter()) != []
    assert [e.text for e in ts.analyze(TEXT, entity_model=path).entities]
    assert len(ts.extract([TEXT] * 3, entity_model=path)) == 3


def test_a_pickled_sifter_needs_no_file(tmp_path: Path) -> None:
    path = tmp_path / "own.bin"
    path.write_bytes(ENTITIES.read_bytes())
    sifter = ts.Sifter(entity_model=path, sentence_model=SENTENCES, labels=("PERSON",))
    pickled = pickle.dumps(sifter)
    path.unlink()
    again = pickle.loads(pickled)
    assert again == sifter
    assert repr(again) == repr(sifter)
    assert names(again) == [("Angela Merkel", "PERSON")]


def test_what_is_no_model_is_refused_with_its_path(tmp_path: Path) -> None:
    model = ENTITIES.read_bytes()
    newer = bytearray(model)
    newer[8] = 99
    damaged = bytearray(model)
    damaged[len(model) // 2] ^= 1
    for content, message in [
        (b"", "not a textsift model"),
        (b"text", "not a textsift model"),
        (model[:1000], "broken model: cut off"),
        (bytes(damaged), "broken model: wrong checksum"),
        (bytes(newer), "model of format 99; this version reads up to 1: upgrade textsift"),
        (
            SENTENCES.read_bytes(),
            'model for the task "sentences" in the place of one for "entities"',
        ),
    ]:
        path = tmp_path / "model.bin"
        path.write_bytes(content)
        with pytest.raises(ValueError, match="model") as error:
            ts.Sifter(entity_model=path)
        assert str(error.value) == f"entity_model: {path}: {message}"
    with pytest.raises(FileNotFoundError, match=re.escape(str(tmp_path / "none.bin"))):
        ts.Sifter(entity_model=tmp_path / "none.bin")
    wrong: Any = 3
    with pytest.raises(TypeError, match=r"^entity_model: expected a path or bytes, got int$"):
        ts.Sifter(entity_model=wrong)


def test_random_bytes_are_refused() -> None:
    dice = random.Random(5)
    magic = ENTITIES.read_bytes()[:8]
    for size in (0, 7, 8, 63, 64, 65, 300, 4096):
        for head in (b"", magic, magic + b"\x01\x00\x00\x00"):
            with pytest.raises(ValueError, match=r"^entity_model: "):
                ts.Sifter(entity_model=head + dice.randbytes(size))
