#!/usr/bin/env python3
"""Scores textsift on the public gold data (docs/benchmarks/data.md says what each set is).

    python benchmarks/score.py --data DIR    all sets under DIR, with the installed package
    ... --set numbers       one group: sentences, numbers, entities or aliases
    ... --set duckling      the sets whose names begin so
    ... --errors 20         also the first 20 errors of each set, a line each (0: none; -1: all)
    ... --json FILE         also all figures as JSON
    ... --split train       the train files of sentences and entities instead of the dev files
    ... --lower             entities also on the lower-cased texts

While the Python package is not built, a program that reads JSON lines answers in its place:

    cargo build --release --example analyze_jsonl
    python benchmarks/score.py --data DIR --command target/release/examples/analyze_jsonl

or in two steps, for one set:

    python benchmarks/score.py --data DIR --set gum_dates --write-inputs in.jsonl
    target/release/examples/analyze_jsonl < in.jsonl > out.jsonl
    python benchmarks/score.py --data DIR --set gum_dates --predictions out.jsonl

The aliases are scored on gold mentions, which a program of their own joins:
`cargo build --release --example alias_jsonl`, found beside `--command` or by `--alias-command`.
"""

import argparse
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from scoring import aliases, entities, numbers, sentences
from scoring.counts import Result

GROUPS = ["sentences", "numbers", "entities", "aliases"]


@dataclass
class GoldSet:
    group: str
    name: str
    path: Path

    def records(self):
        with self.path.open(encoding="utf-8") as file:
            return [json.loads(line) for line in file]


def gold_sets(data, wanted, split):
    for group in GROUPS:
        for path in sorted((data / group).glob("*.jsonl")):
            name, _, part = path.stem.partition(".")
            if part in ("train", "dev") and part != split and group != "aliases":
                continue
            if wanted is None or group == wanted or name.startswith(wanted):
                yield GoldSet(group, name, path)


def request(gold, record):
    """What an analysis of a record is asked with: the text and the settings."""
    if gold.group == "aliases":
        return {"text": record["text"], "mentions": aliases.mentions(record)}
    settings = dict(numbers.SETS.get(gold.name, {}).get("settings", {}))
    if record.get("reference"):
        settings["reference_date"] = record["reference"]
    return {"text": record["text"], "settings": settings}


def analyze(gold, records, options):
    requests = [request(gold, record) for record in records]
    if options.predictions:
        answers = options.predictions.read_text(encoding="utf-8").splitlines()
        analyses = [json.loads(answer) for answer in answers]
    elif gold.group == "aliases" or options.command:
        analyses = ask(
            options.alias_command if gold.group == "aliases" else options.command, requests
        )
    else:
        analyses = [analyze_here(**question) for question in requests]
    if len(analyses) != len(records):
        sys.exit(f"{gold.name}: {len(records)} texts, {len(analyses)} analyses")
    return analyses


def ask(command, requests):
    lines = "".join(json.dumps(question, ensure_ascii=False) + "\n" for question in requests)
    answers = subprocess.run([command], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(answer) for answer in answers.stdout.split(b"\n") if answer]


def analyze_here(text, settings):
    import textsift

    return textsift.Sifter(**settings).analyze(text).to_dict()


def score(gold, options):
    """The results of one set, by name; entities may give two."""
    records = gold.records()
    if gold.group == "entities":
        return score_entities(gold, records, options)
    analyses = analyze(gold, records, options)
    if gold.group == "sentences":
        return {gold.name: sentences.score(records, analyses)}
    if gold.group == "aliases":
        demonyms = aliases.read_demonyms(options.data / "entities/lists/demonyms.tsv")
        return {gold.name: aliases.score(records, analyses, demonyms)}
    return {gold.name: numbers.score(records, analyses, gold.name)}


def score_entities(gold, records, options):
    result, scored = entities.score(records, analyze(gold, records, options))
    options.certainties.extend(scored)
    results = {gold.name: result}
    if options.lower:
        records = [entities.lower_cased(record) for record in records]
        results[f"{gold.name}, lower"], _ = entities.score(records, analyze(gold, records, options))
    return results


def mean(results):
    """The mean of each figure over the sets that have it."""
    names = dict.fromkeys(name for result in results for name in result.figures)
    columns = {name: [r.figures.get(name) for r in results] for name in names}
    known = {name: [v for v in column if v is not None] for name, column in columns.items()}
    return Result(
        {name: sum(column) / len(column) if column else None for name, column in known.items()}
    )


def table(results):
    names = dict.fromkeys(name for result in results.values() for name in result.figures)
    names = [n for n in names if any(r.figures.get(n) is not None for r in results.values())]
    width = max(map(len, results))
    lines = ["  ".join([" " * width, *names])]
    for set_name, result in results.items():
        cells = [cell(result.figures.get(name)).rjust(len(name)) for name in names]
        lines.append("  ".join([set_name.ljust(width), *cells]))
    return "\n".join(lines)


def cell(value):
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.1f}"


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--set")
    parser.add_argument("--split", choices=["dev", "train"], default="dev")
    parser.add_argument("--lower", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--command", type=Path)
    parser.add_argument("--alias-command", type=Path)
    parser.add_argument("--predictions", type=Path)
    parser.add_argument("--write-inputs", type=Path)
    options = parser.parse_args()
    options.certainties = []
    if options.command and not options.alias_command:
        beside = options.command.with_name("alias_jsonl")
        options.alias_command = beside if beside.exists() else None
    return options


def main():
    options = arguments()
    sets = list(gold_sets(options.data, options.set, options.split))
    if (options.predictions or options.write_inputs) and len(sets) != 1:
        sys.exit(
            f"--predictions and --write-inputs want one set, not {[gold.name for gold in sets]}"
        )
    if options.write_inputs:
        lines = [
            json.dumps(request(sets[0], record), ensure_ascii=False) for record in sets[0].records()
        ]
        options.write_inputs.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return
    everything = {}
    for group in GROUPS:
        chosen = [gold for gold in sets if gold.group == group]
        if group == "aliases" and not (options.alias_command or options.predictions):
            chosen = []
        results = {}
        for gold in chosen:
            results |= score(gold, options)
        if results:
            everything[group] = report(group, results, options)
    if options.json:
        options.json.write_text(json.dumps(everything, indent=1), encoding="utf-8")


def report(group, results, options):
    """Prints a group's table and errors; returns its figures."""
    for name, result in results.items():
        shown = result.errors if options.errors < 0 else result.errors[: options.errors]
        for error in shown:
            print(f"{name}: {error}")
    rows = dict(results)
    if group == "entities":
        rows["mean"] = mean([r for name, r in results.items() if not name.endswith("lower")])
        if options.lower:
            rows["mean, lower"] = mean([r for name, r in results.items() if name.endswith("lower")])
        rows["all together"] = Result({"ECE": entities.calibration_error(options.certainties)})
    elif group == "sentences" and len(rows) > 1:
        rows["mean"] = mean(list(results.values()))
    print(f"\n{group}\n{table(rows)}")
    return {name: result.figures for name, result in rows.items()}


if __name__ == "__main__":
    main()
