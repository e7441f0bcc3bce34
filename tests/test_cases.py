"""Runs tests/cases/*.toml; how a case compares is written in tests/harness/README.md."""

import json
import os
import tomllib
from pathlib import Path

import pytest
import textsift

TESTS = Path(__file__).parent
LISTS = ["sentences", "entities", "numbers", "dates", "quotes"]
OTHER_KEYS = ["name", "text", "settings"]


def read(path):
    file = tomllib.loads(path.read_text(encoding="utf-8"))
    assert list(file) == ["case"], f"{path}: wants [[case]] alone"
    names = [case["name"] for case in file["case"]]
    assert len(names) == len(set(names)), f"{path}: a name twice"
    return file["case"]


def all_cases():
    """Each case as a test parameter; with CASES=dates in the environment, dates.toml alone."""
    wanted = os.environ.get("CASES", "*")
    for path in sorted((TESTS / "cases").glob(f"{wanted}.toml")):
        for case in read(path):
            yield pytest.param(case, id=f"{path.stem}: {case['name']}")


def run(case):
    sifter = textsift.Sifter(**case.get("settings", {}))
    return compare(case, sifter.analyze(case["text"]).to_dict())


def compare(case, analysis):
    """All that is wrong with the analysis, or with the case itself."""
    complaints = [f"a case has no key {key}" for key in case if key not in LISTS + OTHER_KEYS]
    if not any(name in case for name in LISTS):
        complaints.append("no list is named")
    for name in LISTS:
        if name in case and name not in analysis:
            complaints.append(f"the analysis has no {name}")
        elif name in case:
            complaints += compare_list(name, case[name], analysis[name])
    return complaints


def compare_list(name, expected, found):
    if len(expected) != len(found):
        return [f"{name} are {show(texts(found))}, not {show(texts(expected))}"]
    return [
        complaint
        for index, (wanted, mention) in enumerate(zip(expected, found, strict=True))
        for complaint in compare_mention(
            f"{name}[{index}] {show(mention['text'])}", wanted, mention
        )
    ]


def compare_mention(place, expected, mention):
    for field, wanted in sorted(fields(expected).items()):
        if field not in mention:
            yield f"{place}: a mention has no field {field}"
        elif not same(wanted, mention[field]):
            yield f"{place}: {field} is {show(mention[field])}, not {show(wanted)}"


def fields(mention):
    return mention if isinstance(mention, dict) else {"text": mention}


def texts(mentions):
    return [fields(mention).get("text", mention) for mention in mentions]


def same(expected, found):
    if found is None:
        return expected == "none"
    if isinstance(expected, bool) or isinstance(found, bool):
        return expected is found
    if isinstance(expected, int | float) and isinstance(found, int | float):
        return abs(expected - found) <= 1e-6
    if isinstance(expected, list) and isinstance(found, list):
        return len(expected) == len(found) and all(map(same, expected, found))
    return expected == found


def show(value):
    return json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize("case", list(all_cases()))
def test_case(case):
    complaints = run(case)
    assert not complaints, "\n".join([case["text"], *complaints])


def test_the_harness_complains_where_it_must():
    table = json.loads((TESTS / "harness/self_test.json").read_text(encoding="utf-8"))
    for row in table:
        assert compare(row["case"], row["analysis"]) == row["complaints"], row["name"]


def test_a_wrong_expectation_fails():
    case = {"name": "n", "text": "One text.", "sentences": ["Another text."]}
    assert run(case) == ['sentences[0] "One text.": text is "One text.", not "Another text."']
