"""The page *Ask*, in each of its states."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.desk.conversations import Conversations
from assistant.domain import Answer, AnswerStatus, Sentence, Turn
from assistant.domain.marking import Markings
from assistant.errors import ModelMissing
from assistant.ui.session import OpenPassage
from tests.conftest import ROOT
from tests.fakes import NASTY, FakeAssistant, note_document
from tests.integration.ui_driver import Driver

QUESTION = "Which consignments and seals came on the ferry?"


def _asked(question: str = QUESTION) -> Driver:
    return Driver(FakeAssistant()).ask(question)


def _opened(driver: Driver, number: int = 1, kind: str = "citation") -> Driver:
    driver.app.session_state["passage"] = OpenPassage(0, kind, number)  # type: ignore[arg-type]
    return driver.run()


def test_the_empty_page_offers_the_questions_of_the_documents() -> None:
    driver = Driver(FakeAssistant())
    assert "quoted from 2 documents" in driver.words()
    driver.click("suggestion-0")
    assert driver.component("answer")["question"] == note_document().questions[0].text


def test_the_first_answer_waits_for_no_library_that_the_page_does_not_need() -> None:
    code = (
        "import sys\nfrom tests.fakes import FakeAssistant\nfrom tests.integration.ui_driver import Driver\n"
        f"assert Driver(FakeAssistant()).ask({QUESTION!r}).component('answer')['facts']\n"
        "print({'altair', 'pandas', 'chromadb', 'torch'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.splitlines()[-1] == "set()"


def test_each_sentence_is_verbatim_and_has_its_chip_under_the_heading_of_its_place() -> None:
    groups = _asked().component("answer")["groups"]
    document = note_document()
    every = [sentence for group in groups for sentence in group["sentences"]]
    whole = " ".join(page.text for page in document.pages)
    assert len(every) == 3
    assert all(sentence["text"] in whole for sentence in every)
    assert [chip["n"] for sentence in every for chip in sentence["chips"]] == [1, 2, 3]
    assert [(group["document"], group["section"]) for group in groups] == [
        ("Threats on the ferry line", "I. The ferry line"),
        ("", "II. Gaps"),
    ]
    assert every[2]["chips"][0]["label"] == "Source 3: Threats on the ferry line, page 2, II. Gaps"


def test_the_answer_carries_its_marking_its_time_and_its_references() -> None:
    answer = _asked().component("answer")
    assert answer["marking"] == "LIMITE"
    assert answer["facts"] == ["3 citations from 1 document", "0.13 s", "snapshot 3f2a9c7d51"]
    assert [one["n"] for one in answer["references"]] == [1, 2, 3]
    assert answer["copy"].startswith("Marking: LIMITE")
    assert "[2] Threats on the ferry line, 3 March 2025, page 1, I. The ferry line" in answer["copy"]


def test_the_turn_is_kept_and_the_address_names_the_conversation() -> None:
    driver = _asked()
    (name,) = driver.assistant.kept
    assert driver.app.query_params["conversation"] == name
    again = Driver(driver.assistant, conversation=name)
    assert again.component("answer")["question"] == QUESTION


def test_a_follow_up_is_asked_with_the_turns_before_it() -> None:
    driver = _asked().ask("And the witness?")
    assert [turns for _, turns, _ in driver.assistant.asked] == [0, 1]
    assert len(driver.components("answer")) == 2


def test_only_the_chosen_documents_are_searched() -> None:
    driver = Driver(FakeAssistant())
    driver.app.multiselect(key="documents").set_value(["articles/checks.md"])
    driver.run().ask("Which seals did customs check?")
    assert driver.assistant.asked[-1][2] == ("articles/checks.md",)


def test_a_chosen_document_that_was_removed_is_let_go() -> None:
    driver = Driver(FakeAssistant())
    driver.app.multiselect(key="documents").set_value(["articles/checks.md"])
    driver.run()
    driver.assistant.held.pop("articles/checks.md")
    driver.run().ask(QUESTION)
    assert driver.assistant.asked[-1][2] == ()


def test_nothing_found_says_what_was_searched_and_shows_the_nearest_passages_as_such() -> None:
    answer = _asked("Zebra migration?").component("answer")
    assert answer["message"] == AnswerStatus.NO_EVIDENCE.message
    assert answer["searched"] == "Searched 4 passages in 2 documents."
    assert [hit["rank"] for hit in answer["nearest"]] == [1, 2]
    assert answer["groups"] == []
    assert answer["copy"] == ""


def test_a_nearest_passage_opens_beside_the_conversation() -> None:
    driver = _opened(_asked("Zebra migration?"), 1, "hit")
    assert driver.component("passage")["cited"] == note_document().pages[0].text.split(". ")[0] + "."
    assert driver.component("heading")["marking"] == "LIMITE"


def test_a_citation_opens_its_page_with_the_cited_words_marked() -> None:
    driver = _opened(_asked(), 2)
    page = driver.component("page")
    cited = "Forged transit papers were found in forty consignments."
    assert " ".join(mark["text"] for mark in page["marks"]) == cited
    assert page["picture"]
    assert driver.component("answer")["active"] == ["citation", 2]
    heading = driver.component("heading")
    assert (heading["title"], heading["facts"], heading["path"]) == (
        "Threats on the ferry line",
        ["page 1", "3 March 2025"],
        "I. The ferry line",
    )


def test_the_passage_shows_its_neighbours_and_the_footnote_called_in_it() -> None:
    passage = _opened(_asked(), 2).component("passage")
    assert passage["before"] == "Smugglers hide cigarettes in lorries on the northern ferry line."
    assert passage["after"] == ""
    (note,) = passage["notes"]
    assert (note["number"], note["link"], note["phrase"]) == (
        "1",
        "inferred",
        "Forged transit papers were found in forty consignments",
    )
    assert [(url["safe"], url["doubtful"]) for url in note["urls"]] == [(True, None), (False, "not a web address")]


def test_the_next_and_previous_sources_and_the_way_out() -> None:
    driver = _opened(_asked(), 1)
    assert driver.app.button(key="passage-previous").disabled
    driver.click("passage-next")
    assert driver.app.session_state["passage"].number == 2
    driver.click("passage-close")
    assert driver.components("page") == []


def test_a_document_without_pages_to_picture_shows_its_text_with_the_words_marked() -> None:
    driver = _opened(_asked("Would brokers shorten checks?"))
    page = driver.component("page")
    assert page["picture"] is None
    marked = [one["text"] for one in page["segments"] if one["mark"] == "cited"]
    assert marked == ["A shared register of brokers would shorten the checks."]


def test_words_that_moved_are_found_again_and_said_to_have_moved() -> None:
    driver = _asked()
    document = driver.assistant.held["notes/ferry.pdf"]
    moved = replace(document.pages[0], text="New first line. " + document.pages[0].text)
    driver.assistant.held[document.id] = replace(document, pages=(moved, document.pages[1]), layouts=())
    _opened(driver, 2)
    assert "has changed" in driver.component("heading")["warning"]
    marked = [one["text"] for one in driver.component("page")["segments"] if one["mark"]]
    assert marked == ["Forged transit papers were found in forty consignments."]


def test_words_that_are_gone_are_shown_as_they_were_quoted() -> None:
    driver = _asked()
    document = driver.assistant.held["notes/ferry.pdf"]
    driver.assistant.held[document.id] = replace(
        document, pages=(replace(document.pages[0], text="Other."), document.pages[1]), sentences=(), footnotes=()
    )
    _opened(driver, 2)
    assert "no longer in it" in driver.component("heading")["warning"]
    assert driver.components("page") == []
    assert driver.component("passage")["cited"].startswith("Forged")


def test_a_document_that_vanished_still_shows_what_was_quoted() -> None:
    driver = _asked()
    driver.assistant.held.pop("notes/ferry.pdf")
    _opened(driver, 2)
    assert "no longer in the corpus" in driver.component("heading")["warning"]
    assert driver.component("passage")["cited"].startswith("Forged")


def test_a_new_conversation_leaves_the_old_one_in_the_list() -> None:
    driver = _asked().click("new-conversation")
    assert driver.components("answer") == []
    (name,) = driver.assistant.kept
    driver.click(f"conversation-{name}")
    assert driver.component("answer")["question"] == QUESTION


def test_a_forgotten_conversation_is_gone() -> None:
    driver = _asked()
    (name,) = driver.assistant.kept
    driver.click(f"forget-{name}")
    assert driver.assistant.kept == {}
    assert driver.components("answer") == []


def test_an_address_with_an_unknown_conversation_begins_a_new_one() -> None:
    driver = Driver(FakeAssistant(), conversation="nowhere")
    assert "is not kept here" in driver.words()
    assert driver.components("answer") == []


def test_a_turn_without_an_answer_offers_to_ask_again() -> None:
    assistant = FakeAssistant()
    assistant.conversations.keep("kept", Turn(question="What was stopped?"))
    answer = Driver(assistant, conversation="kept").component("answer")
    assert answer["again"]
    assert "stopped before" in answer["message"]


def test_sentences_on_the_screen_outlive_a_program_that_ends_in_the_middle(tmp_path: Path) -> None:
    assistant = FakeAssistant()
    assistant.settings = replace(assistant.settings, model="gguf:small")
    assistant.conversations = Conversations(tmp_path)  # type: ignore[assignment]
    ask = assistant.ask

    def broken(
        question: str, *arguments: Any, on_sentence: Callable[[Sentence, Markings], None], **named: Any
    ) -> Answer:
        on_sentence(ask(question).sentences[0], frozenset(["LIMITE", "SECRET"]))
        raise ModelMissing("The program is killed here.")

    assistant.ask = broken  # type: ignore[assignment]
    Driver(assistant).ask(QUESTION)
    (kept,) = assistant.conversations.summaries()
    assistant.ask = ask  # type: ignore[method-assign]
    driver = Driver(assistant, conversation=kept.id)
    shown = driver.component("answer")
    assert "ended before this answer was whole" in shown["message"]
    assert shown["groups"][0]["sentences"][0]["chips"]
    assert shown["marking"] == "SECRET", "that of what was looked at, and not only of what is cited"
    assert shown["again"]
    driver.choose("answer", "chip", 1)
    assert driver.component("heading")["title"]
    driver.choose("answer", "again", True)
    assert [one["status"] for one in Driver(assistant, conversation=kept.id).components("answer")] == ["answered"]


def test_a_failed_answer_offers_to_ask_again() -> None:
    assistant = FakeAssistant()
    failed = Answer(question="Q", query="Q", sentences=(), status=AnswerStatus.FAILED, hits=(), snapshot="s")
    assistant.conversations.keep("kept", Turn(question="Q", answer=failed))
    assert Driver(assistant, conversation="kept").component("answer")["again"]


def test_no_index_offers_to_build_it() -> None:
    driver = Driver(FakeAssistant(snapshot=None))
    assert "not built yet" in driver.words()
    driver.click("build-index")
    driver.run()
    assert "What do the documents say?" in driver.words()


def test_an_empty_corpus_says_where_documents_go() -> None:
    assistant = FakeAssistant()
    assistant.held.clear()
    driver = Driver(assistant)
    assert "No documents yet" in driver.words()
    assert "corpus" in driver.words()


def test_a_fault_is_one_sentence_and_not_a_traceback() -> None:
    driver = Driver(FakeAssistant())
    driver.assistant.failure = ModelMissing("The model <b>x</b> is not installed. Install it.")
    driver.ask(QUESTION)
    assert [one.value for one in driver.app.error] == [r"The model \<b\>x\<\/b\> is not installed\. Install it\."]


def test_what_a_document_says_reaches_the_page_as_text_alone() -> None:
    driver = _opened(_asked("What did the witness write?"))
    assert NASTY in json.dumps(driver.component("answer")["groups"])
    assert NASTY not in driver.words()


def test_documents_with_the_same_title_are_told_apart() -> None:
    driver = Driver(FakeAssistant(note_document(), replace(note_document(), id="notes/copy.pdf")))
    options = driver.app.multiselect(key="documents").options
    assert options == ["Threats on the ferry line (notes/ferry.pdf)", "Threats on the ferry line (notes/copy.pdf)"]
