"""What the page *Ask* shows for every way in which a question can end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.domain import DeclineReason, Length, Register, Style
from assistant.ui.session import OpenPassage
from tests.integration.ui_driver import Driver
from tests.outcomes import FALLBACK, SUGGESTION, OutcomeAssistant


def _ended(name: str) -> Driver:
    return Driver(OutcomeAssistant()).ask(name)


@pytest.mark.parametrize("reason", list(DeclineReason))
def test_a_decline_says_why_and_what_was_searched_and_shows_no_sentence(reason: DeclineReason) -> None:
    shown = _ended(f"declined: {reason.value}").component("answer")
    assert shown["message"] == reason.message
    assert shown["searched"] == "Searched 4 passages in 2 documents."
    assert shown["groups"] == []
    assert len(shown["nearest"]) == 2
    assert [one["suggestion"] for one in shown["declined"]] == [SUGGESTION]
    assert (shown["declined"][0]["question"], shown["declined"][0]["message"]) == ("", "")


def test_the_line_that_shows_why_can_be_opened_on_its_page() -> None:
    driver = _ended("declined: contradicted")
    (line,) = driver.component("answer")["declined"][0]["evidence"]
    assert line["place"] == "Threats on the ferry line, page 1, I. The ferry line"
    driver.choose("answer", "evidence", line["n"])
    assert driver.app.session_state["passage"] == OpenPassage(0, "evidence", 1)
    assert driver.component("passage")["cited"] == line["text"]
    assert driver.component("answer")["active"] == ["evidence", 1]


def test_a_suggestion_is_asked_when_it_is_chosen() -> None:
    driver = _ended("declined: not said")
    driver.choose("answer", "suggest", SUGGESTION)
    assert driver.assistant.asked[-1][0] == SUGGESTION
    assert len(driver.components("answer")) == 2


def test_a_part_without_an_answer_is_named_below_what_is_answered() -> None:
    shown = _ended("partly").component("answer")
    assert shown["status"] == "partly"
    assert len(shown["groups"]) == 2
    (part,) = shown["declined"]
    assert (part["question"], part["message"]) == ("who stamped the seals?", DeclineReason.NOT_SAID.message)


def test_withheld_sentences_stand_apart_with_their_reasons() -> None:
    shown = _ended("withheld").component("answer")
    assert shown["withheld"]["title"] == "3 sentences withheld"
    reasons = [one["reason"] for one in shown["withheld"]["sentences"]]
    assert reasons == [
        "The passages found do not say this. The word “seized” is not in the source.",
        "The passages found say otherwise. The source says that they were found.",
        "It could not be checked.",
    ]
    answered = {sentence["text"] for group in shown["groups"] for sentence in group["sentences"]}
    assert answered.isdisjoint(one["text"] for one in shown["withheld"]["sentences"])
    assert all(one["text"] not in shown["copy"] for one in shown["withheld"]["sentences"])
    assert shown["notices"] == ["12 sentences found were left out, for want of room in the model's window."]


def test_a_partly_proved_sentence_is_marked_with_what_is_missing() -> None:
    shown = _ended("written").component("answer")
    warnings = [sentence["warning"] for group in shown["groups"] for sentence in group["sentences"]]
    assert warnings == ["", "(partly proved: the source says “were”)"]
    assert "only in part" in shown["message"]
    assert "gguf:small" in shown["facts"]


def test_when_nothing_survives_the_gate_no_sentence_is_shown() -> None:
    shown = _ended("unsupported").component("answer")
    assert shown["groups"] == []
    assert "could be proved" in shown["message"]
    assert len(shown["withheld"]["sentences"]) == 3


def test_a_model_that_failed_is_told_and_the_quoted_answer_stands() -> None:
    shown = _ended("model down").component("answer")
    assert shown["notices"] == [FALLBACK]
    assert shown["groups"]


def _with_model() -> Driver:
    fake = OutcomeAssistant()
    fake.settings = replace(fake.settings, model="gguf:small")
    return Driver(fake)


def test_without_a_model_nobody_is_asked_how_to_write() -> None:
    driver = _ended("answered")
    assert driver.assistant.styles == [None]
    assert "Written by" not in driver.words()


def test_a_model_writes_in_the_chosen_form_length_and_language() -> None:
    driver = _with_model()
    assert r"Written by gguf\:small" in driver.words()  # escaped for Markdown
    driver.app.selectbox(key="style-register").set_value(Register.TABLE)
    driver.app.selectbox(key="style-length").set_value(Length.SHORT)
    driver.app.selectbox(key="style-language").set_value("French")
    driver.run().ask("Which consignments came?")
    assert driver.assistant.styles == [Style(language="French", length=Length.SHORT, register=Register.TABLE)]
    assert "many may be withheld" in driver.words()
    assert driver.component("answer")["groups"]
