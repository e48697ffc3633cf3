"""Every way in which a question can end, in a real browser: what is shown, and that nothing a model wrote acts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import watched_page
from tests.e2e.serving import Served, running
from tests.e2e.steps import ask, cited
from tests.fakes import NASTY
from tests.outcomes import SUGGESTION, outcomes
from tests.word_file import Parts

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(app: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app whose questions name how they end."""
    log = tmp_path_factory.mktemp("outcomes") / "app.log"
    with running("tests/e2e/outcomes_app.py", app.environment, log) as url:
        yield url


@pytest.fixture
def outcome_page(address: str, chromium: Browser) -> Iterator[Page]:
    """A fresh session of it; fails at the end if the page complained."""
    complaints: list[str] = []
    page = watched_page(chromium, complaints)
    page.goto(address)
    yield page
    page.close()
    assert complaints == []


def test_what_was_withheld_is_folded_away_and_does_nothing(outcome_page: Page) -> None:
    turn = ask(outcome_page, "withheld")
    withheld = turn.locator(".withheld")
    expect(withheld.locator("summary")).to_have_text("3 sentences withheld")
    expect(withheld.locator("li").first).not_to_be_visible()
    withheld.locator("summary").click()
    expect(withheld.locator(".withheld-text").first).to_contain_text(NASTY)
    assert turn.locator("b, .withheld a").count() == 0
    assert turn.locator(".running").inner_text().count("seized") == 0


def test_a_decline_opens_the_line_that_shows_why_and_offers_a_better_question(outcome_page: Page) -> None:
    turn = ask(outcome_page, "declined: contradicted")
    expect(turn.locator(".message")).to_contain_text("the documents contradict")
    turn.locator(".evidence").click()
    expect(cited(outcome_page).first).to_be_visible()
    outcome_page.locator(".st-key-passage-close button").click()
    turn.get_by_role("button", name=SUGGESTION).click()
    expect(outcome_page.locator("article.turn")).to_have_count(2)
    expect(outcome_page.locator("article.turn").last.locator(".question")).to_have_text(SUGGESTION)


def test_a_part_without_an_answer_stands_below_the_parts_that_have_one(outcome_page: Page) -> None:
    turn = ask(outcome_page, "partly")
    expect(turn.locator(".message")).to_contain_text("Part of the question is answered")
    answered, declined = turn.locator(".group").last.bounding_box(), turn.locator(".declined").bounding_box()
    assert answered and declined and declined["y"] > answered["y"]
    expect(turn.locator(".declined-question")).to_have_text("who stamped the seals?")


def test_an_answer_is_downloaded_as_word_and_as_markdown(outcome_page: Page) -> None:
    ask(outcome_page, "answered")
    got = {}
    for label in ("Word", "Markdown"):
        with outcome_page.expect_download() as download:
            outcome_page.get_by_role("button", name=label, exact=True).click()
        got[download.value.suggested_filename] = Path(download.value.path()).read_bytes()
    assert list(got) == ["answered.docx", "answered.md"]
    citations = outcomes()["answered"].citations
    assert len(Parts.of(got["answered.docx"]).notes) == len(citations)
    assert got["answered.md"].count(b"\n[^") == len(citations)


def test_sentences_appear_while_the_model_writes_and_stay_when_it_is_stopped(outcome_page: Page) -> None:
    box = outcome_page.get_by_placeholder("Ask the documents a question")
    box.fill("slowly")
    box.press("Enter")
    expect(outcome_page.get_by_text("Cigarettes are hidden in lorries.")).to_be_visible()
    expect(outcome_page.get_by_text("Writing and checking")).to_be_visible()
    outcome_page.locator(".st-key-stop-writing button").click()
    turn = outcome_page.locator("article.turn")
    expect(turn.locator(".notice")).to_have_text("You stopped the model.")
    expect(turn.locator(".chip")).to_have_count(2)
    expect(outcome_page.locator(".st-key-stop-writing")).to_have_count(0)
    outcome_page.reload()
    expect(outcome_page.locator("article.turn .notice")).to_have_text("You stopped the model.")
