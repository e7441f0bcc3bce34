"""What `textsift.display` makes of documents: made-up ones with awkward marks, and real ones."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import pytest
import textsift
from textsift import display

EXAMPLE = "President Ada Moss said: “We sold 50 km of rope”.\nIt was 2001."


def mention(text: str, part: str, **fields: Any) -> SimpleNamespace:
    start = text.index(part)
    return SimpleNamespace(start=start, end=start + len(part), text=part, sentence=0, **fields)


def entity(text: str, part: str, label: str = "PERSON", entity_id: int = 0) -> SimpleNamespace:
    fields = {"canonical": part, "entity_id": entity_id, "score": 0.5, "source": "model"}
    return mention(text, part, label=label, id=None, **fields)


def number(text: str, part: str, **fields: Any) -> SimpleNamespace:
    empty = dict.fromkeys(("low", "high", "change", "unit", "currency", "symbol", "counted"))
    usual = {"kind": "cardinal", "value": 1, "bound": "exact", "parts": (), "equals": None}
    return mention(text, part, **{**empty, **usual, **fields})


def date(text: str, part: str, value: str) -> SimpleNamespace:
    fields = {"kind": "date", "modifier": None, "start_time": None, "end_time": None}
    return mention(text, part, value=value, ambiguous=False, **fields)


def quote(text: str, part: str, speaker: str | None = None) -> SimpleNamespace:
    return mention(text, part, kind="speech", speaker=speaker, cue=None)


def made_up(text: str, **lists: Any) -> Any:
    whole = mention(text, text, paragraph=0) if text else None
    usual = {"entities": [], "numbers": [], "dates": [], "quotes": []}
    sentences = [whole] if whole else []
    return SimpleNamespace(text=text, **{"sentences": sentences, **usual, **lists})


class Page(HTMLParser):
    """Checks that tags are nested, and keeps the text of the body without chips and numbers."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.text = ""
        self.titles: list[str] = []
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.titles += [value or "" for name, value in attrs if name == "title"]
        if tag == "br":
            self.text += "\n"
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "sub", "sup", "footer"}.intersection(self.open):
            self.text += data


def awkward() -> Any:
    text = EXAMPLE
    return made_up(
        text,
        entities=[entity(text, "Ada Moss")],
        numbers=[number(text, "50 km", kind="quantity", value=50, unit="km", bound="approximate")],
        dates=[date(text, "2001", "2001")],
        quotes=[quote(text, "We sold 50 km of rope", "Ada Moss")],
    )


def test_html_keeps_the_text_and_marks_it() -> None:
    page = Page(display.html(awkward()))
    assert page.text == EXAMPLE
    assert {"mark", "em", "sub", "sup"} <= page.tags
    assert any("50 km" in title and "approximate" in title for title in page.titles)
    assert any(title.startswith("PERSON · Ada Moss") for title in page.titles)


def test_html_nests_marks_that_cross() -> None:
    text = "one two three four"
    crossing = [quote(text, "one two"), quote(text, "two three")]
    document = made_up(text, quotes=crossing, entities=[entity(text, "three four")])
    page = Page(display.html(document))
    assert page.text == text


