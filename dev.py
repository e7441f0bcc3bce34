#!/usr/bin/env python3
"""Set up, build, test and lint textsift; needs Python >= 3.11 with venv and pip, and cargo.

python3 dev.py demo     build, install into .venv, and take examples/article.txt apart
python3 dev.py test     lint, then all tests of Rust and Python, notebooks and docs included
python3 dev.py lint     formatting, clippy, ruff, mypy, stubtest
python3 dev.py setup    build and install into .venv with what the tests need
python3 dev.py engines  Spark and Ray, downloaded, and all engines on 10,000 documents; needs Java
python3 dev.py wheel    a release wheel in dist/
python3 dev.py fuzz     run the three fuzz targets for --seconds each
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
# The libraries that hold columns, and the tests of what works with them.
ENGINES = ("pandas", "polars", "duckdb", "dask", "pyspark", "ray", "pyarrow")
PRINT_VERSIONS = """
import importlib.metadata, sys
print(*(f"{name} {importlib.metadata.version(name)}" for name in sys.argv[1:]), sep=", ")
"""
ENGINE_TESTS = (
    "columns",
    "engines",
    "polars",
    "duckdb",
    "dask",
    "spark",
    "ray",
    "processes",
    "readme",
)
MATURIN = "maturin>=1.9,<2"


def run(*command: str | Path, env: dict[str, str] | None = None) -> None:
    """Run one command in the repository; stop with its exit code if it fails."""
    words = [str(word) for word in command]
    print("$", " ".join(words), flush=True)
    started = time.monotonic()
    code = subprocess.run(words, cwd=ROOT, env={**os.environ, **(env or {})}).returncode
    if code:
        sys.exit(f"dev.py: `{' '.join(words)}` failed with exit code {code}")
    print(f"  ({time.monotonic() - started:.0f} s)", flush=True)


def ensure_tools() -> None:
    """Check what cannot be installed from here."""
    if sys.version_info < (3, 11):
        sys.exit(f"dev.py: Python >= 3.11 is needed, this is {sys.version.split()[0]}")
    if shutil.which("cargo") is None:
        sys.exit("dev.py: cargo is needed (https://rustup.rs)")


def ensure_venv(*packages: str) -> None:
    """Create .venv where it is missing and install packages into it."""
    ensure_tools()
    if not PYTHON.exists():
        print(f"creating {VENV.relative_to(ROOT)}", flush=True)
        venv.create(VENV, with_pip=True, clear=VENV.exists())
    run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages)


def build_extension(*extras: str) -> None:
    """Build the extension in release mode and install the package, editable, into .venv."""
    extra = [f"--extras={','.join(extras)}"] if extras else []
    environment = {"VIRTUAL_ENV": str(VENV), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    run(PYTHON, "-m", "maturin", "develop", "--release", "--locked", *extra, env=environment)


def setup() -> None:
    ensure_venv(MATURIN)
    build_extension("test")


def demo() -> None:
    ensure_venv(MATURIN)
    build_extension()
    run(BIN / "textsift", "show", "examples/article.txt", "--reference-date", "2024-09-12")


def lint() -> None:
    setup()
    run_lints()


def run_lints() -> None:
    run("cargo", "fmt", "--check")
    clippy = ("cargo", "clippy", "--locked", "--all-targets")
    run(*clippy, "--features", "train", "--", "-D", "warnings")
    run(*clippy, "--no-default-features", "--", "-D", "warnings")
    run("cargo", "clippy", "--locked", "--lib", "--features", "python", "--", "-D", "warnings")
    run(PYTHON, "tools/notices.py", "--check")
    run(PYTHON, "-m", "ruff", "format", "--check", ".")
    run(PYTHON, "-m", "ruff", "check", ".")
    run(PYTHON, "-m", "mypy")
    run(PYTHON, "-m", "mypy.stubtest", "textsift._textsift", "--ignore-missing-stub")


def test() -> None:
    setup()
    run_lints()
    run("cargo", "test", "--locked", "--features", "train")
    run(PYTHON, "-m", "pytest", "-q")


def engines() -> None:
    """What is too large or too slow for every change; some ten minutes."""
    if shutil.which("java") is None:
        sys.exit("dev.py: Spark needs Java (apt-get install openjdk-17-jre-headless)")
    ensure_venv(MATURIN)
    build_extension("test", "spark", "ray")
    run(PYTHON, "-c", PRINT_VERSIONS, *ENGINES)
    tests = [f"tests/test_{name}.py" for name in ENGINE_TESTS]
    rows = {"TEXTSIFT_ENGINE_ROWS": "10000"}
    run(PYTHON, "-m", "pytest", "-q", "-rs", "--durations=20", *tests, env=rows)


def wheel() -> None:
    ensure_venv(MATURIN)
    run(PYTHON, "-m", "maturin", "build", "--release", "--locked", "--out", "dist")


def fuzz(seconds: int) -> None:
    ensure_tools()
    if shutil.which("cargo-fuzz") is None:
        run("cargo", "install", "--locked", "cargo-fuzz")
    for target in ("analyze", "sentences", "numbers"):
        corpus = ROOT / "fuzz" / "corpus" / target
        corpus.mkdir(parents=True, exist_ok=True)
        run(
            *("cargo", "fuzz", "run", target, "--sanitizer", "none"),
            *(corpus, "fuzz/seeds", f"fuzz/regressions/{target}"),
            *("--", f"-max_total_time={seconds}", "-dict=fuzz/words.dict"),
            *("-max_len=4096", "-timeout=10"),
            env={"RUSTC_BOOTSTRAP": "1"},
        )


COMMANDS: dict[str, Callable[[], None]] = {
    "demo": demo,
    "test": test,
    "lint": lint,
    "setup": setup,
    "engines": engines,
    "wheel": wheel,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=[*COMMANDS, "fuzz"])
    parser.add_argument("--seconds", type=int, default=300, help="fuzzing time of each target")
    options = parser.parse_args()
    if options.command == "fuzz":
        fuzz(options.seconds)
    else:
        COMMANDS[options.command]()


if __name__ == "__main__":
    main()
