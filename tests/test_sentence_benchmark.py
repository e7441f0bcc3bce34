"""benchmarks/sentences.py, on gold made up here and with textsift alone."""

import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import sentences


def test_sentences_are_found_in_the_text_though_white_space_and_characters_changed():
    text = "One\ntwo.\u200b  Three  four.\x00 Five."
    pieces = ["One two.", " ", "Three four.", "Five."]
    found = [text[s["start"] : s["end"]] for s in sentences.spans(text, pieces)]
    assert found == ["One\ntwo.", "Three  four.", "Five."]


def test_the_report_has_each_table(tmp_path):
    record = {"id": "1", "text": "One text. Two sentences.", "sentences": [[0, 9], [10, 24]]}
    for name in ("sentences/ewt.dev", "sentences/golden48.en", "entities/gum.dev"):
        path = tmp_path / f"{name}.jsonl"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(record), encoding="utf-8")
    output = tmp_path / "report.md"
    options = ["--data", tmp_path, "--only", "textsift", "--megabytes", "0.02", "--output", output]
    command = [sys.executable, sentences.__file__, *options]
    subprocess.run(command, check=True, capture_output=True)
    report = output.read_text(encoding="utf-8")
    assert "|  | ewt | gum, flat | golden48, passed | mean of 2 |" in report
    assert "| textsift | 100.0 | 100.0 | 1 | 100.0 |" in report
    assert "| textsift | Python | " in report
    assert "| open brackets | `( ` | " in report
    assert "- Not asked for: sentencex, " in report
