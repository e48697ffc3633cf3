"""The main journey: ask, read, and see each sentence on its page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.serving import Served
from tests.e2e.steps import (
    QUESTION,
    ask,
    cited,
    folded,
    inside,
    open_source,
    sentence_text,
    sentence_texts,
    wait_for_words,
)

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


def _citations(app: Served) -> list[dict[str, Any]]:
    """What the command line cites for the same question over the same folders."""
    answer = json.loads(app.command("ask", QUESTION, "--json"))
    return [citation for sentence in answer["sentences"] for citation in sentence["citations"]]


def _words_under(file: Path, page: int, box: dict[str, float]) -> str:
    """The words that PDFium itself finds under a box given in fractions of the page."""
    document = pypdfium2.PdfDocument(str(file))
    sheet = document[page - 1]
    width, height = sheet.get_size()
    words: str = sheet.get_textpage().get_text_bounded(
        left=box["left"] * width,
        right=(box["left"] + box["width"]) * width,
        top=height - box["top"] * height,
        bottom=height - (box["top"] + box["height"]) * height,
    )
    document.close()
    return folded(words)


def test_every_sentence_opens_its_page_with_its_words_highlighted(app: Served, page: Page) -> None:
    turn = ask(page, QUESTION)
    sentences = turn.locator(".sentence")
    assert sentences.count() >= 2
    citations = {citation["marker"]: citation for citation in _citations(app)}
    chips = turn.locator(".chip")
    assert chips.count() == len(citations)
    for order in range(chips.count()):
        chip = chips.nth(order)
        citation = citations[int(chip.inner_text())]
        open_source(page, chip, citation["marker"])
        sentence = chip.locator("xpath=ancestor::span[contains(@class,'sentence')]")
        assert sentence_text(sentence) == folded(citation["cited_text"])
        expect(page.locator(".st-key-passage header h2")).to_have_text(citation["title"])
        wait_for_words(page, citation["cited_text"])
        assert inside(cited(page).first, page.locator(".st-key-passage .view"))
        expect(chip).to_be_in_viewport()


def test_the_boxes_on_a_picture_cover_the_cited_words_of_the_pdf_itself(app: Served, page: Page) -> None:
    citations = {one["marker"]: one for one in _citations(app) if one["document"].endswith(".pdf")}
    assert citations
    turn = ask(page, QUESTION)
    for marker, citation in citations.items():
        open_source(page, turn.locator(f".chip[data-chip='{marker}']"), marker)
        wait_for_words(page, citation["cited_text"])
        for mark in cited(page).all():
            box = mark.evaluate(
                "one => Object.fromEntries(['left', 'top', 'width', 'height']"
                ".map(name => [name, parseFloat(one.style[name]) / 100]))"
            )
            words = _words_under(app.corpus / citation["document"], citation["page"], box)
            assert folded(mark.get_attribute("data-text") or "") in words


_FOCUSED = """() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element;
}"""


def test_the_keyboard_is_enough(page: Page) -> None:
    ask(page, QUESTION)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"({_FOCUSED})()?.dataset?.chip ?? null") == "2":
            break
    else:
        pytest.fail("no chip can be reached with the Tab key")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-passage").get_by_text("Source 2 of")).to_be_visible()
    expect(page.locator(".chip[data-chip='2']")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-passage")).to_have_count(0)
    expect(page.locator(".chip[data-chip='2']")).to_be_focused()


def test_the_sources_are_walked_and_left(page: Page) -> None:
    turn = ask(page, QUESTION)
    open_source(page, turn.locator(".chip").first, 1)
    panel = page.locator(".st-key-passage")
    panel.locator(".st-key-passage-next button").click()
    expect(panel.get_by_text("Source 2 of")).to_be_visible()
    panel.locator(".st-key-passage-previous button").click()
    expect(panel.get_by_text("Source 1 of")).to_be_visible()
    panel.locator(".st-key-passage-close button").click()
    expect(panel).to_have_count(0)
    expect(turn.locator(".chip").first).to_have_attribute("aria-pressed", "false")


def test_a_passage_opens_in_the_library_at_its_page(app: Served, page: Page) -> None:
    citation = next(one for one in _citations(app) if one["document"].endswith(".pdf"))
    turn = ask(page, QUESTION)
    open_source(page, turn.locator(f".chip[data-chip='{citation['marker']}']"), citation["marker"])
    page.get_by_role("button", name="Open in the Library").click()
    expect(page.get_by_text(f"Page {citation['page']} of")).to_be_visible()
    assert f"document={citation['document']}" in page.url
    assert f"page={citation['page']}" in page.url


def test_a_conversation_outlives_its_page(page: Page) -> None:
    ask(page, QUESTION)
    page.wait_for_url("**conversation=*")
    page.reload()
    expect(page.locator(".turn .question")).to_have_text(QUESTION)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".turn")).to_have_count(0)
    page.locator(".st-key-history button", has_text="What threats").first.click()
    expect(page.locator(".turn .question")).to_have_text(QUESTION)


def test_a_question_that_nothing_answers_shows_the_nearest_passages_as_such(page: Page) -> None:
    turn = ask(page, "How many penguins live in Antarctica?")
    expect(turn.get_by_text("Nearest passages (not an answer)")).to_be_visible()
    expect(turn.get_by_text("Searched")).to_be_visible()
    expect(turn.locator(".chip")).to_have_count(0)
    turn.locator(".hit summary").first.click()
    turn.get_by_role("button", name="Open on its page").first.click()
    expect(cited(page).first).to_be_visible()


def test_a_suggested_question_is_asked(page: Page) -> None:
    suggestion = page.locator(".st-key-suggestions button").first
    question = folded(suggestion.inner_text())
    suggestion.click()
    expect(page.locator(".turn .question")).to_have_text(question, timeout=60_000)


def test_the_answer_is_copied_with_its_references(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    turn = ask(page, QUESTION)
    turn.get_by_role("button", name="Copy with references").click()
    expect(turn.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.index(sentence_texts(turn)[0]) < copied.index("\n[1] ")


def test_what_was_chosen_stays_in_sight_when_the_text_reflows(page: Page) -> None:
    for question in (QUESTION, "Compare the three corridors.", "What did the joint training achieve?"):
        turn = ask(page, question)
    chip = turn.locator(".chip").first
    open_source(page, chip, 1)
    page.wait_for_timeout(500)
    expect(chip).to_be_in_viewport()
    page.locator(".st-key-passage-close button").click()
    expect(page.locator(".st-key-passage")).to_have_count(0)
    page.wait_for_timeout(500)
    expect(chip).to_be_in_viewport()
