"""From a note to its answer sheet to a Word file, in a real browser; what is shown is looked at in every step."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant import Assistant, Citation
from tests.e2e.serving import Served
from tests.e2e.steps import cited, go
from tests.word_file import Parts

pytestmark = pytest.mark.browser
NOTE = "note-ex-101-26.pdf"


@pytest.mark.timeout(240)
def test_a_note_becomes_a_sheet_and_the_sheet_a_word_file(app: Served, page: Page) -> None:
    go(page, "Answer sheets")
    page.locator(f"table button.open[data-id='{NOTE}']").click()
    expect(page.get_by_text("0 of 3 questions answered")).to_be_visible()
    page.locator(".st-key-answer-all button").click()
    expect(page.get_by_text("3 of 3 questions answered")).to_be_visible(timeout=90_000)
    turns = page.locator("article.turn")
    expect(turns).to_have_count(3)
    chips = page.locator(".chip")
    assert chips.count() > 0

    chips.first.click()
    expect(cited(page).first).to_be_visible()
    expect(page.locator(".st-key-cited-in .entry").filter(has_text="Answer sheet").first).to_be_visible()
    page.locator(".st-key-passage-close button").click()

    # What the page shows is what is kept, and what the file holds.
    citations = _citations_kept(app, page)
    assert len(citations) == page.locator(".chip").count()
    with page.expect_download() as download:
        page.get_by_role("button", name="Word", exact=True).click()
    parts = Parts.of(Path(download.value.path()).read_bytes())
    assert len(parts.notes) == len(citations)
    for note, citation in zip(parts.notes, citations, strict=True):
        assert " ".join(citation.cited_text.split()) in " ".join(note.split())

    page.reload()
    expect(page.get_by_text("3 of 3 questions answered")).to_be_visible()
    expect(page.locator("article.turn")).to_have_count(3)


def _citations_kept(app: Served, page: Page) -> list[Citation]:
    """The citations of the sheet that is open, from the workspace, as another process reads them."""
    folder = app.corpus.parent
    desk = Assistant.open(corpus=app.corpus, index=folder / "index", workspace=app.workspace).desk
    sheet = desk.sheets.take(page.url.partition("sheet=")[2]).value
    return [citation for entry in sheet.entries if entry.answer for citation in entry.answer.citations]
