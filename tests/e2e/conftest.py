"""A real browser on the real app. No page may complain in the console, or ask anybody else for anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, sync_playwright

from tests.e2e.serving import BROWSER_FLAGS, Served, browser, served


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory, corpus: Path, corpus_index: Path) -> Iterator[Served]:
    """The app, started once for all browser tests."""
    if browser() is None:
        pytest.skip("there is no Chromium on this computer (Debian: apt-get install chromium)")
    with served(tmp_path_factory.mktemp("app"), corpus, corpus_index) as running:
        yield running


@pytest.fixture(scope="session")
def chromium(app: Served) -> Iterator[Browser]:
    """The browser, started once."""
    with sync_playwright() as playwright:
        held = playwright.chromium.launch(executable_path=browser(), headless=True, args=list(BROWSER_FLAGS))
        yield held
        held.close()


def watched_page(chromium: Browser, complaints: list[str], *, scheme: str = "light") -> Page:
    """A page at laptop size that writes down every fault and every request to another host."""
    page = chromium.new_page(viewport={"width": 1280, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page.set_default_timeout(30_000)

    def on_console(message: ConsoleMessage) -> None:
        # On an address below the root, Streamlit first looks for its own server below it too.
        own_search = "404" in message.text and "/_stcore/" in message.location.get("url", "")
        if message.type == "error" and not own_search:
            complaints.append(f"console: {message.text}")

    def on_request(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and parts.hostname != "localhost":
            complaints.append(f"request: {request.url}")

    def on_dialog(dialog: Dialog) -> None:
        complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("console", on_console)
    page.on("request", on_request)
    page.on("pageerror", lambda error: complaints.append(f"page error: {error}"))
    page.on("dialog", on_dialog)
    return page


@pytest.fixture
def page(app: Served, chromium: Browser) -> Iterator[Page]:
    """A fresh session of the app, on Ask; fails at the end if it complained or called out."""
    complaints: list[str] = []
    held = watched_page(chromium, complaints)
    held.goto(app.url)
    held.get_by_placeholder("Ask the documents a question").wait_for()
    yield held
    held.close()
    assert complaints == []
    assert not app.attempts.exists(), app.attempts.read_text(encoding="utf-8")
