from assistant.reading.assembly.blocks import Block, BlockKind
from assistant.reading.assembly.sections import divide


def _heading(
    text: str, size: float | None = None, *, page: int = 1, bold: bool = True, level: int | None = None
) -> Block:
    return Block(page=page, kind=BlockKind.HEADING, text=text, size_pt=size, bold=bold, heading_level=level)


def _text(text: str, page: int = 1, *, start: int = 0, continues: bool = False) -> Block:
    return Block(page=page, kind=BlockKind.PROSE, text=text, start=start, continues=continues)


def _paths(blocks: list[Block], *, sure: bool = False) -> list[tuple[str, ...]]:
    return [section.headings for section in divide(blocks, levels_are_sure=sure)[0]]


def test_numbered_siblings_are_siblings_whatever_their_marks() -> None:
    blocks = [_heading("I. Ports", level=2), _text("a"), _heading("II. Parcels", level=1), _text("b")]
    assert _paths(blocks) == [("I. Ports",), ("II. Parcels",)]


def test_decimals_nest() -> None:
    blocks = [_heading("1. Ports", 12), _heading("1.1 Sea", 12), _text("a"), _heading("2. Parcels", 12), _text("b")]
    assert _paths(blocks) == [("1. Ports", "1.1 Sea"), ("2. Parcels",)]


def test_a_bare_number_and_its_title_are_one_heading() -> None:
    blocks = [
        _heading("CHAPTER I", 11),
        _heading("Rules", 11),
        _heading("Article 1", 11),
        _heading("Scope", 11),
        _text("a"),
    ]
    assert _paths(blocks) == [("CHAPTER I Rules", "Article 1 Scope")]


def test_type_decides_between_headings_without_numbers() -> None:
    blocks = [
        _heading("Ports", 16),
        _text("a"),
        _heading("Sea", 13),
        _text("b"),
        _heading("Air", 13),
        _text("c"),
        _heading("Parcels", 16),
        _text("d"),
    ]
    assert _paths(blocks) == [("Ports",), ("Ports", "Sea"), ("Ports", "Air"), ("Parcels",)]


def test_a_chapter_closes_the_summary_before_it() -> None:
    blocks = [_heading("Summary", 16), _text("a"), _heading("CHAPTER I – Ports", 12), _text("b")]
    assert _paths(blocks) == [("Summary",), ("CHAPTER I – Ports",)]


def test_html_levels_are_used() -> None:
    blocks = [_heading("Ports", level=1), _text("a"), _heading("Sea", level=2), _text("b")]
    assert _paths(blocks, sure=True) == [("Ports",), ("Ports", "Sea")]


def test_a_page_end_closes_neither_section_nor_paragraph() -> None:
    blocks = [
        _heading("I. Ports"),
        _text("begins on"),
        _text("this page.", 2, continues=True),
        _text("Next.", 2, start=12),
    ]
    sections, paragraphs = divide(blocks, levels_are_sure=False)
    assert [span.page for span in sections[0].spans] == [1, 2]
    assert [paragraph.text for paragraph in paragraphs] == ["begins on this page.", "Next."]


def test_a_paragraph_goes_on_behind_a_table() -> None:
    row = Block(page=2, kind=BlockKind.TABLE, text="Port 12")
    blocks = [_text("begins on"), row, _text("this page.", 2, start=9, continues=True)]
    paragraphs = divide(blocks, levels_are_sure=False)[1]
    assert [paragraph.text for paragraph in paragraphs] == ["begins on this page.", "Port 12"]


def test_headings_and_header_lines_stand_in_no_section_span() -> None:
    header = Block(page=1, kind=BlockKind.HEADER, text="NOTE")
    blocks = [header, _heading("I. Ports"), _text("Text.", start=20)]
    sections = divide(blocks, levels_are_sure=False)[0]
    assert [(span.start, span.end) for span in sections[0].spans] == [(20, 25)]


def test_text_before_the_first_heading_has_an_empty_path() -> None:
    assert _paths([_text("a"), _heading("I. Ports"), _text("b")]) == [(), ("I. Ports",)]
