"""The user's own names: what they are given as, how they are matched, what is refused."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
import textsift as ts

RECORDS: list[dict[str, Any]] = [
    {"name": "Havbris", "label": "PRODUCT", "id": "h-1", "aliases": ["the Havbris line"]},
    {"name": "Öresund Rör", "label": "FIRM", "id": "7", "aliases": []},
    {"name": "IT", "label": "FIELD", "id": None, "aliases": []},
]
TEXT = "ORESUND RÖR sold Havbris. The havbris line is no part of IT, is it?"
FOUND = [
    ("ORESUND RÖR", "FIRM", "7"),
    ("Havbris", "PRODUCT", "h-1"),
    ("The havbris line", "PRODUCT", "h-1"),
    ("IT", "FIELD", None),
]


def found(text: str = TEXT, **settings: Any) -> list[tuple[str, str, str | None]]:
    entities = ts.analyze(text, what=("entities",), **settings).entities
    return [(e.text, e.label, e.id) for e in entities if e.source == "gazetteer"]


def test_names_come_from_lists_frames_and_files(tmp_path: Path) -> None:
    pd, pl, pa, pq = (
        pytest.importorskip(name) for name in ("pandas", "polars", "pyarrow", "pyarrow.parquet")
    )
    table = pa.Table.from_pylist(RECORDS)
    pq.write_table(table, tmp_path / "names.parquet")
    lines = "".join(json.dumps(record) + "\n" for record in RECORDS)
    (tmp_path / "names.jsonl").write_text(lines, encoding="utf-8")
    for suffix, mark in (("csv", ","), ("tsv", "\t")):
        rows = [("name", "label", "id", "aliases", "more")]
        rows += [
            (r["name"], r["label"], r["id"] or "", "|".join(r["aliases"]), "x") for r in RECORDS
        ]
        content = "".join(mark.join(row) + "\n" for row in rows)
        (tmp_path / f"names.{suffix}").write_text(content, encoding="utf-8")
    forms: list[Any] = [
        RECORDS,
        tuple(RECORDS),
        pd.DataFrame(RECORDS),
        pl.DataFrame(RECORDS),
        table,
    ]
    forms += [tmp_path / f"names.{kind}" for kind in ("parquet", "jsonl", "csv", "tsv")]
    forms.append(str(tmp_path / "names.csv"))
    sifters = [ts.Sifter(gazetteer=form) for form in forms]
    assert len({pickle.dumps(sifter) for sifter in sifters}) == 1
    assert set(sifters) == {sifters[0]}
    assert all(found(gazetteer=form) == FOUND for form in forms)
    alone = {record["name"]: record["label"] for record in RECORDS}
    texts = ["ORESUND RÖR", "Havbris", "havbris", "IT"]
    assert [name[0] for name in found(gazetteer=alone)] == texts


def test_keys_may_be_numbers_and_gaps() -> None:
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"name": ["Havbris", "Zorb"], "label": "X", "id": [17, None]})
    frame["aliases"] = float("nan")
    assert found("Havbris, Zorb", gazetteer=frame) == [("Havbris", "X", "17"), ("Zorb", "X", None)]
    record = {"name": "Havbris", "label": "X", "id": 10**20}
    assert found("Havbris", gazetteer=[record]) == [("Havbris", "X", str(10**20))]


def test_case_counts_as_it_is_asked_for() -> None:
    names = {"Bell": "X", "IT": "Y"}

    def texts(**settings: Any) -> list[str]:
        return [name[0] for name in found("Bell bell IT it", gazetteer=names, **settings)]

    assert texts() == texts(gazetteer_case="smart") == ["Bell", "bell", "IT"]
    assert texts(gazetteer_case="exact") == ["Bell", "IT"]
    assert texts(gazetteer_case="folded") == ["Bell", "bell", "IT", "it"]
    with pytest.raises(ValueError, match="gazetteer_case: expected 'smart', 'exact' or 'folded'"):
        ts.Sifter(gazetteer=names, gazetteer_case="lower")  # type: ignore[arg-type]


def test_sifters_with_names_travel_and_compare() -> None:
    sifter = ts.Sifter(gazetteer=RECORDS, labels=["FIRM"])
    assert pickle.loads(pickle.dumps(sifter)) == sifter == ts.Sifter(**sifter.settings)
    assert sifter != ts.Sifter(gazetteer=RECORDS[:2], labels=["FIRM"])
    assert sifter != ts.Sifter(gazetteer=RECORDS, labels=["FIRM"], gazetteer_case="exact")
    assert repr(ts.Sifter(gazetteer={"Zorb": "X"})) == (
        "Sifter(gazetteer=[{'name': 'Zorb', 'label': 'X'}])"
    )
    many = ts.Sifter(gazetteer={f"Zorb {n}": "X" for n in range(30)})
    assert repr(many) == "Sifter(gazetteer=<30 names>)"


def test_the_names_alone_are_found_without_the_tagger() -> None:
    text = "Angela Merkel bought Havbris on 5 May for $3, see www.example.org."
    asked = {"labels": ["PRODUCT", "URL"], "gazetteer": RECORDS}
    entities = ts.analyze(text, what=("entities",), **asked).entities
    assert [e.text for e in entities] == ["Havbris", "www.example.org"]
    whole = ts.analyze(text, **asked)
    assert [e.text for e in whole.entities] == ["Havbris", "www.example.org"]
    assert [n.text for n in whole.numbers] == ["$3"]


@pytest.mark.parametrize(
    ("names", "error", "message"),
    [
        (["Zorb"], TypeError, "name 0: expected a dict, got str"),
        ([{"name": "Zorb"}], ValueError, "name 0: missing 'label'"),
        ([{"name": "A", "label": "X"}, {"label": "X"}], ValueError, "name 1: missing 'name'"),
        ([{"name": "A", "label": "X", "alias": "B"}], ValueError, "unknown key 'alias'; the keys"),
        ([{"name": "A", "label": "X", "aliases": "B"}], TypeError, "a list of str as aliases"),
        ([{"name": "A", "label": "X", "id": 1.5}], TypeError, "a str or an int as id, got float"),
        ({3: "X"}, TypeError, "expected a str as name, got int"),
        ({"\ud800": "X"}, ValueError, "name 0: a lone surrogate"),
        ({" ": "X"}, ValueError, r"name 0 \(\" \"\) has 0 tokens, expected 1 to 64"),
        ("names.xlsx", ValueError, "or the path of a .csv, .tsv, .jsonl or .parquet file"),
        (3, TypeError, "expected a dict from str to label, a list of dicts, a frame"),
    ],
)
def test_wrong_names_are_told(names: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=f"^gazetteer: .*{message}"):
        ts.Sifter(gazetteer=names)


def test_wrong_files_and_frames_are_told(tmp_path: Path) -> None:
    pd = pytest.importorskip("pandas")
    with pytest.raises(ValueError, match="the frame has no column 'label'"):
        ts.Sifter(gazetteer=pd.DataFrame({"name": ["Zorb"]}))
    path = tmp_path / "names.csv"
    path.write_text("title,label\nZorb,X\n", encoding="utf-8")
    with pytest.raises(ValueError, match="the file has no column 'name'"):
        ts.Sifter(gazetteer=path)
    with pytest.raises(FileNotFoundError):
        ts.Sifter(gazetteer=tmp_path / "none.csv")


def test_entities_are_grouped_and_counted() -> None:
    doc = ts.analyze(
        "Zorb rose. Angela Merkel came. Merkel met Zorb Ltd.",
        gazetteer=[
            {"name": "Zorb", "label": "ORG", "id": "z", "aliases": ["Zorb Ltd"]},
        ],
    )
    groups = doc.entities.by_id()
    assert [[e.text for e in group] for group in groups.values()][1] == ["Angela Merkel", "Merkel"]
    assert sum(map(len, groups.values())) == len(doc.entities)
    rows = {row["canonical"]: row for row in doc.entities.summary()}
    assert rows["Angela Merkel"] == {
        "entity_id": 1,
        "canonical": "Angela Merkel",
        "label": "PERSON",
        "id": None,
        "count": 2,
        "first_sentence": 1,
        "forms": {"Angela Merkel": 1, "Merkel": 1},
    }
    with pytest.raises(TypeError, match="by_id: expected a list of entities, got numbers"):
        doc.numbers.by_id()  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("n.csv", "name,label\nAcme, Inc.,ORG\n", r"n\.csv: line 2: 3 fields, not the 2"),
        ("n.csv", "name,label\n3M\n", r"n\.csv: line 2: 1 fields, not the 2"),
        ("n.csv", 'name,label\n"3M,ORG\nWHO,ORG\n', r"n\.csv: line 3: unexpected end"),
        ("n.csv", "name,name,label\na,b,ORG\n", "several columns 'name'"),
        ("n.csv", "name,label\n3M,\n", "name 0: the label is empty"),
        ("n.jsonl", '\n{"name": "3M", "label": "ORG"}\n{bad\n', r"n\.jsonl: line 3: not JSON"),
        ("n.jsonl", "[1]\n", r"n\.jsonl: line 1: expected an object"),
        ("n.jsonl", '{"name": "3M"}\n', r"n\.jsonl: line 1: a record has no 'label'"),
    ],
)
def test_a_broken_row_of_a_file_is_named(
    tmp_path: Path, name: str, content: str, message: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        ts.Sifter(gazetteer=tmp_path / name)


def test_frames_may_have_gaps_but_no_column_twice() -> None:
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"name": ["Havbris", "IT"], "label": ["A", "B"]})
    frame["id"] = pd.array([7, None], dtype="Int64")
    frame["aliases"] = [["the brand"], float("nan")]
    assert found("Havbris and IT.", gazetteer=frame) == [("Havbris", "A", "7"), ("IT", "B", None)]
    twice = pd.DataFrame([["3M", "ORG", "x"]], columns=["name", "label", "name"])
    with pytest.raises(ValueError, match="the frame has several columns 'name'"):
        ts.Sifter(gazetteer=twice)
