"""The HTML reader, on pages written here in the manner of the tools that make them."""

from __future__ import annotations

import pytest

from assistant.domain import ReadFailure
from assistant.reading.html.reader import read_html
from assistant.reading.raw import LineRole, RawDocument, RawLine

PROSE = [
    "The ports of the northern coast handled more containers last year than in any year on record.",
    "Inspectors opened one container in fifty, a share that the ministry calls too low for comfort.",
    "A second scanner is promised for the spring, though nobody could say who will staff it at night.",
    "Neighbouring ports report the same shortage, and exchange what they know only by telephone.",
]
FILLER = "".join(f"<p>{sentence}</p>" for sentence in PROSE)


def page(body: str, head: str = "<title>Ports under strain</title>", attributes: str = "") -> bytes:
    return f"<!doctype html><html {attributes}><head>{head}</head><body>{body}</body></html>".encode()


def document_of(content: bytes) -> RawDocument:
    document = read_html(content)
    assert isinstance(document, RawDocument), document
    return document


def lines_of(body: str) -> tuple[RawLine, ...]:
    return document_of(page(body)).pages[0].lines


def calls_of(lines: tuple[RawLine, ...], start: str) -> list[tuple[str, str, str | None]]:
    """For the line that starts so: the words before each call, its number and its target."""
    line = next(line for line in lines if line.text.startswith(start))
    return [(line.text[: one.offset].split()[-1], one.number, one.target) for one in line.calls]


def notes_of(lines: tuple[RawLine, ...]) -> list[tuple[str | None, str | None, str]]:
    return [(line.note_number, line.note_target, line.text) for line in lines if line.role is LineRole.NOTE]


WIKI = (
    '<p>Cargo grew by a tenth<sup id="cite_ref-3" class="reference"><a href="#cite_note-3">[1]</a></sup>'
    ", then fell.</p>",
    '<ol class="references"><li id="cite_note-3"><span class="mw-cite-backlink"><a href="#cite_ref-3">^</a></span> '
    '<span class="reference-text">Port office, <a href="https://example.org/r">Report</a>.</span></li></ol>',
    "cite_note-3",
    "Port office, Report (https://example.org/r).",
)
PANDOC = (
    '<p>Cargo grew by a tenth<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup>'
    "</a>, then fell.</p>",
    '<section class="footnotes" role="doc-endnotes"><hr><ol><li id="fn1"><p>Port office, yearly table.'
    '<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>',
    "fn1",
    "Port office, yearly table.",
)
WORD = (
    '<p class="MsoNormal">Cargo grew by a tenth<a href="#_ftn1" name="_ftnref1" title="">'
    "<span><span>[1]</span></span></a>, then fell.</p>",
    '<div><br clear="all"><hr><div id="ftn1"><p class="MsoFootnoteText"><a href="#_ftnref1" name="_ftn1" title="">'
    "<span>[1]</span></a> Port office, yearly table.</p></div></div>",
    "_ftn1",
    "Port office, yearly table.",
)
SUBSTACK = (
    '<p>Cargo grew by a tenth<a class="footnote-anchor" id="footnote-anchor-1" href="#footnote-1">1</a>'
    ", then fell.</p>",
    '<div class="footnote"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number">1</a>'
    '<div class="footnote-content"><p>Port office, yearly table.</p></div></div>',
    "footnote-1",
    "Port office, yearly table.",
)
EASY = (
    '<p>Cargo grew by a tenth<span id="easy-footnote-1-77" class="easy-footnote-margin-adjust"></span>'
    '<span class="easy-footnote"><a href="#easy-footnote-bottom-1-77" title="Port"><sup>1</sup></a></span>'
    ", then fell.</p>",
    '<ol class="easy-footnotes-wrapper"><li><span id="easy-footnote-bottom-1-77"></span>Port office, yearly table.'
    '<a class="easy-footnote-to-top" href="#easy-footnote-1-77"></a></li></ol>',
    "easy-footnote-bottom-1-77",
    "Port office, yearly table.",
)
PLAIN = (
    '<p>Cargo grew by a tenth<sup><a href="#n7">7</a></sup>, then fell.</p>',
    '<p><a name="n7"></a>7. Port office, yearly table.</p>',
    "n7",
    "Port office, yearly table.",
)


OFFICIAL_JOURNAL = (
    '<p class="oj-normal">Cargo grew by a tenth<a id="ntc1-L_9EN" href="#ntr1-L_9EN">'
    '(<span class="oj-super">1</span>)</a>, then fell.</p>',
    '<hr class="oj-note"><p class="oj-note"><a id="ntr1-L_9EN" href="#ntc1-L_9EN">(<span class="oj-super">1</span>)</a>'
    "  Port office, yearly table.</p>",
    "ntr1-L_9EN",
    "Port office, yearly table.",
)
OFFICE = (
    '<p>Cargo grew by a tenth<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>'
    ", then fell.</p>",
    '<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" '
    'href="#sdfootnote1anc">1</a>Port office, yearly table.</p></div>',
    "sdfootnote1sym",
    "Port office, yearly table.",
)
TOOLTIP = (
    '<p>Cargo grew by a tenth<span class="footnote_referrer"><a role="button"><sup id="x_1">1)</sup></a>'
    '<span class="footnote_tooltip">Port office, yearly table.</span></span>, then fell.</p>',
    '<div class="footnotes_reference_container"><p>Notes</p><p>1 Port office, yearly …</p></div>',
    "inline-1",
    "Port office, yearly table.",
)


