"""The command line: ``textsift demo``, ``textsift show FILE``.

Exit codes: 0 all went well, 1 an input could not be read, 2 the command was not understood.
"""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

__all__ = ["main"]

# The day of the example's news: its weekdays are meant from here.
_DEMO_DATE = datetime.date(2024, 9, 12)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code.

    >>> main(["show", "no-such-file.txt"])  # says why on standard error
    1
    """
    options = _parser().parse_args(arguments)
    try:
        text = _example() if options.command == "demo" else _read(options.file)
    except _InputError as error:
        print(f"textsift: {error}", file=sys.stderr)
        return 1
    try:
        _show(text, options.reference_date, options.colour)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough (`textsift demo | head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


class _InputError(Exception):
    """An input that cannot be read; the message names it and says why."""


def _parser() -> argparse.ArgumentParser:
    import textsift

    parser = argparse.ArgumentParser(
        prog="textsift",
        description="Sentences, entities, numbers with units, dates and quotes from plain text.",
    )
    parser.add_argument("--version", action="version", version=f"textsift {textsift.__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    demo = commands.add_parser("demo", help="take an example article apart and show it")
    demo.set_defaults(reference_date=_DEMO_DATE)
    show = commands.add_parser("show", help="take one text apart and show it")
    show.add_argument("file", metavar="FILE", help="a plain text file in UTF-8; - reads the input")
    show.add_argument(
        "--reference-date",
        metavar="YYYY-MM-DD",
        type=_date,
        help="the day the text was written, for dates like “last Tuesday”",
    )
    for command in (demo, show):
        command.add_argument(
            "--no-colour",
            "--no-color",
            dest="colour",
            action="store_false",
            help="brackets and labels instead of colours",
        )
    return parser


def _date(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r}: {error}") from None


def _example() -> str:
    return files("textsift").joinpath("article.txt").read_text(encoding="utf-8")


def _read(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise _InputError(f"{name}: {error.strerror}") from error
    name = "standard input" if name == "-" else name
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        byte = data[error.start]
        place = f"byte 0x{byte:02x} at offset {error.start}"
        raise _InputError(f"{name}: not UTF-8: {place} ({error.reason})") from error


def _show(text: str, reference_date: datetime.date | None, colour: bool) -> None:
    import textsift
    from textsift import display

    document = textsift.analyze(text, reference_date=reference_date)
    if hasattr(sys.stdout, "reconfigure"):  # a terminal without “ shows ? and goes on
        sys.stdout.reconfigure(errors="replace")
    print(display.terminal(document, colour and display.use_colour(sys.stdout)))


if __name__ == "__main__":
    sys.exit(main())
