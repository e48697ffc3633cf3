"""The page *Compare*, in each of its states."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from assistant.domain import Document, Kept, Page, Section, SourceSentence, Span, Stated
from assistant.errors import ModelMissing
from assistant.ui.compare_session import Opened
from assistant.ui.escape import markdown
from tests.fakes import NASTY, FakeAssistant, note_document
from tests.integration.ui_driver import Driver

NOTE, BLOG = "notes/ferry.pdf", "articles/checks.md"
QUESTIONS = "Which consignments came?\nWho wears a hat?"


def _document(name: str, sentence: str, date: str) -> Document:
    span = Span(page=1, start=0, end=len(sentence))
    return Document(
        id=name,
        sha256="c" * 64,
        media_type="text/plain",
        title=Stated(value=f"Counts of {name} {NASTY}", span=None),
        pages=(Page(number=1, label=None, text=sentence),),
        sections=(Section(number=None, headings=("Counts",), spans=(span,)),),
        sentences=(SourceSentence(spans=(span,), section=0, paragraph=0),),
        date=Stated(value=date, span=None),
    )


def _disagreeing() -> FakeAssistant:
    return FakeAssistant(
        _document("one.txt", "The harbour office counted 94 unlit buoys in the channel.", "2025-01-01"),
        _document("two.txt", "The harbour office counted 97 unlit buoys in the channel.", "2025-02-01"),
    )


def _made(fake: FakeAssistant | None = None, *documents: str, questions: str = QUESTIONS) -> Driver:
    driver = Driver(fake or FakeAssistant(), "compare")
    driver.app.multiselect(key="compared-documents").set_value(list(documents or (NOTE, BLOG)))
    driver.app.text_area(key="compared-questions").set_value(questions)
    return driver.run().click("make-comparison")


def _tab(driver: Driver, name: str) -> Driver:
    driver.app.segmented_control(key="compare-tab").set_value(name)
    return driver.run()


def _cells(driver: Driver) -> list[list[dict[str, Any]]]:
    return [row["cells"] for row in driver.component("grid")["rows"]]


def test_nothing_is_compared_before_documents_and_questions_are_chosen() -> None:
    driver = Driver(FakeAssistant(), "compare")
    assert driver.app.button(key="make-comparison").disabled
    assert driver.component("table")["empty"] == "No comparison has been made yet."


def test_every_cell_is_filled_with_a_cited_answer_or_an_explained_blank() -> None:
    driver = _made()
    (first, hat), (blank, _) = _cells(driver)
    assert first["sentences"][0]["text"] == "Forged transit papers were found in forty consignments."
    assert first["sentences"][0]["chips"][0]["n"] == 1
    assert hat["state"] == blank["state"] == "blank"
    assert blank["blank"] == "Searched 4 passages; nearest: “Checks that scale”, page 1."
    assert "4 of 4 cells filled" in driver.words()
    (kept,) = driver.assistant.desk.comparisons.everything()
    assert len(kept.value.cells) == 4
    assert driver.app.query_params["comparison"] == kept.id
    assert driver.component("grid")["marking"] == "LIMITE"


def test_a_cell_opens_its_passage_and_a_blank_the_nearest() -> None:
    driver = _made()
    column = driver.component("grid")["columns"][0]["id"]
    driver.choose("grid", "cell", {"row": f"{NOTE}#", "column": column, "number": 1})
    assert driver.component("heading")["title"] == note_document().title.value
    driver.click("passage-close")
    assert not driver.components("heading")
    driver.choose("grid", "cell", {"row": f"{BLOG}#", "column": column, "number": 1})
    assert driver.app.session_state["comparison-passage"] == Opened("hit", f"{BLOG}#", column, 1)


def test_one_document_is_compared_by_its_sections() -> None:
    driver = _made(None, NOTE)
    grid = driver.component("grid")
    assert grid["rows_are"] == "Section"
    assert [row["label"] for row in grid["rows"]] == ["I. The ferry line", "II. Gaps"]
    assert {query.filters[-1].value for query in driver.assistant.queries} == {"I. The ferry line", "II. Gaps"}
    assert "one document only" in _tab(driver, "Disagreements").words()


def test_a_cell_that_fails_says_so_and_is_asked_again() -> None:
    fake = FakeAssistant()
    fake.failure = ModelMissing("The model is gone. Install it.")
    driver = _made(fake)
    assert _cells(driver)[0][0]["blank"] == "The model is gone. Install it."
    assert "0 of 4 cells filled" in driver.words()
    fake.failure = None
    column = driver.component("grid")["columns"][0]["id"]
    driver.choose("grid", "again", {"row": f"{NOTE}#", "column": column})
    assert _cells(driver)[0][0]["state"] == "answered"
    driver.click("fill-grid")
    assert "4 of 4 cells filled" in driver.words()


def test_a_question_is_added_and_taken_off() -> None:
    driver = _made()
    driver.app.text_input(key="added-column").set_value("seals")
    next(one for one in driver.app.button if one.label == "Add").click()
    driver.run()
    assert [one["text"] for one in driver.component("grid")["columns"]][-1] == "seals"
    assert _cells(driver)[0][2]["state"] == "answered"
    driver.choose("grid", "drop", driver.component("grid")["columns"][0]["id"])
    assert len(driver.component("grid")["columns"]) == 2


def test_the_coverage_is_counted_and_the_dates_are_listed() -> None:
    driver = _tab(_made(_disagreeing(), "one.txt", "two.txt"), "Coverage and timeline")
    charts = [json.loads(one.proto.spec) for one in driver.app.get("vega_lite_chart")]
    assert len(charts) == 2
    evidence, dates = driver.components("table")
    assert {row["cells"]["passages"] for row in evidence["rows"]} == {1}
    assert [row["cells"]["date"] for row in dates["rows"]] == ["2025-01-01", "2025-02-01"]
    driver.choose("table", "open", "0")
    assert driver.app.session_state["comparison-passage"].kind == "evidence"
    assert driver.component("heading")


def test_disagreements_are_shown_with_both_sides_and_open_their_pages() -> None:
    driver = _tab(_made(_disagreeing(), "one.txt", "two.txt"), "Disagreements")
    driver.click("look-for-disagreements")
    (item,) = driver.component("disagreements")["items"]
    assert item["differences"] == ["94 or 97 buoys"]
    assert [side["date"] for side in item["sides"]] == ["1 January 2025", "1 February 2025"]
    assert [one["text"] for side in item["sides"] for one in side["segments"] if one.get("mark")] == ["94", "97"]
    assert item["cause"] == "time"
    driver.choose("disagreements", "passage", {"disagreement": 0, "number": 2})
    assert driver.component("heading")["title"] == f"Counts of two.txt {NASTY}"
    (kept,) = driver.assistant.desk.comparisons.everything()
    assert kept.value.disagreements


def test_that_no_disagreement_was_found_is_said() -> None:
    driver = _tab(_made(), "Disagreements").click("look-for-disagreements")
    assert [one.value for one in driver.app.success] == ["No disagreement found. 6 sentences of 2 documents compared."]


def test_a_change_in_another_window_is_not_overwritten() -> None:
    driver = _made()
    shelf = driver.assistant.desk.comparisons
    (kept,) = shelf.everything()
    assert isinstance(shelf.save(kept, replace(kept.value, title=f"Theirs {NASTY}")), Kept)
    driver.choose("grid", "drop", kept.value.columns[0].id)
    assert "changed in another window" in driver.words()
    driver.click("reload")
    assert markdown(f"Theirs {NASTY}") in driver.words()


def test_a_comparison_is_there_again_says_when_it_is_old_and_is_removed() -> None:
    driver = _made()
    (kept,) = driver.assistant.desk.comparisons.everything()
    driver.assistant.snapshot = "another"
    again = Driver(driver.assistant, "compare", comparison=kept.id)
    assert "The documents have changed since this comparison" in again.words()
    again.click("remove-comparison")
    assert again.component("table")["rows"] == []


def test_an_address_of_a_comparison_that_is_gone_says_so() -> None:
    driver = Driver(FakeAssistant(), "compare", comparison="nowhere")
    assert "Nothing is kept under" in driver.words()
