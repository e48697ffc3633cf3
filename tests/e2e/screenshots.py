"""Takes pictures of every page, light and dark, at the two usual laptop sizes."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.e2e.serving import BROWSER_FLAGS, ROOT, browser, running, served
from tests.e2e.steps import QUESTION, ask, cited, go
from tests.outcomes import outcomes

SIZES = ((1440, 900), (1280, 800))
NOTE = "note-ex-101-26.pdf"
PANELS = ("About", "Contents", "Find", "Questions", "Footnotes", "Cited in", "Understood")
COMPARED = ("EX 101/26", "EX 104/26", "EX 109/26", "EX 114/26", "EX 121/26")


def _walk(page: Page, url: str) -> Iterator[str]:
    """Goes through the app, and stops at everything worth a picture, with a name for it."""
    page.goto(url)
    page.get_by_placeholder("Ask the documents a question").wait_for()
    yield "ask-empty"
    turn = ask(page, QUESTION)
    expect(turn.locator(".chip").first).to_be_visible()
    yield "ask-answer"
    for chip in turn.locator(".chip").all():
        chip.click()
        expect(cited(page).first).to_be_visible()
        page.wait_for_timeout(600)
        if page.locator(".st-key-passage .sheet.picture").count():
            break
    yield "ask-passage"
    ask(page, "And Canada?").get_by_role("button", name="Edit what is searched for").click()
    yield "ask-reworded"
    ask(page, "How many penguins live in Antarctica?").locator(".hit summary").first.click()
    yield "ask-nothing-found"
    turn = ask(page, "In note EX 101/26, which controls come first?")
    if turn.locator(".looked-at").count():
        turn.locator(".looked-at > summary").click()
    turn.locator(".hit > summary").first.click()
    turn.locator(".hit .why > summary").first.click()
    yield "ask-filtered"
    page.locator(".st-key-mode").get_by_text("Every mention").click()
    box = page.get_by_placeholder("Words to look up in the documents")
    box.fill("container")
    box.press("Enter")
    page.locator(".mentions .entry").first.wait_for()
    yield "ask-mentions"
    page.locator(".mentions .entry").nth(1).click()
    expect(cited(page).first).to_be_visible()
    yield "ask-mention-opened"
    yield from _walk_desk(page)
    go(page, "Library")
    page.locator("table button.open").first.wait_for()
    yield "library"
    view = page.locator(".st-key-library-view")
    view.get_by_text("Full text", exact=True).click()
    page.locator(".st-key-full-text-words input").fill("container")
    page.keyboard.press("Enter")
    page.locator(".st-key-full-text-matches .entry").first.wait_for()
    yield "library-full-text"
    view.get_by_text("Footnote sources", exact=True).click()
    page.locator(".source").first.wait_for()
    page.locator(".source .uses > summary").first.click()
    yield "library-footnote-sources"
    view.get_by_text("Documents", exact=True).click()
    page.locator(f"table button.open[data-id='{NOTE}']").click()
    page.locator(".st-key-viewer .sheet").wait_for()
    for name in PANELS:
        page.locator(".st-key-panel").get_by_text(name, exact=True).click()
        if name == "Find":
            page.get_by_placeholder("Words to find").fill("corridor")
            page.keyboard.press("Enter")
            page.locator(".entry").nth(1).click()
        elif name == "Cited in":
            page.locator(".st-key-used-passages .entry").first.click()
            page.locator(".st-key-cited-in .entry").first.wait_for()
        yield f"library-{name.lower().replace(' ', '-')}"
    go(page, "Status")
    page.locator("dl").first.wait_for()
    yield "status"


def _walk_desk(page: Page) -> Iterator[str]:
    """The pages on which something is made of answers."""
    go(page, "Answer sheets")
    page.locator(f"table button.open[data-id='{NOTE}']").wait_for()
    yield "sheets"
    page.locator(f"table button.open[data-id='{NOTE}']").click()
    page.locator(".st-key-answer-all button").click()
    expect(page.get_by_text("3 of 3 questions answered")).to_be_visible(timeout=90_000)
    yield "sheet"
    page.locator("article.turn .chip").first.click()
    page.locator(".st-key-cited-in .entry").first.wait_for()
    yield "sheet-passage"
    page.locator(".st-key-passage-close button").click()
    page.locator(".st-key-make-pack button").click()
    page.locator("article.position").first.wait_for()
    yield "position"
    page.locator(".st-key-back button").click()
    page.locator("table button.open").first.wait_for()
    yield "positions"
    go(page, "Compare")
    page.get_by_placeholder("How much cocaine was stopped?").wait_for()
    yield "compare"
    yield from _walk_compare(page)


def _walk_compare(page: Page) -> Iterator[str]:
    """A comparison of several documents, filled, with how much evidence there is and where they disagree."""
    box = page.locator(".st-key-compared-documents input")
    for number in COMPARED:
        box.click()
        box.fill(number)
        page.get_by_role("option").filter(has_text=number).first.click()
        expect(page.locator(".st-key-compared-documents").get_by_text(number).first).to_be_visible()
    page.keyboard.press("Escape")
    questions = page.locator(".st-key-compared-questions textarea")
    questions.fill("How much cocaine was stopped?\nliaison officers")
    questions.press("Control+Enter")
    page.locator(".st-key-make-comparison button").click()
    expect(page.get_by_text(re.compile(r"(\d+) of \1 cells filled"))).to_be_visible(timeout=90_000)
    yield "compare-grid"
    page.get_by_text("Coverage and timeline").click()
    expect(page.locator("[data-testid='stVegaLiteChart'] canvas, [data-testid='stVegaLiteChart'] svg")).to_have_count(2)
    yield "compare-coverage"
    page.locator("[data-testid='stVegaLiteChart']").last.scroll_into_view_if_needed()
    yield "compare-timeline"
    page.get_by_text("Disagreements", exact=True).click()
    page.locator(".st-key-look-for-disagreements button").click()
    page.locator(".st-key-disagreements .pair").first.wait_for(timeout=60_000)
    yield "compare-disagreements"


def _warm(chromium: Browser, url: str) -> None:
    """Asks once and forgets it: the first answer of a server waits for the model to load."""
    page = chromium.new_page()
    page.goto(url)
    ask(page, QUESTION)
    page.locator("[class*='st-key-forget-'] button").first.click()
    expect(page.locator("article.turn")).to_have_count(0)
    page.close()


def _wait_until_drawn(page: Page) -> None:
    """Waits until no run of the page is under way, and what it drew has settled."""
    page.wait_for_timeout(300)
    page.locator("[data-testid='stApp'][data-test-script-state='notRunning']").wait_for(timeout=60_000)
    page.wait_for_timeout(900)


def take(chromium: Browser, url: str, folder: Path) -> None:
    """Takes every picture into the folder."""
    _warm(chromium, url)
    for width, height in SIZES:
        for scheme in ("light", "dark"):
            page = chromium.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            for name in _walk(page, url):
                _wait_until_drawn(page)
                file = folder / f"{name}-{scheme}-{width}.png"
                page.screenshot(path=file)
                print(file)
            page.close()


def take_outcomes(chromium: Browser, url: str, folder: Path) -> None:
    """Takes a picture of every way in which a question can end, over invented documents, light and dark."""
    for scheme in ("light", "dark"):
        for name in outcomes():
            page = chromium.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
            page.goto(url)
            turn = ask(page, name)
            if turn.locator(".withheld").count():
                turn.locator(".withheld > summary").click()
            _wait_until_drawn(page)
            file = folder / f"outcome-{name.replace(': ', '-').replace(' ', '-')}-{scheme}.png"
            page.screenshot(path=file)
            print(file)
            page.close()


def main() -> None:
    """Serves the app over the shipped corpus, and over invented documents, and takes the pictures."""
    found = browser()
    if found is None:
        sys.exit("There is no Chromium on this computer (Debian: apt-get install chromium).")
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    scratch = tempfile.TemporaryDirectory()
    with scratch as name, served(Path(name), ROOT / "corpus") as app, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, headless=True, args=list(BROWSER_FLAGS))
        take(chromium, app.url, folder)
        with running("tests/e2e/outcomes_app.py", app.environment, Path(name) / "outcomes.log") as url:
            take_outcomes(chromium, url, folder)
        chromium.close()


if __name__ == "__main__":
    main()
