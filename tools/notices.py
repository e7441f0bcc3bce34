#!/usr/bin/env python3
"""Write THIRD_PARTY_NOTICES.txt: the licences of the crates that are linked into the wheel.

python3 tools/notices.py           write the file
python3 tools/notices.py --check   fail if it is not what Cargo.lock asks for
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NOTICES = ROOT / "THIRD_PARTY_NOTICES.txt"
TARGET = "x86_64-unknown-linux-gnu"
LICENCE_FILES = ("LICENSE*", "LICENCE*", "COPYING*", "NOTICE*", "UNLICENSE*")


def linked_packages() -> list[dict[str, Any]]:
    """Return the packages that the extension links, sorted by name and version."""
    command = ["cargo", "metadata", "--format-version=1", "--locked", "--features=python"]
    command += [f"--filter-platform={TARGET}"]
    output = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    metadata = json.loads(output)
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    root = metadata["resolve"]["root"]
    seen: set[str] = set()
    waiting = [root]
    while waiting:
        package = waiting.pop()
        if package in seen or is_macro(packages[package]):
            continue
        seen.add(package)
        for dependency in nodes[package]["deps"]:
            if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                waiting.append(dependency["pkg"])
    linked = [packages[package] for package in seen - {root}]
    return sorted(linked, key=lambda package: (package["name"], package["version"]))


def is_macro(package: dict[str, Any]) -> bool:
    """Tell whether a package runs in the compiler alone."""
    return any("proc-macro" in target["kind"] for target in package["targets"])


def licence_texts(package: dict[str, Any]) -> list[str]:
    """Return the texts of a package's licence files, each once."""
    folder = Path(package["manifest_path"]).parent
    files = {file for pattern in LICENCE_FILES for file in folder.glob(pattern) if file.is_file()}
    return [file.read_text(encoding="utf-8", errors="replace").strip() for file in sorted(files)]


def notices() -> str:
    """Return the whole file: packages first, then each distinct text with who carries it."""
    carriers: dict[str, list[str]] = {}
    lines = ["The wheel of textsift links these crates, each under the licence named.", ""]
    for package in linked_packages():
        name = f"{package['name']} {package['version']}"
        lines.append(f"{name}: {package['license']}")
        for text in licence_texts(package):
            carriers.setdefault(text, []).append(name)
    for text, names in carriers.items():
        lines += ["", "=" * 80, ", ".join(names), "-" * 80, text]
    return "\n".join(lines) + "\n"


def main() -> None:
    text = notices()
    if sys.argv[1:] != ["--check"]:
        NOTICES.write_text(text, encoding="utf-8")
    elif not NOTICES.exists() or NOTICES.read_text(encoding="utf-8") != text:
        sys.exit("THIRD_PARTY_NOTICES.txt is out of date: run python3 tools/notices.py")


if __name__ == "__main__":
    main()
