"""The reader of plain text, and of text that carries marks."""

from __future__ import annotations

import pytest

from assistant.domain import ReadFailure
from assistant.reading.plain.text import read_text
from assistant.reading.raw import LineRole, RawDocument, RawLine

WRAPPED = """\
The harbour office counts every container that leaves the northern
quay, and publishes the figures on the first working day of a month.
Nobody had asked for them before the strike.

A second paragraph starts here and it also runs on over the end of
its first line until it stops.
- a point of a list
- another point of it
"""


def document_of(source: str | bytes) -> RawDocument:
    document = read_text(source if isinstance(source, bytes) else source.encode())
    assert isinstance(document, RawDocument), document
    return document


def lines_of(source: str | bytes) -> tuple[RawLine, ...]:
    return document_of(source).pages[0].lines


def line_of(source: str) -> RawLine:
    (line,) = lines_of(source)
    return line


def called(line: RawLine) -> list[tuple[int, str]]:
    return [(one.offset, one.number) for one in line.calls]


def test_wrapped_lines_go_on_and_paragraphs_and_points_begin() -> None:
    assert [line.starts_block for line in lines_of(WRAPPED)] == [True, False, False, True, False, True, True]
    assert [line.role for line in lines_of(WRAPPED)][-2:] == [LineRole.ITEM, LineRole.ITEM]


def test_short_lines_above_each_other_stay_apart() -> None:
    source = "ALPHA 12\nBETA 7\nGAMMA\n\n" + "A paragraph that is one long line. " * 20
    assert [(line.text, line.starts_block) for line in lines_of(source)][:3] == [
        ("ALPHA 12", True),
        ("BETA 7", True),
        ("GAMMA", True),
    ]


def test_form_feeds_make_pages() -> None:
    document = document_of("One\n\fTwo\n\f\n")
    assert [[line.text for line in page.lines] for page in document.pages] == [["One"], ["Two"]]
    assert document.paged
    assert not document_of("One\n").paged


@pytest.mark.parametrize(
    ("source", "text", "calls"),
    [
        ("of goods<sup>1</sup>, funding", "of goods, funding", [(8, "1")]),
        ("opioids)<sup>1</sup>, property<sup>2</sup>.", "opioids), property.", [(8, "1"), (18, "2")]),
        ("on Russia<sup>2</sup>. Then", "on Russia. Then", [(9, "2")]),
        ("in 2020<sup>1</sup> it", "in 2020 it", [(7, "1")]),
        ("words <sup>3</sup>, more", "words, more", [(5, "3")]),
        ("words <sup>3</sup> more", "words more", [(5, "3")]),
        ("words<sup> [4] </sup>", "words", [(5, "4")]),
        ("words<sup>1,2</sup> and<sup>4-6</sup>", "words and", [(5, "1"), (5, "2"), (9, "4"), (9, "5"), (9, "6")]),
        ("words¹² here²", "words here", [(5, "12"), (10, "2")]),
        ("starred<sup>*</sup>", "starred", [(7, "*")]),
        ("grew^1^ so", "grew so", [(4, "1")]),
        ("grew$^{12}$ so", "grew so", [(4, "12")]),
        ("grew ${ }^{3}$, so", "grew, so", [(4, "3")]),
        ("noted[^a1] so", "noted so", [(5, "a1")]),
    ],
)
def test_markers_are_lifted_and_leave_no_blank(source: str, text: str, calls: list[tuple[int, str]]) -> None:
    line = line_of(source)
    assert (line.text, called(line)) == (text, calls)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("40 km<sup>2</sup> of sea", "40 km² of sea"),
        ("5 m<sup>3</sup>.", "5 m³."),
        ("x<sup>2</sup> grows", "x² grows"),
        ("5 km$^{2}$ of it", "5 km² of it"),
        ("it costs $5 and $6", "it costs $5 and $6"),
        ("3 × 10<sup>8</sup> metres", "3 × 10⁸ metres"),
        ("the 2<sup>nd</sup> time", "the 2nd time"),
        ("n<sup>o</sup> 5", "no 5"),
        ("<sup>1</sup>/<sub>2</sub> share", "1/2 share"),
        ("the isotope <sup>14</sup>C decays", "the isotope ¹⁴C decays"),
        ("about 12 m² of it", "about 12 m² of it"),
        ("Brand<sup>TM</sup> name", "BrandTM name"),
    ],
)
def test_real_superscripts_are_no_calls(source: str, text: str) -> None:
    line = line_of(source)
    assert (line.text, line.calls) == (text, ())


