"""The command line: ``textsift demo``, ``textsift show FILE``, ``textsift extract FILES -o OUT``.

Exit codes: 0 all went well, 1 a file could not be read or written, 2 the command was not
understood, 130 it was interrupted.
"""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from textsift import files as text_files
from textsift.files import INPUTS, OUTPUTS, FileError

__all__ = ["main"]

LISTS = ("sentences", "entities", "numbers", "dates", "quotes")

# The day of the example's news: its weekdays are meant from here.
_DEMO_DATE = datetime.date(2024, 9, 12)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code.

    >>> main(["show", "no-such-file.txt"])  # says why on standard error
    1
    """
    options = _parser().parse_args(arguments)
    try:
        if options.command == "extract":
            _extract(options)
        else:
            text = _example() if options.command == "demo" else _read(options.file)
            _show(text, options.reference_date, options.colour)
            sys.stdout.flush()
    except FileError as error:
        print(f"textsift: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader has seen enough (`textsift demo | head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


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
    extract = commands.add_parser("extract", help="take files of texts apart into one file")
    extract.add_argument(
        "inputs",
        metavar="IN",
        nargs="+",
        type=Path,
        help=f"{', '.join(INPUTS)}, or a folder of them",
    )
    extract.add_argument(
        "-o", "--output", metavar="OUT", type=Path, required=True, help=f"{', '.join(OUTPUTS)}"
    )
    extract.add_argument("--column", default="text", help="the column of texts (default: text)")
    extract.add_argument("--lines", action="store_true", help="each line of a .txt is a text")
    kinds = extract.add_mutually_exclusive_group()
    kinds.add_argument(
        "--what", metavar="LIST,...", type=_lists, help=f"which lists: {', '.join(LISTS)}"
    )
    kinds.add_argument(
        "--flat", metavar="LIST", choices=LISTS, help="one row for each mention of one list"
    )
    extract.add_argument(
        "--reference-date", metavar="YYYY-MM-DD", type=_date, help="the day the texts were written"
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


def _lists(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    for name in names:
        if name not in LISTS:
            raise argparse.ArgumentTypeError(f"{name!r} is not one of {', '.join(LISTS)}")
    return names


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
        raise FileError(f"{name}: {error.strerror}") from error
    name = "standard input" if name == "-" else name
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        byte = data[error.start]
        place = f"byte 0x{byte:02x} at offset {error.start}"
        raise FileError(f"{name}: not UTF-8: {place} ({error.reason})") from error


def _extract(options: argparse.Namespace) -> None:
    settings = {"reference_date": options.reference_date, "what": options.what}
    settings = {name: value for name, value in settings.items() if value is not None}
    progress = _Progress()
    found = text_files.inputs(options.inputs, options.output)
    progress.size = sum(path.stat().st_size for path in found)
    count = text_files.extract(
        found,
        options.output,
        column=options.column,
        lines=options.lines,
        flat=options.flat,
        progress=progress,
        **settings,
    )
    progress.end()
    files = "1 file" if len(found) == 1 else f"{len(found):,} files"
    texts = "1 text" if count == 1 else f"{count:,} texts"
    print(f"{texts} from {files} → {options.output}", file=sys.stderr)


class _Progress:
    """A line on a terminal that says how far the reading is."""

    def __init__(self) -> None:
        self.size = 0
        self.texts = 0
        self.done = 0
        self.path = Path()
        self.read = 0

    def __call__(self, batch: text_files.Batch) -> None:
        if batch.path != self.path:
            self.done += self.read
            self.path = batch.path
        self.read = batch.read
        self.texts += len(batch.texts)
        if sys.stderr.isatty():
            share = (self.done + self.read) / max(1, self.size)
            print(f"\r{share:4.0%}  {self.texts:,} texts", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        if sys.stderr.isatty():
            print("\r" + " " * 40, end="\r", file=sys.stderr)


def _show(text: str, reference_date: datetime.date | None, colour: bool) -> None:
    import textsift
    from textsift import display

    document = textsift.analyze(text, reference_date=reference_date)
    if hasattr(sys.stdout, "reconfigure"):  # a terminal without “ shows ? and goes on
        sys.stdout.reconfigure(errors="replace")
    print(display.terminal(document, colour and display.use_colour(sys.stdout)))


if __name__ == "__main__":
    sys.exit(main())
