from assistant.domain import FootnoteLink, SourceStatus, Span
from assistant.reading.assembly.blocks import Block, BlockKind
from assistant.reading.assembly.footnotes import Call, Note, join, number_notes


def _note(page: int, text: str, number: str | None = None, target: str | None = None) -> Note:
    block = Block(page=page, kind=BlockKind.NOTE, text=text, number=number, target=target)
    return Note(blocks=(block,), number=number, printed=number is not None)


def _call(page: int, number: str, at: int = 0, target: str | None = None) -> Call:
    place = Span(page=page, start=at, end=at)
    return Call(number=number, target=target, place=place, phrase=place)


def test_the_same_number_on_two_pages_is_two_notes() -> None:
    notes = [_note(1, "One.", "1"), _note(2, "Another.", "1")]
    found = join([_call(1, "1"), _call(2, "1")], notes)
    assert [(one.page, one.text, one.link) for one in found] == [
        (1, "One.", FootnoteLink.PRINTED),
        (2, "Another.", FootnoteLink.PRINTED),
    ]


def test_two_calls_of_one_note_stand_in_one_footnote() -> None:
    (one,) = join([_call(1, "1", 5), _call(1, "1", 50)], [_note(1, "One.", "1")])
    assert [call.start for call in one.calls] == [5, 50]


def test_a_link_decides_before_the_number_does() -> None:
    notes = [_note(1, "Wrong.", "1"), _note(1, "Right.", "2", target="fn-x")]
    found = join([_call(1, "1", target="fn-x")], notes)
    assert next(one for one in found if one.calls).text == "Right."


def test_unnumbered_notes_are_counted_on_and_back() -> None:
    notes = [_note(1, "a"), _note(1, "b"), _note(1, "c", "3"), _note(1, "d")]
    numbered = number_notes(notes, {1: ["1", "2", "3", "4"]})
    assert [note.number for note in numbered] == ["1", "2", "3", "4"]
    assert "below" in numbered[0].reason
    assert "above" in numbered[3].reason


def test_without_any_printed_number_the_calls_give_the_first() -> None:
    numbered = number_notes([_note(3, "a"), _note(3, "b")], {3: ["7", "8"]})
    assert [note.number for note in numbered] == ["7", "8"]
    found = join([_call(3, "7"), _call(3, "8")], numbered)
    assert {one.link for one in found} == {FootnoteLink.INFERRED}


def test_endnotes_are_found_on_another_page() -> None:
    (one,) = join([_call(1, "1")], [_note(9, "At the end.", "1")])
    assert (one.page, one.link, one.text) == (1, FootnoteLink.PRINTED, "At the end.")
    assert "another page" in one.reason


def test_a_running_number_is_inferred_and_said_to_be() -> None:
    notes = [_note(1, "a", "1"), _note(1, "b", "2"), _note(2, "c", "1")]
    found = join([_call(1, "1"), _call(1, "2"), _call(2, "1"), _call(2, "3", 9)], notes)
    three = next(one for one in found if one.number == "3")
    assert (three.text, three.link) == ("c", FootnoteLink.INFERRED)
    assert "number 3" in three.reason


def test_what_has_no_partner_is_unresolved() -> None:
    found = join([_call(1, "5")], [_note(1, "Alone.", "1")])
    assert {one.link for one in found} == {FootnoteLink.UNRESOLVED}
    assert {(one.number, one.text, len(one.calls)) for one in found} == {("5", "", 1), ("1", "Alone.", 0)}


def test_a_note_of_only_an_address_is_a_link() -> None:
    notes = [_note(1, "https://example.org/a", "1"), _note(1, "Report, https://example.org/b", "2")]
    found = join([_call(1, "1"), _call(1, "2", 4)], notes)
    assert [one.source for one in found] == [SourceStatus.LINK_ONLY, SourceStatus.NOT_IN_CORPUS]
