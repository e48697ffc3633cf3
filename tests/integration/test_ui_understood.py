"""How a question was understood, as it stands above its answer, and how a person corrects it."""

from __future__ import annotations

import json
from dataclasses import replace

from assistant.domain import Filter, FilterKind, Hit, Turn
from assistant.ui.query_view import chips, without_chip
from assistant.ui.why import reasons
from assistant.ui.wording import around, found_by, ordinal
from tests.fakes import NASTY, FakeAssistant
from tests.integration.ui_driver import Driver

QUESTION = "Which consignments and seals came on the ferry?"


def _narrowed() -> Driver:
    return Driver(FakeAssistant()).ask("Which seals came since 2024?")


def test_nothing_is_said_of_a_question_that_was_searched_for_as_it_was_typed() -> None:
    assert Driver(FakeAssistant()).ask(QUESTION).component("answer")["understood"] is None


def test_a_follow_up_says_what_was_searched_for_and_why() -> None:
    driver = Driver(FakeAssistant()).ask(QUESTION).ask("And the witness?")
    shown = driver.components("answer")[1]["understood"]
    assert shown["searched"] == "Which consignments and seals came on the ferry: the witness?"
    assert shown["reason"] == "continues the last question"
    assert shown["edit"] == shown["searched"]


def test_only_the_last_turn_can_be_corrected() -> None:
    first, last = _narrowed().ask("Which seals since 2024?").components("answer")
    assert first["understood"]["edit"] is None
    assert first["understood"]["filters"] == ["since 2024"]
    assert last["understood"]["edit"] == "Which seals?"


def test_the_reworded_question_is_asked_anew_as_a_turn_of_its_own() -> None:
    driver = _narrowed().choose("answer", "reword", "  Which brokers\nkeep a register? ")
    before, after = driver.components("answer")
    assert before["question"] == after["question"] == "Which seals came since 2024?"
    assert after["understood"]["searched"] == "Which brokers keep a register?"
    assert after["understood"]["filters"] == ["since 2024"]
    assert driver.assistant.queries[-1].standalone == "Which brokers keep a register?"
    assert [turn.question for turns in driver.assistant.kept.values() for turn in turns] == [before["question"]] * 2


def test_a_question_reworded_to_nothing_is_not_asked() -> None:
    driver = _narrowed().choose("answer", "reword", " \n ")
    assert len(driver.components("answer")) == 1


def test_a_filter_taken_away_asks_again_without_it() -> None:
    driver = _narrowed().choose("answer", "unfilter", 0)
    assert driver.assistant.queries[0].filters
    assert driver.assistant.queries[1].filters == ()
    assert driver.components("answer")[1]["understood"] == {
        "searched": "Which seals came?",
        "reason": "",
        "parts": [],
        "filters": [],
        "edit": "Which seals came?",
    }


def test_a_filter_that_is_not_there_cannot_be_taken_away() -> None:
    assert len(_narrowed().choose("answer", "unfilter", 7).components("answer")) == 1


def test_filters_of_one_label_are_one_chip_and_go_together() -> None:
    note = Filter(kind=FilterKind.DOCUMENT, value="a.pdf", label="in 7/25")
    since = Filter(kind=FilterKind.SINCE, value="2024", label="since 2024")
    query = replace(FakeAssistant().understand("Q?"), filters=(note, replace(note, value="b.pdf"), since))
    assert chips(query) == ["in 7/25", "since 2024"]
    rest = without_chip(query, 0)
    assert rest
    assert rest.filters == (since,)


def test_a_question_in_parts_shows_them() -> None:
    answer = Driver(FakeAssistant()).ask("Which seals were used and who wrote the form?").component("answer")
    assert answer["understood"]["parts"] == ["Which seals were used", "who wrote the form?"]
    assert answer["understood"]["searched"] == ""
    assert {row["label"]: row["value"] for row in answer["looked_at"][1]["why"]}[
        "For the part"
    ] == "who wrote the form?"


def test_an_answer_kept_before_says_what_was_searched_and_offers_no_correction() -> None:
    assistant = FakeAssistant()
    answer = replace(assistant.ask(QUESTION), query="ferry consignments", understood=None)
    assistant.conversations.keep("kept", Turn(question="And those?", answer=answer))
    shown = Driver(assistant, conversation="kept").component("answer")
    assert (shown["understood"]["searched"], shown["understood"]["edit"]) == ("ferry consignments", None)


def test_what_was_looked_at_is_listed_with_the_reasons_in_words() -> None:
    answer = _narrowed().component("answer")
    assert answer["nearest"] == []
    first, second = answer["looked_at"]
    assert first["why"] == [
        {"label": "Matched words", "value": "Which, seals"},
        {"label": "Found", "value": "by meaning: 3rd, by words: 1st"},
        {"label": "Judged", "value": "likely answers"},
        {"label": "Searched only", "value": "since 2024"},
    ]
    assert second["why"][:2] == [
        {"label": "Found", "value": "by meaning: 4th, not among the first by words"},
        {"label": "Judged", "value": "unlikely to answer"},
    ]


def test_no_score_reaches_the_page() -> None:
    shown = json.dumps(_narrowed().component("answer"))
    assert "0.61" not in shown
    assert "probability" not in shown
    assert "score" not in shown


def test_a_passage_that_was_looked_at_opens_with_its_reasons() -> None:
    driver = _narrowed().choose("answer", "hit", 1)
    assert driver.component("answer")["active"] == ["hit", 1]
    assert driver.component("passage")["why"] == driver.component("answer")["looked_at"][0]["why"]


def test_a_hit_of_which_nothing_is_known_has_no_reasons() -> None:
    hit = FakeAssistant().search("Q?")[0]
    assert reasons(Hit(chunk=hit.chunk, rank=1, score=1.0), None) == []


def test_ranks_are_said_in_words() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 112)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th",
    ]  # fmt: skip
    assert found_by(None, 2) == "by words: 2nd, not among the first by meaning"
    assert found_by(None, None) == ""


def test_a_filter_that_holds_markup_reaches_the_page_as_text_alone() -> None:
    assistant = FakeAssistant()
    assistant.recognised = (Filter(kind=FilterKind.AUTHOR, value=NASTY, label=f"by {NASTY}", words="since 2024"),)
    driver = Driver(assistant).ask("Which seals came since 2024?")
    assert driver.component("answer")["understood"]["filters"] == [f"by {NASTY}"]
    driver.choose("answer", "unfilter", 0)
    assert driver.component("answer")["understood"]["filters"] == [f"by {NASTY}"]
    assert NASTY not in driver.words()


def test_what_stands_around_a_match_begins_and_ends_with_whole_words() -> None:
    assert around("ntainers of the five\n ports, ", " were checked in the same ye") == (
        "…of the five ports, ",
        " were checked in the same…",
    )
    assert around("The ", ".") == ("The ", ".")
