"""Documents, sifters and mentions in Python."""

from __future__ import annotations

import copy
import json
import os
import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
import textsift as ts
from hypothesis import given
from hypothesis import strategies as st

TEXT = (
    "Ünï paid “$3.5 million” for some 50 kilometres (31 miles) on 9 May 2015. "
    "Obama said “no” to two thirds 😀 of them. It took three hours."
)
LISTS = ("sentences", "entities", "numbers", "dates", "quotes")

ascii_text = st.text(st.characters(max_codepoint=0x7F))
latin_text = st.text(st.characters(max_codepoint=0xFF))
bmp_text = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]))
any_text = st.text(st.characters(exclude_categories=["Cs"]))
phrase = st.sampled_from(
    ["Mr. Obama said ", "“no”. ", "50 km (31 miles) ", "$3 million, ", "9 May 2015. ", "é 😀 日 "]
)
texts = st.one_of(
    ascii_text, latin_text, bmp_text, any_text, st.lists(st.one_of(phrase, any_text)).map("".join)
)


@pytest.fixture
def document() -> ts.Document:
    return ts.analyze(TEXT)


def mentions(document: ts.Document) -> list:
    return [mention for name in LISTS for mention in getattr(document, name)]


@given(texts)
def test_positions_slice_the_text(text: str) -> None:
    document = ts.analyze(text)
    assert document.text == text
    for mention in mentions(document):
        assert text[mention.start : mention.end] == mention.text
        assert mention.text


@given(texts)
def test_positions_in_other_units_name_the_same_places(text: str) -> None:
    by_unit = {unit: ts.analyze(text, offsets=unit) for unit in ("codepoint", "byte", "utf16")}
    encoded = {"byte": text.encode(), "utf16": text.encode("utf-16-le")}
    for name in LISTS:
        of_byte, of_utf16 = (getattr(by_unit[unit], name) for unit in ("byte", "utf16"))
        for mention, byte, utf16 in zip(
            getattr(by_unit["codepoint"], name), of_byte, of_utf16, strict=True
        ):
            assert encoded["byte"][byte.start : byte.end].decode() == mention.text
            utf16_bytes = encoded["utf16"][2 * utf16.start : 2 * utf16.end]
            assert utf16_bytes.decode("utf-16-le") == mention.text


@given(texts)
def test_json_and_dict_are_the_same(text: str) -> None:
    document = ts.analyze(text)
    assert json.loads(document.to_json()) == document.to_dict()


@given(texts)
def test_sentences_and_the_space_between_them_are_the_text(text: str) -> None:
    document = ts.analyze(text, what=("sentences",))
    assert ts.split_sentences(text) == [sentence.text for sentence in document.sentences]
    end = 0
    for sentence in document.sentences:
        assert not text[end : sentence.start].strip()
        end = sentence.end
    assert not text[end:].strip()


def test_dictionary_has_the_attributes_values(document: ts.Document) -> None:
    for mention in mentions(document):
        for name, value in mention.to_dict().items():
            attribute = getattr(mention, name)
            if isinstance(attribute, Decimal | Fraction):
                attribute = str(attribute)
            elif isinstance(attribute, datetime):
                attribute = attribute.isoformat()
            elif name == "parts":
                attribute = [str(part) for part in attribute]
            assert attribute == value, name


def test_lists_that_nobody_asked_for_are_absent() -> None:
    document = ts.analyze(TEXT, what=("numbers", "quotes"))
    assert list(document.to_dict()) == ["text", "numbers", "quotes"]
    assert len(document.sentences) == 0
    assert all(mention.sentence is None for mention in mentions(document))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_alone_has_the_same_mentions(name: str, document: ts.Document) -> None:
    alone = ts.analyze(TEXT, what=("sentences", name))
    places = [(mention.start, mention.end) for mention in getattr(alone, name)]
    assert places == [(mention.start, mention.end) for mention in getattr(document, name)]


def test_lists_are_sequences(document: ts.Document) -> None:
    sentences = document.sentences
    assert len(sentences) == 3
    assert sentences[-1] == sentences[2] == sentences[1:][1]
    assert sentences[0] in sentences
    assert sentences.index(sentences[1]) == 1
    assert sentences.count(sentences[1]) == 1
    assert next(reversed(sentences)) == sentences[2]
    assert sentences == list(sentences)
    with pytest.raises(IndexError):
        sentences[3]
    with pytest.raises(TypeError):
        sentences["0"]


def test_everything_pickles_copies_compares_and_hashes(document: ts.Document) -> None:
    things = [document, ts.Sifter(prefer="past"), *mentions(document)]
    things += [getattr(document, name) for name in LISTS]
    for thing in things:
        assert pickle.loads(pickle.dumps(thing)) == thing
        assert copy.deepcopy(thing) == thing
        assert thing != object()
        assert repr(thing)
    for thing in [document, ts.Sifter(prefer="past"), *mentions(document)]:
        assert hash(pickle.loads(pickle.dumps(thing))) == hash(thing)


def test_mentions_match_by_position(document: ts.Document) -> None:
    match document.sentences[0]:
        case ts.Sentence(start, end, text):
            assert document.text[start:end] == text
        case _:
            pytest.fail("a sentence matches")