@pytest.mark.parametrize(
    ("source", "number", "text"),
    [
        ("<sup>1 &</sup>lt;u>https://example.org/a_b</u>", "1", "https://example.org/a_b"),
        ('<sup>6 &</sup>lt;a href="https://example.org/x">https://example.org/x</a>', "6", "https://example.org/x"),
        (
            "<sup>1</sup> https://example.org/a b.pdf https://example.org/c-",
            "1",
            "https://example.org/a b.pdf https://example.org/c-",
        ),
        ("[^2]: See the *table*.", "2", "See the table."),
        ("¹ Port office.", "1", "Port office."),
    ],
)
def test_a_line_that_opens_with_a_marker_is_a_note(source: str, number: str, text: str) -> None:
    line = line_of(source)
    assert (line.role, line.note_number, line.text) == (LineRole.NOTE, number, text)


@pytest.mark.parametrize(
    ("source", "text", "level", "bold"),
    [
        ("#### LIMITE", "LIMITE", 4, False),
        ("### **NOTE**", "NOTE", 3, True),
        ("# I. Ports ##", "I. Ports", 1, False),
        ("**From now on**", "From now on", None, True),
        ("12/30 X.1 **LIMITE EN** ", "12/30 X.1 LIMITE EN", None, False),
        ("a *word* and _another_ one", "a word and another one", None, False),
        ("snake_case_name stays", "snake_case_name stays", None, False),
        ("2 * 3 * 4", "2 * 3 * 4", None, False),
        ("see [the table](https://example.org) now", "see the table now", None, False),
        ("**https://example.org/a_b__c/**", "https://example.org/a_b__c/", None, True),
        ("**See https://example.org/x** now", "See https://example.org/x now", None, False),
        ("Promote,* protect,** partner***", "Promote,* protect,** partner***", None, False),
        ("** Protect measures", "** Protect measures", None, False),
        ("fish &amp; chips &lt;b&gt;now&lt;/b&gt;", "fish & chips now", None, False),
        ("write to <insert name> soon", "write to <insert name> soon", None, False),
        (r"5\. a \*star\*", "5. a *star*", None, False),
    ],
)
def test_marks_are_taken_off(source: str, text: str, level: int | None, bold: bool) -> None:
    line = line_of(source)
    assert (line.text, line.heading_level, line.bold) == (text, level, bold)


def test_double_list_markers_keep_the_printed_number() -> None:
    lines = lines_of("- 1. Which of them?\n- 2. Are they? Could they?\n")
    assert [(line.text, line.role) for line in lines] == [
        ("1. Which of them?", LineRole.ITEM),
        ("2. Are they? Could they?", LineRole.ITEM),
    ]


def test_tabs_after_a_label_and_between_cells() -> None:
    lines = lines_of("From:\tPresidency\nPort\tCases\n1.\tFirst\n")
    assert [(line.text, line.role) for line in lines] == [
        ("From: Presidency", LineRole.UNKNOWN),
        ("Port | Cases", LineRole.TABLE_ROW),
        ("1. First", LineRole.UNKNOWN),
    ]


def test_underlined_headings_and_rules() -> None:
    lines = lines_of("Title\n=====\n\nText\n\n---\n\nPart\n----\n")
    assert [(line.text, line.heading_level) for line in lines] == [("Title", 1), ("Text", None), ("Part", 2)]


def test_a_table_of_pipes() -> None:
    lines = lines_of("| Port | Cases |\n|---|---|\n| North | 12 |\n")
    assert [(line.text, line.role) for line in lines] == [
        ("Port | Cases", LineRole.TABLE_ROW),
        ("North | 12", LineRole.TABLE_ROW),
    ]


def test_nothing_is_lost_at_the_end_without_a_line_end() -> None:
    assert lines_of("One\n\nhttps://example.org/half-")[-1].text == "https://example.org/half-"


@pytest.mark.parametrize(
    "content",
    [
        "Zoë’s – café".encode(),
        b"\xef\xbb\xbf" + "Zoë’s – café".encode(),
        "Zoë’s – café".encode("cp1252"),
        "Zoë’s – café".encode("utf-16"),
        "Zoë’s – café".encode("utf-16-le"),
        "Zoe\u0308’s – cafe\u0301".encode(),
        "Zoë’s\u00a0–\u200b café\x00".encode(),
    ],
)
def test_encodings_and_forms_end_in_the_same_text(content: bytes) -> None:
    assert lines_of(content)[0].text == "Zoë’s – café"


def test_mojibake_is_mended_where_it_repeats() -> None:
    damaged = "It’s Zoë’s café, isn’t it?".encode().decode("cp1252")
    assert line_of(damaged).text == "It’s Zoë’s café, isn’t it?"
    assert line_of("Ã© once stays").text == "Ã© once stays"


def test_blank_text_is_refused() -> None:
    assert isinstance(read_text(b" \n\t\n"), ReadFailure)
