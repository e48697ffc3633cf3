"""Reading order: columns are cut, tables are not, edges of the page belong to no column."""

from __future__ import annotations

from assistant.reading.pdf.columns import Region, reading_order
from assistant.reading.pdf.pieces import Fragment, Piece, fragment_of

SIZE = 10.0
HEIGHT = 800.0


def fragment(text: str, left: float, base: float, right: float) -> Fragment:
    piece = Piece(text, left, base - 9, right, base + 2, base, SIZE, True, False, False, False)
    return fragment_of([piece])


def column(name: str, left: float, right: float, *, top: float = 200, lines: int = 12) -> list[Fragment]:
    return [fragment(f"{name}{index}", left, top + 12 * index, right - index % 3) for index in range(lines)]


def order(fragments: list[Fragment]) -> list[str]:
    """The texts in reading order, a region's fragments top to bottom."""
    found: list[Region] = reading_order(fragments, HEIGHT)
    return [item.pieces[0].text for region in found for item in sorted(region.fragments, key=lambda item: item.base)]


def test_two_columns_are_read_one_after_the_other() -> None:
    left, right = column("a", 50, 290), column("b", 310, 550)
    rows = [item for pair in zip(left, right, strict=True) for item in pair]
    assert order(rows) == [f"a{index}" for index in range(12)] + [f"b{index}" for index in range(12)]


def test_three_columns_get_three_numbers() -> None:
    fragments = [*column("a", 50, 200), *column("b", 215, 365), *column("c", 380, 530)]
    assert [region.column for region in reading_order(fragments, HEIGHT)] == [0, 1, 2]


def test_a_heading_across_the_page_divides_the_columns_above_it_from_those_below() -> None:
    above = [*column("a", 50, 290, top=150, lines=6), *column("b", 310, 550, top=150, lines=6)]
    below = [*column("c", 50, 290, top=300, lines=6), *column("d", 310, 550, top=300, lines=6)]
    found = order([*above, fragment("heading", 100, 250, 500), *below])
    assert [text[0] for text in found] == [*"aaaaaa", *"bbbbbb", "h", *"cccccc", *"dddddd"]


def test_a_table_of_short_cells_is_not_cut() -> None:
    cells = [fragment(f"r{row}", left, 200 + 12 * row, left + 40) for row in range(12) for left in (50, 250, 450)]
    assert len(reading_order(cells, HEIGHT)) == 1


def test_blocks_that_alternate_left_and_right_are_read_from_top_to_bottom() -> None:
    blocks = [
        item
        for index in range(4)
        for item in (
            *column(f"{index}a", 50, 250, top=150 + 120 * index, lines=4),
            *column(f"{index}b", 300, 550, top=206 + 120 * index, lines=4),
        )
    ]
    assert [text[:2] for text in order(blocks)][::4] == ["0a", "0b", "1a", "1b", "2a", "2b", "3a", "3b"]


def test_head_and_foot_belong_to_no_column() -> None:
    head, foot = fragment("head", 50, 40, 120), fragment("foot", 320, 790, 400)
    body = [*column("a", 50, 290, top=100, lines=40), *column("b", 310, 550, top=100, lines=40)]
    found = order([foot, *body, head])
    assert (found[0], found[-1]) == ("head", "foot")


def test_no_text_has_no_order() -> None:
    assert reading_order([], HEIGHT) == []
