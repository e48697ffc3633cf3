import pytest

from assistant.reading.assembly.blocks import Block, BlockKind, BodyStyle
from assistant.reading.assembly.headings import body_style, mark_headings, numbering
from assistant.reading.raw import Box

BODY = BodyStyle(size_pt=11.0)
LEFT = Box(left=0.1, top=0.2, right=0.4, bottom=0.22)


def _printed(text: str, **more: object) -> Block:
    fields: dict[str, object] = {"size_pt": 11.0, "box": LEFT, "kind": BlockKind.PROSE, **more}
    return Block(page=1, text=text, **fields)  # type: ignore[arg-type]


def _is_heading(block: Block, following: str = "The text begins here and goes on.") -> bool:
    after = Block(page=1, kind=BlockKind.PROSE, text=following, box=block.box, size_pt=block.size_pt)
    return mark_headings([block, after], BODY, {}, levels_are_sure=False)[0].kind is BlockKind.HEADING


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("II. Ports and parcels", "II"),
        ("IV – Ports", "IV"),
        ("3.1 Ports", "3.1"),
        ("Article 5", "Article 5"),
        ("CHAPTER II – Rules", "CHAPTER II"),
        ("ANNEX III", "ANNEX III"),
        ("A. Ports", "A"),
        ("(b) Ports", "b"),
        ("Artículo 14 bis", "Artículo 14 bis"),
    ],
)
def test_numberings(text: str, number: str) -> None:
    found = numbering(text)
    assert found is not None
    assert found.number == number


def test_words_are_no_numbering() -> None:
    assert numbering("In the spring the ports were opened.") is None
    assert numbering("MIX of parcels") is None


def test_outer_numberings_come_before_inner_ones() -> None:
    texts = ["ANNEX I", "TITLE II", "CHAPTER I", "I. Ports", "A. Ports", "Article 3", "1. Ports", "1.1 Ports"]
    depths = [found.depth for text in texts if (found := numbering(text))]
    assert depths == sorted(depths)
    assert len(set(depths)) == len(texts)


@pytest.mark.parametrize(
    "block",
    [
        _printed("Ports and parcels", size_pt=16.0),
        _printed("Ports and parcels", bold=True),
        _printed("1. PORTS AND PARCELS", bold=True),
        _printed("PORTS AND PARCELS"),
        _printed("Article 5"),
        _printed("3.1 Ports and parcels"),
        _printed("Ports and parcels", italic=True),
        _printed("Why do ports matter?", bold=True),
    ],
)
def test_set_apart_lines_are_headings(block: Block) -> None:
    assert _is_heading(block)


@pytest.mark.parametrize(
    "block",
    [
        _printed("The ports were opened in the spring.", bold=True),
        _printed("Ports and parcels"),
        _printed("Article 5 of the act applies to all ports"),
        _printed("1. The Presidency opened the meeting"),
        _printed("of ports and of parcels", bold=True),
        _printed("ports, parcels and", bold=True, gap=False, fills=True),
        _printed("LIMITE", bold=True, size_pt=16.0),
        _printed("12", bold=True, size_pt=16.0),
        _printed("PORTS AND PARCELS", kind=BlockKind.TABLE),
        _printed("Small print under a table", size_pt=8.0, bold=True),
    ],
)
def test_other_lines_are_not(block: Block) -> None:
    assert not _is_heading(block)


def test_the_count_of_marks_makes_no_heading_of_a_marking() -> None:
    block = Block(page=1, kind=BlockKind.PROSE, text="LIMITE", heading_level=4)
    assert not _is_heading(block)


def test_text_without_type_is_told_by_its_form() -> None:
    assert _is_heading(Block(page=1, kind=BlockKind.PROSE, text="II. Ports and parcels"))
    assert _is_heading(Block(page=1, kind=BlockKind.PROSE, text="PORTS AND PARCELS"))
    assert not _is_heading(Block(page=1, kind=BlockKind.PROSE, text="1. Ports were opened in the spring."))


def test_a_bookmark_makes_a_heading() -> None:
    block = _printed("Ports and parcels")
    marked = mark_headings([block], BODY, {"portsandparcels": 2}, levels_are_sure=False)
    assert (marked[0].kind, marked[0].heading_level) == (BlockKind.HEADING, 2)


def test_the_line_under_a_bare_number_is_its_title() -> None:
    centred = {"box": Box(left=0.4, top=0.2, right=0.6, bottom=0.22)}
    title = _printed("Rules for ports", box=Box(left=0.3, top=0.23, right=0.7, bottom=0.25))
    marked = mark_headings([_printed("Article 5", **centred), title], BODY, {}, levels_are_sure=False)
    assert [block.kind for block in marked] == [BlockKind.HEADING] * 2


def test_a_table_of_contents_is_no_run_of_headings() -> None:
    lines = [_printed("Contents", bold=True), _printed("1. Ports 3", bold=True), _printed("ANNEX I ........ 12")]
    marked = mark_headings(lines, BODY, {}, levels_are_sure=False)
    assert [block.kind for block in marked] == [BlockKind.HEADING, BlockKind.TABLE, BlockKind.TABLE]


def test_most_characters_decide_what_the_body_is() -> None:
    blocks = [_printed("Ports", size_pt=16.0, bold=True), _printed("A long text about ports. " * 5)]
    assert body_style(blocks) == BODY
    assert body_style([]) == BodyStyle()
