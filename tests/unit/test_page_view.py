"""The boxes and marks of a page are the words that were cited, and no others."""

from __future__ import annotations

from dataclasses import replace

from assistant.domain import Span, WordBox
from assistant.ui.page_view import Mark, payload
from tests.fakes import blog_document, note_document


def _boxes(start: int, end: int) -> list[dict[str, object]]:
    mark = Mark(span=Span(page=1, start=start, end=end), kind="cited")
    shown = payload(note_document(), 1, [mark], picture=b"png", height="1px", target="t")
    marks: list[dict[str, object]] = shown["marks"]
    return marks


def test_a_sentence_over_two_lines_is_two_boxes_with_its_words() -> None:
    text = note_document().pages[0].text
    start = text.index("Forged")
    boxes = _boxes(start, len(text))
    assert " ".join(str(box["text"]) for box in boxes) == text[start:]
    assert len(boxes) == 2
    assert boxes[0]["top"] != boxes[1]["top"]


def test_a_box_says_only_the_cited_part_of_a_word() -> None:
    assert [box["text"] for box in _boxes(2, 6)] == ["uggl"]


def test_words_of_another_column_are_another_box() -> None:
    document = note_document()
    far = (
        WordBox(start=0, end=9, left=0.1, top=0.1, right=0.2, bottom=0.12),
        WordBox(start=10, end=14, left=0.6, top=0.1, right=0.7, bottom=0.12),
    )
    document = replace(document, layouts=(replace(document.layouts[0], words=far),))
    mark = Mark(span=Span(page=1, start=0, end=14), kind="cited")
    shown = payload(document, 1, [mark], picture=b"png", height="1px", target="t")
    assert [box["text"] for box in shown["marks"]] == ["Smugglers", "hide"]


def test_a_call_is_marked_where_it_stands() -> None:
    document = note_document()
    call = document.footnotes[0].calls[0]
    at = WordBox(start=call.start, end=call.start, left=0.5, top=0.5, right=0.51, bottom=0.51)
    document = replace(document, layouts=(replace(document.layouts[0], words=(*document.layouts[0].words, at)),))
    shown = payload(
        document, 1, [Mark(span=call, kind="call", title="Call of note 1")], picture=b"x", height="1px", target="t"
    )
    assert [(box["left"], box["top"], box["kind"]) for box in shown["marks"]] == [(0.5, 0.5, "call")]


def test_a_call_without_a_box_is_marked_at_the_end_of_the_word_before_it() -> None:
    document = note_document()
    call = document.footnotes[0].calls[0]
    shown = payload(document, 1, [Mark(span=call, kind="call")], picture=b"x", height="1px", target="t")
    before = next(word for word in document.layouts[0].words if word.start < call.start <= word.end)
    assert [round(box["left"] + box["width"], 5) for box in shown["marks"]] == [before.right]


def test_a_page_without_a_picture_is_its_text_cut_at_the_marks() -> None:
    document = blog_document()
    text = document.pages[0].text
    marks = [
        Mark(span=Span(page=1, start=0, end=7), kind="cited"),
        Mark(span=Span(page=1, start=3, end=9), kind="note"),
    ]
    shown = payload(document, 1, marks, picture=None, height="1px", target="t")
    assert shown["picture"] is None
    assert "".join(one["text"] for one in shown["segments"]) == text
    assert [one["text"] for one in shown["segments"] if one["mark"]] == [text[:7]]


def test_marks_of_other_pages_are_left_out() -> None:
    mark = Mark(span=Span(page=2, start=0, end=3), kind="cited")
    assert payload(note_document(), 1, [mark], picture=b"x", height="1px", target="t")["marks"] == []
