"""The compiled part of textsift."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from os import PathLike
from typing import (
    Any,
    ClassVar,
    Generic,
    Literal,
    NotRequired,
    TypeAlias,
    TypedDict,
    TypeVar,
    Unpack,
    final,
    overload,
)

import pandas as pd
import polars as pl
import pyarrow as pa

__version__: str
__all__ = [
    "Date",
    "Document",
    "Entity",
    "Mentions",
    "Number",
    "Quote",
    "Sentence",
    "Sifter",
    "Table",
    "__version__",
    "_restore_sifter",
    "_restore_table",
    "_train_entities",
    "analyze",
    "extract",
    "split_sentences",
]

_List: TypeAlias = Literal["sentences", "entities", "numbers", "dates", "quotes"]
_Language: TypeAlias = Literal[
    "en", "de", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "und", "zh"
]
_Date: TypeAlias = date | str
_Mention = TypeVar("_Mention", covariant=True)

class _Name(TypedDict):
    name: str
    label: str
    id: NotRequired[str | int | None]
    aliases: NotRequired[Sequence[str]]

class _Pattern(TypedDict):
    pattern: str
    label: str
    id: NotRequired[str | int | None]

class _Unit(TypedDict):
    code: str
    name: str
    pint: NotRequired[str]
    dimension: NotRequired[str]
    factor: NotRequired[float]
    offset: NotRequired[float]
    names: NotRequired[list[str]]
    plurals: NotRequired[list[str]]
    symbols: NotRequired[list[str]]
    glued: NotRequired[list[str]]
    last: NotRequired[list[str]]
    on: NotRequired[str]
    base: NotRequired[str]
    ambiguous: NotRequired[bool]

class _OtherSettings(TypedDict, total=False):
    what: Iterable[_List] | None
    labels: Iterable[str] | None
    min_score: float | None
    gazetteer: dict[str, str] | Sequence[_Name] | str | PathLike[str] | Any | None
    gazetteer_case: Literal["smart", "exact", "folded"] | None
    patterns: dict[str, str] | Sequence[_Pattern] | None
    priority: Literal["gazetteer", "model"] | None
    prefer: Literal["past", "future", "nearest"] | None
    day_first: bool
    decimal_comma: bool
    currency: str | None
    units: Sequence[_Unit] | None
    currencies: dict[str, str] | None
    number_words: dict[str, int] | None
    numbers_in_names: bool
    abbreviations: Iterable[str] | None
    language: _Language | None
    profile: Literal["general", "legal"] | None
    newlines: Literal["auto", "paragraph", "always", "never"] | None
    quotes: Literal["split", "whole"] | None
    semicolons: bool
    dashes: bool
    list_markers: Literal["join", "alone", "ignore"] | None
    sentence_model: str | PathLike[str] | bytes | None
    entity_model: str | PathLike[str] | bytes | None
    offsets: Literal["codepoint", "byte", "utf16"] | None
    errors: Literal["strict", "replace"]

class _Settings(_OtherSettings, total=False):
    reference_date: _Date | None

def analyze(text: str, **settings: Unpack[_Settings]) -> Document:
    """Take one text apart: sentences, entities, numbers, dates, quotes.

    The keyword arguments are the settings of :class:`Sifter`; for many texts make one of those.
    A lone surrogate is a ``ValueError`` that names its position, or becomes U+FFFD with
    ``errors="replace"``.

    >>> analyze("One text. Two sentences.").sentences[1].text
    'Two sentences.'
    """

def split_sentences(text: str, **settings: Unpack[_Settings]) -> list[str]:
    """The sentences of a text, without the white space between them.

    >>> split_sentences("Mr. Smith left. Nobody saw him.")
    ['Mr. Smith left.', 'Nobody saw him.']
    """

def extract(
    column: Any,
    *,
    reference_date: _Date | Any | None = None,
    texts: bool = True,
    threads: int | None = None,
    progress: bool = False,
    **settings: Unpack[_OtherSettings],
) -> Table:
    """Take a column of texts apart, on several threads: a row for each text, null for null.

    The column is a list, a tuple, a NumPy array, a pandas or Polars series, or anything with
    ``__arrow_c_array__`` or ``__arrow_c_stream__``. ``reference_date`` is one date for all texts or
    a column of them. ``texts=False`` leaves out the copies of the mentions' texts. ``threads`` is
    the variable ``TEXTSIFT_THREADS``, or as many as the machine has, unless given.
    ``progress=True`` shows how far the work is, on a terminal or in a notebook, and needs tqdm.

    >>> extract(["One text. Two sentences.", None]).column_names
    ['sentences', 'entities', 'numbers', 'dates', 'quotes']
    """

@final
class Sifter:
    """Frozen settings, and what does the work: hashable, picklable, safe in many threads.

    ``what``
        The lists that are given out; all if not said. Others are not computed, and an index into a
        list that was left out is None.
    ``labels``
        The labels of the entities that are given out; if not said, PERSON, NORP, ORG, GPE, LOC,
        FAC, EMAIL, URL, IP, PHONE, HASHTAG, MENTION and those of the user's own names.
    ``min_score``
        Entities of the model with a lower score, 0 to 1, are left out.
    ``gazetteer``
        The user's own names: a dictionary from name to label; dictionaries with ``name``, ``label``
        and, if wanted, ``id`` and ``aliases``; a pandas, Polars or Arrow frame with such columns; or
        the path of a CSV, TSV, JSON-lines or Parquet file of them (aliases in CSV joined by ``|``).
        They are found as whole words, the longest first; of a million, as fast as of a hundred.
        Where ``labels`` names theirs alone, the tagger does not run.
    ``gazetteer_case``
        ``"smart"`` (the default): a name without a small letter (IT) is found as written, any other
        in any case and without its accents. ``"exact"``: all as written; ``"folded"``: none.
    ``patterns``
        Regular expressions: a dictionary from pattern to label, or dictionaries with ``pattern``,
        ``label`` and, if wanted, ``id``.
    ``priority``
        Which wins where they overlap: the user's own names (``"gazetteer"``, the default) or the
        ``"model"``.
    ``reference_date``
        The day, or the time, on which the texts were written: a date, a datetime, an ISO string.
        Without it relative dates stay unresolved.
    ``prefer``
        Which day a weekday or a date without a year means: the ``"nearest"`` (the default), the
        last (``"past"``) or the next (``"future"``); the reference day counts.
    ``day_first``
        3/4/2015 is the third of April.
    ``decimal_comma``
        1.234,5 instead of 1,234.5.
    ``currency``
        The ISO 4217 code of a bare "$".
    ``units``
        Units beside the built-in ones: dictionaries with ``code`` (UCUM, or ``"{widget}"``) and
        ``name`` (in the singular; the plural is formed), and, if wanted, other ``names``,
        ``plurals``, ``symbols``, the ``dimension`` with the ``factor`` to its SI unit, and the
        other keys that a line of ``data/units.toml`` has. They win over the built-in ones.
    ``currencies``
        Names, signs and codes of currencies beside the built-in ones, with the ISO 4217 code, or
        one of your own in three capitals: ``{"quatloo": "XQU", "₿": "XBT"}``.
    ``number_words``
        Words for numbers beside the built-in ones, with their values: 0 to 99 (``{"tuppen": 2}``), a
        power of ten (``{"myriad": 10000}``), or a group that a number multiplies, up to 65535
        (``{"gross": 144}``). One word in letters each.
    ``numbers_in_names``
        Keep the numbers that stand wholly inside a name (Boeing 747).
    ``abbreviations``
        Abbreviations beside the built-in ones: their period ends no sentence. In any case, with or
        without the last period, also of several words (``"i. V."``).
    ``language``
        What sentences are split in: ``"en"`` (the default); ``"de"``, ``"es"``, ``"fr"``, ``"it"``,
        ``"nl"``, ``"pl"``, ``"pt"``, ``"ru"``, ``"ja"`` and ``"zh"`` by the sentence rule of
        Unicode with abbreviations; any other, ``"und"``, by that rule alone. Everything else stays
        English.
    ``profile``
        ``"general"`` (the default), or ``"legal"`` for judgments, statutes and contracts, where
        citations hold together.
    ``newlines``
        What ends a sentence without a mark: a blank line, and a newline where the lines around it
        say so (``"auto"``, the default); a blank line alone (``"paragraph"``, for wrapped text);
        every newline (``"always"``, for one entry a line); none (``"never"``).
    ``quotes``
        Whether a quotation of several sentences is ``"split"`` (the default) or stays ``"whole"``.
    ``semicolons``, ``dashes``
        A semicolon before white space, or a dash, ends a sentence. Off by default.
    ``list_markers``
        "1.", "(a)" and bullets begin the sentence of their item (``"join"``, the default), stand
        ``"alone"``, or begin nothing inside a line (``"ignore"``).
    ``sentence_model``
        The path of a model that ``train sentences --own`` made from your own text, or its bytes, in
        place of the built-in one; for English.
    ``entity_model``
        The path of a model that ``train_entities`` made from your own examples, or its bytes, in
        place of the built-in one.
    ``offsets``
        What positions count: ``"codepoint"`` (the default), ``"byte"`` or ``"utf16"``.
    ``errors``
        What becomes of a lone surrogate: ``"strict"`` raises, ``"replace"`` puts U+FFFD.

    >>> sifter = Sifter(what=("sentences", "numbers"))
    >>> sifter
    Sifter(what=['sentences', 'numbers'])
    >>> len(sifter.analyze("One text. Two sentences.").sentences)
    2
    """

    def __new__(cls, **settings: Unpack[_Settings]) -> Sifter: ...
    @property
    def settings(self) -> dict[str, Any]:
        """The settings that differ from the defaults, as keyword arguments."""

    def analyze(self, text: str) -> Document:
        """Take one text apart."""

    def split_sentences(self, text: str) -> list[str]:
        """The sentences of a text, without the white space between them."""

    def extract(
        self,
        column: Any,
        *,
        reference_date: _Date | Any | None = None,
        texts: bool = True,
        threads: int | None = None,
        progress: bool = False,
    ) -> Table:
        """Take a column of texts apart; see :func:`textsift.extract`."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class Document:
    """One text and what was found in it.

    The lists are sequences whose items are made when they are asked for. Positions count code
    points, unless the sifter's ``offsets`` said otherwise, so that
    ``document.text[mention.start : mention.end] == mention.text``. In a notebook a document shows
    its text, marked up.

    >>> document = analyze("One text. Two sentences.")
    >>> [sentence.text for sentence in document.sentences]
    ['One text.', 'Two sentences.']
    """

    @property
    def text(self) -> str:
        """The text, unchanged."""

    @property
    def offsets(self) -> Literal["codepoint", "byte", "utf16"]:
        """The unit of the positions."""

    @property
    def sentences(self) -> Mentions[Sentence]:
        """The sentences, in order."""

    @property
    def entities(self) -> Mentions[Entity]:
        """The named entities, in order."""

    @property
    def numbers(self) -> Mentions[Number]:
        """The numbers, in order."""

    @property
    def dates(self) -> Mentions[Date]:
        """The dates, in order."""

    @property
    def quotes(self) -> Mentions[Quote]:
        """The quotes, in order."""

    def to_dict(self) -> dict[str, Any]:
        """The text and its mentions as dictionaries and lists that JSON can hold.

        >>> analyze("One text.", what=("numbers",)).to_dict().keys()
        dict_keys(['text', 'numbers'])
        """

    def to_json(self) -> str:
        """The same as one line of JSON."""

    def _repr_html_(self) -> str: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class Mentions(Sequence[_Mention], Generic[_Mention]):
    """The mentions of one kind in one document: a sequence.

    >>> sentences = analyze("One text. Two sentences.").sentences
    >>> len(sentences), sentences[-1].text
    (2, 'Two sentences.')
    """

    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, key: int, /) -> _Mention: ...
    @overload
    def __getitem__(self, key: slice, /) -> list[_Mention]: ...
    def __iter__(self) -> Iterator[_Mention]: ...
    def __contains__(self, item: object, /) -> bool: ...
    def index(self, value: Any, start: int = 0, stop: int | None = None) -> int:
        """The index of the first mention that equals ``value``."""

    def count(self, value: Any) -> int:
        """How many mentions equal ``value``."""

    def by_id(self: Mentions[Entity]) -> dict[int, list[Entity]]:
        """The mentions of each entity by its ``entity_id``, in the order of their first mentions.

        >>> text = "Angela Merkel met Tim Cook. Merkel left."
        >>> [[entity.text for entity in found] for found in analyze(text).entities.by_id().values()]
        [['Angela Merkel', 'Merkel'], ['Tim Cook']]
        """

    def summary(self: Mentions[Entity]) -> list[dict[str, Any]]:
        """A dict for each entity, as rows of a frame: how often, where first, under which names.

        Ids count within one document; to join documents, group by ``canonical`` or by the ``id`` of
        a gazetteer, which is your decision: two documents' "Merkel" need not be one person.

        >>> analyze("Angela Merkel met Tim Cook. Merkel left.").entities.summary()[0]
        {'entity_id': 0, 'canonical': 'Angela Merkel', 'label': 'PERSON', 'id': None, 'count': 2, 'first_sentence': 0, 'forms': {'Angela Merkel': 1, 'Merkel': 1}}
        """

    def __eq__(self, other: object, /) -> bool: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class Table:
    """The mentions of a column of texts: a row for each text, a ``list<struct>`` column a list.

    Any Arrow library reads it through ``__arrow_c_stream__``, without a copy.

    >>> table = extract(["One text.", None], what=("sentences",))
    >>> table
    <Table 2 rows: sentences>
    """

    @property
    def num_rows(self) -> int:
        """The number of texts."""

    @property
    def column_names(self) -> list[str]:
        """The names of the lists."""

    def to_arrow(self) -> pa.Table:
        """As a ``pyarrow.Table``."""

    def to_pandas(self) -> pd.DataFrame:
        """As a ``pandas.DataFrame`` of Arrow-backed columns."""

    def to_polars(self) -> pl.DataFrame:
        """As a ``polars.DataFrame``."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> Any: ...
    def __len__(self) -> int: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

def _restore_sifter(
    settings: str,
    sentence_model: bytes | None = None,
    model_path: str | None = None,
    entity_model: bytes | None = None,
    entity_model_path: str | None = None,
    names: str | None = None,
) -> Sifter: ...
def _restore_table(table: Any) -> Table: ...
def _train_entities(
    examples: str | list[tuple[str, list[tuple[int, int, str]]]],
    dev: float | str | list[tuple[str, list[tuple[int, int, str]]]],
    start: str | PathLike[str] | bytes | None,
    epochs: int | None,
    seed: int,
    labels: list[str] | None,
) -> tuple[bytes, dict[str, Any]]: ...

# Below: written by `TEXTSIFT_REGENERATE=1 cargo test --test schema`.

@final
class Sentence:
    """One sentence of a text."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def start(self) -> int:
        """Position of the first character."""

    @property
    def end(self) -> int:
        """Position after the last character."""

    @property
    def text(self) -> str:
        """The sentence."""

    @property
    def sentence(self) -> int | None:
        """The sentence's own index, from 0."""

    @property
    def paragraph(self) -> int:
        """The paragraph that holds it, from 0."""

    def to_dict(self) -> dict[str, Any]:
        """The fields as a dictionary that JSON can hold: numbers and times are strings."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class Entity:
    """One name in a text."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def start(self) -> int:
        """Position of the name's first character."""

    @property
    def end(self) -> int:
        """Position after the name's last character."""

    @property
    def text(self) -> str:
        """The name as written."""

    @property
    def sentence(self) -> int | None:
        """Index of the sentence that holds it."""

    @property
    def label(self) -> str:
        """The type: PERSON, ORG, GPE, ... or a label of the user's."""

    @property
    def score(self) -> float:
        """The probability of the span with its label, 0 to 1; 1 for gazetteers and patterns."""

    @property
    def canonical(self) -> str:
        """The fullest name used for the entity in this document."""

    @property
    def entity_id(self) -> int:
        """The same number for all mentions of one entity in the document, from 0 by first mention."""

    @property
    def source(self) -> str:
        """What found it: model, gazetteer or pattern."""

    @property
    def id(self) -> str | None:
        """The gazetteer's own key."""

    def to_dict(self) -> dict[str, Any]:
        """The fields as a dictionary that JSON can hold: numbers and times are strings."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class Number:
    """One number in a text, with its unit and what it counts."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def start(self) -> int:
        """Position of the core's first character: numeral, scale and unit."""

    @property
    def end(self) -> int:
        """Position after the core's last character."""

    @property
    def text(self) -> str:
        """The core: numeral, scale and unit."""

    @property
    def sentence(self) -> int | None:
        """Index of the sentence that holds it."""

    @property
    def kind(self) -> str:
        """cardinal, ordinal, fraction, percent, money, quantity, age, ratio, score or multiplier."""

    @property
    def value(self) -> Decimal | Fraction | None:
        """The number as written; null for ranges and vague amounts."""

    @property
    def exact(self) -> str | None:
        """The digits of `value`: a decimal (1.50) or a fraction (1/3)."""

    @property
    def low(self) -> Decimal | Fraction | None:
        """The least it may be; null where nothing is said."""

    @property
    def low_exact(self) -> str | None:
        """The digits of `low`."""

    @property
    def high(self) -> Decimal | Fraction | None:
        """The most it may be; null where nothing is said."""

    @property
    def high_exact(self) -> str | None:
        """The digits of `high`."""

    @property
    def low_closed(self) -> bool:
        """Whether `low` itself is included."""

    @property
    def high_closed(self) -> bool:
        """Whether `high` itself is included."""

    @property
    def bound(self) -> str:
        """exact, approximate, at_least, at_most, more_than, less_than, range or vague."""

    @property
    def change(self) -> str | None:
        """The direction of a change: increase or decrease; null for other amounts."""

    @property
    def unit(self) -> str | None:
        """The unit of measure, one whole UCUM code."""

    @property
    def unit_name(self) -> str | None:
        """The unit's name for people, in the singular."""

    @property
    def dimension(self) -> str | None:
        """What the unit measures: length, time, ..."""

    @property
    def pint(self) -> str | None:
        """The unit as Pint, the Python library, parses it; null where it has no such unit."""

    @property
    def currency(self) -> str | None:
        """The currency's ISO 4217 code."""

    @property
    def symbol(self) -> str | None:
        """The currency sign as written, where it names no single currency."""

    @property
    def per(self) -> str | None:
        """What the amount is for each of, a UCUM code ($3 a gallon: [gal_us])."""

    @property
    def per_value(self) -> Decimal | Fraction | None:
        """How many of `per` (12 per 100,000 people)."""

    @property
    def outer_start(self) -> int:
        """Position of the first character with the modifiers that set the bound."""

    @property
    def outer_end(self) -> int:
        """Position after the last character with those modifiers."""

    @property
    def numeral_start(self) -> int:
        """Position of the first character of the figures or number words alone."""

    @property
    def numeral_end(self) -> int:
        """Position after their last character."""

    @property
    def parts(self) -> list[Decimal | Fraction]:
        """The parts of a ratio, score or vote, in order; empty for others."""

    @property
    def from_end(self) -> bool:
        """Whether an ordinal counts from the end (second to last)."""

    @property
    def counted(self) -> str | None:
        """What is counted, as written."""

    @property
    def counted_start(self) -> int | None:
        """Position of the first character of what is counted."""

    @property
    def counted_end(self) -> int | None:
        """Position after the last character of what is counted."""

    @property
    def counted_head(self) -> str | None:
        """The head noun of what is counted."""

    @property
    def equals(self) -> int | None:
        """Index of the number that states the same quantity (50 kilometres (31 miles))."""

    def to_si(self) -> tuple[float, str] | None:
        """The value in SI units and the SI unit's UCUM code; None without a value or a unit."""

    def to_dict(self) -> dict[str, Any]:
        """The fields as a dictionary that JSON can hold: numbers and times are strings."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class Date:
    """One date, time, duration or set in a text."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def start(self) -> int:
        """Position of the first character."""

    @property
    def end(self) -> int:
        """Position after the last character."""

    @property
    def text(self) -> str:
        """The expression as written."""

    @property
    def sentence(self) -> int | None:
        """Index of the sentence that holds it."""

    @property
    def kind(self) -> str:
        """date, time, duration, set or interval."""

    @property
    def value(self) -> str:
        """The TIMEX3 value: 2001-09-11, P5Y, XXXX-WXX-2; intervals as start/end."""

    @property
    def start_time(self) -> datetime | None:
        """The first moment, naive."""

    @property
    def end_time(self) -> datetime | None:
        """The moment after the last, naive."""

    @property
    def utc_offset(self) -> int | None:
        """Minutes east of UTC, where a zone is written."""

    @property
    def modifier(self) -> str | None:
        """approx, before, after, early, mid or late."""

    @property
    def ambiguous(self) -> bool:
        """Whether day and month can be read either way (3/4/2015)."""

    @property
    def number(self) -> int | None:
        """Index of the number that a measured duration is too (3 hours)."""

    def to_dict(self) -> dict[str, Any]:
        """The fields as a dictionary that JSON can hold: numbers and times are strings."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class Quote:
    """One quotation in a text."""

    __match_args__: ClassVar[tuple[str, ...]]
    @property
    def start(self) -> int:
        """Position of the first character inside the marks."""

    @property
    def end(self) -> int:
        """Position after the last character inside the marks."""

    @property
    def text(self) -> str:
        """The words inside the marks."""

    @property
    def sentence(self) -> int | None:
        """Index of the sentence that holds its start."""

    @property
    def sentence_end(self) -> int | None:
        """Index of the sentence that holds its end."""

    @property
    def kind(self) -> str:
        """speech, or phrase for words set apart (the “new normal”)."""

    @property
    def speaker(self) -> str | None:
        """Who said it, as written: a name or a pronoun."""

    @property
    def speaker_start(self) -> int | None:
        """Position of the speaker's first character."""

    @property
    def speaker_end(self) -> int | None:
        """Position after the speaker's last character."""

    @property
    def speaker_id(self) -> int | None:
        """The `entity_id` of the speaker."""

    @property
    def cue(self) -> str | None:
        """The words that report it: a verb, or the like of `according to`."""

    @property
    def cue_start(self) -> int | None:
        """Position of the cue's first character."""

    @property
    def cue_end(self) -> int | None:
        """Position after the cue's last character."""

    @property
    def direct(self) -> bool:
        """Whether a cue beside it tells these very words."""

    def to_dict(self) -> dict[str, Any]:
        """The fields as a dictionary that JSON can hold: numbers and times are strings."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