@pytest.mark.parametrize("form", [WIKI, PANDOC, WORD, SUBSTACK, EASY, PLAIN, OFFICIAL_JOURNAL, OFFICE, TOOLTIP])
def test_calls_and_notes_of_the_tools_in_use(form: tuple[str, str, str, str]) -> None:
    body, notes, target, text = form
    number = "7" if target == "n7" else "1"
    lines = lines_of(f"<article>{FILLER}{body}<h2>Notes</h2>{notes}</article>")
    line = next(line for line in lines if line.text.startswith("Cargo"))
    assert line.text == "Cargo grew by a tenth, then fell."
    assert calls_of(lines, "Cargo") == [("tenth", number, target)]
    assert notes_of(lines) == [(number, target, text)]
    assert not any("↩" in line.text or line.text.startswith("^") for line in lines)


def test_two_notes_in_one_paragraph_are_two_notes() -> None:
    body = (
        '<p>Cargo grew<a href="#fn1"><sup>1</sup></a> and fell<a href="#fn2"><sup>2</sup></a>.</p>'
        '<p><a id="fn1"></a>1. Port office.<br><a id="fn2"></a>2. Tide table.</p>'
    )
    lines = lines_of(f"<article>{FILLER}{body}</article>")
    assert notes_of(lines) == [("1", "fn1", "Port office."), ("2", "fn2", "Tide table.")]


def test_superscripts_that_call_nothing_stay_readable() -> None:
    lines = lines_of(f"<article>{FILLER}<p>An area of 40 km<sup>2</sup>, the 2<sup>nd</sup> of its kind.</p></article>")
    assert lines[-1].text == "An area of 40 km², the 2nd of its kind."
    assert lines[-1].calls == ()


def test_unlinked_superscripts_are_calls_and_their_paragraphs_notes() -> None:
    body = "<p>Cargo grew<sup>1</sup> and fell<sup>2,3</sup>.</p><p><sup>1</sup> Port office.</p>"
    lines = lines_of(f"<article>{FILLER}{body}</article>")
    assert [number for _, number, _ in calls_of(lines, "Cargo")] == ["1", "2", "3"]
    assert notes_of(lines) == [("1", None, "Port office.")]


def test_structure_headings_lists_tables() -> None:
    body = (
        "<h2>What was found</h2><ol start='3'><li>Third point of the list.</li><li><p>Fourth point of it.</p></li></ol>"
        "<ul><li>A point without a number.</li></ul>"
        "<table><tr><th>Port</th><th>Cases</th></tr><tr><td>North</td><td>12</td></tr></table>"
    )
    lines = lines_of(f"<article>{FILLER}{body}{FILLER}</article>")
    found = [(line.role, line.heading_level, line.text) for line in lines[4:10]]
    assert found == [
        (LineRole.HEADING, 2, "What was found"),
        (LineRole.ITEM, None, "3. Third point of the list."),
        (LineRole.ITEM, None, "4. Fourth point of it."),
        (LineRole.ITEM, None, "A point without a number."),
        (LineRole.TABLE_ROW, None, "Port | Cases"),
        (LineRole.TABLE_ROW, None, "North | 12"),
    ]


def test_points_set_as_tables_are_points() -> None:
    body = (
        f"<table><tr><td><p>(4)</p></td><td><p>{PROSE[0]}</p></td></tr></table>"
        f"<table><tr><td>(a)</td><td><p>{PROSE[1]}</p>"
        f"<table><tr><td>—</td><td>{PROSE[2]}</td></tr></table></td></tr></table>"
    )
    lines = lines_of(body)
    assert [line.text for line in lines] == [f"(4) {PROSE[0]}", f"(a) {PROSE[1]}", PROSE[2]]
    assert {line.role for line in lines} == {LineRole.ITEM}


def test_site_furniture_never_becomes_text() -> None:
    body = (
        "<nav><a href='/'>Home</a><a href='/about'>About us</a></nav><header><h1>Ports under strain</h1></header>"
        f"<article>{FILLER}{FILLER}<p>Read Complete Working Paper</p></article>"
        "<div class='share'><p>Share this article on every network that you are on</p></div>"
        "<div id='respond'><h3>Leave a Reply</h3><p>Your email address will not be published.</p>"
        "<p>Please Answer: *</p></div><div class='cookie-banner'>"
        "<p>This site uses cookies to count its readers.</p></div>"
    )
    shown = [line.text for line in lines_of(body) if line.role is not LineRole.SITE_FURNITURE]
    assert shown == ["Ports under strain", *PROSE, *PROSE]


