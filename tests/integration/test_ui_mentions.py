"""Every mention: words looked up instead of asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.fakes import NASTY, FakeAssistant, note_document
from tests.integration.ui_driver import Driver


def _looked_up(words: str, driver: Driver | None = None) -> Driver:
    driver = driver or Driver(FakeAssistant())
    driver.app.segmented_control(key="mode").set_value("Every mention")
    return driver.run().ask(words)


def _words(item: dict[str, Any]) -> str:
    return "".join(segment["text"] for segment in item["segments"])


def test_every_mention_is_counted_and_listed_by_document_with_its_page() -> None:
    shown = _looked_up("ferry line").component("mentions")
    assert shown["summary"] == "2 mentions in 1 of 2 documents"
    (group,) = shown["groups"]
    assert (group["title"], group["count"]) == ("Threats on the ferry line", "2 mentions")
    assert [item["meta"] for item in group["items"]] == ["p. 1", "p. 2"]
    assert all("ferry line" in _words(item) for item in group["items"])
    assert [one["text"] for one in group["items"][0]["segments"] if one["mark"]] == ["ferry line"]


def test_what_is_looked_up_is_no_turn_of_the_conversation() -> None:
    driver = _looked_up("ferry line")
    assert driver.assistant.asked == []
    assert driver.assistant.kept == {}
    assert driver.components("answer") == []


def test_the_mentions_stay_until_the_next_question() -> None:
    driver = _looked_up("ferry line").run()
    assert driver.components("mentions")
    driver.app.segmented_control(key="mode").set_value("Answer")
    driver.run()
    assert driver.components("mentions")
    driver.ask("Which seals came?")
    assert driver.components("mentions") == []
    assert len(driver.components("answer")) == 1


def test_the_mentions_can_be_cleared() -> None:
    driver = _looked_up("ferry line").choose("mentions", "choose", "1").choose("mentions", "clear", True)
    assert driver.components("mentions") == []
    assert driver.components("page") == []


def test_only_the_chosen_documents_are_looked_through() -> None:
    driver = Driver(FakeAssistant())
    driver.app.multiselect(key="documents").set_value(["articles/checks.md"])
    _looked_up("customs", driver.run())
    assert driver.assistant.looked_up == [("customs", ("articles/checks.md",))]
    assert driver.component("mentions")["summary"] == "1 mention in 1 of 1 document chosen"


def test_a_mention_opens_at_its_page_beside_the_list() -> None:
    driver = _looked_up("ferry line").choose("mentions", "choose", "2")
    document = note_document()
    assert [mark["text"] for mark in driver.component("page")["marks"]] == ["ferry line"]
    assert driver.component("page")["alt"] == "Page 2 of Threats on the ferry line"
    assert driver.component("heading")["marking"] == "LIMITE"
    assert driver.component("passage")["cited"] == "ferry line"
    assert driver.component("mentions")["active"] == 2
    assert "**Mention 2** of 2" in driver.words()
    assert document.pages[1].text.endswith("ferry line?")
    driver.click("passage-previous")
    assert driver.component("mentions")["active"] == 1


def test_words_that_stand_nowhere_say_what_was_searched_and_offer_words_that_resemble_them() -> None:
    driver = _looked_up("fery")
    shown = driver.component("mentions")
    assert shown["summary"].startswith("No mention in 2 documents.")
    assert (shown["groups"], shown["near"]) == ([], ["ferry"])
    driver.choose("mentions", "look", "ferry")
    assert driver.component("mentions")["words"] == "ferry"


def test_the_words_are_looked_up_again_when_the_index_is_another() -> None:
    driver = _looked_up("seized seals")
    document = driver.assistant.held["notes/ferry.pdf"]
    pages = (replace(document.pages[0], text="Seized seals are new. " + document.pages[0].text), document.pages[1])
    driver.assistant.held[document.id] = replace(document, pages=pages, layouts=())
    driver.assistant.snapshot = "another"
    assert driver.run().component("mentions")["summary"] == "2 mentions in 1 of 2 documents"


def test_a_conversation_opened_takes_the_mentions_away() -> None:
    driver = Driver(FakeAssistant()).ask("Which seals came?")
    _looked_up("ferry", driver).click("new-conversation")
    assert driver.components("mentions") == []


def test_what_a_document_or_a_person_wrote_reaches_the_page_as_text_alone() -> None:
    driver = _looked_up(NASTY).choose("mentions", "choose", "1")
    shown = driver.component("mentions")
    assert shown["words"] == NASTY
    assert shown["groups"][0]["items"][0]["segments"][1] == {"text": NASTY, "mark": "match"}
    assert NASTY not in driver.words()
