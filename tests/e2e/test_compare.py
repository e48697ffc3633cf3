"""From documents and a question to a grid, to how much evidence there is, to where they disagree."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.serving import Served
from tests.e2e.steps import cited, folded, go

pytestmark = pytest.mark.browser


@pytest.mark.timeout(240)
def test_two_documents_are_compared(app: Served, page: Page) -> None:
    go(page, "Compare")
    box = page.locator(".st-key-compared-documents input")
    for number in ("EX 104/26", "EX 109/26"):
        box.click()
        box.fill(number)
        box.press("Enter")
        expect(page.locator(".st-key-compared-documents").get_by_text(number).first).to_be_visible()
    page.keyboard.press("Escape")
    questions = page.locator(".st-key-compared-questions textarea")
    questions.fill("How much cocaine was stopped?")
    questions.press("Control+Enter")
    page.locator(".st-key-make-comparison button").click()
    expect(page.get_by_text("2 of 2 cells filled")).to_be_visible(timeout=90_000)
    said = folded(page.locator("td.cell .words").first.inner_text())
    assert "14.2 tonnes of cocaine in 79 containers" in said

    page.locator("td.cell .chip").first.click()
    expect(cited(page).first).to_be_visible()
    page.locator(".st-key-passage-close button").click()
    expect(page.locator(".st-key-passage")).to_have_count(0)

    page.get_by_text("Coverage and timeline").click()
    expect(page.locator("[data-testid='stVegaLiteChart']")).to_have_count(2)
    page.get_by_text("Disagreements", exact=True).click()
    page.locator(".st-key-look-for-disagreements button").click()
    expect(page.get_by_text("No disagreement found")).to_be_visible(timeout=60_000)
    page.reload()
    expect(page.get_by_text("2 of 2 cells filled")).to_be_visible()
