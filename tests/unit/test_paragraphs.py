from assistant.reading.assembly.blocks import BlockKind
from assistant.reading.assembly.paragraphs import opening_mark_end, paragraph_blocks
from assistant.reading.raw import RawCall, RawLine
from tests.unit.raw_lines import PITCH, paragraph, printed

NO_WORDS: frozenset[str] = frozenset()


def _texts(lines: list[RawLine]) -> list[str]:
    return [block.text for block in paragraph_blocks(lines, 1, NO_WORDS)]


FIRST = [
    "The committee met in the spring and spoke for a long time about the rules",
    "for small parcels and for ports.",
]
SECOND = ["In the autumn the committee met again and found that most of the rules", "had been followed by all ports."]


def test_white_space_parts_paragraphs() -> None:
    lines = paragraph(FIRST, 0.2) + paragraph(SECOND, 0.2 + 3.2 * PITCH)
    assert _texts(lines) == [" ".join(FIRST), " ".join(SECOND)]


def test_a_short_last_line_parts_paragraphs_without_white_space() -> None:
    lines = paragraph(FIRST, 0.2) + paragraph(SECOND, 0.2 + 2 * PITCH)
    assert _texts(lines) == [" ".join(FIRST), " ".join(SECOND)]


def test_double_spaced_text_beside_a_tight_table_stays_whole() -> None:
    table = [printed(f"Port {n} 12 34", 0.5 + n * 0.013) for n in range(12)]
    lines = [printed(FIRST[0], 0.2, right=0.88), printed(FIRST[1], 0.2 + 0.03)]
    assert _texts(lines + table)[0] == " ".join(FIRST)


def test_bullets_and_numbers_begin_items() -> None:
    lines = [
        printed("The rules are these:", 0.2),
        printed("• small parcels are opened;", 0.2 + PITCH),
        printed("• large parcels are weighed;", 0.2 + 2 * PITCH),
        printed("(a) by hand", 0.2 + 3 * PITCH),
    ]
    blocks = paragraph_blocks(lines, 1, NO_WORDS)
    assert len(blocks) == 4
    assert [block.kind for block in blocks[1:]] == [BlockKind.ITEM] * 3


def test_a_number_that_a_wrapped_line_begins_with_opens_nothing() -> None:
    lines = paragraph(["The rule was laid down by the council of the ports long ago in Article", "3. of the act."], 0.2)
    assert len(_texts(lines)) == 1


def test_a_dash_that_a_wrapped_line_begins_with_goes_on_with_the_sentence() -> None:
    aside = ["The ports agree on little else in this long affair of parcels and of", "— like most ports — and go on."]
    assert _texts(paragraph(aside, 0.2)) == [" ".join(aside)]


def test_a_dash_after_a_short_line_or_a_stop_or_another_dash_begins_an_item() -> None:
    item = "- parcels that are large."
    for above, right in (
        ("The rules are for", None),
        ("These are the rules:", 0.88),
        ("- parcels that are small", 0.88),
    ):
        lines = [printed(above, 0.2, right=right), printed(item, 0.2 + PITCH)]
        assert _texts([*paragraph(FIRST, 0.1), *lines])[1:] == [above, item]


def test_two_centred_lines_in_capitals_are_one_heading() -> None:
    lines = [printed("RULES FOR SMALL PARCELS", 0.2, left=0.3), printed("AND FOR PORTS", 0.2 + PITCH, left=0.3375)]
    assert _texts(lines) == ["RULES FOR SMALL PARCELS AND FOR PORTS"]


def test_a_heading_in_larger_print_stands_alone() -> None:
    lines = [printed("Parcels", 0.2, size=16), *paragraph(FIRST, 0.2 + PITCH)]
    assert _texts(lines) == ["Parcels", " ".join(FIRST)]


def test_calls_and_word_boxes_move_with_their_words() -> None:
    lines = paragraph(FIRST, 0.2)
    second = printed(FIRST[1], 0.2 + PITCH, calls=(RawCall(offset=17, number="1"),))
    (block,) = paragraph_blocks([lines[0], second], 1, NO_WORDS)
    assert block.text[: block.calls[0].offset].endswith("for small parcels")
    assert all(" " not in block.text[word.start : word.end] for word in block.words)
    assert "".join(block.text[word.start : word.end] for word in block.words) == block.text.replace(" ", "")


def test_a_word_cut_at_the_line_end_is_whole_again() -> None:
    lines = [
        printed("The committee met in the spring and spoke about the inspec", 0.2, right=0.88, ends_with_hyphen=True),
        printed("torate of ports.", 0.2 + PITCH),
    ]
    assert _texts(lines) == ["The committee met in the spring and spoke about the inspectorate of ports."]


def test_an_address_is_whole_again() -> None:
    lines = paragraph(
        ["All of it can be read at the place named here: https://example.org/a-long-", "way/home.html"], 0.2
    )
    assert _texts(lines)[0].endswith("https://example.org/a-long-way/home.html")


def test_where_the_words_of_an_item_begin() -> None:
    assert opening_mark_end("• Open all.") == 2
    assert opening_mark_end("12. Open all.") == 4
    assert opening_mark_end("- 1. Open all.") == 5
    assert opening_mark_end("(iv) Open all.") == 5
    assert opening_mark_end("Open all.") == 0
    assert opening_mark_end("- ") == 0
