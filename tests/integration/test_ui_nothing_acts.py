"""Whatever documents, questions and failures say: no element of Streamlit's is given it as markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
import streamlit as st
from google.protobuf.json_format import MessageToDict

from assistant.domain import Document, IngestOutcome, IngestRow, PositionPart, Span, WordBox
from assistant.errors import ModelFailed
from assistant.ui.escape import markdown
from tests.fakes import NASTY, FakeAssistant, blog_document, note_document
from tests.integration.ui_driver import Driver

PANELS = ("About", "Contents", "Find", "Questions", "Footnotes", "Understood")
# What Streamlit's Markdown acts on: markup, formulas, colours, icons, emphasis, links.
ACTS = re.compile(r"(?<!\\)<b>|(?<!\\)\$5|(?<!\\):red\[now|(?<!\\):material/delete: |(?<!\\)\*\*loud|(?<!\\)\[link\]\(")
# Components set everything as textContent; what a person types is shown in a box that knows no markup.
PLAIN = {"json", "options", "value", "default", "id", "formId", "componentName", "url", "placeholder", "rawValues"}
# A plot draws its labels as text, and its tooltips escape markup.
OWN = {"bidi_component", "vega_lite_chart"}
KEPT = {"id", "sha256", "media_type", "text"}


def nasty(value: Any, name: str = "") -> Any:
    """The value with every word that a document says of itself, or is said of it, made to act."""
    if isinstance(value, WordBox):
        return value
    if isinstance(value, tuple):
        return tuple(nasty(one) for one in value)
    if is_dataclass(value) and not isinstance(value, Span | type):
        return replace(value, **{one.name: nasty(getattr(value, one.name), one.name) for one in fields(value)})
    enum_or_kept = name in KEPT or type(value) is not str
    return value if enum_or_kept or not value else f"{value} {NASTY}"


def nasty_document(plain: Document) -> Document:
    """A document whose title, headings, markings, notes, reasons and file name act."""
    return replace(nasty(plain), id=f"{plain.id} {NASTY.replace('/', '')}")


@pytest.fixture
def assistant() -> FakeAssistant:
    found = FakeAssistant(nasty_document(note_document()), nasty_document(blog_document()))
    found.refused = (IngestRow(path=NASTY, outcome=IngestOutcome.REFUSED, reason=NASTY),)
    return found


def said(driver: Driver) -> Iterator[tuple[str, str]]:
    """Every text that an element of Streamlit's is given, with the element's kind."""
    for container in (driver.app.main, driver.app.sidebar):
        yield from _said(container)


def _said(node: Any) -> Iterator[tuple[str, str]]:
    proto = getattr(node, "proto", None)
    if proto is not None and hasattr(proto, "DESCRIPTOR") and getattr(node, "type", "") not in OWN:
        for text in _texts(MessageToDict(proto)):
            yield str(node.type), text
    for child in getattr(node, "children", {}).values():
        yield from _said(child)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, one in value.items():
            if name not in PLAIN:
                yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, str):
        yield value


def assert_nothing_acts(driver: Driver) -> None:
    found = list(said(driver))
    assert found
    assert [(kind, text) for kind, text in found if ACTS.search(text)] == []


def test_the_check_sees_what_acts() -> None:
    assert ACTS.search(NASTY)


@pytest.mark.parametrize(
    "question", ["Which cigarettes are hidden in lorries?", NASTY, f"Who hides cigarettes? {NASTY}"]
)
def test_an_answer_and_its_passage(assistant: FakeAssistant, question: str) -> None:
    driver = Driver(assistant).ask(question)
    assert_nothing_acts(driver)
    answer = driver.component("answer")
    if answer["groups"]:
        assert_nothing_acts(driver.choose("answer", "chip", 1))


def test_a_failure(assistant: FakeAssistant) -> None:
    assistant.failure = ModelFailed(NASTY)
    assert_nothing_acts(Driver(assistant).ask("Which cigarettes are hidden in lorries?"))


def test_earlier_conversations(assistant: FakeAssistant) -> None:
    driver = Driver(assistant).ask(NASTY)
    assert_nothing_acts(Driver(driver.assistant))


@pytest.mark.parametrize("path", ["library", "sheets", "positions", "compare", "status"])
def test_every_page(assistant: FakeAssistant, path: str) -> None:
    assert_nothing_acts(Driver(assistant, path))


@pytest.mark.parametrize("panel", PANELS)
def test_every_panel_of_a_document(assistant: FakeAssistant, panel: str) -> None:
    driver = Driver(assistant, "library", document=next(iter(assistant.held)))
    driver.app.segmented_control(key="panel").set_value(panel)
    assert_nothing_acts(driver.run())


def test_the_question_before_a_document_is_removed(assistant: FakeAssistant) -> None:
    driver = Driver(assistant, "library", document=next(iter(assistant.held)))
    assert_nothing_acts(driver.click("remove"))


# ------------------------------------------------------------ what is made with answers, at every stage


def _sheet(assistant: FakeAssistant) -> Driver:
    (note,) = (id_ for id_, document in assistant.held.items() if document.questions)
    return Driver(assistant, "sheets").choose("table", "open", note)


def _halted(*_: object, **__: object) -> None:
    """Ends the run at the moment at which an answer is waited for: the page stays as it is then."""
    st.stop()


def test_a_sheet_before_while_and_after_it_is_answered(assistant: FakeAssistant) -> None:
    driver = _sheet(assistant)
    assert_nothing_acts(driver)
    answered_one, assistant.desk.answered_one = assistant.desk.answered_one, _halted  # type: ignore[method-assign]
    assert "Being answered" in driver.click("answer-all").words()
    assert_nothing_acts(driver)
    assistant.desk.answered_one = answered_one  # type: ignore[method-assign]
    assert_nothing_acts(driver.run())
    assert_nothing_acts(driver.choose("answer", "chip", 1))
    assert_nothing_acts(Driver(assistant, "sheets"))


def test_a_sheet_whose_question_fails(assistant: FakeAssistant) -> None:
    driver = _sheet(assistant)
    assistant.failure = ModelFailed(NASTY)
    driver.click("answer-all")
    assert markdown(NASTY) in driver.words()
    assert_nothing_acts(driver)


def test_a_sheet_and_a_pack_whose_documents_have_changed(assistant: FakeAssistant) -> None:
    driver = _sheet(assistant).click("answer-all")
    driver.click("make-pack")
    assistant.snapshot = "another"
    for id_, document in assistant.held.items():
        pages = tuple(replace(page, text=page.text.replace("forty", "fifty")) for page in document.pages)
        assistant.held[id_] = replace(document, pages=pages, marking=None)
    assert_nothing_acts(Driver(assistant, "positions", pack=assistant.desk.packs.everything()[0].id))
    driver = Driver(assistant, "sheets", sheet=assistant.desk.sheets.everything()[0].id)
    assert_nothing_acts(driver)
    assert_nothing_acts(driver.click("answer-all"))


def test_a_pack_with_lines_of_its_own(assistant: FakeAssistant) -> None:
    _sheet(assistant).click("answer-all").click("make-pack")
    driver = Driver(assistant, "positions", pack=assistant.desk.packs.everything()[0].id)
    for name in ("title", "delegation", "meeting", "marking"):
        box = next(one for one in driver.app.text_input if str(one.key).startswith(f"{name}-"))
        box.set_value(NASTY)
        driver.run()
    driver.choose("position", "add", {"part": PositionPart.RED_LINE.name, "text": NASTY})
    assert_nothing_acts(driver)
    assert_nothing_acts(driver.choose("position", "chip", 1))
    assert_nothing_acts(Driver(assistant, "positions"))


@pytest.mark.parametrize("tab", ["Grid", "Coverage and timeline", "Disagreements"])
def test_a_comparison_while_and_after_it_is_filled(assistant: FakeAssistant, tab: str) -> None:
    driver = Driver(assistant, "compare")
    driver.app.multiselect(key="compared-documents").set_value(list(assistant.held))
    driver.app.text_area(key="compared-questions").set_value(f"Which consignments came? {NASTY}\n{NASTY}")
    compared_one, assistant.desk.compared_one = assistant.desk.compared_one, _halted  # type: ignore[method-assign]
    assert_nothing_acts(driver.run().click("make-comparison"))
    assistant.desk.compared_one = compared_one  # type: ignore[method-assign]
    assert "4 of 4 cells filled" in driver.run().words()
    driver.app.segmented_control(key="compare-tab").set_value(tab)
    driver.run()
    if tab == "Disagreements":
        driver.click("look-for-disagreements")
    assert_nothing_acts(driver)


def test_an_address_that_names_nothing(assistant: FakeAssistant) -> None:
    assert_nothing_acts(Driver(assistant, "library", document=NASTY))
