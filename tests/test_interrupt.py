"""Ctrl-C ends a long call: of a column, on one thread or two, and of one long text."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX signals")

# Work for a minute or more, each; a line is printed when it begins.
START = """
import textsift, time
sentence = "Ann Lee of Norvik paid $5 million for 3 km of cable on 9 May 2015 in Oslo. "
def begin():
    print("begun", flush=True)
"""
WORK = {
    "a column on one thread": """
texts = [sentence * 100] * 200_000
begin()
textsift.extract(texts, threads=1, texts=False)
""",
    "a column on two threads": """
texts = [sentence * 100] * 200_000
begin()
textsift.extract(texts, threads=2, texts=False)
""",
    "with a line of progress": """
texts = [sentence * 100] * 200_000
begin()
textsift.extract(texts, threads=2, texts=False, progress=True)
""",
    "a column with a long text": """
texts = [sentence * 650_000, *["short"] * 1000]
begin()
textsift.extract(texts, threads=2, texts=False)
""",
    "one text": """
text = sentence * 650_000
begin()
textsift.analyze(text)
""",
}


@pytest.mark.parametrize("name", WORK)
def test_an_interrupt_ends_it(name: str) -> None:
    # A parent in the background may ignore the signal, and children inherit that.
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    process = subprocess.Popen(
        [sys.executable, "-c", START + WORK[name]],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heed,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"begun\n"
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    sent = time.monotonic()
    _, error = process.communicate(timeout=30)
    assert error.rstrip().endswith(b"KeyboardInterrupt")
    assert process.returncode == -signal.SIGINT
    print(f"{name}: {time.monotonic() - sent:.2f} s")  # shown by -s, for who measures
