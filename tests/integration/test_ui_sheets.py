"""The page *Answer sheets*, in each of its states."""

from __future__ import annotations

from dataclasses import replace

from assistant.domain import Kept, Turn
from assistant.errors import ModelMissing
from assistant.ui.escape import markdown
from assistant.ui.session import OpenPassage
from tests.fakes import NASTY, FakeAssistant, note_document
from tests.integration.ui_driver import Driver

NOTE = "notes/ferry.pdf"
QUESTION = note_document().questions[0].text


def _opened(fake: FakeAssistant | None = None) -> Driver:
    driver = Driver(fake or FakeAssistant(), "sheets")
    return driver.choose("table", "open", NOTE)


def _answered(fake: FakeAssistant | None = None) -> Driver:
    return _opened(fake).click("answer-all")


def test_the_list_has_the_documents_that_put_questions() -> None:
    driver = Driver(FakeAssistant(), "sheets")
    notes, kept = driver.components("table")
    assert [(row["id"], row["cells"]["questions"]) for row in notes["rows"]] == [(NOTE, 1)]
    assert kept["rows"] == []
    assert kept["empty"] == "No sheet has been made yet."


def test_a_chosen_note_becomes_a_sheet_that_is_kept_at_once() -> None:
    driver = _opened()
    (kept,) = driver.assistant.desk.sheets.everything()
    assert driver.app.query_params["sheet"] == kept.id
    assert markdown(QUESTION) in driver.words()
    assert "0 of 1 question answered" in driver.words()
    assert kept.value.questions[0].text == QUESTION


def test_every_question_is_answered_and_told_apart_by_whose_words_they_are() -> None:
    driver = _answered()
    shown = driver.component("answer")
    assert shown["question"] == f"1. {QUESTION}"
    assert [group["strand"] for group in shown["groups"]] == ["What the note itself says", ""]
    assert "1 of 1 question answered" in driver.words()
    (kept,) = driver.assistant.desk.sheets.everything()
    assert len(kept.value.entries) == 1


def _offered(driver: Driver) -> list[str]:
    return [one.label for one in driver.app.button if str(one.key).startswith("download-")]


def test_an_answered_sheet_is_offered_as_a_file() -> None:
    assert not _offered(_opened())
    assert _offered(_answered()) == ["Word", "Markdown"]


def test_a_passage_opens_beside_the_sheet() -> None:
    driver = _answered()
    driver.choose("answer", "chip", 2)
    assert driver.app.session_state["sheet-passage"] == OpenPassage(0, "citation", 2)
    assert driver.component("heading")["title"] == note_document().title.value
    driver.click("passage-close")
    assert not driver.components("heading")


def test_from_a_passage_to_every_answer_that_used_it() -> None:
    driver = _answered()
    fake = driver.assistant
    fake.kept["talk"] = [Turn(question="Lorries?", answer=fake.ask("Lorries?"))]
    driver.choose("answer", "chip", 1)
    items = driver.component("list")["items"]
    title = note_document().title.value
    assert [one["segments"][0]["text"] for one in items] == ["Answer: Lorries?", f"Answer sheet · {title}: {QUESTION}"]
    asked = driver.choose("list", "choose", "0")
    assert asked.app.session_state["conversation_id"] == "talk"
    assert asked.app.session_state["passage"] == OpenPassage(0, "citation", 1)
    (kept,) = fake.desk.sheets.everything()
    talk = Driver(fake, conversation="talk")
    talk.choose("answer", "chip", 1).choose("list", "choose", "1")
    assert talk.app.session_state["held-sheet"].id == kept.id
    assert talk.app.session_state["sheet-passage"] == OpenPassage(0, "citation", 1)


def test_a_follow_up_goes_on_from_the_answer_in_a_conversation() -> None:
    driver = _answered()
    driver.click("follow-1")
    assert driver.component("answer")["question"] == QUESTION
    fake = driver.assistant
    (name,) = fake.kept
    talk = Driver(fake, conversation=name).ask("And the seals?")
    assert [one["question"] for one in talk.components("answer")] == [QUESTION, "And the seals?"]
    assert fake.asked[-1][:2] == ("And the seals?", 1), "the sheet's answer is the turn before"


def test_a_sheet_is_there_again_in_a_new_session() -> None:
    driver = _answered()
    (kept,) = driver.assistant.desk.sheets.everything()
    again = Driver(driver.assistant, "sheets", sheet=kept.id)
    assert again.component("answer")["question"] == f"1. {QUESTION}"


