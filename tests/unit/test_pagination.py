from assistant.reading.assembly.pagination import cut_at_feet
from assistant.reading.raw import LineRole
from tests.unit.raw_lines import block, text_document


def _numbers(lines: list[str]) -> list[list[str]]:
    cut = cut_at_feet(text_document(*(block(text) for text in lines)))
    return [[line.text for line in page.lines] for page in cut.pages]


def test_feet_cut_pages_and_are_dropped() -> None:
    pages = _numbers(["One.", "1234/21 JAI.1 LIMITE EN", "Two.", "1234/21 2 JAI.1 LIMITE EN", "Three."])
    assert pages == [["One."], ["Two."], ["Three."]]


def test_a_foot_torn_in_two_lines_is_one_foot() -> None:
    assert _numbers(["One.", "1234/21", "JAI.1 LIMITE EN", "Two.", "1234/21 LIMITE JAI.1"]) == [["One."], ["Two."]]


def test_a_document_number_above_a_marking_is_no_foot() -> None:
    assert _numbers(["1234/21", "LIMITE", "Text."]) == [["1234/21", "LIMITE", "Text."]]


def test_notes_behind_a_foot_belong_to_the_page_above() -> None:
    lines = [
        block("One."),
        block("1234/21 JAI.1 LIMITE EN"),
        block("A note.", role=LineRole.NOTE, note_number="1"),
        block("https://example.org/two"),
        block("Two."),
    ]
    cut = cut_at_feet(text_document(*lines))
    assert [len(page.lines) for page in cut.pages] == [3, 1]


def test_a_text_without_feet_stays_one_page() -> None:
    assert len(_numbers(["One.", "Two."])) == 1
