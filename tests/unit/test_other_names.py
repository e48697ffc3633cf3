"""Names that stand for the same state or union."""

from __future__ import annotations

from assistant.retrieval.matched import stems
from assistant.retrieval.other_names import all_names, short_names, speaks_of_namesake, with_short_names
from assistant.retrieval.query import match_expression


def test_a_people_a_capital_and_a_long_name_stand_for_the_state() -> None:
    assert short_names("What do London and the Americans want of the Union?") == ("UK", "US", "EU")
    assert short_names("the Chinese and Beijing") == ("China",)


def test_a_state_called_by_its_short_name_needs_no_other() -> None:
    assert short_names("What does the UK, or Britain, want?") == ()


def test_the_longest_name_wins_and_capitals_count() -> None:
    assert short_names("Latin American ports") == ("Latin America",)
    assert short_names("polish the brass and talk turkey") == ()
    assert short_names("Rue de Londonderry") == ()


def test_a_question_is_worded_as_documents_word_it() -> None:
    assert with_short_names("What does Moscow say?") == "What does Moscow say? (Russia)"
    assert with_short_names("What does it say?") == "What does it say?"


def test_a_passage_on_a_state_is_found_under_its_other_names() -> None:
    assert {"britain", "british"} <= stems("Goods leave through UK ports.")
    assert "washington" not in stems("Goods leave through Latin American ports.")
    assert '"UK"'.lower() in match_expression("Which ports do the British use?").lower()
    assert "beijing" in all_names("Chinese groups")


def test_a_namesake_is_not_what_a_question_is_about() -> None:
    question = "Which firms do groups in both the EU and Latin America use?"
    assert speaks_of_namesake(question, "Trade between the EU and North America is large.")
    assert not speaks_of_namesake(
        question, "Groups in the EU and in LAC use shell firms; those of North America do not."
    )
    assert not speaks_of_namesake(question, "Ports of the EU and of South America are watched.")  # it is a part of it
    assert not speaks_of_namesake(question, "Canada and the Member States trade with each other.")
    assert not speaks_of_namesake("Which firms are used?", "Trade with North America is large.")
