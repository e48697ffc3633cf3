"""The Markdown reader."""

from __future__ import annotations

from assistant.domain import ReadFailure
from assistant.reading.plain.markdown import read_markdown
from assistant.reading.raw import LineRole, RawDocument, RawLine


def document_of(source: str) -> RawDocument:
    document = read_markdown(source.encode())
    assert isinstance(document, RawDocument), document
    return document


def lines_of(source: str) -> tuple[RawLine, ...]:
    return document_of(source).pages[0].lines


def texts_of(source: str) -> list[str]:
    return [line.text for line in lines_of(source)]


def test_notes_and_their_calls() -> None:
    source = """Ports grew[^1], then fell.[^long-name]

[^1]: Port office, [Report](https://example.org/r).
[^long-name]: First line
    and its second.

    And a second paragraph.

More text[^1] here.
"""
    lines = lines_of(source)
    assert lines[0].text == "Ports grew, then fell."
    assert [(one.offset, one.number, one.target) for one in lines[0].calls] == [
        (10, "1", "fn:1"),
        (22, "long-name", "fn:long-name"),
    ]
    assert lines[1].text == "More text here."
    assert [(line.note_number, line.note_target, line.text) for line in lines[2:]] == [
        ("1", "fn:1", "Port office, Report (https://example.org/r)."),
        ("long-name", "fn:long-name", "First line and its second. And a second paragraph."),
    ]
    assert {line.role for line in lines[2:]} == {LineRole.NOTE}


def test_raw_html_calls_and_notes_with_back_links() -> None:
    source = """Ports grew<sup id="fnr7"><a href="#fn7">7</a></sup>, then fell.

<ul>

	<li id="fn7"><sup>7</sup> Port office, <a href="https://example.org/r">https://example.org/r</a>.
	<a href="#fnr7">&#8617;</a></li>

	<li id="fn8"><sup>8</sup> Not called. <a href="#fnr8">&#8617;</a></li>
</ul>
"""
    text, *notes = lines_of(source)
    assert [(one.offset, one.number, one.target) for one in text.calls] == [(10, "7", "fn7")]
    assert [(line.role, line.note_number, line.note_target, line.text) for line in notes] == [
        (LineRole.NOTE, "7", "fn7", "Port office, https://example.org/r."),
        (LineRole.NOTE, "8", "fn8", "Not called."),
    ]


def test_links_to_fragments_as_converters_write_them() -> None:
    source = "Ports grew[\\[1\\]](#_ftn1), then fell.\n\n[\\[1\\]](#_ftnref1) Port office.\n"
    text, note = lines_of(source)
    assert (text.text, [(one.number, one.target) for one in text.calls]) == ("Ports grew, then fell.", [("1", "_ftn1")])
    assert (note.role, note.note_number, note.note_target, note.text) == (LineRole.NOTE, "1", "_ftn1", "Port office.")


def test_numbered_references_are_notes() -> None:
    text, note = lines_of("Ports grew [1], in [27](https://example.org/eu) states.\n\n[1]: https://example.org/r\n")
    assert text.text == "Ports grew, in 27 states."
    assert [(one.offset, one.number, one.target) for one in text.calls] == [(10, "1", "source-1")]
    assert (note.role, note.note_number, note.text) == (LineRole.NOTE, "1", "https://example.org/r")


def test_front_matter_becomes_hints() -> None:
    pairs = "title: 'A title: with a colon'\nauthors:\n  - A. Writer\n  - B. Writer\ndate: 2031-05-06\nlang: en"
    source = f"---\n{pairs}\n---\nText\n"
    document = document_of(source)
    assert document.hints == {
        "title": "A title: with a colon",
        "author": "A. Writer; B. Writer",
        "date": "2031-05-06",
        "language": "en",
    }
    assert [line.text for line in document.pages[0].lines] == ["Text"]


def test_a_rule_at_the_start_is_no_front_matter() -> None:
    assert texts_of("---\nA sentence that is text.\n\n---\nMore\n") == ["A sentence that is text.", "More"]


def test_structure() -> None:
    source = """# Title

Some *plain* **text** with `code`, ~~old~~ and an ![image](x.png)[link](https://example.org).

3. third
4. fourth
- point
- 1. Which one?

| Port | Cases[^1] |
|------|-------|
| North | 12 |

> quoted

    indented text

```
kept as it is
```
[^1]: Counted once.
"""
    assert [(line.role, line.text) for line in lines_of(source)] == [
        (LineRole.HEADING, "Title"),
        (LineRole.UNKNOWN, "Some plain text with code, old and an link."),
        (LineRole.ITEM, "3. third"),
        (LineRole.ITEM, "4. fourth"),
        (LineRole.ITEM, "point"),
        (LineRole.ITEM, "1. Which one?"),
        (LineRole.TABLE_ROW, "Port | Cases"),
        (LineRole.TABLE_ROW, "North | 12"),
        (LineRole.UNKNOWN, "quoted"),
        (LineRole.UNKNOWN, "indented text"),
        (LineRole.UNKNOWN, "kept as it is"),
        (LineRole.NOTE, "Counted once."),
    ]
    assert lines_of(source)[6].calls[0].number == "1"


def test_soft_line_ends_are_left_to_the_assembly() -> None:
    lines = lines_of("one line that is auth-\nored and ends\n\nnext\n")
    assert [(line.text, line.starts_block) for line in lines] == [
        ("one line that is auth-", True),
        ("ored and ends", False),
        ("next", True),
    ]


def test_addresses_are_kept_where_they_are_the_text() -> None:
    assert texts_of("See <https://example.org/a_b> and https://example.org/c_d_e.") == [
        "See https://example.org/a_b and https://example.org/c_d_e."
    ]


def test_page_headings_of_a_converted_document_make_pages() -> None:
    document = document_of("# Report\n\n## Page 4\n\none\n\n---\n\n## Page 5\n\ntwo\n")
    assert document.paged
    assert [(page.number, page.label, [line.text for line in page.lines]) for page in document.pages] == [
        (1, "4", ["Report", "one"]),
        (2, "5", ["two"]),
    ]


def test_pages_out_of_order_are_just_headings() -> None:
    assert not document_of("## Page 4\n\none\n\n## Page 9\n\ntwo\n").paged


def test_escaped_and_unknown_brackets_are_text() -> None:
    assert texts_of("The \\*starred\\* [1] one &amp; the <insert name> one") == [
        "The *starred* [1] one & the <insert name> one"
    ]


def test_bold_paragraphs_are_bold() -> None:
    assert [line.bold for line in lines_of("**Recital (4)**\n\n**Part** of it\n")] == [True, False]


def test_an_empty_file_is_refused() -> None:
    assert isinstance(read_markdown(b"---\ntitle: x\n---\n"), ReadFailure)
