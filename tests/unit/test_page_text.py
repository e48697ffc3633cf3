from assistant.domain import WordBox
from assistant.reading.assembly.blocks import Block, BlockKind
from assistant.reading.assembly.page_text import lay_out, page_layout
from assistant.reading.raw import Box, RawCall
from tests.unit.raw_lines import page


def _block(kind: BlockKind, text: str, **more: object) -> Block:
    return Block(page=1, kind=kind, text=text, **more)  # type: ignore[arg-type]


def test_paragraphs_stand_apart_and_items_and_rows_close() -> None:
    body = [
        _block(BlockKind.HEADING, "Ports"),
        _block(BlockKind.PROSE, "Text."),
        _block(BlockKind.ITEM, "• a"),
        _block(BlockKind.ITEM, "• b"),
        _block(BlockKind.TABLE, "1 2"),
        _block(BlockKind.TABLE, "3 4"),
    ]
    text, placed, _ = lay_out(body, [])
    assert text == "Ports\n\nText.\n\n• a\n• b\n\n1 2\n3 4"
    assert all(text[block.start : block.end] == block.text for block in placed)


def test_notes_come_last_behind_their_printed_number() -> None:
    notes = [_block(BlockKind.NOTE, "One.", number="1"), _block(BlockKind.NOTE, "Two.")]
    text, _, placed = lay_out([_block(BlockKind.PROSE, "Text.")], notes)
    assert text == "Text.\n\n1 One.\n\nTwo."
    assert [text[block.start : block.end] for block in placed] == ["One.", "Two."]


def test_words_and_markers_get_their_place_in_the_page() -> None:
    word = WordBox(start=0, end=4, left=0.1, top=0.1, right=0.2, bottom=0.11)
    call = RawCall(offset=4, number="1", box=Box(left=0.2, top=0.1, right=0.21, bottom=0.105))
    _, placed, _ = lay_out(
        [_block(BlockKind.PROSE, "Text."), _block(BlockKind.PROSE, "More", words=(word,), calls=(call,))], []
    )
    layout = page_layout(page(1), placed)
    assert layout is not None
    assert [(box.start, box.end) for box in layout.words] == [(7, 11), (11, 11)]


def test_a_page_without_a_size_has_no_layout() -> None:
    assert page_layout(page(1).__class__(number=1, lines=()), []) is None