def test_a_question_of_ones_own_is_added_reworded_moved_and_taken_off() -> None:
    driver = _opened()
    driver.app.text_input(key="added").set_value("Who pays for the scanners?")
    driver.app.button[-1].click()
    driver.run()
    (kept,) = driver.assistant.desk.sheets.everything()
    own = kept.value.questions[1]
    assert own.text == "Who pays for the scanners?"
    driver.click(f"up-{own.id}")
    driver.app.text_area(key=f"wording-{own.id}").set_value("Who pays?")
    driver.click(f"reword-{own.id}")
    (kept,) = driver.assistant.desk.sheets.everything()
    assert [one.text for one in kept.value.questions] == ["Who pays?", QUESTION]
    driver.click(f"drop-{kept.value.questions[0].id}")
    (kept,) = driver.assistant.desk.sheets.everything()
    assert [one.text for one in kept.value.questions] == [QUESTION]
    driver.click("undo")
    (kept,) = driver.assistant.desk.sheets.everything()
    assert len(kept.value.questions) == 2


def test_a_change_in_another_window_is_not_overwritten() -> None:
    driver = _opened()
    shelf = driver.assistant.desk.sheets
    (kept,) = shelf.everything()
    assert isinstance(shelf.save(kept, replace(kept.value, title=f"Theirs {NASTY}")), Kept)
    driver.click("answer-all")
    assert "changed in another window" in driver.words()
    assert shelf.take(kept.id).value.entries == ()
    assert driver.component("answer")["question"] == f"1. {QUESTION}"  # what was answered stays on this screen
    driver.click("reload")
    assert "Theirs" in driver.words()
    assert "changed in another window" not in driver.words()


def test_ones_own_change_can_be_kept_as_a_copy() -> None:
    driver = _opened()
    shelf = driver.assistant.desk.sheets
    (kept,) = shelf.everything()
    shelf.save(kept, replace(kept.value, title="Theirs"))
    driver.click("answer-all").click("keep-copy")
    assert "changed in another window" not in driver.words()
    assert {one.value.title: len(one.value.entries) for one in shelf.everything()} == {
        "Theirs": 0,
        f"{note_document().title.value} (copy)": 1,
    }


def test_a_question_that_fails_says_so_and_the_sheet_stands() -> None:
    fake = FakeAssistant()
    driver = _opened(fake)
    fake.failure = ModelMissing("The model is gone. Install it.")
    driver.click("answer-all")
    assert markdown("The model is gone. Install it.") in driver.words()
    assert "0 of 1 question answered" in driver.words()
    fake.failure = None
    driver.click("ask-1")
    assert driver.component("answer")["groups"]


def test_pasted_questions_make_a_sheet() -> None:
    driver = Driver(FakeAssistant(), "sheets")
    driver.app.text_area(key="pasted").set_value("Which consignments came?\nWho stamped them?")
    driver.run().click("make-sheet")
    (kept,) = driver.assistant.desk.sheets.everything()
    assert [one.text for one in kept.value.questions] == ["Which consignments came?", "Who stamped them?"]
    assert kept.value.document is None


def test_an_answer_of_an_older_snapshot_says_so() -> None:
    driver = _answered()
    driver.assistant.snapshot = "another"
    assert "The documents have changed since this answer" in driver.run().words()


def test_run_again_on_new_documents_shows_both_texts_of_what_changed() -> None:
    driver = _answered()
    fake = driver.assistant
    note = fake.held[NOTE]
    changed = note.pages[0].text.replace("northern", "southern")
    fake.held[NOTE] = replace(note, pages=(replace(note.pages[0], text=changed), *note.pages[1:]))
    fake.snapshot = "another"
    assert driver.run().app.button(key="answer-all").label == "Run again on the new documents"
    driver.click("answer-all")
    assert "of 1 question: 1 answer changed." in "\n".join(one.value for one in driver.app.info)
    assert [one.label[:45] for one in driver.app.expander] == ["Answer changed since the answer from snapshot"]
    (row,) = driver.component("stalelist")["stale"]
    assert (row["badge"], row["kind"]) == ("In other words", "quiet")
    assert ("northern" in row["then"], "southern" in row["now"]) == (True, True)
    again = Driver(fake, "sheets", sheet=fake.desk.sheets.everything()[0].id)
    assert again.component("stalelist")["stale"] == [row]


def test_an_address_of_a_sheet_that_is_gone_says_so_and_shows_the_list() -> None:
    driver = Driver(FakeAssistant(), "sheets", sheet="nowhere")
    assert "Nothing is kept under" in driver.words()
    assert driver.components("table")


def test_a_removed_sheet_leaves_the_list() -> None:
    driver = _opened()
    driver.click("remove-sheet")
    assert driver.components("table")[1]["rows"] == []
