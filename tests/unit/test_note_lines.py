from assistant.reading.assembly.note_lines import is_url_only, is_url_tail, opening_number, split_notes
from assistant.reading.raw import LineRole
from tests.unit.raw_lines import PITCH, block, paragraph, printed

BODY = ["The committee met in the spring and spoke for a long time about the rules", "for small parcels and for ports."]


def test_small_print_below_a_note_goes_on_with_it() -> None:
    note = printed("See the report of the board, which", 0.88, size=8, role=LineRole.NOTE, note_number="1")
    rest = printed("was published late.", 0.9, size=8)
    body, notes = split_notes([*paragraph(BODY, 0.2), note, rest], body_size_pt=11.0, calls=frozenset({"1"}))
    assert [line.text for line in body] == BODY
    assert notes == [note, rest]


def test_small_print_that_opens_with_a_called_number_is_a_note() -> None:
    line = printed("4 – Report of the board.", 0.9, size=8.5)
    _, notes = split_notes([*paragraph(BODY, 0.2), line], body_size_pt=11.0, calls=frozenset({"4"}))
    assert notes == [line]


def test_body_print_or_an_uncalled_number_is_no_note() -> None:
    large, uncalled = printed("4 Report of the board.", 0.9), printed("5 Report.", 0.92, size=8)
    _, notes = split_notes([large, uncalled], body_size_pt=11.0, calls=frozenset({"4"}))
    assert notes == []


def test_the_rest_of_an_unfinished_note_comes_first_on_the_next_page() -> None:
    rest = printed("of the annual report.", 0.86, size=8)
    note = printed("See the board.", 0.9, size=8, role=LineRole.NOTE, note_number="2")
    lines = [*paragraph(BODY, 0.2), rest, note]
    assert split_notes(lines, body_size_pt=11.0, calls=frozenset(), goes_on=True)[1] == [rest, note]
    assert split_notes(lines, body_size_pt=11.0, calls=frozenset(), goes_on=False)[1] == [note]


def test_a_line_of_addresses_is_a_note() -> None:
    _, notes = split_notes([block("Text."), block("https://example.org/a")], body_size_pt=None, calls=frozenset())
    assert [line.text for line in notes] == ["https://example.org/a"]
    assert is_url_only("https://example.org/a https://example.org/b")
    assert not is_url_only("See https://example.org/a for it.")


def test_tails_of_addresses() -> None:
    assert is_url_tail("agency-warns-again/")
    assert is_url_tail("reports/2020/ports.html")
    assert not is_url_tail("and/or")
    assert not is_url_tail("cross-border")
    assert not is_url_tail("The end.")


def test_numbers_that_notes_open_with() -> None:
    assert opening_number("12 Report") == ("12", 3)
    assert opening_number("(3) Report") == ("3", 4)
    assert opening_number("[4] Report") == ("4", 4)
    assert opening_number("* Report") == ("*", 2)
    assert opening_number("Report") is None


def test_white_lines_have_no_part_in_it() -> None:
    lines = [printed("Text goes on and on.", 0.2), printed("More.", 0.2 + PITCH)]
    assert split_notes(lines, body_size_pt=11.0, calls=frozenset()) == (lines, [])


def test_an_address_as_large_as_the_body_stays_in_the_body() -> None:
    address, after = printed("www.example.org/online/", 0.4), printed("for the forms and their guide.", 0.42)
    lines = [*paragraph(BODY, 0.2), address, after]
    assert split_notes(lines, body_size_pt=11.0, calls=frozenset()) == (lines, [])


def test_an_address_in_small_print_is_a_note() -> None:
    address = printed("https://example.org/a", 0.9, size=8)
    assert split_notes([*paragraph(BODY, 0.2), address], body_size_pt=11.0, calls=frozenset())[1] == [address]