def test_sifters_compare_by_their_settings() -> None:
    sifter = ts.Sifter(what=("numbers",), reference_date=date(2015, 11, 22))
    same = ts.Sifter(what=["numbers"], reference_date="2015-11-22")
    assert sifter == same
    assert hash(sifter) == hash(same)
    assert sifter.settings == {"what": ["numbers"], "reference_date": "2015-11-22"}
    assert sifter != ts.Sifter()
    with pytest.raises(AttributeError):
        sifter.prefer = "past"  # type: ignore[attr-defined]


def test_own_names_have_their_labels_and_ids() -> None:
    names = [
        {"name": "Solvento", "label": "ORG", "id": 17, "aliases": ["Solvento Metals"]},
        {"name": "gold", "label": "METAL"},
    ]
    sifter = ts.Sifter(gazetteer=names, patterns={r"XQ-\d+": "CODE"})
    found = sifter.analyze("Solvento Metals sold gold under XQ-12.").entities
    assert [(one.text, one.label, one.id, one.source) for one in found] == [
        ("Solvento Metals", "ORG", "17", "gazetteer"),
        ("gold", "METAL", None, "gazetteer"),
        ("XQ-12", "CODE", None, "pattern"),
    ]
    assert pickle.loads(pickle.dumps(sifter)) == sifter
    only = ts.analyze("Solvento sold gold.", gazetteer={"gold": "METAL"}, labels=["METAL"])
    assert [one.text for one in only.entities] == ["gold"]


def test_a_zone_of_the_reference_is_dropped() -> None:
    zoned = datetime(2015, 11, 22, 10, 30, tzinfo=UTC)
    assert ts.Sifter(reference_date=zoned) == ts.Sifter(reference_date="2015-11-22T10:30:00")


@pytest.mark.parametrize(
    ("settings", "error", "message"),
    [
        ({"refrence_date": "2015"}, TypeError, "unknown setting 'refrence_date'; the settings are"),
        ({"what": "numbers"}, TypeError, "what: expected a sequence of str, got str"),
        ({"what": ["nubmers"]}, ValueError, "what: expected names among 'sentences', "),
        ({"what": []}, ValueError, "what: expected at least one name"),
        ({"prefer": "soon"}, ValueError, "prefer: expected 'past', 'future' or 'nearest', got"),
        ({"prefer": 1}, TypeError, "prefer: expected str, got int"),
        ({"labels": "ORG"}, TypeError, "labels: expected a sequence of str, got str"),
        ({"min_score": 2}, ValueError, "min_score: expected a number from 0 to 1, got '2'"),
        ({"priority": "user"}, ValueError, "priority: expected 'gazetteer' or 'model', got"),
        ({"gazetteer": "3M"}, ValueError, "gazetteer: "),
        ({"gazetteer": [{"name": "3M"}]}, ValueError, "gazetteer: name 0: missing 'label'"),
        ({"gazetteer": {"": "ORG"}}, ValueError, "gazetteer: name 0"),
        ({"gazetteer": {3: object()}}, TypeError, "gazetteer: expected a dict from str to"),
        ({"patterns": {"(": "ORG"}}, ValueError, "patterns: "),
        ({"day_first": "yes"}, TypeError, "day_first: expected bool, got str"),
        ({"currency": "dollar"}, ValueError, "currency: expected an ISO 4217 code"),
        ({"offsets": "char"}, ValueError, "offsets: expected 'codepoint', 'byte' or 'utf16'"),
        ({"reference_date": "today"}, ValueError, "reference_date: expected an ISO 8601 date"),
        ({"reference_date": 2015}, TypeError, "reference_date: expected date, datetime or ISO"),
        ({"errors": "ignore"}, ValueError, "errors: expected 'strict' or 'replace'"),
    ],
)
def test_wrong_settings_are_named(settings: dict, error: type[Exception], message: str) -> None:
    for make in (ts.Sifter, lambda **given: ts.analyze("", **given)):
        with pytest.raises(error) as raised:
            make(**settings)
        assert str(raised.value).startswith(message)


def test_one_text_is_a_str() -> None:
    for wrong in (None, b"bytes", ["list"], 3):
        with pytest.raises(TypeError):
            ts.analyze(wrong)  # type: ignore[arg-type]


def test_a_lone_surrogate_is_named_or_replaced() -> None:
    text = "é\ud83d three km\udc00"
    for read in (ts.analyze, ts.split_sentences):
        with pytest.raises(ValueError, match="lone surrogate at position 1"):
            read(text)
    document = ts.analyze(text, errors="replace")
    assert document.text == "é\ufffd three km\ufffd"
    assert pickle.loads(pickle.dumps(document)) == document


def test_threads_agree(document: ts.Document) -> None:
    sifter = ts.Sifter()
    with ThreadPoolExecutor(8) as pool:
        assert all(found == document for found in pool.map(sifter.analyze, [TEXT] * 200))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_works() -> None:
    column = [TEXT] * 1000
    expected = ts.extract(column, threads=2)
    child = os.fork()
    if child == 0:
        os._exit(0 if ts.extract(column, threads=2) == expected else 1)
    assert os.waitpid(child, 0)[1] == 0
