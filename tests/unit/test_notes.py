from dataclasses import replace

from assistant.reading.assembly.notes import cut_block, note_blocks, take_tails
from assistant.reading.assembly.paragraphs import paragraph_blocks
from assistant.reading.raw import LineRole, RawCall, RawLine
from tests.unit.raw_lines import block, printed

NO_WORDS: frozenset[str] = frozenset()
NO_CALLS: frozenset[str] = frozenset()


def _note(text: str, number: str | None = None) -> RawLine:
    return block(text, role=LineRole.NOTE, note_number=number)


def test_notes_with_and_without_numbers() -> None:
    blocks = note_blocks([_note("First.", "1"), _note("Second.")], 1, NO_WORDS, NO_CALLS)
    assert [(one.number, one.text) for one in blocks] == [("1", "First."), (None, "Second.")]


def test_two_addresses_on_one_line_are_two_notes() -> None:
    blocks = note_blocks([_note("https://example.org/a https://example.org/b", "1")], 1, NO_WORDS, NO_CALLS)
    assert [(one.number, one.text) for one in blocks] == [
        ("1", "https://example.org/a"),
        (None, "https://example.org/b"),
    ]


def test_a_number_printed_in_the_text_is_lifted() -> None:
    lines = [printed("4 – Report of the board", 0.9, size=8), printed("on ports.", 0.92, size=8)]
    (one,) = note_blocks(lines, 1, NO_WORDS, frozenset({"4"}))
    assert (one.number, one.text) == ("4", "Report of the board on ports.")
    assert one.text[one.words[0].start : one.words[0].end] == "Report"


def test_a_bracket_left_of_the_number_goes() -> None:
    (one,) = note_blocks([_note(") Report.", "1")], 1, NO_WORDS, NO_CALLS)
    assert one.text == "Report."


def test_the_tail_of_an_address_goes_back_to_its_note() -> None:
    body = paragraph_blocks([block("A text of the body."), block("agency-warns/")], 1, NO_WORDS)
    notes = note_blocks([_note("https://example.org/the-", "1")], 1, NO_WORDS, NO_CALLS)
    body, notes = take_tails(body, notes)
    assert [one.text for one in body] == ["A text of the body."]
    assert notes[0].text == "https://example.org/the-agency-warns/"


def test_nothing_moves_without_a_torn_address() -> None:
    body = paragraph_blocks([block("agency-warns/")], 1, NO_WORDS)
    assert take_tails(body, [])[0] == body


def test_a_cut_block_keeps_its_calls_in_place() -> None:
    (one,) = paragraph_blocks([block("One two three.")], 1, NO_WORDS)
    one = replace(one, calls=(RawCall(offset=7, number="1"),))
    cut = cut_block(one, 4, 14)
    assert cut.text[: cut.calls[0].offset] == "two"
