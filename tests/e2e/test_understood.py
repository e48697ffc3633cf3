"""A person sees how a question was understood, corrects it, and looks up every mention of some words."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.steps import QUESTION, ask, cited, marked_words, wait_for_words

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

NARROWED = "In note EX 101/26, which controls come first?"


def _turn(page: Page, order: int, question: str) -> Locator:
    turn = page.locator("article.turn").nth(order)
    expect(turn.locator(".question")).to_have_text(question, timeout=60_000)
    return turn


def _look_up(page: Page, words: str) -> Locator:
    page.locator(".st-key-mode").get_by_text("Every mention").click()
    box = page.get_by_placeholder("Words to look up in the documents")
    box.fill(words)
    box.press("Enter")
    shown = page.locator("article.mentions")
    expect(shown.locator(".sought")).to_have_text(words, timeout=60_000)
    return shown


def test_what_was_searched_for_is_reworded_and_asked_again(page: Page) -> None:
    ask(page, QUESTION)
    turn = ask(page, "And Canada?")
    expect(turn.locator(".understood .wording-shown")).to_contain_text("Canada")
    turn.get_by_role("button", name="Edit what is searched for").click()
    box = turn.get_by_role("textbox", name="Search for")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    turn.get_by_role("button", name="Edit what is searched for").press("Enter")
    box.fill("Which ports check containers?")
    box.press("Enter")
    again = _turn(page, 2, "And Canada?")
    expect(again.locator(".wording-shown")).to_have_text("Which ports check containers?")
    expect(turn.get_by_role("button", name="Edit what is searched for")).to_have_count(0)
    page.reload()
    expect(_turn(page, 2, "And Canada?").locator(".wording-shown")).to_have_text("Which ports check containers?")


def test_a_filter_is_taken_away_and_the_question_asked_again(page: Page) -> None:
    turn = ask(page, NARROWED)
    chip = turn.get_by_role("button", name="Ask again without the filter: in EX 101/26")
    chip.press("Enter")
    again = _turn(page, 1, NARROWED)
    expect(again.locator(".filters")).to_have_count(0)
    expect(turn.locator(".filters")).to_have_text("in EX 101/26")
    expect(chip).to_have_count(0)


def test_a_passage_that_was_found_says_why(page: Page) -> None:
    turn = ask(page, "How many penguins live in Antarctica?")
    hit = turn.locator(".hit").first
    hit.locator("summary").first.click()
    hit.get_by_text("Why this passage").click()
    expect(hit.locator(".why dl")).to_contain_text(re.compile("by (meaning|words): [0-9]+(st|nd|rd|th)"))
    hit.get_by_role("button", name="Open on its page").click()
    expect(cited(page).first).to_be_visible()
    expect(hit.locator(".why dl")).to_be_visible()
    panel = page.locator(".st-key-passage")
    panel.get_by_text("Why this passage").click()
    assert panel.locator(".why dl").inner_text() == hit.locator(".why dl").inner_text()


def test_every_mention_is_counted_listed_and_opened_at_its_page(page: Page) -> None:
    shown = _look_up(page, "liaison officer")
    said = shown.get_by_role("status").inner_text()
    figures = re.fullmatch(r"(\d+) mentions in (\d+) of (\d+) documents", said)
    assert figures, said
    total, held, searched = map(int, figures.groups())
    assert shown.locator(".mention-group").count() == held < searched
    entries = shown.locator(".entry")
    assert entries.count() == total
    for entry in entries.all():
        assert re.fullmatch(r"liaison officers?", marked_words(entry.locator("mark")), re.IGNORECASE)
    entries.nth(1).click()
    panel = page.locator(".st-key-passage")
    expect(panel.get_by_text(f"Mention 2 of {total}")).to_be_visible()
    expect(entries.nth(1)).to_have_attribute("aria-current", "true")
    wait_for_words(page, marked_words(entries.nth(1).locator("mark")))
    panel.locator(".st-key-passage-next button").click()
    expect(entries.nth(2)).to_have_attribute("aria-current", "true")


def test_words_that_are_mistyped_are_offered_as_the_documents_write_them(page: Page) -> None:
    shown = _look_up(page, "contaner")
    expect(shown.get_by_role("status")).to_contain_text("No mention in")
    shown.get_by_role("button", name="container", exact=True).click()
    expect(shown.locator(".sought")).to_have_text("container")
    expect(shown.locator(".entry").first).to_be_visible()
    page.locator(".st-key-mode").get_by_text("Answer").click()
    ask(page, QUESTION)
    expect(shown).to_have_count(0)


def test_on_a_narrow_screen_the_passage_lies_over_the_conversation(page: Page) -> None:
    page.set_viewport_size({"width": 480, "height": 800})
    shown = _look_up(page, "container")
    shown.locator(".entry").first.click()
    expect(cited(page).first).to_be_in_viewport()
    close = page.locator(".st-key-passage-close button")
    expect(close).to_be_in_viewport(ratio=1)
    box = close.bounding_box()
    assert box
    assert box["y"] > 50  # below the bar with the logo
    close.click()
    expect(page.locator(".st-key-passage")).to_have_count(0)
    expect(shown.locator(".entry").first).to_be_visible()
