"""The steps that several journeys share."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

QUESTION = "What threats to the EU come through the United Kingdom?"


def folded(text: str) -> str:
    """The text with its white space folded."""
    return " ".join(text.split())


def sentence_text(sentence: Locator) -> str:
    """The words of one sentence of an answer, without its chips."""
    return folded("".join(sentence.locator(".verbatim").all_text_contents()))


def sentence_texts(turn: Locator) -> list[str]:
    """The words of every sentence of an answer."""
    return [sentence_text(one) for one in turn.locator(".sentence").all()]


def ask(page: Page, question: str) -> Locator:
    """Types a question, sends it, and gives the turn that answers it."""
    before = page.locator("article.turn").count()
    box = page.get_by_placeholder("Ask the documents a question")
    box.fill(question)
    box.press("Enter")
    turn = page.locator("article.turn").nth(before)
    expect(turn.locator(".question")).to_have_text(question, timeout=60_000)
    return turn


def open_source(page: Page, chip: Locator, number: int) -> None:
    """Chooses a chip and waits until its passage is shown and scrolled to."""
    chip.click()
    expect(page.locator(".st-key-passage").get_by_text(f"Source {number} of")).to_be_visible()
    expect(chip).to_have_attribute("aria-pressed", "true")
    expect(cited(page).first).to_be_visible()


def cited(page: Page) -> Locator:
    """The cited words on the page that is open beside the conversation."""
    return page.locator(".st-key-passage .sheet mark[data-kind='cited']")


def marked_words(marks: Locator) -> str:
    """The words that marks say they cover: in a picture an attribute, in a text their own content."""
    words = marks.evaluate_all("all => all.map(one => one.dataset.text ?? one.textContent)")
    return folded(" ".join(words))


def wait_for_words(page: Page, words: str) -> None:
    """Waits until the cited words on the open page are these, and only these."""
    for _ in range(100):
        if marked_words(cited(page)) == folded(words):
            return
        page.wait_for_timeout(100)
    assert marked_words(cited(page)) == folded(words)


def inside(inner: Locator, outer: Locator) -> bool:
    """Whether one element's box stands, at least by its upper left corner, in the part of another that is seen."""
    small, large = inner.bounding_box(), outer.bounding_box()
    assert small
    assert large
    across = large["x"] - 2 <= small["x"] <= large["x"] + large["width"]
    return across and large["y"] - 2 <= small["y"] <= large["y"] + large["height"]


def go(page: Page, name: str) -> None:
    """Leaves for another page of the app."""
    page.get_by_role("link", name=name, exact=True).click()
