"""Two people in two browsers: who may not see a document meets it nowhere, not even by a link of the other's."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import watched_page
from tests.e2e.identity import CLIENT, SECRET, provider
from tests.e2e.serving import ROOT, Served, running
from tests.e2e.steps import ask, go

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

NOTE = "note-ex-101-26.pdf"
QUESTION = "Which gaps in rules and in equipment are the most urgent?"
_SETTINGS = """
[markings]
LIMITE = { groups = ["council"] }
[sign_in]
administrators = ["admins"]
"""
_SECRETS = """
[auth]
redirect_uri = "http://localhost:{{port}}/oauth2callback"
cookie_secret = "thirty-two letters or more of a test"
client_id = "{client}"
client_secret = "{secret}"
server_metadata_url = "{url}/.well-known/openid-configuration"
"""


@pytest.fixture(scope="module")
def url(app: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app over the same documents, where only the Council's desk may see what is marked LIMITE."""
    folder = tmp_path_factory.mktemp("signed")
    shutil.copytree(app.corpus.parent / "index", folder / "index")
    (folder / ".streamlit").mkdir()
    shutil.copy(ROOT / ".streamlit" / "config.toml", folder / ".streamlit")
    (folder / "assistant.toml").write_text(_SETTINGS, encoding="utf-8")
    with provider({"ada": ["council"], "ben": ["press"]}) as identity:
        secrets = _SECRETS.format(client=CLIENT, secret=SECRET, url=identity)
        (folder / ".streamlit" / "secrets.toml").write_text(secrets, encoding="utf-8")
        own = {f"ASSISTANT_{name.upper()}": str(folder / name) for name in ("index", "workspace")}
        with running("app.py", {**app.environment, **own}, folder / "app.log", cwd=folder) as address:
            yield address


def signed_in(chromium: Browser, url: str, who: str, complaints: list[str]) -> Page:
    page = watched_page(chromium, complaints)
    page.goto(url)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name=who).click()
    page.get_by_placeholder("Ask the documents a question").wait_for()
    expect(page.locator(".st-key-person")).to_contain_text(who.title())
    return page


def test_two_people_in_two_browsers(url: str, chromium: Browser) -> None:
    complaints: list[str] = []
    ada = signed_in(chromium, url, "ada", complaints)
    turn = ask(ada, QUESTION)
    expect(turn).to_contain_text("LIMITE")
    ada.wait_for_url("**conversation=**")
    conversation = ada.url
    ada.goto(f"{url}/library?document={NOTE}")
    expect(ada.get_by_text("LIMITE").first).to_be_visible()

    ben = signed_in(chromium, url, "ben", complaints)
    turn = ask(ben, QUESTION)
    expect(turn).to_contain_text("snapshot")
    expect(turn).not_to_contain_text("LIMITE")
    go(ben, "Library")
    expect(ben.get_by_text("8 documents")).to_be_visible()
    body = ben.locator("body")
    expect(body).not_to_contain_text("EX 101/26")
    expect(ben.get_by_role("button", name="Add files")).to_have_count(0)
    ben.goto(f"{url}/library?document={NOTE}")
    expect(ben.get_by_role("heading", name="No such document")).to_be_visible()
    ben.goto(conversation)
    ben.get_by_placeholder("Ask the documents a question").wait_for()
    expect(body).not_to_contain_text("LIMITE")
    ben.get_by_role("button", name="Sign out").click()
    ben.get_by_role("button", name="Sign in").wait_for()
    assert complaints == []
