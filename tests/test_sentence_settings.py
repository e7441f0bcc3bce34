"""The settings of sentences: what is promised for all of them, errors, a user's own model."""

from __future__ import annotations

import pickle
import re
from pathlib import Path
from typing import Any

import pytest
import textsift as ts
from hypothesis import given
from hypothesis import strategies as st

MODELS = Path(__file__).parent.parent / "models"
SENTENCES, ENTITIES = MODELS / "sentences.bin", MODELS / "entities.bin"
LANGUAGES = ["en", "de", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "und", "zh"]
# As Rust and Unicode have it: Python's own strip() takes the separators U+001C to U+001F too.
WHITE = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"

settings = st.fixed_dictionaries(
    {},
    optional={
        "newlines": st.sampled_from(["auto", "paragraph", "always", "never"]),
        "quotes": st.sampled_from(["split", "whole"]),
        "semicolons": st.booleans(),
        "dashes": st.booleans(),
        "list_markers": st.sampled_from(["join", "alone", "ignore"]),
        "abbreviations": st.lists(st.sampled_from(["b.", "a. B.", "日", "Mr"])),
    },
)
kinds = st.one_of(
    st.fixed_dictionaries({"language": st.sampled_from(LANGUAGES)}),
    st.fixed_dictionaries({"profile": st.sampled_from(["general", "legal"])}),
    st.just({"sentence_model": str(SENTENCES)}),
)
pieces = st.sampled_from(
    [
        *(
            "a",
            "B",
            "Mr.",
            "1.",
            "(a)",
            "•",
            "。",
            "」",
            "“",
            "”",
            '"',
            "…",
            "!",
            "?",
            ".",
            ";",
            "—",
            " - ",
        ),
        *(
            "\r",
            "\r\n",
            "\n",
            "\n\n",
            "\x85",
            "\u2028",
            "\u2029",
            "\x00",
            "\ufeff",
            "\u200b",
            "\u200d",
        ),
        *(
            "👩‍👧",
            "e\u0301",
            "\u0301",
            " ",
            "\xa0",
            "\u3000",
            "\t",
            "§ 2",
            "v.",
            "Id.",
            "и т. д.",
            "z. B.",
        ),
    ]
)
texts = st.one_of(
    st.lists(pieces, max_size=40).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
)


@given(texts, settings, kinds)
def test_sentences_and_white_space_are_the_text(
    text: str, settings: dict[str, Any], kind: dict[str, Any]
) -> None:
    sifter = ts.Sifter(what=("sentences",), **settings, **kind)
    document = sifter.analyze(text)
    end = 0
    for sentence in document.sentences:
        assert re.fullmatch(f"[{WHITE}]*", text[end : sentence.start])
        assert not re.search(f"^[{WHITE}]|[{WHITE}]$", sentence.text)
        assert sentence.text == text[sentence.start : sentence.end] != ""
        end = sentence.end
    assert re.fullmatch(f"[{WHITE}]*", text[end:])
    assert sifter.split_sentences(text) == [sentence.text for sentence in document.sentences]


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("newlines", "yes", "expected 'auto', 'paragraph', 'always' or 'never', got 'yes'"),
        ("quotes", "joined", "expected 'split' or 'whole', got 'joined'"),
        ("list_markers", "off", "expected 'join', 'alone' or 'ignore', got 'off'"),
        ("profile", "medical", "expected 'general' or 'legal', got 'medical'"),
        ("language", "tlh", "expected 'en', 'de', 'es'"),
        ("language", "German", "expected 'en', 'de', 'es'"),
    ],
)
def test_a_wrong_value_is_told_with_those_accepted(name: str, value: str, message: str) -> None:
    wrong: dict[str, Any] = {name: value}
    for call in (lambda: ts.Sifter(**wrong), lambda: ts.split_sentences("A.", **wrong)):
        with pytest.raises(ValueError, match=f"^{name}: {message}"):
            call()


@pytest.mark.parametrize("name", ["newlines", "language", "semicolons", "sentence_model"])
def test_a_wrong_type_is_told(name: str) -> None:
    wrong: dict[str, Any] = {name: 3}
    with pytest.raises(TypeError, match=f"^{name}: expected .*, got int$"):
        ts.Sifter(**wrong)


def test_what_english_alone_has_is_refused_with_other_languages() -> None:
    with pytest.raises(ValueError, match="'en' with profile 'legal', got 'de'"):
        ts.Sifter(language="de", profile="legal")
    with pytest.raises(ValueError, match="'en' with a sentence_model, got 'fr'"):
        ts.Sifter(language="fr", sentence_model=SENTENCES)


def test_settings_hold_in_every_call() -> None:
    text = "one; two"
    assert ts.split_sentences(text, semicolons=True) == ["one;", "two"]
    assert len(ts.analyze(text, semicolons=True).sentences) == 2
    rows = ts.extract([text], what=("sentences",), semicolons=True).to_arrow()
    assert len(rows["sentences"][0]) == 2


def test_a_model_is_loaded_from_a_path_or_bytes(tmp_path: Path) -> None:
    path = tmp_path / "own model.bin"
    path.write_bytes(SENTENCES.read_bytes())
    by_path, by_str = ts.Sifter(sentence_model=path), ts.Sifter(sentence_model=str(path))
    by_bytes = ts.Sifter(sentence_model=path.read_bytes())
    assert by_path == by_str == by_bytes != ts.Sifter()
    assert hash(by_path) == hash(by_bytes)
    assert repr(by_path) == f"Sifter(sentence_model={str(path)!r})"
    assert repr(by_bytes) == f"Sifter(sentence_model=<{path.stat().st_size} bytes>)"
    assert ts.Sifter(**by_bytes.settings) == ts.Sifter(**by_path.settings) == by_path
    assert by_path.split_sentences("It rained. We left.") == ["It rained.", "We left."]


def test_a_pickled_sifter_needs_no_file(tmp_path: Path) -> None:
    path = tmp_path / "own.bin"
    path.write_bytes(SENTENCES.read_bytes())
    sifter = ts.Sifter(sentence_model=path, newlines="always")
    pickled = pickle.dumps(sifter)
    path.unlink()
    again = pickle.loads(pickled)
    assert again == sifter
    assert repr(again) == repr(sifter)
    assert again.split_sentences("a\nb") == ["a", "b"]


def test_what_is_no_model_is_refused_with_its_path(tmp_path: Path) -> None:
    model = SENTENCES.read_bytes()
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
            ENTITIES.read_bytes(),
            'model for the task "entities" in the place of one for "sentences"',
        ),
    ]:
        path = tmp_path / "model.bin"
        path.write_bytes(content)
        with pytest.raises(ValueError, match="model") as error:
            ts.Sifter(sentence_model=path)
        assert str(error.value) == f"sentence_model: {path}: {message}"
    with pytest.raises(FileNotFoundError, match=re.escape(str(tmp_path / "none.bin"))):
        ts.Sifter(sentence_model=tmp_path / "none.bin")