def test_html_nests_marks_of_the_same_place() -> None:
    text = "It took 3 hours."
    both = {"numbers": [number(text, "3 hours")], "dates": [date(text, "3 hours", "PT3H")]}
    page = display.html(made_up(text, **both))
    assert Page(page).text == text
    assert "PT3H" in page
    assert "cardinal" in page


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> & <b onclick='x'>\"hi\"</b>",
        "</div></style><img src=x onerror=alert(1)>",
        "a\u202eb\u2066c",
        "שלום 50 עולם",
        "\x00\x1b[31m red",
        "👩‍👩‍👧 emoji",
        "",
        " \n\t ",
    ],
)
def test_html_is_inert(text: str) -> None:
    part = text[: len(text) // 2] or text
    lists = {"entities": [entity(text, part)]} if part else {}
    page = Page(display.html(made_up(text, **lists)))
    allowed = {"style", "div", "bdi", "mark", "em", "sub", "sup", "footer", "br"}
    assert page.tags <= allowed
    assert page.text == text


def test_html_isolates_marks_of_direction() -> None:
    page = display.html(made_up("a\u202eb"))
    assert "<bdi>a\u202eb</bdi>" in page


def test_html_escapes_details() -> None:
    text = '"><script>x</script>'
    page = display.html(made_up(text, entities=[entity(text, text, label='"<X>')]))
    assert "<script>" not in page
    assert 'title="&quot;' in page


def test_html_keeps_money_from_formula_typesetting() -> None:
    assert "tex2jax_ignore" in display.html(made_up("$5 or $6"))


def test_html_says_what_it_left_out() -> None:
    page = display.html(made_up("word " * 100), limit=50)
    assert "450 more characters not shown" in page
    assert "not shown" not in display.html(made_up("word " * 100), limit=None)


def test_html_counts_with_singular_and_plural() -> None:
    page = display.html(awkward())
    for part in ("1 entity<", "1 number<", "1 sentence "):
        assert part in page
    assert "0 dates<" in display.html(made_up("x"))


def test_html_is_the_same_each_time() -> None:
    assert display.html(awkward()) == display.html(awkward())


@pytest.mark.parametrize(("unit", "prefix"), [("byte", 4 + 2), ("utf16", 2 + 1)])
def test_positions_in_other_units(unit: str, prefix: int) -> None:
    text = "😀é Bo"
    bo = entity("Bo", "Bo")
    bo.start, bo.end = prefix + 1, prefix + 3
    document = made_up(text, entities=[bo], sentences=[])
    document.offsets = unit
    assert ">Bo<" in display.html(document)


def test_terminal_without_colour_brackets_mentions() -> None:
    page = display.terminal(awkward(), width=80)
    assert "\x1b" not in page
    assert "[Ada Moss PERSON]" in page
    assert "[50 km quantity]" in page
    assert re.search(r"50 km +quantity +50 +km +approximate", page)
    assert re.search(r"Ada Moss +speech +We sold", page)


def test_terminal_with_colour_has_no_brackets() -> None:
    page = display.terminal(awkward(), True, width=80)
    assert "\x1b[36mAda Moss\x1b[0m" in page
    assert "[Ada" not in re.sub(r"\x1b\[\d*m", "", page)


@pytest.mark.parametrize("text", ["a long text " * 30, "長い文章" * 40, "x" * 300, "👍" * 99])
@pytest.mark.parametrize("width", [30, 47, 100])
def test_terminal_keeps_to_the_width(text: str, width: int) -> None:
    from unicodedata import east_asian_width

    lists = {"entities": [entity(text, text[:20])], "dates": [date(text, text[:40], "2001")]}
    page = display.terminal(made_up(text, **lists), width=width)
    for line in page.split("\n"):
        assert sum(2 if east_asian_width(char) in "WF" else 1 for char in line) <= width


def test_terminal_shows_a_text_whose_sentences_were_left_out() -> None:
    document = textsift.Sifter(what=("numbers",)).analyze("It rose 5 percent.")
    assert display.terminal(document, width=80).startswith("It rose [5 percent")


def test_terminal_measures_combining_marks_as_nothing() -> None:
    assert display.terminal(made_up("e\u0301" * 26), width=30).count("\n") == 0


def test_terminal_shows_control_characters_by_name() -> None:
    page = display.terminal(made_up("a\x1b[2Jb\u202ec\x07"), width=80)
    assert not {"\x1b", "\u202e"}.intersection(page)
    assert "a<U+001B>[2Jb<U+202E>c<U+0007>" in page


def test_terminal_groups_entities_under_their_fullest_name() -> None:
    text = "Ada Moss came. Moss left. Bergen slept."
    names = [entity(text, "Ada Moss"), entity(text, "Moss left"), entity(text, "Bergen", "GPE", 1)]
    names[1].text, names[1].canonical = "Moss", "Ada Moss"
    page = display.terminal(made_up(text, entities=names), width=80)
    assert re.search(r"Ada Moss +PERSON +2 +Moss", page)
    assert re.search(r"Bergen +GPE +1", page)


def test_colour_follows_the_stream_and_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert display.use_colour(Terminal())
    assert not display.use_colour(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not display.use_colour(Terminal())
    monkeypatch.setenv("NO_COLOR", "")
    assert display.use_colour(Terminal())
    monkeypatch.setenv("TERM", "dumb")
    assert not display.use_colour(Terminal())


def test_a_notebook_shows_the_marked_text() -> None:
    document = textsift.analyze("Prices rose 5 percent.")
    shown: str = document._repr_html_()
    assert shown == display.html(document)
    assert "percent" in shown


@pytest.mark.parametrize("unit", ["codepoint", "byte", "utf16"])
def test_real_documents_in_every_unit(unit: str) -> None:
    text = "“😀 Köln” paid 5 percent."
    page = display.html(textsift.Sifter(offsets=unit).analyze(text))
    assert Page(page).text == text
    assert ">5 percent<" in page
