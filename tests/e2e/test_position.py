"""The way of an official: from a note to the answers to its questions, to a position, to a Word file."""

from __future__ import annotations

import io
import json
import re

import docx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.serving import Served
from tests.e2e.steps import cited, folded, go, marked_words, wait_for_words

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

NOTE = "note-ex-101-26.pdf"
OWN = "We want copied seals dealt with before anything else."


def _part(point: Locator, name: str) -> Locator:
    return point.locator(f"section[data-part='{name}']")


def _words(line: Locator) -> str:
    return folded(line.locator(".said > .verbatim").inner_text())


def test_from_a_note_to_a_position_in_a_word_file(app: Served, page: Page) -> None:
    questions = json.loads(app.command("questions", NOTE, "--json"))
    go(page, "Answer sheets")
    page.locator(f"table button.open[data-id='{NOTE}']").click()
    page.locator(".st-key-answer-all button").click()
    expect(page.get_by_text(f"{len(questions)} of {len(questions)} questions answered")).to_be_visible(timeout=90_000)
    expect(page.locator("article.turn .question")).to_have_count(len(questions))
    answered = {folded(one) for one in page.locator("article.turn .sentence > .verbatim").all_inner_texts()}
    assert [folded(one) for one in page.locator("article.turn .question").all_inner_texts()] == [
        folded(f"{one['number']}. {one['text']}") for one in questions
    ]

    page.locator(".st-key-make-pack button").click()
    points = page.locator("article.position")
    expect(points).to_have_count(len(questions), timeout=60_000)
    assert answered
    suggested = page.locator("li.line.suggested").first
    words = _words(suggested)
    name = suggested.get_attribute("data-line")
    line = page.locator(f"li.line[data-line='{name}']")
    line.locator(".chip").first.click()
    expect(line.locator(".chip").first).to_have_attribute("aria-pressed", "true")
    wait_for_words(page, words)
    assert marked_words(cited(page)) == words
    page.locator(".st-key-passage-close button").click()
    line.get_by_role("button", name="Accept").click()
    expect(line).not_to_have_class(re.compile("suggested"))

    first = points.first
    box = _part(first, "LINE_TO_TAKE").locator("textarea")
    box.fill(OWN)
    box.press("Enter")
    own = _part(first, "LINE_TO_TAKE").locator("li.line")
    expect(own.get_by_text("own line")).to_be_visible()
    expect(own.locator(".chip")).to_have_count(0)

    line.get_by_role("button", name="Edit").click()
    line.locator("textarea").fill(f"{words.rstrip('.')} by 4,711 lorries.")
    line.locator("textarea").press("Enter")
    expect(line.get_by_role("note")).to_contain_text("No longer borne out by its source", timeout=60_000)
    expect(line.locator(".chip")).to_have_count(0)
    line.get_by_role("button", name="Edit").click()
    line.locator("textarea").fill(words)
    line.locator("textarea").press("Enter")
    expect(line.locator(".chip").first).to_be_visible(timeout=60_000)
    assert _words(line) == words

    page.get_by_role("textbox", name="Delegation", exact=True).fill("Denmark")
    page.get_by_role("textbox", name="Delegation", exact=True).press("Tab")
    expect(page.get_by_text("1 own line")).to_be_visible()
    with page.expect_download() as downloading:
        page.locator(".st-key-pack-facts").get_by_role("button", name="Word").click()
    file = docx.Document(io.BytesIO(downloading.value.path().read_bytes()))
    written = folded(" ".join(one.text for one in file.paragraphs))
    assert OWN in written
    assert words in written
    assert all(folded(one["text"]) in written for one in questions)

    page.reload()
    expect(_part(points.first, "LINE_TO_TAKE").get_by_text(OWN)).to_be_visible()
    go(page, "Positions")  # the link of the page that is open leads back to its list
    expect(page.locator("table").first.get_by_text("Denmark")).to_be_visible()
    page.locator("table").first.locator("button.open").first.click()
    page.get_by_role("button", name="All packs").click()
    expect(page.locator("table").first.get_by_text("Denmark")).to_be_visible()
