"""Footnotes as they are shown."""

from __future__ import annotations

import pytest

from assistant.domain import CitedFootnote, FootnoteLink, Url
from assistant.ui.footnotes import called_in, cited, of_document
from tests.fakes import note_document

ADDRESS = "https://example.org/a"


def _note(text: str, *urls: str) -> CitedFootnote:
    found = tuple(Url(value=url) for url in urls)
    return CitedFootnote(number="1", text=text, urls=found, link=FootnoteLink.PRINTED, reason="", phrase="a phrase")


@pytest.mark.parametrize(
    ("text", "urls", "bare"),
    [
        (ADDRESS, (ADDRESS,), True),
        (f"{ADDRESS}.", (ADDRESS,), True),
        (f"See {ADDRESS}", (ADDRESS,), False),
        ("A report.", (), False),
        ("", (), False),
    ],
)
def test_a_note_that_is_only_its_address_is_shown_once(text: str, urls: tuple[str, ...], bare: bool) -> None:
    (shown,) = cited([_note(text, *urls)])
    assert shown["bare"] is bare


def test_the_notes_called_in_a_passage_are_found_by_their_calls() -> None:
    document = note_document()
    text = document.pages[0].text
    start = text.index("Forged")
    assert [note["number"] for note in called_in(document, 1, start, len(text))] == ["1"]
    assert called_in(document, 1, 0, start) == []
    assert called_in(document, 2, 0, 500) == []


def test_a_note_of_a_document_knows_its_page_and_its_phrase() -> None:
    (note,) = of_document(note_document())
    assert (note["page"], note["page_label"]) == (1, "1")
    assert note["phrase"] == "Forged transit papers were found in forty consignments"
