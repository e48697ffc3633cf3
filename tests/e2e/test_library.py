"""The library, the status page, and what goes in and out of the corpus."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.e2e.conftest import watched_page
from tests.e2e.serving import Served
from tests.e2e.steps import QUESTION, ask, folded, go, marked_words, open_source, sentence_texts, wait_for_words

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

NOTE = "note-ex-101-26.pdf"
SENTENCE = "The lighthouse keepers of Varnmouth counted 94 unlit buoys during the winter inspection."
HOSTILE = "The quayside tariff <img src=x onerror=alert(1)> costs $5 or $6 :red[now] **loudly** in Varnmouth."


def _pdf(title: str, *lines: str) -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=A4)
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(72, 760, title)
    canvas.setFont("Helvetica", 10)
    for order, line in enumerate(lines):
        canvas.drawString(72, 720 - 20 * order, line)
    canvas.save()
    return held.getvalue()


def _uploads() -> list[FilePayload]:
    buoys = _pdf(
        "Winter inspection of the buoys", SENTENCE, "Their report was sent to the harbour office in the spring."
    )
    tariff = _pdf("Tariff of the quay", HOSTILE, "The harbour office reviews the tariff every year in the autumn.")
    return [
        {"name": "buoys.pdf", "mimeType": "application/pdf", "buffer": buoys},
        {"name": "tariff.pdf", "mimeType": "application/pdf", "buffer": tariff},
        {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 nothing"},
    ]


def _open(page: Page, app: Served, document: str) -> None:
    page.goto(f"{app.url}/library?document={document}")
    expect(page.locator(".st-key-viewer .sheet")).to_be_visible()


def _panel(page: Page, name: str) -> None:
    page.locator(".st-key-panel").get_by_text(name, exact=True).click()


def test_the_documents_are_listed_filtered_sorted_and_opened(app: Served, page: Page) -> None:
    go(page, "Library")
    titles = page.locator("table button.open")
    files = [one for one in app.corpus.iterdir() if one.suffix in {".pdf", ".html", ".md", ".txt", ".docx"}]
    expect(titles).to_have_count(len([one for one in files if one.name != "README.md"]))
    page.get_by_role("button", name="Pages").click()
    page.get_by_role("button", name="Pages").click()
    expect(page.locator("th[aria-sort='descending']")).to_have_text("Pages ↓")
    counts = [int(one) for one in page.locator("tbody td.number").all_inner_texts()]
    assert counts == sorted(counts, reverse=True)
    page.get_by_placeholder("Filter by title").fill("limite")
    expect(page.locator("tbody tr .badge.marking", has_text="LIMITE").first).to_be_visible()
    expect(page.locator("tbody tr:not(:has(.badge.marking))")).to_have_count(0)
    page.locator(f"table button.open[data-id='{NOTE}']").click()
    expect(page.locator(".st-key-viewer .sheet.picture")).to_be_visible()


def test_a_document_shows_what_was_understood_of_it(app: Served, page: Page) -> None:
    _open(page, app, NOTE)
    expect(page.locator("dl dt", has_text="Marking")).to_be_visible()
    _panel(page, "Contents")
    page.locator(".entry", has_text="II.").first.click()
    expect(page.get_by_text("Page 2 of")).to_be_visible()
    _panel(page, "Footnotes")
    expect(page.locator(".note").first).to_be_visible()
    for link in page.locator(".note a").all():
        assert (link.get_attribute("href") or "").startswith(("http://", "https://"))
        assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noopener noreferrer")
    _panel(page, "Understood")
    expect(page.locator(".box.call").first).to_be_attached()
    expect(page.locator(".box.note").first).to_be_attached()
    expect(page.get_by_text("Left out of the text")).to_be_visible()


def test_words_are_found_in_a_document_and_marked_on_its_page(app: Served, page: Page) -> None:
    _open(page, app, NOTE)
    _panel(page, "Find")
    page.get_by_placeholder("Words to find").fill("corridor")
    page.keyboard.press("Enter")
    page.locator(".entry").last.click()
    mark = page.locator(".st-key-viewer mark[data-kind='match']")
    expect(mark.first).to_be_visible()
    assert marked_words(mark).lower() == "corridor"


def test_a_question_of_a_document_is_asked(app: Served, page: Page) -> None:
    _open(page, app, NOTE)
    _panel(page, "Questions")
    question = folded(page.locator(".entry .body").first.inner_text())
    page.get_by_role("button", name="Ask this").first.click()
    expect(page.locator(".turn .question")).to_have_text(question, timeout=60_000)


def test_a_shared_address_opens_a_document_at_its_page(app: Served, page: Page) -> None:
    page.goto(f"{app.url}/?document={NOTE}&page=3")
    expect(page.get_by_text("Page 3 of")).to_be_visible()


def test_files_are_added_asked_about_and_removed(app: Served, page: Page) -> None:
    go(page, "Library")
    page.get_by_role("button", name="Add files").click()
    page.locator("input[type=file]").set_input_files(_uploads())
    page.get_by_role("button", name="Add 3 files").click()
    report = page.locator(".st-key-outcome")
    expect(report.get_by_text("Adding files: done.")).to_be_visible(timeout=60_000)
    expect(report.locator("tr", has_text="broken.pdf").locator(".badge")).to_have_text("refused")
    expect(report.locator("tr", has_text="broken.pdf").locator(".note-line")).not_to_be_empty()
    expect(page.locator("table button.open[data-id='buoys.pdf']").first).to_be_visible()

    go(page, "Ask")
    turn = ask(page, "How many unlit buoys did the lighthouse keepers of Varnmouth count?")
    assert SENTENCE in sentence_texts(turn)
    open_source(page, turn.locator(".sentence", has_text="Varnmouth counted").locator(".chip").first, 1)
    wait_for_words(page, SENTENCE)
    turn = ask(page, "What does the quayside tariff in Varnmouth cost?")
    assert HOSTILE in sentence_texts(turn)
    assert page.locator("img[src='x']").count() == 0

    for name in ("buoys.pdf", "tariff.pdf", "broken.pdf"):
        _take_out(app, page, name)
    assert not {"buoys.pdf", "tariff.pdf"} & {one.name for one in app.corpus.iterdir()}


def _take_out(app: Served, page: Page, name: str) -> None:
    """Removes a document in the library, or its file where it was refused."""
    if name == "broken.pdf":
        (app.corpus / name).unlink()
        go(page, "Library")
        page.get_by_role("button", name="Bring up to date").click()
        expect(page.get_by_text("Bringing the index up to date: done.")).to_be_visible(timeout=60_000)
        return
    _open(page, app, name)
    page.locator(".st-key-remove button").click()
    expect(page.get_by_text("workspace/removed")).to_be_visible()
    page.locator(".st-key-remove-confirmed button").click()
    expect(page.get_by_text("Removing a document: done.")).to_be_visible(timeout=60_000)
    expect(page.locator(f"table button.open[data-id='{name}']")).to_have_count(1)  # in the report alone
    assert [one.name for one in Path(app.workspace / "removed").rglob(name)] == [name]


def test_status_shows_what_answers(app: Served, page: Page) -> None:
    go(page, "Status")
    snapshot = page.locator("dt", has_text="Snapshot").locator("xpath=following-sibling::dd[1]").inner_text()
    assert snapshot in app.command("status")
    expect(page.get_by_text("No outbound connection")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_read_stands_out_from_its_ground(app: Served, chromium: Browser, scheme: str) -> None:
    complaints: list[str] = []
    page = watched_page(chromium, complaints, scheme=scheme)
    page.goto(app.url)
    turn = ask(page, QUESTION)
    ground = _colour(page, "getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert (_luminance(ground) > 0.5) == (scheme == "light")
    for selector in (".verbatim", ".question", ".foot .muted", ".message"):
        ink = _colour_of(turn.locator(selector).first)
        assert _contrast(ink, ground) >= 4.5, selector
    page.close()
    assert complaints == []


def _colour(page: Page, expression: str) -> tuple[float, float, float]:
    return _rgb(page.evaluate(f"(() => {{ {_TO_RGB} return rgb({expression}); }})()"))


def _colour_of(locator: object) -> tuple[float, float, float]:
    return _rgb(locator.evaluate(f"one => {{ {_TO_RGB} return rgb(getComputedStyle(one).color); }}"))  # type: ignore[attr-defined]


# A canvas turns any notation, color-mix included, into bytes.
_TO_RGB = """const rgb = (colour) => { const c = document.createElement('canvas').getContext('2d');
c.fillStyle = colour; c.fillRect(0, 0, 1, 1); return [...c.getImageData(0, 0, 1, 1).data].slice(0, 3); };"""


def _rgb(values: list[int]) -> tuple[float, float, float]:
    red, green, blue = (value / 255 for value in values)
    return red, green, blue


def _luminance(colour: tuple[float, float, float]) -> float:
    """Relative luminance, WCAG 2.2."""
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """Contrast ratio, WCAG 2.2."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