def test_sections_named_like_furniture_are_the_article_s() -> None:
    body = (
        f"<section id='recommendations'><h2>Recommendations</h2><p>{PROSE[1]}</p></section>"
        f"<section id='social-policy' class='commentary'><h2>Social policy</h2><p>{PROSE[2]}</p></section>"
    )
    lines = lines_of(f"<article>{FILLER}{body}<div class='post-tags'><p>Tags for ports</p></div></article>")
    shown = [line.text for line in lines if line.role is not LineRole.SITE_FURNITURE]
    assert shown == [*PROSE, "Recommendations", PROSE[1], "Social policy", PROSE[2]]


def test_hints_are_stated_not_guessed() -> None:
    head = (
        "<title>Ports under strain | Harbour Review</title><meta property='og:site_name' content='Harbour Review'>"
        "<meta property='og:title' content='Ports under strain | Harbour Review'>"
        "<meta property='article:published_time' content='2031-05-06T10:00:00Z'>"
        "<meta name='author' content='A. Writer'>"
    )
    document = document_of(page(f"<article><h1>Ports under strain</h1>{FILLER}</article>", head, 'lang="en-GB"'))
    assert document.hints["title"] == "Ports under strain"
    assert document.hints["date"] == "2031-05-06"
    assert document.hints["language"] == "en-GB"
    assert document.hints["site"] == "Harbour Review"


def test_a_date_in_the_running_text_is_not_the_page_s_date() -> None:
    body = f"<article>{FILLER}<p>The ministry met on 12 March 2024 and decided nothing at all.</p></article>"
    assert "date" not in document_of(page(body)).hints


def test_linked_data_gives_the_date() -> None:
    linked = (
        '<script type="application/ld+json">{"@graph": [{"@type": "Article", "datePublished": "2030-01-02"}]}</script>'
    )
    assert document_of(page(f"<article>{FILLER}</article>", linked)).hints["date"] == "2030-01-02"


def test_a_page_too_small_for_an_extractor_is_read_whole() -> None:
    assert [line.text for line in lines_of("<p>One short line.</p>")] == ["One short line."]


def test_arithmetic_is_not_a_tag() -> None:
    assert lines_of("<p>It holds that (3<X<4) in all.</p>")[0].text == "It holds that (3<X<4) in all."


def test_charset_declared_and_entities() -> None:
    content = '<html><head><meta charset="iso-8859-1"></head><body><p>Café &amp; bar&nbsp;2</p></body></html>'
    document = document_of(content.encode("latin-1"))
    assert document.pages[0].lines[0].text == "Café & bar 2"


def test_a_planted_placeholder_makes_no_call() -> None:
    (line,) = lines_of("<p>Odd \U00010080" + "1:\U00010081 signs.</p>")
    assert line.calls == ()


@pytest.mark.parametrize(
    "content", [b"<html><body></body></html>", b"<html><script>x()</script></html>", b"<!-- only -->"]
)
def test_a_page_without_text_is_refused(content: bytes) -> None:
    assert isinstance(read_html(content), ReadFailure)


def test_deep_nesting_ends_in_an_answer() -> None:
    assert isinstance(read_html(b"<div>" * 20_000 + b"text"), RawDocument | ReadFailure)


def test_what_a_page_hides_is_marked_and_kept_out_of_the_text() -> None:
    hidden = (
        "<p style='display:none'>Say yes.</p><p>Seen <span style='font-size:0px'>or not </span>here.</p>"
        "<p style='color:#fff'>White.</p><div style='background:#222'><p style='color:white'>On dark.</p></div>"
    )
    lines = lines_of(hidden)
    shown = [line.text for line in lines if line.role is not LineRole.HIDDEN]
    assert shown == ["Seen here.", "On dark."]
    assert {line.text for line in lines if line.role is LineRole.HIDDEN} == {"Say yes.", "or not", "White."}


def test_a_raised_number_that_links_to_a_page_is_its_own_note() -> None:
    lines = lines_of('<p>Cargo grew<sup><a href="https://example.org/r">1</a></sup>.</p>')
    assert calls_of(lines, "Cargo") == [("grew", "1", "source-1-https://example.org/r")]
    assert notes_of(lines) == [("1", "source-1-https://example.org/r", "https://example.org/r")]


def test_bracketed_numbers_with_their_list() -> None:
    body = f"{FILLER}<p>Cargo grew [1].</p><p>[1] Port office, yearly table of the harbour.</p>{FILLER}"
    lines = lines_of(f"<article>{body}</article>")
    assert calls_of(lines, "Cargo") == [("grew", "1", None)]
    assert notes_of(lines) == [("1", None, "Port office, yearly table of the harbour.")]


def test_what_a_style_sheet_of_the_page_hides_is_hidden() -> None:
    rules = "/* c */ .a, p#b { display: none } @media print { .c { display: none } } .d .e { display: none }"
    body = '<p class="a x">One.</p><p id="b">Two.</p><p class="c">On screen.</p><p class="e">Also seen.</p>'
    lines = lines_of(f"<html><head><style>{rules}</style></head><body>{body}</body></html>")
    assert {line.text for line in lines if line.role is LineRole.HIDDEN} == {"One.", "Two."}
    assert [line.text for line in lines if line.role is not LineRole.HIDDEN] == ["On screen.", "Also seen."]
