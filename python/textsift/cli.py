"""The command line: ``textsift demo``, ``textsift show FILE``, ``textsift extract FILES -o OUT``.

The exit codes stand in ``textsift --help``.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import os
import signal
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from textsift import files as text_files
from textsift._progress import Bar
from textsift.files import INPUTS, OUTPUTS, STANDARD, FileError, named

__all__ = ["main"]

LISTS = ("sentences", "entities", "numbers", "dates", "quotes")

EXIT_CODES = """\
exit codes:
  0    all went well
  1    a file could not be read or written; nothing was written
  2    the command was not understood
  3    all is written but what went to the file of --errors
  130  interrupted (143: ended from outside, 129: hung up); nothing was written
"""

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
            return _extract(options)
        text = _example() if options.command == "demo" else _read(options.file)
        with named("standard output"):
            _show(text, options.reference_date, options.colour)
            sys.stdout.flush()
    except FileError as error:
        _drop_output()
        print(f"textsift: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("textsift: interrupted; nothing was written", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader has seen enough (`textsift demo | head`)
        _drop_output()
    return 0


def _drop_output() -> None:
    """What could not be printed goes nowhere; else Python tries again when it ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    import textsift

    parser = argparse.ArgumentParser(
        prog="textsift",
        description="Sentences, entities, numbers with units, dates and quotes from plain text.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
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
    _add_extract(commands)
    for command in (demo, show):
        command.add_argument(
            "--no-colour",
            "--no-color",
            dest="colour",
            action="store_false",
            help="brackets and labels instead of colours",
        )
    return parser


def _add_extract(commands: Any) -> None:
    extract = commands.add_parser(
        "extract",
        help="take files of texts apart into one file",
        description="Takes files of texts apart into one file, which appears when it is complete.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = extract.add_argument
    kinds = ", ".join(INPUTS)
    add(
        "inputs",
        metavar="IN",
        nargs="+",
        type=Path,
        help=f"{kinds} (also .gz, .zst), folders, patterns; - is standard input",
    )
    out = f"{', '.join(OUTPUTS)}; - is standard output"
    add("-o", "--output", metavar="OUT", type=Path, required=True, help=out)
    add("--overwrite", action="store_true", help="write over files that are there already")
    add("--column", default="text", help="the column of texts (default: text)")
    add("--lines", action="store_true", help="each line of a .txt is a text")
    standard = "what standard input and files named one by one hold: txt, csv.gz, ..."
    add("--input-format", metavar="KIND", type=_ending, help=standard)
    standard = "what is written, whatever the ending (- gets jsonl): jsonl, csv, arrow, parquet"
    add("--output-format", metavar="KIND", type=_ending, help=standard)
    rows = "put rows that cannot be read there, as lines of JSON, and go on"
    add("--errors", metavar="FILE", type=Path, help=rows)
    chosen = extract.add_mutually_exclusive_group()
    lists = f"which lists: {', '.join(LISTS)}"
    chosen.add_argument("--what", metavar="LIST,...", type=_lists, help=lists)
    chosen.add_argument(
        "--flat", metavar="LIST", choices=LISTS, help="one row for each mention of one list"
    )
    add("--no-texts", dest="texts", action="store_false", help="leave out the mentions' texts")
    dated = extract.add_mutually_exclusive_group()
    written = "the day the texts were written"
    dated.add_argument("--reference-date", metavar="YYYY-MM-DD", type=_date, help=written)
    column = "the column of the days each text was written: dates, times, or ISO 8601 strings"
    dated.add_argument("--reference-date-column", metavar="NAME", help=column)
    cores = "how many threads work (default: TEXTSIFT_THREADS, or one for each core)"
    add("--threads", metavar="N", type=_count, help=cores)


def _ending(text: str) -> str:
    return "." + text.lower().lstrip(".")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"expected a number from 1, got {text!r}")
    return int(text)


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


def _extract(options: argparse.Namespace) -> int:
    threads = options.threads or _threads()
    settings = {"reference_date": options.reference_date, "what": options.what}
    settings = {name: value for name, value in settings.items() if value is not None}
    outputs = [path for path in (options.output, options.errors) if path is not None]
    found = text_files.inputs(options.inputs, outputs, kind=options.input_format)
    if STANDARD in found.files and options.input_format is None:
        raise FileError("standard input: --input-format says what it holds, as jsonl")
    if len(outputs) == 2 and outputs[0].resolve() == outputs[1].resolve():
        raise FileError(f"{options.errors}: is the output as well")
    with _Signals() as signals, _Progress(found.files) as progress:

        def after_batch(batch: text_files.Batch) -> None:
            signals.check()
            progress(batch)

        done = text_files.extract(
            found.files,
            options.output,
            column=options.column,
            date_column=options.reference_date_column,
            lines=options.lines,
            input_kind=options.input_format,
            named=found.named,
            output_kind=options.output_format,
            flat=options.flat,
            texts=options.texts,
            threads=threads,
            errors=options.errors,
            overwrite=options.overwrite,
            progress=after_batch,
            **settings,
        )
    _report(options, found, done)
    return 3 if done.refused else 0


def _threads() -> int | None:
    """What the variable says, if it is set."""
    given = os.environ.get("TEXTSIFT_THREADS")
    try:
        return None if given is None else _count(given)
    except argparse.ArgumentTypeError as error:
        print(f"textsift: TEXTSIFT_THREADS: {error}", file=sys.stderr)
        sys.exit(2)


def _report(
    options: argparse.Namespace, found: text_files.Inputs, done: text_files.Extracted
) -> None:
    texts, files = _counted(done.texts, "text"), _counted(len(found.files), "file")
    said = f"{texts} from {files} → {options.output}"
    if done.refused:
        said += f"; {_counted(done.refused, 'row')} or files that cannot be read → {options.errors}"
    if found.left_out:
        said += f"; {_counted(found.left_out, 'file')} of other kinds left out"
    print(said, file=sys.stderr)


def _counted(number: int, thing: str) -> str:
    return f"1 {thing}" if number == 1 else f"{number:,} {thing}s"


# How long after a signal the work is ended once more if it goes on, in seconds.
AGAIN = 0.5


class _Signals:
    """Ends the work on Ctrl-C and on a signal that ends the process (`kill`), cleanly.

    What a handler raises gets lost where a library is just not listening, as while it is imported;
    so it is raised again, at the next batch and (not on Windows) by a timer.
    """

    def __init__(self) -> None:
        self.came: int | None = None
        self.raised: BaseException | None = None
        self.former: dict[int, Any] = {}
        self.alarm: Any = getattr(signal, "SIGALRM", None)
        self.unraisable = sys.unraisablehook

    def __enter__(self) -> _Signals:
        sys.unraisablehook = self._lost
        with contextlib.suppress(ValueError):  # not the main thread
            if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
                self.former[signal.SIGINT] = signal.signal(signal.SIGINT, self._end)
            self.former[signal.SIGTERM] = signal.signal(signal.SIGTERM, self._end)
            hangup: Any = getattr(signal, "SIGHUP", None)  # unknown to Windows
            if hangup and signal.getsignal(hangup) is signal.SIG_DFL:  # `nohup` ignores it
                self.former[hangup] = signal.signal(hangup, self._end)
            if self.alarm:
                self.former[self.alarm] = signal.signal(self.alarm, self._again)
        return self

    def __exit__(self, *error: object) -> None:
        sys.unraisablehook = self.unraisable
        if self.alarm in self.former:
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in self.former.items():
            signal.signal(number, handler)

    def _end(self, number: int, frame: object) -> None:
        self.came = number
        if self.alarm:
            signal.setitimer(signal.ITIMER_REAL, AGAIN, AGAIN)
        self.check()

    def _again(self, number: int, frame: object) -> None:
        handled = sys.exc_info()[1]
        while handled and handled is not self.raised:
            handled = handled.__context__
        if handled is None:  # else it was heard, and the files are being cleared away
            self.check()

    def _lost(self, what: Any) -> None:
        if what.exc_value is None or what.exc_value is not self.raised:
            self.unraisable(what)

    def check(self) -> None:
        """Raises again what came."""
        if self.came is None:
            return
        if self.raised is None and self.came != signal.SIGINT:
            with contextlib.suppress(OSError):  # the terminal that hung up
                print("textsift: ended; nothing was written", file=sys.stderr)
        interrupted = self.came == signal.SIGINT
        self.raised = KeyboardInterrupt() if interrupted else SystemExit(128 + self.came)
        raise self.raised


class _Progress:
    """A line on a terminal that says how far the reading is; nothing anywhere else."""

    def __init__(self, files: list[Path]) -> None:
        self.texts = 0
        self.done = 0
        self.read = 0
        self.path = Path()
        self.bar: Bar | None = None
        if sys.stderr.isatty():
            known = STANDARD not in files
            size = sum(path.stat().st_size for path in files) if known else None
            with contextlib.suppress(ImportError):
                self.bar = Bar(size, leave=False)

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *error: object) -> None:
        if self.bar:
            self.bar.close()

    def __call__(self, batch: text_files.Batch) -> None:
        if batch.path != self.path:
            self.done += self.read
            self.path = batch.path
        self.read = batch.read
        self.texts += len(batch.texts)
        if self.bar:
            self.bar.reached(self.done + self.read, self.texts)


def _show(text: str, reference_date: datetime.date | None, colour: bool) -> None:
    import textsift
    from textsift import display

    document = textsift.analyze(text, reference_date=reference_date)
    if hasattr(sys.stdout, "reconfigure"):  # a terminal without “ shows ? and goes on
        sys.stdout.reconfigure(errors="replace")
    print(display.terminal(document, colour and display.use_colour(sys.stdout)))


if __name__ == "__main__":
    sys.exit(main())
